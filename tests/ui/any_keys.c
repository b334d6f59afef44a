/* Any keys, at any size, while anything arrives: the reader without a terminal is given what
 * nobody would press, and what it draws has to be whole.  The walk follows from its seed:
 *
 *     STEPPE_SEED=7 STEPPE_PRESSES=100000 tests/ui/any_keys
 *
 * With STEPPE_TRACE=1 each press is told before it is made. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"
#include "src/session/commands.h"
#include "tests/ui/stage.h"
#include "ui/keys.h"

enum { PRESSES = 1500, SEEDS = 2, KEYS_MOST = 400, TRACE_BYTES = 80 };

struct walk {
	uint64_t state;
	struct stage stage;
	int64_t feeds[3];
	size_t arrived;
	const char *keys[KEYS_MOST];
	size_t keys_count;
	bool traces;
};

/* splitmix64 */
static uint64_t next(struct walk *walk)
{
	uint64_t z = walk->state += 0x9e3779b97f4a7c15;
	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
	z = (z ^ z >> 27) * 0x94d049bb133111eb;
	return z ^ z >> 31;
}

static size_t below(struct walk *walk, size_t limit)
{
	return (size_t)(next(walk) % limit);
}

static const char *const PIECES[] = {"a", "Астана ", "中文", "한글", "ไทยแลนด์", "עברית", "العربية",
	"\u200f", "\u200d", "\u0301", "👩‍👩‍👧‍👦", "👍🏽", "🇰🇿",
	"e\u0301\u0302\u0303\u0304\u0305\u0306", "\u202e", "\u2067", "\uFE0F", "☺\uFE0E", "\t",
	"\n", " ", "\u3000", "\u00ad", "－", "ﷺ", "𒐫",
	"Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbau", "\uFFFD", "<b>", "&amp;", "\"",
	"#", "\x7f", "\x1b[2J", "1"};

static const char *words(struct walk *walk, size_t most)
{
	struct buffer text = {0};
	for (size_t i = below(walk, most); i > 0; i--)
		buffer_append_string(&text, PIECES[below(walk, sizeof PIECES / sizeof *PIECES)]);
	const char *copy = arena_printf(
		walk->stage.world.arena, "%.*s", (int)text.len, text.len > 0 ? text.data : "");
	buffer_done(&text);
	return copy;
}

/* ---- what happens ---- */

static void arrive(struct walk *walk)
{
	struct world *world = &walk->stage.world;
	struct article articles[3];
	size_t count = 1 + below(walk, 3);
	for (size_t i = 0; i < count; i++) {
		size_t number =
			below(walk, 4) == 0 ? below(walk, walk->arrived + 1) : walk->arrived++;
		const char *url = arena_printf(world->arena, "https://example.org/%zu", number);
		const char *html = arena_printf(world->arena,
			"<h2>%s</h2><p>%s <a "
			"href='%s'>%s</a></p><pre>%s</pre><table><tr><td>%s<td>%s"
			"</table><ul><li>%s<li dir=rtl>%s</ul>",
			words(walk, 9), words(walk, 60), url, words(walk, 5), words(walk, 20),
			words(walk, 9), words(walk, 9), words(walk, 9), words(walk, 20));
		articles[i] = world_article(url, url, words(walk, 30), html);
		articles[i].published = NOW - (int64_t)below(walk, 90 * DAY);
	}
	world_update(world, walk->feeds[below(walk, 3)], articles, count, NOW);
}

static void resize(struct walk *walk)
{
	static const int SIZES[][2] = {{20, 5}, {40, 12}, {80, 24}, {120, 36}, {1, 1}, {400, 120}};
	const int *size = SIZES[below(walk, sizeof SIZES / sizeof *SIZES)];
	int columns = size[0], rows = size[1];
	if (below(walk, 2) == 0) {
		columns = 1 + (int)below(walk, 130);
		rows = 1 + (int)below(walk, 40);
	}
	reader_resize(&walk->stage.reader, rows, columns);
}

static struct input key_press(struct walk *walk)
{
	const char *at = walk->keys[below(walk, walk->keys_count)];
	struct key key = {0};
	assert_true(key_take(&key, &at));
	return key_input(&key);
}

static struct input mouse(struct walk *walk)
{
	return (struct input){.kind = INPUT_MOUSE,
		.button = (enum input_button)below(walk, BUTTON_WHEEL_DOWN + 1),
		.row = (int)below(walk, 130),
		.column = (int)below(walk, 410)};
}

static struct input any_input(struct walk *walk)
{
	size_t kind = below(walk, 20);
	if (kind < 2)
		return mouse(walk);
	if (kind == 2) {
		const char *paste = words(walk, 8);
		return (struct input){
			.kind = INPUT_PASTE, .paste = paste, .paste_len = strlen(paste)};
	}
	if (kind == 3)
		return (struct input){
			.kind = INPUT_CHARACTER, .code = 0x20 + (uint32_t)below(walk, 0x600)};
	return key_press(walk);
}

static void tell(const struct walk *walk, size_t number, const struct input *input)
{
	char name[TRACE_BYTES] = "";
	struct key key = key_of(input);
	key_append_name(&key, name, sizeof name);
	if (walk->traces)
		fprintf(stderr, "%zu: kind %d %s, %dx%d\n", number, (int)input->kind, name,
			walk->stage.reader.canvas->columns, walk->stage.reader.canvas->rows);
}

/* ---- what has to hold ---- */

