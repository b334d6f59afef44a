/* `steppe parse`: any feed document → JSON Feed 1.1. */
#include "src/cli/commands.h"
#include "src/cli/plumb.h"

int parse_run(struct cli *cli)
{
	struct plumbing_answer answer;
	if (!plumb_file(cli, PLUMBING_PARSE_JSON, &answer))
		return CLI_PARTLY;
	print_raw_json(cli->out, answer.json);
	return CLI_DONE;
}
