#include "src/jobs/article_text.h"

#include "feeds/strip.h"
#include "src/base/buffer.h"
#include "src/base/difference.h"

/* Marked by signs too, for those to whom looks say nothing. */
static const struct {
	const char *before, *after;
} MARKS[] = {
	[DIFFERENCE_SAME] = {"", " "},
	[DIFFERENCE_GONE] = {"<del>[-", "-]</del> "},
	[DIFFERENCE_NEW] = {"<ins>{+", "+}</ins> "},
};

static void append_escaped(struct buffer *out, struct foreign text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.utf8[i] == '<')
			buffer_append_string(out, "&lt;");
		else if (text.utf8[i] == '&')
			buffer_append_string(out, "&amp;");
		else
			buffer_append_char(out, text.utf8[i]);
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
	difference_of(&difference, arena, strip_html(arena, before), strip_html(arena, after));
	struct buffer html = {0};
	for (size_t i = 0; i < difference.count; i++) {
		const struct difference_run *run = &difference.runs[i];
		buffer_append_string(&html, MARKS[run->kind].before);
		append_escaped(&html, run->text);
		buffer_append_string(&html, MARKS[run->kind].after);
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
