#include "feeds/document_words.h"

/* Chinese, Japanese and Korean: E3 80 80 … ED 9F BF, and what lies beyond U+1FFFF. */
static bool is_cjk_lead(unsigned char byte, unsigned char second)
{
	return (byte >= 0xE3 && byte <= 0xED) || (byte == 0xF0 && second >= 0xA0);
}

/* In half words.  A word may go on in the next span. */
static size_t count_words(struct foreign text, bool *goes_on)
{
	size_t halves = 0;
	bool is_in_word = *goes_on;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.utf8[i];
		unsigned char second = i + 1 < text.len ? (unsigned char)text.utf8[i + 1] : 0;
		bool is_part = (byte >= 0x80 && byte < 0xC0) || (byte >= '0' && byte <= '9') ||
			       ((byte | 32) >= 'a' && (byte | 32) <= 'z') || byte == '\'' ||
			       (byte >= 0xC3 && byte != 0xE2);
		if (is_cjk_lead(byte, second)) {
			halves++;
			is_in_word = true;
		} else if (is_part && !is_in_word) {
			halves += 2;
			is_in_word = true;
		} else if (!is_part) {
			is_in_word = false;
		}
	}
	*goes_on = is_in_word;
	return halves;
}

static size_t count_span_words(const struct span *spans, size_t count)
{
	size_t halves = 0;
	bool goes_on = false;
	for (size_t i = 0; i < count; i++)
		if (spans[i].image < 0)
			halves += count_words(spans[i].text, &goes_on);
	return halves;
}

static size_t count_block_words(const struct block *block)
{
	size_t halves = count_span_words(block->spans, block->spans_count);
	for (size_t row = 0; block->table && row < block->table->rows_count; row++)
		for (size_t i = 0; i < block->table->rows[row].cells_count; i++) {
			const struct table_cell *cell = &block->table->rows[row].cells[i];
			halves += count_span_words(cell->spans, cell->spans_count);
		}
	return halves;
}

size_t document_count_words(const struct document *document)
{
	size_t halves = 0;
	for (size_t i = 0; i < document->blocks_count; i++)
		halves += count_block_words(&document->blocks[i]);
	return (halves + 1) / 2;
}
