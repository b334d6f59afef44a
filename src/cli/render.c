/* `steppe render`: HTML → the text the reader would show. */
#include "src/cli/commands.h"
#include "src/cli/pages.h"
#include "src/cli/plumb.h"

int render_run(struct cli *cli)
{
	struct plumbing_answer answer;
	int columns = 0;
	if (!pages_width(cli, &columns))
		return CLI_USAGE;
	if (!plumb_file(cli, PLUMBING_DOCUMENT, &answer))
		return CLI_PARTLY;
	pages_print(cli, &answer.document, columns);
	return CLI_DONE;
}
