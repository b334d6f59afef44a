"""Completions: each shell offers the commands, their options and their words."""
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import ok  # noqa: E402

BASH = """source "$1"; COMP_WORDS=(steppe $2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
[ -n "$3" ] && { COMP_WORDS+=(""); COMP_CWORD=$((COMP_CWORD + 1)); }
_steppe; printf '%s\\n' "${COMPREPLY[@]}" """


def script(s, shell):
    path = os.path.join(s.home, "_steppe" if shell == "zsh" else "steppe." + shell)
    with open(path, "w") as f:
        f.write(s.run("completions", shell).stdout)
    return path


def output(*argv):
    result = subprocess.run(argv, capture_output=True, text=True, timeout=60)
    return result.stdout + result.stderr


def offers(words, expected, sentence):
    ok(set(expected) <= set(words), sentence, "%r lacks some of %r" % (words, expected))


def in_bash(s):
    path = script(s, "bash")
    offers(output("bash", "-c", BASH, "-", path, "", "more").split(), ["add", "mark", "export"], "bash: commands")
    offers(output("bash", "-c", BASH, "-", path, "list --l", "").split(), ["--limit"], "bash: options")
    offers(output("bash", "-c", BASH, "-", path, "mark un", "").split(), ["unread", "unbookmark"], "bash: words")


def in_fish(s):
    path = script(s, "fish")

    def words(line):
        return [w.split("\t")[0] for w in output("fish", "--no-config", "-c",
                "source %s; complete -C'%s'" % (path, line)).splitlines()]
    offers(words("steppe "), ["add", "mark", "export"], "fish: commands")
    offers(words("steppe list --l"), ["--limit"], "fish: options")
    offers(words("steppe mark un"), ["unread", "unbookmark"], "fish: words")


def in_zsh(s):
    path = script(s, "zsh")
    result = subprocess.run(["zsh", "-n", path], capture_output=True, text=True)
    ok(result.returncode == 0, "zsh: the file is sound", result.stderr)
    known = output("zsh", "-f", "-c", "fpath=(%s $fpath); autoload -Uz compinit; compinit -D -u; "
                   "print ${_comps[steppe]}" % s.home)
    ok(known.strip() == "_steppe", "zsh: it is found for steppe", known)


def main():
    with story.Story() as s:
        for shell, test in (("bash", in_bash), ("fish", in_fish), ("zsh", in_zsh)):
            if shutil.which(shell):
                test(s)
            else:
                ok(True, "%s # SKIP it is not installed" % shell)
        ok(s.run("completions", "tcsh").returncode == 2, "another shell is refused with status 2")
    story.done()


main()