/* Each row is as wide as the screen, and no half of a wide character stands alone. */
static void assert_whole(const struct canvas *canvas)
{
	for (int row = 0; row < canvas->rows; row++) {
		int column = 0;
		while (column < canvas->columns) {
			const struct canvas_cell *cell = canvas_cell(canvas, row, column);
			assert_in_range(cell->columns, 1, 2);
			assert_in_range(cell->len, 1, CANVAS_CELL_BYTES);
			assert_true(bytes_are_utf8((struct bytes){cell->text, cell->len}));
			for (int i = 0; i < cell->len; i++)
				assert_true((unsigned char)cell->text[i] >= 0x20 &&
					    cell->text[i] != 0x7f);
			column += cell->columns;
		}
		assert_int_equal(column, canvas->columns);
	}
	assert_in_range(canvas->cursor_row, 0, canvas->rows - 1);
	assert_in_range(canvas->cursor_column, 0, canvas->columns - 1);
}

static void assert_in_order(const struct session *session)
{
	assert_true(session->list.total == 0 || session->list.selected < session->list.total);
	assert_true(session->tree.count == 0 || session->tree.selected < session->tree.count);
	assert_true(session->sheet.count == 0 || session->sheet.selected < session->sheet.count);
	assert_true(session->prompt.cursor <= session->prompt.text.len);
}

/* What is drawn follows from the session alone. */
static void assert_drawn_again_alike(struct walk *walk)
{
	struct canvas *canvas = walk->stage.reader.canvas;
	size_t size = (size_t)canvas->rows * (size_t)canvas->columns * sizeof *canvas->cells;
	void *before = memory_alloc(size);
	memcpy(before, canvas->cells, size);
	reader_draw(&walk->stage.reader);
	assert_memory_equal(before, canvas->cells, size);
	free(before);
}

/* ---- the walk ---- */

static void collect_keys(struct walk *walk)
{
	static const char *const MAPS[] = {"steppe", "newsboat", "mutt"};
	for (size_t map = 0; map < sizeof MAPS / sizeof *MAPS; map++)
		for (const struct keymap_row *row = keymap_table(MAPS[map]);
			row->keys != NULL && walk->keys_count < KEYS_MOST; row++)
			if (strcmp(row->command, "quit") != 0 &&
				strcmp(row->command, "suspend") != 0)
				walk->keys[walk->keys_count++] = row->keys;
}

static void begin(struct walk *walk)
{
	static const char *const MAPS[] = {
		"", "@ option keymap newsboat\n", "@ option keymap mutt\n"};
	struct stage_settings settings = stage_settings_of(MAPS[below(walk, 3)]);
	snprintf(settings.options.browser, sizeof settings.options.browser, "/no/such/browser");
	snprintf(settings.options.save_folder, sizeof settings.options.save_folder,
		"/no/such/folder");
	settings.options.accessible = below(walk, 8) == 0;
	settings.is_ascii = below(walk, 8) == 0;
	stage_open(&walk->stage, &settings);
	for (size_t i = 0; i < 3; i++) {
		struct new_feed feed = {.url = text(arena_printf(walk->stage.world.arena,
						"https://%zu.example/", i)),
			.title = text(words(walk, 12)),
			.folder = text(i == 0 ? "" : words(walk, 4))};
		walk->feeds[i] = store_add_feed(walk->stage.world.writer, &feed, NULL, NULL);
		assert_true(walk->feeds[i] > 0);
	}
	collect_keys(walk);
}

static void press(struct walk *walk, size_t number, const struct input *input)
{
	tell(walk, number, input);
	reader_press(&walk->stage.reader, input);
	stage_settle(&walk->stage);
	walk->stage.session->wants_quit = walk->stage.session->wants_suspend = false;
	assert_whole(walk->stage.reader.canvas);
	assert_in_order(walk->stage.session);
}

/* Any command by its name, with anything behind it. */
static void run_command(struct walk *walk, size_t number)
{
	size_t count;
	const struct command *commands = command_table(&count);
	const char *line = arena_printf(walk->stage.world.arena, "%s %s",
		commands[below(walk, count)].name, words(walk, 4));
	struct input colon = {.kind = INPUT_CHARACTER, .code = ':'}, enter = {.kind = INPUT_ENTER};
	struct input paste = {.kind = INPUT_PASTE, .paste = line, .paste_len = strlen(line)};
	if (walk->traces)
		fprintf(stderr, "%s\n", line);
	press(walk, number, &colon);
	press(walk, number, &paste);
	press(walk, number, &enter);
}

static void step(struct walk *walk, size_t number)
{
	size_t what = below(walk, 24);
	if (what == 0)
		arrive(walk);
	if (what == 1)
		resize(walk);
	if (what == 2)
		assert_drawn_again_alike(walk);
	if (what == 3)
		run_command(walk, number);
	struct input input = any_input(walk);
	press(walk, number, &input);
}

/* libcurl 7.88 loses the name of a host that IDNA does not take: `:goto` with one asks it. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libcurl";
}

static size_t number_of(const char *name, size_t otherwise)
{
	const char *value = getenv(name);
	return value != NULL ? strtoull(value, NULL, 10) : otherwise;
}

static void anything_is_drawn_whole(void **state)
{
	(void)state;
	size_t first = number_of("STEPPE_SEED", 1);
	size_t seeds = getenv("STEPPE_SEED") != NULL ? 1 : SEEDS;
	size_t presses = number_of("STEPPE_PRESSES", PRESSES);
	/* Nothing that is typed behind | may start. */
	setenv("PATH", "/no/such/folder", 1);
	for (size_t seed = first; seed < first + seeds; seed++) {
		struct walk *walk = memory_calloc(1, sizeof *walk);
		walk->state = seed;
		walk->traces = getenv("STEPPE_TRACE") != NULL;
		begin(walk);
		for (size_t i = 0; i < presses; i++)
			step(walk, i);
		stage_close(&walk->stage);
		free(walk);
	}
}

TEST_MAIN(TEST("whatever is pressed, at whatever size, is drawn whole", anything_is_drawn_whole))
