#include <stdlib.h>

#include "feeds/extract_letters.h"
#include "feeds/extract_words.h"
#include "src/base/buffer.h"
#include "src/base/hash.h"

size_t words_weight(struct foreign text)
{
	size_t weight = 0, len;
	const char *end = text.utf8 + text.len;
	for (const char *at = text.utf8; at < end; at += len) {
		if ((unsigned char)*at < 0x80) {
			len = 1;
			weight++;
		} else if ((unsigned char)*at < 0xE3) { /* before the first that weigh more */
			len = (unsigned char)*at < 0xE0 ? 2 : 3;
			weight++;
		} else {
			weight += 1 + letter_is_cjk(letter_read(at, end, &len));
		}
	}
	return weight;
}

static uint64_t hash_word(struct buffer *word)
{
	uint64_t hash = hash_bytes(word->data, word->len);
	buffer_clear(word);
	return hash;
}

struct word_list words_of(struct arena *arena, struct foreign text)
{
	struct word_list list = {arena_array(arena, text.len / 2 + 1, sizeof(uint64_t)), 0};
	struct buffer word = {0};
	const char *end = text.utf8 + text.len;
	size_t len;
	for (const char *at = text.utf8; at < end; at += len) {
		uint32_t character = letter_read(at, end, &len);
		bool is_part = letter_is_letter(character) || letter_is_digit(character) ||
			       character == '_';
		if (word.len > 0 && (!is_part || letter_is_cjk(character)))
			list.hashes[list.count++] = hash_word(&word);
		if (is_part)
			letter_append(&word, letter_lower(character));
		if (letter_is_cjk(character))
			list.hashes[list.count++] = hash_word(&word);
	}
	if (word.len > 0)
		list.hashes[list.count++] = hash_word(&word);
	buffer_done(&word);
	return list;
}

static int compare_hashes(const void *a, const void *b)
{
	uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;
	return (first > second) - (first < second);
}

void words_sort(struct word_list *words)
{
	qsort(words->hashes, words->count, sizeof words->hashes[0], compare_hashes);
}

size_t words_shared(const struct word_list *words, const struct word_list *sorted)
{
	size_t shared = 0;
	for (size_t i = 0; i < words->count; i++)
		shared += bsearch(&words->hashes[i], sorted->hashes, sorted->count,
				  sizeof(uint64_t), compare_hashes) != NULL;
	return shared;
}
