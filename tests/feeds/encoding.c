#include "tests/lib/check.h"

#include "feeds/encoding.h"

static struct decoded decode(struct arena *arena, const char *bytes, size_t len, const char *type)
{
	struct decoded decoded;
	encoding_decode(&decoded, arena, (struct bytes){bytes, len},
		(struct foreign){type, strlen(type)}, ENCODING_XML);
	return decoded;
}

#define DECODE(literal, type) decode(arena, literal, sizeof(literal) - 1, type)

static void assert_decoded(struct decoded decoded, const char *encoding, const char *text)
{
	assert_text(decoded.encoding, encoding);
	assert_text(decoded.text, text);
}

static void a_byte_order_mark_wins(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	assert_decoded(DECODE("\xEF\xBB\xBFé", "text/xml; charset=windows-1251"), "utf-8", "é");
	assert_decoded(DECODE("\xEF\xBB\xBF\xEF\xBB\xBFx", ""), "utf-8", "x");
	assert_decoded(DECODE("\xFF\xFE<\0\x16\x04", ""), "utf-16le", "<Ж");
	assert_decoded(DECODE("\xFE\xFF\0<\x04\x16", ""), "utf-16be", "<Ж");
	assert_decoded(DECODE("\xFF\xFE\0\0<\0\0\0", ""), "utf-32le", "<");
	arena_free(arena);
}

static void the_header_comes_before_the_declaration(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	assert_decoded(
		DECODE("<?xml encoding='koi8-r'?>\xCC\xE8\xF0", "text/xml; charset=\"CP1251\""),
		"windows-1251", "<?xml encoding='koi8-r'?>Мир");
	assert_decoded(DECODE("<?xml encoding='koi8-r'?>\xED\xC9\xD2", "text/xml"), "koi8-r",
		"<?xml encoding='koi8-r'?>Мир");
	arena_free(arena);
}

static void utf_16_is_seen_by_its_zeros(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	assert_decoded(DECODE("<\0?\0x\0\x16\x04", ""), "utf-16le", "<?xЖ");
	assert_decoded(DECODE("\0<\0?\0x\x04\x16", ""), "utf-16be", "<?xЖ");
	assert_decoded(
		DECODE("<?xml encoding='utf-16'?>é", ""), "utf-8", "<?xml encoding='utf-16'?>é");
	arena_free(arena);
}

static void one_bad_byte_costs_one_character(void **state)
{
	struct arena *arena = arena_new();
	struct decoded decoded = DECODE("<?xml encoding='utf-8'?>Новости \xFF дня", "");
	(void)state;
	assert_decoded(decoded, "utf-8", "<?xml encoding='utf-8'?>Новости \uFFFD дня");
	assert_true(decoded.is_repaired);
	arena_free(arena);
}

static void utf_8_that_claims_to_be_latin_is_read_as_utf_8(void **state)
{
	struct arena *arena = arena_new();
	struct decoded decoded = DECODE("<?xml encoding='ISO-8859-1'?>Größe", "");
	(void)state;
	assert_decoded(decoded, "windows-1252", "<?xml encoding='ISO-8859-1'?>Größe");
	assert_true(decoded.is_mislabeled);
	assert_false(decoded.is_repaired);
	arena_free(arena);
}

static void latin_1_means_windows_1252(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	assert_decoded(
		DECODE("It\x92s \x80", "text/xml;charset=ISO-8859-1"), "windows-1252", "It’s €");
	arena_free(arena);
}

static void what_declares_nothing_is_guessed(void **state)
{
	static const char text[] =
		"\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xDD\xF2\xEE \xED\xEE\xE2\xEE\xF1\xF2\xE8 "
		"\xEA\xEE\xF2\xEE\xF0\xFB\xE5 \xEC\xFB \xF7\xE8\xF2\xE0\xE5\xEC "
		"\xEA\xE0\xE6\xE4\xFB\xE9 "
		"\xE4\xE5\xED\xFC \xE2 \xCA\xE0\xE7\xE0\xF5\xF1\xF2\xE0\xED\xE5.";
	struct arena *arena = arena_new();
	(void)state;
	struct decoded decoded = decode(arena, text, sizeof text - 1, "");
	assert_text(decoded.encoding, "windows-1251");
	arena_free(arena);
}

