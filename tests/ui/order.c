/* Lines of a canvas in the order of the screen (UAX #9): what is read from the right stands so. */
#include "src/base/buffer.h"
#include "tests/lib/check.h"
#include "ui/canvas.h"

static void assert_shown(struct safe text, enum canvas_direction direction, const char *expected)
{
	struct canvas *canvas = canvas_new(1, 40);
	int used = canvas_write(canvas, 0, 0, 40, text, 0);
	canvas_order(canvas, 0, 0, used, direction);
	struct buffer shown = {0};
	canvas_row_text(canvas, 0, &shown);
	buffer_append_char(&shown, '\0');
	assert_string_equal(shown.data, expected);
	buffer_done(&shown);
	canvas_free(canvas);
}

static void left_to_right_text_stays(void **state)
{
	(void)state;
	assert_shown(SAFE("Қазақстан (2022) 日本"), CANVAS_BY_TEXT, "Қазақстан (2022) 日本");
}

static void letters_turn_and_numbers_do_not(void **state)
{
	(void)state;
	assert_shown(SAFE("שלום 2022"), CANVAS_BY_TEXT, "2022 םולש");
	assert_shown(SAFE("see שלום 2022"), CANVAS_BY_TEXT, "see 2022 םולש");
	assert_shown(SAFE("שלום Kazakhstan"), CANVAS_BY_TEXT, "Kazakhstan םולש");
	assert_shown(SAFE("שלום Kazakhstan"), CANVAS_LEFT_TO_RIGHT, "םולש Kazakhstan");
}

static void brackets_face_what_they_hold(void **state)
{
	(void)state;
	assert_shown(SAFE("אב (גד)"), CANVAS_BY_TEXT, "(דג) בא");
}

static void wide_cells_and_marks_stay_whole(void **state)
{
	(void)state;
	assert_shown(SAFE("שָׁ日本"), CANVAS_BY_TEXT, "日本שָׁ");
}

static void the_ellipsis_ends_on_the_left(void **state)
{
	(void)state;
	struct canvas *canvas = canvas_new(1, 6);
	canvas_write_cut(canvas, 0, 1, 4, SAFE("שלום עולם"), 0);
	assert_memory_equal(canvas_cell(canvas, 0, 1)->text, "…", 3);
	assert_memory_equal(canvas_cell(canvas, 0, 4)->text, "ש", 2);
	assert_memory_equal(canvas_cell(canvas, 0, 5)->text, " ", 1);
	canvas_free(canvas);
}

static void a_terminal_that_turns_text_gets_it_as_read(void **state)
{
	(void)state;
	struct canvas *canvas = canvas_new(1, 6);
	canvas->keeps_order = true;
	canvas_write_cut(canvas, 0, 0, 6, SAFE("שלום"), 0);
	assert_memory_equal(canvas_cell(canvas, 0, 0)->text, "ש", 2);
	canvas_free(canvas);
}

TEST_MAIN(TEST("left-to-right text stays as it is", left_to_right_text_stays),
	TEST("letters turn, numbers and words of other scripts do not",
		letters_turn_and_numbers_do_not),
	TEST("brackets face what they hold", brackets_face_what_they_hold),
	TEST("wide cells and marks stay whole", wide_cells_and_marks_stay_whole),
	TEST("the ellipsis of a cut line ends on the left", the_ellipsis_ends_on_the_left),
	TEST("a terminal that turns text itself gets it as it is read",
		a_terminal_that_turns_text_gets_it_as_read))
