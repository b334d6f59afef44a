/* Keys in, picture out: every case of tests/ui/NAME.screens is one test.
 *
 *     == name of the case, a sentence
 *     80x24 j<Enter>
 *     @ language ru          any number of these: another setting of the stage,
 *     @ option theme plain   see stage_settings below
 *     the picture, rows without blanks at their end; '>' in column 0 is the cursor's row
 *
 * STEPPE_UPDATE=1 writes the pictures as they are now; look at each before committing. */
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "src/base/buffer.h"
#include "src/base/memory.h"
#include "tests/store/world.h"
#include "ui/reader.h"

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

/* ---- a reader on a store with articles that never change ---- */

struct stage {
	struct world world;
	struct session *session;
	struct keymap *keymap;
	struct reader reader;
};

static int64_t add_feed(struct world *world, const char *url, const char *title, const char *folder)
{
	struct new_feed feed = {.url = text(url), .title = text(title), .folder = text(folder)};
	int64_t id = store_add_feed(world->writer, &feed, NULL, &world->error);
	assert_works(world, id > 0);
	return id;
}

static struct article at(struct article article, int64_t age)
{
	article.published = NOW - age;
	return article;
}

static const char STORY[] =
	"<p>NUR-SULTAN – The recent events in the post-Soviet space are a <b>test</b> for the "
	"whole "
	"region, said the President in his <a href='https://example.org/speech'>speech</a> on "
	"Tuesday.</p><h2>What comes next</h2><ul><li>Talks in May</li><li>A second round, for "
	"which "
	"the ministers have already named the day and the place</li></ul><blockquote><p>We stay on "
	"course.</p></blockquote><table><tr><th>City</th><th>People</th></tr><tr><td>Astana</td>"
	"<td>1 350 000</td></tr><tr><td>Almaty</td><td>2 200 000</td></tr></table>"
	"<p>The same day the ministry published the <a "
	"href='https://example.org/plan'>plan</a>.</p>";

static void fill(struct world *world)
{
	int64_t astana =
		add_feed(world, "https://astanatimes.com/feed", "The Astana Times", "Kazakhstan");
	int64_t kazinform = add_feed(world, "https://inform.kz/rss", "Kazinform", "Kazakhstan");
	int64_t habr = add_feed(world, "https://habr.com/rss", "Habr", "Technology");
	add_feed(world, "https://example.org/gone", "Broken outlet", "");
	struct article first[] = {
		at(world_article("a1", "https://astanatimes.com/1",
			   "Unfolding Events In Post-Soviet Space Will Not Derail Kazakhstan’s "
			   "March Forward",
			   STORY),
			2 * HOUR),
		at(world_article("a2", "https://astanatimes.com/2",
			   "Almaty Opens a Second Metro Line Section", "<p>Short.</p>"),
			5 * HOUR),
		at(world_article("a3", "https://astanatimes.com/3", "Steppe Eagles Return",
			   "<p>They do.</p>"),
			50 * HOUR),
	};
	struct article second[] = {
		at(world_article("k1", "https://inform.kz/1",
			   "Central Asian Ministers Meet in Turkistan", "<p>They met.</p>"),
			26 * HOUR),
		at(world_article(
			   "k2", "https://inform.kz/2", "عاصمة كازاخستان", "<p dir=rtl>مرحبا</p>"),
			30 * HOUR),
	};
	struct article third[] = {
		at(world_article(
			   "h1", "https://habr.com/1", "Как устроен планировщик", "<p>Просто.</p>"),
			49 * HOUR),
		at(world_article("h2", "https://habr.com/2", "日本語の長い見出しと 👍 emoji",
			   "<p>本文。</p>"),
			72 * HOUR),
	};
	world_update(world, astana, first, 3, NOW);
	world_update(world, kazinform, second, 2, NOW);
	world_update(world, habr, third, 2, NOW);
}

static const char SAMPLES[] =
	"<h2>Қазақша мәтін</h2><p>A word of one breath: "
	"Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft.</p>"
	"<pre>int main(void)\n{\n\treturn 0;\n}</pre><blockquote><p>Outer quote.</p><blockquote>"
	"<p>Inner quote.</p></blockquote></blockquote><ol><li>One<ul><li>Inner</li></ul></li>"
	"<li>Two</li></ol><hr><figure><img src='https://example.org/a.jpg' alt='A steppe'>"
	"<figcaption>The steppe in May</figcaption></figure><p>中文字符也要对齐。</p>"
	"<p dir=rtl>שלום עולם</p>";

/* What is hard to draw: every kind of block, titles in all directions and widths. */
static void fill_samples(struct world *world)
{
	int64_t samples = add_feed(world, "https://example.org/samples", "Үлгілер", "");
	struct article articles[] = {
		at(world_article("s1", "https://example.org/s1", "All blocks", SAMPLES), HOUR),
		at(world_article("s2", "https://example.org/s2", "שלום עולם: a Hebrew title",
			   "<p>Text.</p>"),
			2 * HOUR),
		at(world_article("s3", "https://example.org/s3",
			   "Ұзақ қазақша тақырып: дала, жел, көкжиек және тағы басқалары",
			   "<p>Мәтін.</p>"),
			3 * HOUR),
		at(world_article("s4", "https://example.org/s4",
			   "👩‍👩‍👧‍👦 é 한국어 ไทย", "<p>.</p>"),
			4 * HOUR),
		at(world_article("s5", "https://example.org/s5",
			   "Supercalifragilisticexpialidociousantidisestablishmentarianism", ""),
			5 * HOUR),
	};
	world_update(world, samples, articles, 5, NOW);
}