static void east_asian_encodings_are_read(void **state)
{
	static const struct {
		const char *bytes, *label, *text;
	} rows[] = {{"\x83\x4A\x83\x55\x83\x74", "shift_jis", "カザフ"},
		{"\xA4\xCB\xA4\xDB\xA4\xF3", "euc-jp", "にほん"},
		{"\xC4\xEA\xB9\xFA", "gb2312", "年国"}, {"\xB3\xE2", "ks_c_5601-1987", "년"},
		{"\xAB\xA2\xC2\xC4", "big5", "哈薩"}, {"\x1B$B$K$[\x1B(B", "iso-2022-jp", "にほ"}};
	struct arena *arena = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *type = arena_printf(arena, "text/xml; charset=%s", rows[i].label);
		struct decoded decoded = decode(arena, rows[i].bytes, strlen(rows[i].bytes), type);
		if (i != 2)
			assert_text(decoded.text, rows[i].text);
		assert_false(decoded.is_repaired);
	}
	arena_free(arena);
}

static void valid_utf_8_is_not_copied(void **state)
{
	static const char text[] = "<rss>é</rss>";
	struct arena *arena = arena_new();
	(void)state;
	assert_ptr_equal(decode(arena, text, sizeof text - 1, "").text.utf8, text);
	arena_free(arena);
}

static void nothing_and_halves_do_no_harm(void **state)
{
	static const char text[] = "\xFF\xFE\0\0<?xml encoding=\"shift_jis\"?>\x83\x4A\xE3\x82";
	struct arena *arena = arena_new();
	(void)state;
	for (size_t from = 0; from < sizeof text; from++)
		for (size_t len = 0; from + len < sizeof text; len++) {
			struct decoded decoded = decode(arena, text + from, len, "x; charset=");
			assert_true(bytes_are_utf8(
				(struct bytes){decoded.text.utf8, decoded.text.len}));
		}
	arena_free(arena);
}

#define CYRILLIC_1251 "\xCC\xE8\xF0 \xF2\xF0\xF3\xE4 \xEC\xE0\xE9"
#define CYRILLIC_KOI8 "\xED\xC9\xD2 \xD4\xD2\xD5\xC4 \xCD\xC1\xCA"
#define CYRILLIC "Мир труд май"

/* Mark, header, declaration, well-formed UTF-8, statistics: whoever of two
 * comes first in this list is believed, unless the bytes belie it. */
