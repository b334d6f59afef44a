#include "src/cli/budget.h"

#include "src/base/words.h"
#include "src/store/store.h"
#include "src/store/upkeep.h"

void budget_say(struct cli *cli)
{
	int64_t budget = cli->settings->store_budget;
	struct store_reader *reader = budget > 0 ? cli_reader(cli) : NULL;
	int64_t size = reader != NULL ? store_size(reader) >> 20 : 0;
	if (size <= budget)
		return;
	const char *sentence = arena_printf(cli->arena,
		_("it has %lld MiB, more than store_budget = %lld: keep = 90d would erase what was "
		  "read and is older"),
		(long long)size, (long long)budget);
	print_problem(cli->err, cli->paths->store, sentence);
}
