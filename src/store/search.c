/* Ranked search: the newest articles that match are weighed, title before text,
 * fresh before old; the cost does not follow the size of the archive. */
#include <stdlib.h>
#include <string.h>

#include "feeds/strip.h"
#include "src/base/clock.h"
#include "src/base/tokens.h"
#include "src/store/query_sql.h"
#include "src/store/rows.h"
#include "src/store/texts.h"

#define CANDIDATES 1000 /* matches that are weighed: the newest, and the newest by title */
#define SCANNED 400     /* newest articles whose texts are looked through for a "word*" */
#define SNIPPET_WORDS 24
#define TERMS_LIMIT 16
#define DAY 86400.0

struct term {
	struct foreign word; /* folded, without blanks */
	bool is_prefix;
};

struct terms {
	struct term items[TERMS_LIMIT];
	size_t count;
};

/* The words that are looked for, for lighting hits; what is left out is not. */
static void collect_terms(struct terms *out, const struct node *node)
{
	if (!node || node->kind == NODE_NOT)
		return;
	if (node->kind == NODE_AND || node->kind == NODE_OR) {
		collect_terms(out, node->left);
		collect_terms(out, node->right);
		return;
	}
	if (node->kind != NODE_TEXT)
		return;
	size_t at = 0;
	while (at + 1 < node->text.len && out->count < TERMS_LIMIT) {
		const char *word = node->text.utf8 + at + 1;
		const char *end = memchr(word, ' ', node->text.len - at - 1);
		size_t len = end ? (size_t)(end - word) : node->text.len - at - 1;
		at += len + 1;
		bool is_last = at + 1 >= node->text.len;
		if (len > 0)
			out->items[out->count++] =
				(struct term){{word, len}, node->is_prefix && is_last};
	}
}

static bool is_hit(const struct terms *terms, struct buffer *folded, struct foreign word)
{
	buffer_clear(folded);
	tokens_append(folded, word);
	struct foreign token = foreign_trim((struct foreign){folded->data, folded->len});
	for (size_t i = 0; i < terms->count; i++) {
		const struct term *term = &terms->items[i];
		if (term->is_prefix ? foreign_starts_with(token, term->word)
				    : foreign_equal(token, term->word))
			return true;
	}
	return false;
}

/* Where a few words before the first hit start; 0 when there is no hit. */
static size_t snippet_start(const struct terms *terms, struct buffer *folded, struct foreign text)
{
	size_t starts[6] = {0};
	size_t seen = 0;
	size_t offset = 0;
	for (;;) {
		struct foreign word = token_next(text, &offset);
		if (word.len == 0)
			return 0;
		starts[seen++ % 6] = (size_t)(word.utf8 - text.utf8);
		if (is_hit(terms, folded, word))
			return seen > 6 ? starts[seen % 6] : 0;
	}
}

static struct foreign make_snippet(
	struct arena *arena, const struct terms *terms, struct foreign text)
{
	struct buffer folded = {0};
	struct buffer out = {0};
	size_t offset = snippet_start(terms, &folded, text);
	if (offset > 0)
		buffer_append_string(&out, "…");
	for (int words = 0; words < SNIPPET_WORDS && offset < text.len; words++) {
		size_t before = offset;
		struct foreign word = token_next(text, &offset);
		size_t start = word.len > 0 ? (size_t)(word.utf8 - text.utf8) : text.len;
		buffer_append(&out, text.utf8 + before, start - before);
		bool hit = word.len > 0 && is_hit(terms, &folded, word);
		buffer_append_string(&out, hit ? "\002" : "");
		buffer_append(&out, word.utf8, word.len);
		buffer_append_string(&out, hit ? "\003" : "");
	}
	if (offset < text.len)
		buffer_append_string(&out, "…");
	struct foreign snippet = {arena_copy(arena, out.data, out.len), out.len};
	buffer_done(&folded);
	buffer_done(&out);
	return snippet;
}

