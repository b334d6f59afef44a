#include "src/cli/pages.h"

#include "src/session/present.h"
#include "ui/wrap.h"

bool pages_width(struct cli *cli, int *columns)
{
	long width = cli->settings->reader.width;
	if (cli->out->columns > 0 && cli->out->columns < width)
		width = cli->out->columns;
	if (!cli_number(cli, "width", 20, 1000, width, &width))
		return false;
	*columns = (int)width;
	return true;
}

void pages_print(struct cli *cli, const struct document *document, int columns)
{
	struct arena *arena = arena_new();
	struct page page;
	present_page(&page, arena, document);
	struct wrapped *wrapped = wrap_page(&page, &(struct wrap_settings){.columns = columns,
							   .with_addresses = true,
							   .is_ascii = !cli->out->has_unicode});
	for (size_t i = 0; i < wrapped->lines_count; i++) {
		print_safe(cli->out, wrap_line_text(arena, &wrapped->lines[i]));
		print_safe(cli->out, SAFE("\n"));
	}
	wrapped_free(wrapped);
	arena_free(arena);
}
