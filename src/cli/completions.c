/* What bash, zsh and fish need to complete our command line: they hand the words to
 * `steppe completions words`, which knows the commands, feeds, folders and tags. */
#include <string.h>

#include "src/base/words.h"
#include "src/cli/commands.h"
#include "src/cli/complete_words.h"

static const char bash[] =
	"# bash completion for steppe; made by `steppe completions bash`\n"
	"_steppe() {\n"
	"    local IFS=$' \\t\\n' words=() last quote= candidate about i\n"
	"    # bash parts words at a colon; together again they are what steppe would get.\n"
	"    for ((i = 0; i <= COMP_CWORD; i++)); do\n"
	"        if ((i > 1)) && [[ ${COMP_WORDS[i]} == :* || ${COMP_WORDS[i-1]} == *: ]]; then\n"
	"            words[${#words[@]}-1]+=${COMP_WORDS[i]}\n"
	"        else\n"
	"            words+=(\"${COMP_WORDS[i]}\")\n"
	"        fi\n"
	"    done\n"
	"    last=${words[${#words[@]}-1]}\n"
	"    [[ $last == [\\\"\\']* ]] && quote=${last:0:1}\n"
	"    COMPREPLY=()\n"
	"    while IFS=$'\\t' read -r candidate about; do\n"
	"        if [[ $candidate == :files ]]; then\n"
	"            compopt -o default 2>/dev/null\n"
	"            return\n"
	"        fi\n"
	"        [[ $quote ]] || printf -v candidate %q \"$candidate\"\n"
	"        COMPREPLY+=(\"$candidate\")\n"
	"    done < <(\"${words[0]}\" completions words -- \"${words[@]:1}\" 2>/dev/null)\n"
	"    if [[ $last == *:* && $COMP_WORDBREAKS == *:* ]]; then\n"
	"        last=${last%\"${last##*:}\"}\n"
	"        COMPREPLY=(\"${COMPREPLY[@]#\"$last\"}\")\n"
	"    fi\n"
	"}\n"
	"complete -F _steppe steppe\n";

static const char zsh[] =
	"#compdef steppe\n"
	"# made by `steppe completions zsh`\n"
	"local line\n"
	"local -a lines candidates shown\n"
	"lines=(\"${(@f)$(${(Q)words[1]} completions words -- \"${(@Q)words[2,CURRENT-1]}\" "
	"\"${(Q)PREFIX}\" 2>/dev/null)}\")\n"
	"for line in $lines; do\n"
	"    if [[ $line == :files ]]; then\n"
	"        _files\n"
	"        return\n"
	"    fi\n"
	"    candidates+=(\"${line%%$'\\t'*}\")\n"
	"    shown+=(\"${line/$'\\t'/  -- }\")\n"
	"done\n"
	"(( $#candidates )) || return 1\n"
	"if [[ $lines == *$'\\t'* ]]; then\n"
	"    compadd -U -l -d shown -a candidates\n"
	"else\n"
	"    compadd -U -a candidates\n"
	"fi\n";

static const char fish[] =
	"# fish completion for steppe; made by `steppe completions fish`\n"
	"function __steppe_words\n"
	"    set -l words (commandline -opc)\n"
	"    set -l last (commandline -ct | string replace -ra '[\\\\\\\\\"\\']' '')\n"
	"    set -l found ($words[1] completions words -- $words[2..-1] \"$last\" 2>/dev/null)\n"
	"    if test \"$found\" = :files\n"
	"        __fish_complete_path \"$last\"\n"
	"    else\n"
	"        printf '%s\\n' $found\n"
	"    end\n"
	"end\n"
	"complete -c steppe -f -a '(__steppe_words)'\n";

int completions_run(struct cli *cli)
{
	static const struct {
		const char *name, *script;
	} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
	const char *name = cli_argument(cli, 0);
	if (strcmp(name, "words") == 0)
		return complete_words(cli);
	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
		if (strcmp(shells[i].name, name) == 0) {
			print_text(cli->out, foreign_from_string(shells[i].script));
			return CLI_DONE;
		}
	print_problem(cli->err, name, _("completions are there for bash, zsh and fish"));
	return CLI_USAGE;
}