static size_t hits_in(const struct terms *terms, struct buffer *folded, struct foreign text)
{
	size_t hits = 0;
	size_t offset = 0;
	for (struct foreign word; (word = token_next(text, &offset)).len > 0;)
		hits += is_hit(terms, folded, word);
	return hits;
}

/* All words in the title weigh most; a month halves what freshness adds. */
static double weigh(const struct terms *terms, struct buffer *folded, const struct article_row *row,
	int64_t now)
{
	double age = row->date < now ? (double)(now - row->date) / DAY : 0;
	double fresh = 1.0 / (1.0 + age / 30.0);
	size_t hits = hits_in(terms, folded, row->title);
	size_t wanted = terms->count > 0 ? terms->count : 1;
	double title = (double)(hits < wanted ? hits : wanted) / (double)wanted;
	return title * 2.0 + (hits_in(terms, folded, row->author) > 0 ? 0.5 : 0.0) + fresh;
}

static int compare_hits(const void *a, const void *b)
{
	const struct search_hit *left = a;
	const struct search_hit *right = b;
	if (left->rank != right->rank)
		return left->rank < right->rank ? 1 : -1;
	return left->row.id < right->row.id ? 1 : left->row.id > right->row.id ? -1 : 0;
}

static bool add_snippet(struct search_hit *hit, struct arena *arena, struct store_reader *reader,
	const struct terms *terms, struct error *error)
{
	struct arena *scratch = arena_new();
	struct foreign text;
	struct database *database = reader_database(reader);
	bool has_whole = hit->row.flags & ARTICLE_HAS_FULLTEXT;
	bool is_good = texts_read(&text, NULL, scratch, database, hit->row.id,
		has_whole ? TEXT_FULLTEXT : TEXT_CONTENT, error);
	if (is_good)
		hit->snippet = make_snippet(
			arena, terms, foreign_collapse(scratch, strip_html(scratch, text)));
	arena_free(scratch);
	return is_good;
}

static bool has_prefix(const struct node *node)
{
	if (!node || node->kind == NODE_NOT)
		return false;
	if (node->kind == NODE_AND || node->kind == NODE_OR)
		return has_prefix(node->left) || has_prefix(node->right);
	return node->kind == NODE_TEXT && node->is_prefix;
}

static bool find_candidates(struct article_rows *rows, struct arena *arena,
	struct store_reader *reader, const struct query *query, size_t limit, struct error *error)
{
	struct list_window window = {.query = query};
	struct query_shape shape = {.columns = ROW_COLUMNS,
		.joins_feeds = true,
		.limit = CANDIDATES,
		.is_search = true,
		.shown = limit};
	if (query && query->root && !query_has_order(query) && node_is_text(query->root) &&
		has_prefix(query->root)) {
		shape.scan_newest = SCANNED;
		if (!rows_read(rows, arena, query_start(reader, &window, &shape, error), error))
			return false;
		if (rows->count >= limit && rows->count >= SCANNED / 5)
			return true;
		shape.scan_newest = 0;
	}
	return rows_read(rows, arena, query_start(reader, &window, &shape, error), error);
}

bool store_search(struct search_hits *out, struct arena *arena, struct store_reader *reader,
	const struct query *query, size_t limit, struct error *error)
{
	*out = (struct search_hits){0};
	struct terms terms = {0};
	collect_terms(&terms, query ? query->root : NULL);
	struct article_rows rows;
	if (!find_candidates(&rows, arena, reader, query, limit, error))
		return false;
	out->items = arena_array(arena, rows.count, sizeof *out->items);
	struct buffer folded = {0};
	int64_t now = clock_now();
	for (size_t i = 0; i < rows.count; i++)
		out->items[i] = (struct search_hit){
			.row = rows.items[i], .rank = weigh(&terms, &folded, &rows.items[i], now)};
	buffer_done(&folded);
	if (!query_has_order(query))
		qsort(out->items, rows.count, sizeof *out->items, compare_hits);
	out->count = rows.count < limit ? rows.count : limit;
	for (size_t i = 0; i < out->count; i++)
		if (!add_snippet(&out->items[i], arena, reader, &terms, error))
			return false;
	return true;
}
