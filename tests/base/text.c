/* bytes → foreign → safe: what gets through and what does not. */
#include "src/base/text.h"

#include <stdint.h>
#include <unistr.h>

#include "tests/lib/check.h"

static struct arena *arena;

static struct foreign foreign_of(const char *bytes, size_t len)
{
	return foreign_from_bytes(arena, (struct bytes){bytes, len});
}

#define FOREIGN_OF(literal) foreign_of(literal, sizeof(literal) - 1)

static void ill_formed_bytes_become_replacements(void **state)
{
	(void)state;
	struct foreign text = FOREIGN_OF("a\xFF"
					 "b\xE2\x82"
					 "c\xED\xA0\x80"
					 "d\0e");
	assert_text(text, "a\uFFFDb\uFFFDc\uFFFD\uFFFD\uFFFDd\uFFFDe");
}

/* libunistring is the judge; four bytes, some way into a text of letters. */
static void well_formed_text_is_told_from_other(void **state)
{
	(void)state;
	static const unsigned char ends[] = {
		0, 'z', 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC2, 0xE1, 0xFF};
	enum { ENDS = sizeof ends, LEN = 20 };
	for (unsigned i = 0; i < 256 * 256 * ENDS * ENDS; i++) {
		char text[LEN];
		memset(text, 'a', LEN);
		size_t at = i % 13;
		text[at] = (char)(i / ENDS / ENDS % 256);
		text[at + 1] = (char)(i / ENDS / ENDS / 256);
		text[at + 2] = (char)ends[i % ENDS];
		text[at + 3] = (char)ends[i / ENDS % ENDS];
		bool is_good = !u8_check((const uint8_t *)text, LEN) && !memchr(text, 0, LEN);
		if (bytes_are_utf8((struct bytes){text, LEN}) != is_good)
			fail_msg("%02X %02X %02X %02X", text[at] & 0xFF, text[at + 1] & 0xFF,
				text[at + 2] & 0xFF, text[at + 3] & 0xFF);
	}
}

static void valid_text_is_not_copied(void **state)
{
	(void)state;
	const char *given = "Қазақстан 🇰🇿";
	assert_ptr_equal(foreign_of(given, strlen(given)).utf8, given);
}

static void collapse_trims_and_joins(void **state)
{
	(void)state;
	struct foreign text = foreign_collapse(arena, FOREIGN(" \n a\t\tb \xC2\xA0 c\n"));
	assert_text(text, "a b c");
	struct foreign blank = foreign_collapse(arena, FOREIGN(" \n "));
	assert_int_equal(blank.len, 0);
}

static void no_control_gets_through(void **state)
{
	(void)state;
	for (int c = 1; c < 0xA0; c++) {
		if (c >= 0x20 && c < 0x7F)
			continue;
		char raw[8];
		size_t len = 0;
		raw[len++] = 'a';
		if (c < 0x80) {
			raw[len++] = (char)c;
		} else {
			raw[len++] = (char)(0xC0 | c >> 6);
			raw[len++] = (char)(0x80 | (c & 0x3F));
		}
		raw[len++] = 'b';
		struct safe out = safe_from_foreign(arena, foreign_of(raw, len), SAFE_LINE);
		for (size_t i = 0; i < out.len; i++)
			assert_true((unsigned char)out.utf8[i] >= 0x20 && out.utf8[i] != 0x7F);
		assert_null(memmem(out.utf8, out.len, raw + 1, len - 2));
	}
}

static void bidi_and_invisible_characters_go(void **state)
{
	(void)state;
	struct safe out = safe_from_foreign(arena,
		FOREIGN("a\u202Eb\u2066c\u200Bd\uFEFFe\u00ADf\U000E0041g\u061Ch"), SAFE_LINE);
	assert_text(out, "abcdefgh");
	/* Fillers that look like nothing, a joiner of marks, the shapes of Mongolian letters. */
	struct safe blank = safe_from_foreign(arena,
		FOREIGN("a\u3164b\uFFA0c\u115F\u1160d\u034Fe\u180Bf\u17B4g\U0001D173h"), SAFE_LINE);
	assert_text(blank, "abcdefgh");
}

