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

static struct wrapped *wrap_document(
	struct cli *cli, struct arena *arena, const struct document *document, int columns)
{
	struct page page;
	present_page(&page, arena, document);
	return wrap_page(&page, &(struct wrap_settings){.columns = columns,
					.with_addresses = true,
					.is_ascii = !cli->out->has_unicode});
}

void pages_print(struct cli *cli, const struct document *document, int columns)
{
	struct arena *arena = arena_new();
	struct wrapped *wrapped = wrap_document(cli, arena, document, columns);
	for (size_t i = 0; i < wrapped->lines_count; i++) {
		print_safe(cli->out, wrap_line_text(arena, &wrapped->lines[i]));
		print_safe(cli->out, SAFE("\n"));
	}
	wrapped_free(wrapped);
	arena_free(arena);
}

void pages_print_line(struct cli *cli, enum print_style style, struct foreign text, int columns)
{
	struct arena *arena = arena_new();
	struct span span = {.text = text, .link = -1, .image = -1};
	struct block block = {.kind = BLOCK_PARAGRAPH, .spans = &span, .spans_count = 1};
	struct document document = {.blocks = &block, .blocks_count = 1};
	struct wrapped *wrapped = wrap_document(cli, arena, &document, columns);
	for (size_t i = 0; i < wrapped->lines_count; i++) {
		struct safe line = wrap_line_text(arena, &wrapped->lines[i]);
		print_styled_line(cli->out, style, "%.*s", (int)line.len, line.utf8);
	}
	wrapped_free(wrapped);
	arena_free(arena);
}