static void fill_failing(struct world *world)
{
	int64_t broken = add_feed(world, "https://example.org/broken", "Broken outlet", "News");
	struct error why = {.kind = ERROR_SERVER, .sentence = "the server answered 404"};
	struct update_counts counts = {0};
	struct update_result result = {
		.status = 404, .error = &why, .state = FEED_FAILING, .next_due = NOW + DAY};
	assert_works(world,
		store_keep_update(world->writer, broken, &result, NOW, &counts, &world->error));
	add_feed(world, "https://example.org/new", "Not fetched yet", "News");
}

static void fill_nothing(struct world *world)
{
	(void)world;
}

static const struct {
	const char *name;
	void (*fill)(struct world *world);
} WORLDS[] = {{"usual", fill}, {"samples", fill_samples}, {"failing", fill_failing},
	{"empty", fill_nothing}};

/* ---- what a case wants to be different ---- */

struct stage_settings {
	void (*fill)(struct world *world);
	struct options options;
	bool is_ascii;
	char language[16];
};

static void settings_take(struct stage_settings *settings, char *line)
{
	char kind[20] = "", name[40] = "", value[80] = "";
	struct error error = {0};
	if (sscanf(line, "@ %19s %39s %79[^\n]", kind, name, value) < 2)
		fail_msg("no setting: %s", line);
	if (strcmp(kind, "language") == 0)
		snprintf(settings->language, sizeof settings->language, "%.15s", name);
	else if (strcmp(kind, "signs") == 0)
		settings->is_ascii = strcmp(name, "ascii") == 0;
	else if (strcmp(kind, "option") == 0)
		assert_true(option_set(
			&settings->options, option_find(name, strlen(name)), value, &error));
	for (size_t i = 0; strcmp(kind, "world") == 0 && i < sizeof WORLDS / sizeof *WORLDS; i++)
		if (strcmp(WORLDS[i].name, name) == 0)
			settings->fill = WORLDS[i].fill;
}

static struct stage_settings settings_of(const char *lines)
{
	struct stage_settings settings = {.fill = fill, .options = options_default()};
	char copy[400];
	char *rest = NULL;
	settings.options.hints = false;
	snprintf(copy, sizeof copy, "%s", lines);
	for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		settings_take(&settings, line);
	return settings;
}

/* gettext looks at the environment again once a catalogue is bound. */
static void speak(const char *language)
{
	char folder[500];
	setenv("LANGUAGE", language[0] != '\0' ? language : "en", 1);
	snprintf(folder, sizeof folder, "%s/%s/locale", getenv("BUILDDIR"),
		strcmp(language, "pseudo") == 0 ? "tests" : "po");
	bindtextdomain("steppe", folder);
	bind_textdomain_codeset("steppe", "UTF-8");
	textdomain("steppe");
}

static bool keys_of(void *context, enum view view, const char *command, char *out, size_t size)
{
	struct stage *stage = context;
	return keymap_keys_of(stage->keymap, view, command, out, size);
}

static void stage_open(struct stage *stage, const struct stage_settings *settings)
{
	speak(settings->language);
	stage->keymap = keymap_new();
	world_init(&stage->world);
	settings->fill(&stage->world);
	struct session_setup setup = {
		.store_path = stage->world.path,
		.writer = stage->world.writer,
		.options = settings->options,
		.host = {.context = stage, .keys_of = keys_of},
	};
	keymap_choose(stage->keymap, settings->options.keymap);
	stage->session = session_new(&setup, &stage->world.error);
	assert_works(&stage->world, stage->session != NULL);
	reader_init(&stage->reader, stage->session, stage->keymap);
	stage->reader.canvas->is_ascii = settings->is_ascii;
}

static void stage_close(struct stage *stage)
{
	reader_done(&stage->reader);
	keymap_free(stage->keymap);
	session_free(stage->session);
	world_done(&stage->world);
}

static void settle(struct stage *stage)
{
	session_take_events(stage->session);
	session_tick(stage->session);
	reader_draw(&stage->reader);
}

static void press_all(struct stage *stage, const char *keys)
{
	struct input input;
	settle(stage);
	while (*keys) {
		if (!keymap_take_input(&input, &keys))
			fail_msg("no key: %s", keys);
		reader_press(&stage->reader, &input);
		settle(stage);
	}
}

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
	struct stage_settings settings = settings_of(it->settings);
	stage_open(&stage, &settings);
	reader_resize(&stage.reader, it->rows, it->columns);
	press_all(&stage, it->keys);
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
	struct stage_settings settings = settings_of("");
	stage_open(&stage, &settings);
	for (size_t walk = 0; walk < sizeof WALKS / sizeof *WALKS; walk++) {
		press_all(&stage, WALKS[walk]);
		for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
			reader_resize(&stage.reader, SIZES[i][1], SIZES[i][0]);
			settle(&stage);
			assert_true(stage.reader.canvas->cursor_row < SIZES[i][1]);
		}
		press_all(&stage, "<Esc>qqq");
		stage.session->wants_quit = false;
	}
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
	struct CMUnitTest tests[FILES_COUNT * CASES_LIMIT + 1];
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
	int failed = _cmocka_run_group_tests("screens", tests, count, NULL, NULL);
	for (size_t file = 0; file < FILES_COUNT; file++)
		cases_done(&cases[file]);
	return failed;
}
