#include "src/jobs/article_text.h"

bool article_request(struct work_request *out, bool *is_fulltext, struct arena *arena,
	struct store_reader *reader, const struct order *order, struct error *error)
{
	struct stored_article article;
	if (!store_article(&article, arena, reader, order->article_id, error))
		return false;
	*is_fulltext = order->wants_fulltext && article.fulltext_html.len > 0;
	struct foreign html = *is_fulltext ? article.fulltext_html : article.content_html;
	if (html.len == 0)
		html = article.summary;
	*out = (struct work_request){
		.work = WORK_DOCUMENT,
		.url = article.base_url.len > 0 ? article.base_url : article.row.url,
		.document = {html.utf8, html.len},
	};
	if (order->wants_repeats)
		return true;
	uint64_t *hidden;
	if (!store_repeated_blocks(
		    &hidden, &out->known_hashes_count, arena, reader, article.row.feed_id, error))
		return false;
	out->known_hashes = hidden;
	return true;
}
