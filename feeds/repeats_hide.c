/* A document without what its outlet repeats. */
#include "feeds/repeats.h"

#include "feeds/document_words.h"

/* What is left must be worth opening: a document of repeated blocks alone is news. */
static bool is_text(const struct block *block)
{
	return block->kind != BLOCK_HEADING && block->kind != BLOCK_RULE &&
	       (block->spans_count > 0 || block->table != NULL);
}

static bool is_anything_left(const struct document *document, const bool *is_hidden)
{
	for (size_t i = 0; i < document->blocks_count; i++)
		if (!is_hidden[i] && is_text(&document->blocks[i]))
			return true;
	return false;
}

static size_t find_repeated(
	struct document *document, bool *is_hidden, const uint64_t *hashes, size_t count)
{
	size_t found = 0;
	struct arena *scratch = arena_new();
	for (size_t i = 0; i < document->blocks_count; i++) {
		uint64_t hash = repeats_hash_block(scratch, &document->blocks[i]);
		is_hidden[i] = hash != 0 && repeats_has(hashes, count, hash);
		found += is_hidden[i];
		arena_reset(scratch);
	}
	arena_free(scratch);
	return found;
}

/* "About the author", when the note below it is gone. */
static void hide_empty_sections(const struct document *document, bool *is_hidden)
{
	const struct block *blocks = document->blocks;
	for (size_t i = document->blocks_count; i-- > 0;) {
		if (blocks[i].kind != BLOCK_HEADING)
			continue;
		size_t next = i + 1;
		while (next < document->blocks_count && is_hidden[next])
			next++;
		bool is_section = next > i + 1;
		bool ends_there = next == document->blocks_count ||
				  blocks[next].kind == BLOCK_RULE ||
				  (blocks[next].kind == BLOCK_HEADING &&
					  blocks[next].level <= blocks[i].level);
		is_hidden[i] = is_hidden[i] || (is_section && ends_there);
	}
}

/* A rule that parted the text from what is gone. */
static void hide_outer_rules(const struct document *document, bool *is_hidden)
{
	const struct block *blocks = document->blocks;
	size_t first = 0, end = document->blocks_count;
	for (; first < end && (is_hidden[first] || blocks[first].kind == BLOCK_RULE); first++)
		is_hidden[first] = true;
	for (; end > first && (is_hidden[end - 1] || blocks[end - 1].kind == BLOCK_RULE); end--)
		is_hidden[end - 1] = true;
}

/* ---- links: only those that are left, numbered anew ---- */

struct renumbering {
	const struct foreign *before;
	struct foreign *links;
	size_t count;
	int32_t *numbers; /* new number + 1 of each old one; 0 = not met yet */
};

static void renumber_spans(struct renumbering *links, struct span *spans, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int32_t link = spans[i].link;
		if (link < 0)
			continue;
		if (links->numbers[link] == 0) {
			links->links[links->count++] = links->before[link];
			links->numbers[link] = (int32_t)links->count;
		}
		spans[i].link = links->numbers[link] - 1;
	}
}

static void renumber_table(struct renumbering *links, const struct table *table)
{
	for (size_t row = 0; row < table->rows_count; row++)
		for (size_t i = 0; i < table->rows[row].cells_count; i++)
			renumber_spans(links, table->rows[row].cells[i].spans,
				table->rows[row].cells[i].spans_count);
}

static void renumber_links(struct document *document, struct arena *arena)
{
	struct renumbering links = {
		.before = document->links,
		.links = arena_array(arena, document->links_count, sizeof *links.links),
		.numbers = arena_array(arena, document->links_count, sizeof *links.numbers),
	};
	for (size_t i = 0; i < document->blocks_count; i++) {
		struct block *block = &document->blocks[i];
		renumber_spans(&links, block->spans, block->spans_count);
		if (block->table)
			renumber_table(&links, block->table);
	}
	document->links = links.links;
	document->links_count = links.count;
}

void repeats_hide(
	struct document *document, struct arena *arena, const uint64_t *hashes, size_t count)
{
	bool *is_hidden = arena_array(arena, document->blocks_count, sizeof *is_hidden);
	size_t found = count == 0 ? 0 : find_repeated(document, is_hidden, hashes, count);
	if (found == 0 || !is_anything_left(document, is_hidden))
		return;
	hide_empty_sections(document, is_hidden);
	hide_outer_rules(document, is_hidden);
	size_t kept = 0;
	for (size_t i = 0; i < document->blocks_count; i++)
		if (!is_hidden[i])
			document->blocks[kept++] = document->blocks[i];
	document->blocks_count = kept;
	document->hidden_count = found;
	renumber_links(document, arena);
	document->words = document_count_words(document);
}
