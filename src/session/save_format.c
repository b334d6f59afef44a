/* A page as plain text, as Markdown, or its HTML with a head. */
#include "src/session/save.h"

#include "feeds/references.h"
#include "src/session/present.h"

static void append_safe(struct buffer *out, struct safe text)
{
	buffer_append(out, text.utf8, text.len);
}

static void append_spans(
	struct buffer *out, const struct page_span *spans, size_t count, bool markdown)
{
	for (size_t i = 0; i < count; i++) {
		const char *sign = "";
		if (markdown && spans[i].text.len > 0)
			sign = spans[i].style & PAGE_CODE     ? "`"
			       : spans[i].style & PAGE_BOLD   ? "**"
			       : spans[i].style & PAGE_ITALIC ? "*"
							      : "";
		buffer_append_string(out, sign);
		append_safe(out, spans[i].text);
		buffer_append_string(out, sign);
		if (spans[i].link >= 0)
			buffer_printf(out, "[%d]", (int)spans[i].link + 1);
	}
}

static void append_start(struct buffer *out, const struct page_block *block, bool markdown)
{
	for (int i = 0; i < block->quote_depth; i++)
		buffer_append_string(out, "> ");
	for (int i = 1; i < block->list_depth; i++)
		buffer_append_string(out, "  ");
	if (block->starts_item && block->is_ordered)
		buffer_printf(out, "%d. ", (int)block->item_number);
	else if (block->starts_item)
		buffer_append_string(out, "- ");
	for (int i = 0; markdown && block->kind == PAGE_HEADING && i <= block->level; i++)
		buffer_append_string(out, i < block->level ? "#" : " ");
}

static void append_table(struct buffer *out, const struct page_block *block, bool markdown)
{
	for (size_t i = 0; i < block->rows_count; i++) {
		for (size_t j = 0; j < block->rows[i].cells_count; j++) {
			buffer_append_string(out, j > 0 ? " | " : "");
			append_spans(out, block->rows[i].cells[j].spans,
				block->rows[i].cells[j].spans_count, markdown);
		}
		buffer_append_string(out, "\n");
	}
}

static void append_block(struct buffer *out, const struct page_block *block, bool markdown)
{
	bool is_code = markdown && block->kind == PAGE_PREFORMATTED;
	append_start(out, block, markdown);
	buffer_append_string(out, is_code ? "```\n" : "");
	if (block->kind == PAGE_RULE)
		buffer_append_string(out, "---");
	else if (block->kind == PAGE_TABLE)
		append_table(out, block, markdown);
	else
		append_spans(out, block->spans, block->spans_count, markdown && !is_code);
	buffer_append_string(out, is_code ? "\n```\n\n" : "\n\n");
}

static void append_page(struct buffer *out, const struct saved_article *saved, bool markdown)
{
	struct arena *scratch = arena_new();
	const struct article_row *row = &saved->article.row;
	buffer_append_string(out, markdown ? "# " : "");
	append_safe(out, present_line(scratch, row->title));
	buffer_append_string(out, "\n\n");
	append_safe(out, present_line(scratch, row->feed_title));
	buffer_append_string(out, ", ");
	append_safe(out, present_date(scratch, row->date, saved->date_format));
	buffer_append_string(out, "\n");
	append_safe(out, present_line(scratch, row->url));
	buffer_append_string(out, "\n\n");
	for (size_t i = 0; i < saved->page->blocks_count; i++)
		append_block(out, &saved->page->blocks[i], markdown);
	for (size_t i = 0; i < saved->page->links_count; i++) {
		buffer_printf(out, "[%zu]%s ", i + 1, markdown ? ":" : "");
		append_safe(out, saved->page->links[i]);
		buffer_append_string(out, "\n");
	}
	arena_free(scratch);
}

/* Scripts and remote parts of the outlet stay asleep in the saved file. */
static void append_html(struct buffer *out, const struct saved_article *saved)
{
	buffer_append_string(out,
		"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; img-src http: https:\">\n<base href=\"");
	references_escape(out,
		saved->article.base_url.len > 0 ? saved->article.base_url : saved->article.row.url);
	buffer_append_string(out, "\">\n<title>");
	references_escape(out, saved->article.row.title);
	buffer_append_string(out, "</title></head>\n<body><h1>");
	references_escape(out, saved->article.row.title);
	buffer_append_string(out, "</h1>\n");
	buffer_append(out, saved->html.utf8, saved->html.len);
	buffer_append_string(out, "\n</body></html>\n");
}

void save_format(struct buffer *out, const struct saved_article *saved, enum save_format format)
{
	if (format == SAVE_HTML)
		append_html(out, saved);
	else
		append_page(out, saved, format == SAVE_MARKDOWN);
}
