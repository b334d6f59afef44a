#include "feeds/extract_letters.h"

uint32_t letter_read(const char *at, const char *end, size_t *len)
{
	unsigned char lead = (unsigned char)*at;
	*len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	if (at + *len > end)
		*len = (size_t)(end - at);
	uint32_t character = lead < 0x80 ? lead : lead & (0x7Fu >> *len);
	for (size_t i = 1; i < *len; i++)
		character = character << 6 | ((unsigned char)at[i] & 0x3F);
	return character;
}

void letter_append(struct buffer *out, uint32_t character)
{
	if (character < 0x80) {
		buffer_append_char(out, (char)character);
		return;
	}
	if (character >= 0x10000)
		buffer_append_char(out, (char)(0xF0 | character >> 18));
	if (character >= 0x800)
		buffer_append_char(out,
			(char)((character >= 0x10000 ? 0x80 : 0xE0) | (character >> 12 & 0x3F)));
	buffer_append_char(
		out, (char)((character >= 0x800 ? 0x80 : 0xC0) | (character >> 6 & 0x3F)));
	buffer_append_char(out, (char)(0x80 | (character & 0x3F)));
}

uint32_t letter_lower(uint32_t character)
{
	static const struct {
		uint32_t first, last, distance;
	} shifted[] = {{'A', 'Z', 32}, {0xC0, 0xD6, 32}, {0xD8, 0xDE, 32}, {0x391, 0x3A9, 32},
		{0x400, 0x40F, 80}, {0x410, 0x42F, 32}};
	for (size_t i = 0; i < sizeof shifted / sizeof shifted[0]; i++)
		if (character >= shifted[i].first && character <= shifted[i].last)
			return character + shifted[i].distance;
	bool is_paired = (character >= 0x100 && character <= 0x137) ||
			 (character >= 0x14A && character <= 0x177) ||
			 (character >= 0x48A && character <= 0x52F && character != 0x4C0);
	bool is_paired_odd = (character >= 0x139 && character <= 0x148) ||
			     (character >= 0x179 && character <= 0x17E);
	if (is_paired)
		return character | 1;
	return is_paired_odd && (character & 1) ? character + 1 : character;
}

bool letter_is_cjk(uint32_t character)
{
	return (character >= 0x3040 && character <= 0x30FF) ||
	       (character >= 0x3400 && character <= 0x9FFF) ||
	       (character >= 0xAC00 && character <= 0xD7AF) ||
	       (character >= 0xF900 && character <= 0xFAFF) || character >= 0x20000;
}

bool letter_is_digit(uint32_t character)
{
	return character >= '0' && character <= '9';
}

bool letter_is_letter(uint32_t character)
{
	if (character < 0x80)
		return (character | 32) >= 'a' && (character | 32) <= 'z';
	if (character < 0xC0)
		return character == 0xAA || character == 0xB5 || character == 0xBA;
	bool is_sign = character == 0xD7 || character == 0xF7 ||
		       (character >= 0x2000 && character <= 0x2BFF) ||
		       (character >= 0x3000 && character <= 0x303F) || character == 0x30FB ||
		       (character >= 0xFE00 && character <= 0xFE6F) ||
		       (character >= 0xFF00 && character <= 0xFF0F) ||
		       (character >= 0xFF1A && character <= 0xFF20) || character == 0xFEFF ||
		       (character >= 0x1F000 && character <= 0x1FAFF);
	return !is_sign;
}

bool letter_is_space(uint32_t character)
{
	return character == ' ' || (character >= '\t' && character <= '\r') || character == 0xA0 ||
	       character == 0x200B || character == 0x3000;
}
