/* What is left of letters and signs where the terminal has ASCII alone. */
#include <unistr.h>

#include "src/base/buffer.h"
#include "tests/lib/check.h"
#include "ui/plain.h"

static void assert_plain(const char *text, const char *expected)
{
	struct buffer shown = {0};
	ucs4_t letter;
	for (const uint8_t *at = (const uint8_t *)text; (at = u8_next(&letter, at)) != NULL;)
		buffer_append_char(&shown, plain_character(letter));
	buffer_append_char(&shown, '\0');
	assert_string_equal(shown.data, expected);
	buffer_done(&shown);
}

static void latin_loses_its_accents(void **state)
{
	(void)state;
	assert_plain("Café Huế, Łódź, Øresund", "Cafe Hue, Lodz, Oresund");
}

static void cyrillic_is_readable(void **state)
{
	(void)state;
	assert_plain("Как устроен планировщик", "Kak ustroen planirovsik");
	assert_plain("Ёлка, Йод, объём, ЧЮЯ", "Elka, Jod, ob\"em, CUA");
	assert_plain("Қазақстан жаңалықтары: Ұлттық әдебиет, Өскемен, Үш",
		"Qazaqstan zanalyqtary: Ulttyq adebiet, Oskemen, Us");
	assert_plain("Україна, її ґанок", "Ukraina, ii ganok");
}

static void signs_become_near_ones(void **state)
{
	(void)state;
	assert_plain("«да» – “yes”… • №", "\"da\" - \"yes\"~ * #");
}

static void what_is_far_is_a_question(void **state)
{
	(void)state;
	assert_plain("日本 👍", "?? ?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("Latin letters lose their accents", latin_loses_its_accents),
		TEST("Cyrillic can be read in ASCII", cyrillic_is_readable),
		TEST("signs become near ones", signs_become_near_ones),
		TEST("what ASCII has nothing for is a question mark", what_is_far_is_a_question),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
