#include "src/jobs/article_text.h"

#include <string.h>

#include "feeds/references.h"
#include "feeds/strip.h"
#include "src/base/buffer.h"
#include "src/base/difference.h"
#include "src/store/arrivals.h"

/* Marked by signs too, for those to whom looks say nothing. */
static const struct {
	const char *before, *after;
} MARKS[] = {
	[DIFFERENCE_SAME] = {"", " "},
	[DIFFERENCE_GONE] = {"<del>[-", "-]</del> "},
	[DIFFERENCE_NEW] = {"<ins>{+", "+}</ins> "},
};
static const char NEXT_PARAGRAPH[] = "</p><p>";

/* A run may reach over several paragraphs; each of them is marked by itself. */
static void append_run(
	struct buffer *html, const struct difference_run *run, const char *text_start)
{
	const char *at = run->text.utf8, *end = at + run->text.len;
	if (at > text_start && at[-1] == '\n' && html->len > 0)
		buffer_append_string(html, NEXT_PARAGRAPH);
	while (at < end) {
		const char *feed = memchr(at, '\n', (size_t)(end - at));
		const char *line_end = feed ? feed : end;
		buffer_append_string(html, MARKS[run->kind].before);
		references_escape(html, (struct foreign){at, (size_t)(line_end - at)});
		buffer_append_string(html, MARKS[run->kind].after);
		if (feed)
			buffer_append_string(html, NEXT_PARAGRAPH);
		at = feed ? feed + 1 : end;
	}
}

struct foreign article_difference(struct arena *arena, const struct stored_article *article)
{
	if (article->previous_html.len == 0)
		return (struct foreign){"", 0};
	bool has_pages = article->previous_fulltext_html.len > 0;
	struct foreign before =
		has_pages ? article->previous_fulltext_html : article->previous_html;
	struct foreign after = has_pages ? article->fulltext_html : article->content_html;
	struct difference difference;
	before = strip_html_lines(arena, before);
	after = strip_html_lines(arena, after);
	difference_of(&difference, arena, before, after);
	struct buffer html = {0};
	for (size_t i = 0; i < difference.count; i++) {
		const struct difference_run *run = &difference.runs[i];
		bool is_gone = run->kind == DIFFERENCE_GONE;
		append_run(&html, run, is_gone ? before.utf8 : after.utf8);
	}
	struct foreign out = {arena_copy(arena, html.data, html.len), html.len};
	buffer_done(&html);
	return out;
}

bool article_request(struct work_request *out, bool *is_fulltext, struct arena *arena,
	struct store_reader *reader, const struct order *order, struct error *error)
{
	struct stored_article article;
	if (!store_article(&article, arena, reader, order->article_id, error))
		return false;
	*is_fulltext = order->wants_fulltext && article.fulltext_html.len > 0;
	struct foreign html = *is_fulltext ? article.fulltext_html : article.content_html;
	if (order->wants_difference) {
		*is_fulltext = false;
		html = article_difference(arena, &article);
	}
	if (html.len == 0)
		html = article.summary;
	*out = (struct work_request){
		.work = WORK_DOCUMENT,
		.url = article.base_url.len > 0 ? article.base_url : article.row.url,
		.document = {html.utf8, html.len},
	};
	if (order->wants_repeats || order->wants_difference)
		return true;
	uint64_t *hidden;
	if (!store_repeated_blocks(
		    &hidden, &out->known_hashes_count, arena, reader, article.row.feed_id, error))
		return false;
	out->known_hashes = hidden;
	return true;
}
