/* Keys in, picture out: every case of tests/ui/NAME.screens is one test.
 *
 *     == name of the case, a sentence
 *     80x24 j<Enter>
 *     @ language ru          any number of these: another setting of the stage,
 *     @ option theme plain   see tests/ui/stage.c
 *     the picture, rows without blanks at their end; '>' in column 0 is the cursor's row
 *
 * STEPPE_UPDATE=1 writes the pictures as they are now; look at each before committing. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/buffer.h"
#include "src/base/memory.h"
#include "tests/ui/stage.h"

enum { CASES_LIMIT = 300, PICTURE_ROWS = 400 };

struct screen_case {
	char name[200];
	int rows, columns;
	char keys[400];
	char settings[400]; /* the lines with @, as they stand in the file */
	struct buffer picture;
};

struct cases {
	struct screen_case *items;
	size_t count;
	char path[400];
};

static void take_picture(const struct canvas *canvas, struct buffer *out)
{
	for (int row = 0; row < canvas->rows; row++) {
		buffer_append_char(out, row == canvas->cursor_row ? '>' : ' ');
		canvas_row_text(canvas, row, out);
		while (out->len > 0 && out->data[out->len - 1] == ' ')
			out->len--;
		buffer_append_char(out, '\n');
	}
	buffer_append_char(out, '\0');
	out->len--;
}

/* ---- the files ---- */

static void case_begin(struct cases *cases, const char *name)
{
	assert_true(cases->count < CASES_LIMIT);
	struct screen_case *it = &cases->items[cases->count++];
	*it = (struct screen_case){0};
	snprintf(it->name, sizeof it->name, "%.*s", (int)strcspn(name, "\n"), name);
	buffer_append_string(&it->picture, "");
}

static void add_setting(struct screen_case *it, const char *line)
{
	size_t used = strlen(it->settings);
	assert_true(used + strlen(line) < sizeof it->settings);
	memcpy(it->settings + used, line, strlen(line) + 1);
}

static void cases_read(struct cases *cases, const char *name)
{
	snprintf(cases->path, sizeof cases->path, "%s/tests/ui/%s.screens", getenv("SRCDIR"), name);
	FILE *file = fopen(cases->path, "r");
	assert_non_null(file);
	char line[4096];
	while (fgets(line, sizeof line, file)) {
		struct screen_case *last =
			cases->count > 0 ? &cases->items[cases->count - 1] : NULL;
		if (strncmp(line, "== ", 3) == 0)
			case_begin(cases, line + 3);
		else if (last && last->rows == 0)
			assert_int_equal(sscanf(line, "%dx%d %399[^\n]", &last->columns,
						 &last->rows, last->keys) >= 2,
				1);
		else if (last && line[0] == '@')
			add_setting(last, line);
		else if (last)
			buffer_append_string(&last->picture, line);
	}
	fclose(file);
}

static void cases_write(const struct cases *cases)
{
	FILE *file = fopen(cases->path, "w");
	assert_non_null(file);
	for (size_t i = 0; i < cases->count; i++) {
		const struct screen_case *it = &cases->items[i];
		fprintf(file, "== %s\n%dx%d%s%s\n%s%s", it->name, it->columns, it->rows,
			it->keys[0] ? " " : "", it->keys, it->settings, it->picture.data);
	}
	fclose(file);
}

static void screen_is_as_expected(void **state)
{
	struct screen_case *it = *state;
	struct stage stage;
	struct buffer picture = {0};
	struct stage_settings settings = stage_settings_of(it->settings);
	stage_open(&stage, &settings);
	reader_resize(&stage.reader, it->rows, it->columns);
	stage_press(&stage, it->keys);
	stage_rest(&stage);
	take_picture(stage.reader.canvas, &picture);
	stage_close(&stage);
	if (getenv("STEPPE_UPDATE")) {
		buffer_done(&it->picture);
		it->picture = picture;
		return;
	}
	if (strcmp(picture.data, it->picture.data) != 0)
		print_error(
			"%s\n-- expected\n%s-- got\n%s", it->name, it->picture.data, picture.data);
	bool is_same = strcmp(picture.data, it->picture.data) == 0;
	buffer_done(&picture);
	assert_true(is_same);
}

static void no_size_breaks_a_screen(void **state)
{
	(void)state;
	static const char *const WALKS[] = {
		"", "j", "<Tab>j<Enter>", "?", ":", "<Tab><Enter>z", "<Tab><Enter>f"};
	static const int SIZES[][2] = {{1, 1}, {5, 1}, {19, 5}, {20, 4}, {20, 5}, {21, 6}, {33, 9},
		{40, 12}, {69, 20}, {70, 5}, {80, 24}, {109, 30}, {110, 5}, {110, 11}, {120, 36},
		{200, 60}, {400, 120}};
	struct stage stage;
	struct stage_settings settings = stage_settings_of("");
	stage_open(&stage, &settings);
	for (size_t walk = 0; walk < sizeof WALKS / sizeof *WALKS; walk++) {
		stage_press(&stage, WALKS[walk]);
		for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
			reader_resize(&stage.reader, SIZES[i][1], SIZES[i][0]);
			stage_settle(&stage);
			assert_true(stage.reader.canvas->cursor_row < SIZES[i][1]);
		}
		stage_press(&stage, "<Esc>qqq");
		stage.session->wants_quit = false;
	}
	stage_close(&stage);
}

static void a_mark_and_a_search_leave_the_lines(void **state)
{
	(void)state;
	struct stage stage;
	struct stage_settings settings = stage_settings_of("");
	stage_open(&stage, &settings);
	reader_resize(&stage.reader, 24, 80);
	stage_press(&stage, "<Tab><Enter>");
	const struct wrapped *lines = stage.reader.reading.body;
	assert_non_null(lines);
	stage_press(&stage, "b/the<Enter>na");
	assert_ptr_equal(stage.reader.reading.body, lines);
	assert_true(stage.session->article.matches > 1);
	stage_close(&stage);
}

static const char *const FILES[] = {"first", "sizes", "reading", "sheets", "trees", "lists",
	"prompts", "articles", "languages", "looks"};

enum { FILES_COUNT = sizeof FILES / sizeof *FILES };

static void cases_done(struct cases *cases)
{
	if (getenv("STEPPE_UPDATE"))
		cases_write(cases);
	for (size_t i = 0; i < cases->count; i++)
		buffer_done(&cases->items[i].picture);
	free(cases->items);
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	setenv("TZ", "UTC", 1);
	struct cases cases[FILES_COUNT];
	struct CMUnitTest tests[FILES_COUNT * CASES_LIMIT + 2];
	size_t count = 0;
	for (size_t file = 0; file < FILES_COUNT; file++) {
		cases[file] = (struct cases){
			.items = memory_calloc(CASES_LIMIT, sizeof *cases[file].items)};
		cases_read(&cases[file], FILES[file]);
		for (size_t i = 0; i < cases[file].count; i++)
			tests[count++] = (struct CMUnitTest){cases[file].items[i].name,
				screen_is_as_expected, NULL, NULL, &cases[file].items[i]};
	}
	tests[count++] =
		(struct CMUnitTest)TEST("no size breaks a screen", no_size_breaks_a_screen);
	tests[count++] = (struct CMUnitTest)TEST("a mark and a search leave the lines of the page",
		a_mark_and_a_search_leave_the_lines);
	int failed = _cmocka_run_group_tests("screens", tests, count, NULL, NULL);
	for (size_t file = 0; file < FILES_COUNT; file++)
		cases_done(&cases[file]);
	return failed;
}