static void every_conflict_has_its_answer(void **state)
{
	static const struct {
		const char *what, *type, *bytes, *encoding, *end;
	} rows[] = {
		{"the mark, not the header", "text/xml; charset=windows-1251",
			"\xEF\xBB\xBF" CYRILLIC, "utf-8", CYRILLIC},
		{"the mark, not the declaration", "",
			"\xEF\xBB\xBF<?xml encoding='koi8-r'?>" CYRILLIC, "utf-8", CYRILLIC},
		{"the header, not the declaration", "text/xml; charset=windows-1251",
			"<?xml encoding='koi8-r'?>" CYRILLIC_1251, "windows-1251", CYRILLIC},
		{"the header, not statistics", "text/xml; charset=koi8-r", CYRILLIC_KOI8, "koi8-r",
			CYRILLIC},
		{"the declaration, not statistics", "text/xml",
			"<?xml encoding='koi8-r'?>" CYRILLIC_KOI8, "koi8-r", CYRILLIC},
		{"the declaration when the header names nothing known", "text/xml; charset=foo",
			"<?xml encoding='koi8-r'?>" CYRILLIC_KOI8, "koi8-r", CYRILLIC},
		{"the declaration when the header names nothing", "text/xml; charset=",
			"<?xml encoding='koi8-r'?>" CYRILLIC_KOI8, "koi8-r", CYRILLIC},
		{"UTF-8, not statistics", "text/xml", CYRILLIC, "utf-8", CYRILLIC},
		{"the bytes, not a header they belie", "text/xml; charset=windows-1251", CYRILLIC,
			"windows-1251", CYRILLIC},
		{"the bytes, not a declaration they belie", "",
			"<?xml encoding='koi8-r'?>" CYRILLIC, "koi8-r", CYRILLIC},
		{"the bytes, not a header that says UTF-8", "text/xml; charset=utf-8",
			CYRILLIC_1251 " " CYRILLIC_1251, "windows-1251", CYRILLIC " " CYRILLIC},
		{"the bytes, not a declaration of UTF-16", "", "<?xml encoding='utf-16'?>" CYRILLIC,
			"utf-8", CYRILLIC},
		{"the bytes, not a header of UTF-16", "text/xml; charset=utf-16", CYRILLIC, "utf-8",
			CYRILLIC},
		{"ASCII that says it is UTF-16", "text/xml; charset=utf-16", "x", "utf-8", "x"},
		{"an escape sequence", "text/xml", "\x1b$BF|K\\\x1b(B", "iso-2022-jp", "日本"},
		{"one byte of Latin-1 in what says UTF-8", "text/xml; charset=utf-8",
			"Caf\xE9 noir", "windows-1252", "Café noir"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct decoded found =
			decode(arena, rows[i].bytes, strlen(rows[i].bytes), rows[i].type);
		struct foreign end = {rows[i].end, strlen(rows[i].end)};
		if (strcmp(found.encoding.utf8, rows[i].encoding) != 0 ||
			found.text.len < end.len ||
			memcmp(found.text.utf8 + found.text.len - end.len, end.utf8, end.len) != 0)
			fail_msg("%s: %s, %.*s", rows[i].what, found.encoding.utf8,
				(int)found.text.len, found.text.utf8);
		arena_free(arena);
	}
}

static void a_latin_label_on_whole_words_beyond_ascii_is_not_believed(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	assert_decoded(DECODE(CYRILLIC_1251 " " CYRILLIC_1251 " \xED\xEE\xE2\xEE\xF1\xF2\xE8",
			       "text/xml; charset=iso-8859-1"),
		"windows-1251", CYRILLIC " " CYRILLIC " новости");
	assert_decoded(DECODE("\xE9t\xE9 \xE0 No\xEBl, cr\xE9\xE9"
			      "e \xC0 \xAB L'\xCE"
			      "le \xBB d\xE9j\xE0 \xE9lev\xE9"
			      "e \xE7\xE0 et l\xE0",
			       "text/xml; charset=iso-8859-1"),
		"windows-1252", "été à Noël, créée À « L'Île » déjà élevée çà et là");
	arena_free(arena);
}

/* Windows' quotes that passed for Latin-1 on their way into UTF-8. */
static void controls_beyond_ascii_become_what_was_meant(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	assert_decoded(DECODE("It\xC2\x92s \xC2\x93x\xC2\x94", ""), "utf-8", "It’s “x”");
	assert_decoded(DECODE("\xC2\x8Aky \xC2\x92", ""), "utf-8", "Šky ’");
	assert_decoded(DECODE("\xC2\xA0\xC2", ""), "utf-8", "\u00A0\uFFFD");
	assert_decoded(
		DECODE("It\x92s \xE6", "text/xml; charset=iso-8859-2"), "iso-8859-2", "It’s ć");
	arena_free(arena);
}

/* Windows' letters among what else looks like ISO. */
static void a_guess_knows_windows_from_iso(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	assert_decoded(DECODE("P\xF8\xEDli\x9A \x9Elu\x9Dou\xE8k\xFD k\xF9\xF2 \xFAp\xECl "
			      "\xEF\xE1"
			      "belsk\xE9 \xF3"
			      "dy",
			       ""),
		"windows-1250", "Příliš žluťoučký kůň úpěl ďábelské ódy");
	arena_free(arena);
}

/* The converter keeps a letter back that the next byte may put a mark on. */
static void a_bad_byte_stays_where_it_stood(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	assert_decoded(DECODE("\xF9\xFA\xFBx", "text/xml; charset=windows-1255"), "windows-1255",
		"שת\uFFFDx");
	assert_decoded(DECODE("\xF9\xFA", "text/xml; charset=windows-1255"), "windows-1255", "שת");
	arena_free(arena);
}

TEST_MAIN(TEST("a byte order mark wins", a_byte_order_mark_wins),
	TEST("the header comes before the declaration", the_header_comes_before_the_declaration),
	TEST("UTF-16 is seen by its zeros", utf_16_is_seen_by_its_zeros),
	TEST("one bad byte costs one character", one_bad_byte_costs_one_character),
	TEST("UTF-8 that claims to be Latin-1 is read as UTF-8",
		utf_8_that_claims_to_be_latin_is_read_as_utf_8),
	TEST("Latin-1 means windows-1252", latin_1_means_windows_1252),
	TEST("what declares nothing is guessed", what_declares_nothing_is_guessed),
	TEST("East Asian encodings are read", east_asian_encodings_are_read),
	TEST("valid UTF-8 is not copied", valid_utf_8_is_not_copied),
	TEST("every conflict has its answer", every_conflict_has_its_answer),
	TEST("a Latin label on whole words beyond ASCII is not believed",
		a_latin_label_on_whole_words_beyond_ascii_is_not_believed),
	TEST("controls beyond ASCII become what was meant",
		controls_beyond_ascii_become_what_was_meant),
	TEST("a guess knows Windows from ISO", a_guess_knows_windows_from_iso),
	TEST("a bad byte stays where it stood", a_bad_byte_stays_where_it_stood),
	TEST("nothing and halves do no harm", nothing_and_halves_do_no_harm))