static void joiners_stay_where_they_join(void **state)
{
	(void)state;
	struct safe family = safe_from_foreign(arena, FOREIGN("👨\u200D👩\u200D👧"), SAFE_LINE);
	assert_text(family, "👨👩👧");
	struct safe hindi =
		safe_from_foreign(arena, FOREIGN("क्\u200Dष 👋🏽 ☎️"), SAFE_LINE);
	assert_text(hindi, "क्\u200Dष 👋 ☎");
	struct safe trick = safe_from_foreign(arena, FOREIGN("pay\u200Dpal"), SAFE_LINE);
	assert_text(trick, "paypal");
}

static void marks_are_limited(void **state)
{
	(void)state;
	struct safe out = safe_from_foreign(arena,
		FOREIGN("a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301b"),
		SAFE_LINE);
	assert_int_equal(out.len, 1 + 8 * 2 + 1);
}

static void lines_keep_their_breaks(void **state)
{
	(void)state;
	struct foreign text = FOREIGN("a\r\nb\tc");
	struct safe lines = safe_from_foreign(arena, text, SAFE_LINES);
	assert_text(lines, "a\nb\tc");
	struct safe line = safe_from_foreign(arena, text, SAFE_LINE);
	assert_text(line, "a b c");
}

static void widths_follow_clusters(void **state)
{
	(void)state;
	assert_int_equal(safe_columns(SAFE("abc")), 3);
	assert_int_equal(safe_columns(SAFE("Қазақ")), 5);
	assert_int_equal(safe_columns(SAFE("日本")), 4);
	assert_int_equal(safe_columns(SAFE("e\u0301")), 1);
	assert_int_equal(safe_columns(SAFE("👨👩👧")), 6);
	assert_int_equal(safe_columns(SAFE("🇰🇿")), 2);
}

static void fit_never_cuts_a_cluster(void **state)
{
	(void)state;
	struct safe cut = safe_fit(SAFE("a日本"), 4);
	assert_text(cut, "a日");
	struct safe none = safe_fit(SAFE("👨\u200D👩"), 1);
	assert_int_equal(none.len, 0);
}

static void cells_hold_one_character_and_its_marks(void **state)
{
	(void)state;
	struct safe rest = SAFE("e\u0301日🇰🇿");
	int columns;
	struct safe cell = safe_take_cell(&rest, &columns);
	assert_text(cell, "e\u0301");
	assert_int_equal(columns, 1);
	cell = safe_take_cell(&rest, &columns);
	assert_text(cell, "日");
	assert_int_equal(columns, 2);
	safe_take_cell(&rest, &columns);
	assert_int_equal(columns, 1);
	safe_take_cell(&rest, &columns);
	cell = safe_take_cell(&rest, &columns);
	assert_int_equal(cell.len, 0);
}

static void folding_makes_words_findable(void **state)
{
	(void)state;
	static const struct {
		struct foreign text;
		const char *expected;
	} rows[] = {
		{FOREIGN("Astana TIMES"), "astana times"},
		{FOREIGN("ҚАЗАҚСТАН Өскемен"), "қазақстан өскемен"},
		{FOREIGN("Ёлка Йод"), "елка йод"},
		{FOREIGN("Café Straße ﬁn"), "cafe strasse fin"},
		{FOREIGN("ΑΘΉΝΑ"), "αθηνα"},
		{FOREIGN("한국 日本"), "한국 日本"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct foreign folded = foreign_fold(arena, rows[i].text);
		assert_text(folded, rows[i].expected);
	}
}

int main(void)
{
	arena = arena_new();
	const struct CMUnitTest tests[] = {
		TEST("ill-formed bytes and NUL become U+FFFD, one for each maximal part",
			ill_formed_bytes_become_replacements),
		TEST("well-formed text is told from other, wherever a fault stands",
			well_formed_text_is_told_from_other),
		TEST("valid text is a view, not a copy", valid_text_is_not_copied),
		TEST("white space is trimmed and joined", collapse_trims_and_joins),
		TEST("no C0, C1 or DEL gets into safe text", no_control_gets_through),
		TEST("bidi controls and invisible characters are dropped",
			bidi_and_invisible_characters_go),
		TEST("joiners stay between letters that join and go elsewhere",
			joiners_stay_where_they_join),
		TEST("a letter carries eight marks at the most", marks_are_limited),
		TEST("text of several lines keeps its breaks, a line does not",
			lines_keep_their_breaks),
		TEST("columns are counted by grapheme cluster", widths_follow_clusters),
		TEST("folding makes words findable in any case and with any accent",
			folding_makes_words_findable),
		TEST("a cut falls between clusters", fit_never_cuts_a_cluster),
		TEST("a cell holds one character and its marks",
			cells_hold_one_character_and_its_marks),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
