/* The themes: what they leave of colour where a terminal has few or none. */
#include "ui/style.h"
#include "tests/lib/check.h"

enum { RED = 1, BLUE = 4, MAGENTA = 5 };

/* Contrast with black and with white is at least 2.4, of the others as xterm has them not. */
static bool is_legible_on_any_ground(int32_t color)
{
	return color == -1 || color == RED || color == BLUE || color == MAGENTA;
}

static void few_colours_are_legible(void **state)
{
	(void)state;
	static const int COLORS[] = {8, 16};
	for (int i = 0; i < 2; i++)
		for (const char *const *name = style_theme_names(); *name; name++) {
			struct style_sheet sheet;
			assert_true(style_theme(&sheet, *name, COLORS[i]));
			for (int look = 0; look < STYLE_NAMES_COUNT; look++) {
				assert_true(is_legible_on_any_ground(
					style_nearest(sheet.looks[look].foreground, COLORS[i])));
				assert_int_equal(sheet.looks[look].background, -1);
			}
		}
}

/* What stands alone for a state looks like something also where colours end. */
static void selections_show_without_colour(void **state)
{
	(void)state;
	static const enum style_name SHOWN[] = {STYLE_SELECTED, STYLE_HELD, STYLE_MENU_SELECTED,
		STYLE_LINK, STYLE_LINK_SELECTED, STYLE_MATCH, STYLE_MATCH_CURRENT};
	static const int COLORS[] = {0, 8, 16};
	for (int i = 0; i < 3; i++)
		for (const char *const *name = style_theme_names(); *name; name++) {
			struct style_sheet sheet;
			assert_true(style_theme(&sheet, *name, COLORS[i]));
			for (size_t k = 0; k < sizeof SHOWN / sizeof *SHOWN; k++)
				assert_int_not_equal(sheet.looks[SHOWN[k]].attributes, 0);
		}
}

static void no_colours_are_none(void **state)
{
	(void)state;
	struct style_sheet sheet;
	assert_true(style_theme(&sheet, "dark", 0));
	for (int look = 0; look < STYLE_NAMES_COUNT; look++)
		assert_int_equal(sheet.looks[look].foreground, -1);
}

static void unknown_themes_are_refused(void **state)
{
	(void)state;
	struct style_sheet sheet;
	assert_false(style_theme(&sheet, "neon", 256));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("8 and 16 colours are legible on black and on white", few_colours_are_legible),
		TEST("selections, links and matches show without colour",
			selections_show_without_colour),
		TEST("without colours no theme has one", no_colours_are_none),
		TEST("a theme that is none is refused", unknown_themes_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
