#include "ui/plain.h"

#include <stddef.h>

#include "src/base/text.h"

struct plain {
	uint32_t character;
	char plain;
};

static const struct plain NEAR[] = {
	{0x00A0, ' '},
	{0x202F, ' '},
	{0x2018, '\''},
	{0x2019, '\''},
	{0x201C, '"'},
	{0x201D, '"'},
	{0x201E, '"'},
	{0x00AB, '"'},
	{0x00BB, '"'},
	{0x2010, '-'},
	{0x2011, '-'},
	{0x2013, '-'},
	{0x2014, '-'},
	{0x2026, '~'},
	{0x2022, '*'},
	{0x00B7, '-'},
	{0x2212, '-'},
	{0x2116, '#'},
	{0x00C6, 'A'}, /* letters that are more than one with a mark */
	{0x00D8, 'O'},
	{0x00DF, 's'},
	{0x00E6, 'a'},
	{0x00F8, 'o'},
	{0x0110, 'D'},
	{0x0111, 'd'},
	{0x0131, 'i'},
	{0x0141, 'L'},
	{0x0142, 'l'},
	{0x0153, 'o'},
};

/* Outside of the Russian alphabet; small letters. */
static const struct plain CYRILLIC[] = {
	{0x0452, 'd'}, /* ђ */
	{0x0454, 'e'}, /* є */
	{0x0456, 'i'}, /* і */
	{0x0458, 'j'}, /* ј */
	{0x0459, 'l'}, /* љ */
	{0x045A, 'n'}, /* њ */
	{0x045B, 'c'}, /* ћ */
	{0x045F, 'd'}, /* џ */
	{0x0491, 'g'}, /* ґ */
	{0x0493, 'g'}, /* ғ */
	{0x049B, 'q'}, /* қ */
	{0x04A3, 'n'}, /* ң */
	{0x04AF, 'u'}, /* ү */
	{0x04B1, 'u'}, /* ұ */
	{0x04BB, 'h'}, /* һ */
	{0x04D9, 'a'}, /* ә */
	{0x04E9, 'o'}, /* ө */
};

static char find(const struct plain *table, size_t count, uint32_t character)
{
	for (size_t i = 0; i < count; i++)
		if (table[i].character == character)
			return table[i].plain;
	return '\0';
}

/* The same for a capital letter. */
static uint32_t small_cyrillic(uint32_t letter)
{
	if (letter >= 0x0400 && letter < 0x0410)
		return letter + 0x50;
	if (letter >= 0x0410 && letter < 0x0430)
		return letter + 0x20;
	return letter >= 0x0460 ? letter | 1 : letter;
}

static char plain_cyrillic(uint32_t letter)
{
	static const char RUSSIAN[] = "abvgdezzijklmnoprstufhccss\"y'eua"; /* а to я */
	uint32_t small = small_cyrillic(letter);
	char plain = small >= 0x0430 && small < 0x0450
			     ? RUSSIAN[small - 0x0430]
			     : find(CYRILLIC, sizeof CYRILLIC / sizeof *CYRILLIC, small);
	bool is_capital = small != letter && plain >= 'a';
	return is_capital ? (char)(plain - 'a' + 'A') : plain;
}

static char plain_letter(uint32_t letter)
{
	return letter >= 0x0400 && letter < 0x0500 ? plain_cyrillic(letter) : '\0';
}

char plain_character(uint32_t character)
{
	uint32_t base = letter_without_marks(character);
	char found = find(NEAR, sizeof NEAR / sizeof *NEAR, character);
	if (found == '\0')
		found = plain_letter(character); /* й is a letter, not и with a mark */
	if (found == '\0' && base < 0x80)
		found = (char)base;
	if (found == '\0')
		found = plain_letter(base);
	return found != '\0' ? found : '?';
}
