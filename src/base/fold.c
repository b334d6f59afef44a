/* foreign text made ready for finding. */
#include "src/base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

static bool is_ascii(struct foreign text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.utf8[i] >= 0x80)
			return false;
	return true;
}

static struct foreign fold_ascii(struct arena *arena, struct foreign text)
{
	char *out = arena_copy(arena, text.utf8, text.len);
	for (size_t i = 0; i < text.len; i++)
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] = (char)(out[i] + ('a' - 'A'));
	return (struct foreign){out, text.len};
}

/* Й is a letter of its own although Unicode takes it apart; ё is е to a searcher. */
static bool is_kept_mark(ucs4_t before, ucs4_t mark)
{
	return mark == 0x306 && (before == 0x418 || before == 0x438);
}

static size_t drop_marks(uint8_t *text, size_t len)
{
	size_t used = 0;
	ucs4_t before = 0;
	for (size_t i = 0; i < len;) {
		ucs4_t c;
		size_t size = (size_t)u8_mbtouc(&c, text + i, len - i);
		if (!(c >= 0x300 && c < 0x370) || is_kept_mark(before, c)) {
			memmove(text + used, text + i, size);
			used += size;
		}
		before = c;
		i += size;
	}
	return used;
}

struct foreign foreign_fold(struct arena *arena, struct foreign text)
{
	if (is_ascii(text))
		return fold_ascii(arena, text);
	size_t len = 0;
	uint8_t *folded =
		u8_casefold((const uint8_t *)text.utf8, text.len, NULL, UNINORM_NFKD, NULL, &len);
	if (!folded)
		return fold_ascii(arena, text);
	len = drop_marks(folded, len);
	size_t composed_len = 0;
	uint8_t *composed = u8_normalize(UNINORM_NFC, folded, len, NULL, &composed_len);
	struct foreign out = {
		arena_copy(arena, composed ? composed : folded, composed ? composed_len : len),
		composed ? composed_len : len};
	free(composed);
	free(folded);
	return out;
}

uint32_t letter_without_marks(uint32_t letter)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	while (uc_canonical_decomposition(letter, parts) == 2 &&
		uc_is_general_category(parts[1], UC_MARK))
		letter = parts[0];
	return letter;
}
