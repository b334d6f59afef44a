#include "ui/ui.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/session/present.h"
#include "ui/reader.h"
#include "ui/terminal.h"

enum { FRAME_MS = 16, INPUTS_A_FRAME = 512, HANG_UP = 129 };

struct ui {
	struct ui_settings settings;
	struct keymap *keymap;
	struct terminal *terminal; /* NULL until ui_run() */
	struct session *session;
	struct reader reader;
	int64_t drawn_at;
	bool drew_news; /* the last frame was drawn for events, not for a key */
	bool is_gone;   /* the terminal hung up */
};

/* ---- settings ---- */

static void bind_keys(struct ui *ui, struct error *error)
{
	struct arena *arena = arena_new();
	for (size_t i = 0; i < ui->settings.keys_count; i++) {
		const struct ui_key_setting *key = &ui->settings.keys[i];
		keymap_bind(ui->keymap, present_string(arena, key->view),
			present_string(arena, key->keys), present_string(arena, key->command),
			error);
	}
	arena_free(arena);
}

struct ui *ui_new(const struct ui_settings *settings, struct error *error)
{
	struct ui *ui = memory_calloc(1, sizeof *ui);
	ui->settings = *settings;
	ui->keymap = keymap_new();
	*error = (struct error){0};
	bind_keys(ui, error);
	struct style_sheet sheet;
	style_theme(&sheet, "plain", 0);
	for (size_t i = 0; i < settings->colors_count; i++)
		style_set(&sheet, settings->colors[i].name, settings->colors[i].value, error);
	return ui;
}

void ui_free(struct ui *ui)
{
	if (!ui)
		return;
	keymap_free(ui->keymap);
	free(ui);
}

static void apply_theme(struct ui *ui)
{
	struct style_sheet sheet;
	int colors = terminal_colors(ui->terminal);
	if (!style_theme(&sheet, ui->session->options.theme, colors))
		style_theme(&sheet, "dark", colors);
	for (size_t i = 0; i < ui->settings.colors_count; i++)
		style_set(&sheet, ui->settings.colors[i].name, ui->settings.colors[i].value, NULL);
	terminal_set_styles(ui->terminal, &sheet);
}

static void set_title(struct ui *ui)
{
	const struct session *session = ui->session;
	if (session->options.set_title)
		terminal_set_title(ui->terminal, session_view(session) == VIEW_ARTICLE
							 ? session->article.title
							 : SAFE("Steppe"));
}

/* ---- what the session asks of us ---- */

static int host_run(void *context, char *const argv[], struct bytes input, struct error *error)
{
	struct ui *ui = context;
	return terminal_run(ui->terminal, argv, input, error);
}

static void host_copy(void *context, struct safe text)
{
	struct ui *ui = context;
	if (ui->terminal)
		terminal_copy(ui->terminal, text);
}

static bool host_map(void *context, struct foreign view, struct foreign keys,
	struct foreign command, struct error *error)
{
	struct ui *ui = context;
	struct arena *arena = arena_new();
	bool is_bound = keymap_bind(ui->keymap, present_line(arena, view),
		present_line(arena, keys), present_line(arena, command), error);
	arena_free(arena);
	return is_bound;
}

static bool host_keys_of(void *context, enum view view, const char *command, char *out, size_t size)
{
	struct ui *ui = context;
	return keymap_keys_of(ui->keymap, view, command, out, size);
}

static void host_option_changed(void *context, const char *name)
{
	struct ui *ui = context;
	if (!ui->session || !ui->terminal)
		return;
	if (strcmp(name, "theme") == 0)
		apply_theme(ui);
	else if (strcmp(name, "mouse") == 0)
		terminal_set_mouse(ui->terminal, ui->session->options.mouse);
	else if (strcmp(name, "keymap") == 0)
		keymap_choose(ui->keymap, ui->session->options.keymap);
}

struct session_host ui_host(struct ui *ui)
{
	return (struct session_host){
		.context = ui,
		.run_in_terminal = host_run,
		.copy = host_copy,
		.map = host_map,
		.keys_of = host_keys_of,
		.option_changed = host_option_changed,
	};
}

/* ---- the loop ---- */

static void look_at_size(struct ui *ui)
{
	int rows, columns;
	bool has_moved = terminal_resize(ui->terminal, &rows, &columns);
	if (has_moved || rows != ui->reader.canvas->rows || columns != ui->reader.canvas->columns)
		reader_resize(&ui->reader, rows, columns);
}

static void do_wishes(struct ui *ui)
{
	struct session *session = ui->session;
	if (session->wants_redraw)
		terminal_redraw(ui->terminal);
	if (session->wants_suspend)
		terminal_suspend(ui->terminal);
	session->wants_redraw = session->wants_suspend = false;
}

static void draw(struct ui *ui)
{
	look_at_size(ui);
	reader_draw(&ui->reader);
	set_title(ui);
	terminal_draw(ui->terminal, ui->reader.canvas);
	ui->drawn_at = clock_monotonic_ms();
}

/* Until a frame is over or a key comes; signals of new sizes do not cut it short. */
static void wait_for_frame(const struct ui *ui, struct pollfd *keys)
{
	int64_t since = clock_monotonic_ms() - ui->drawn_at;
	while (since >= 0 && since < FRAME_MS && terminal_end_signal() == 0 &&
		poll(keys, 1, (int)(FRAME_MS - since)) <= 0)
		since = clock_monotonic_ms() - ui->drawn_at;
}

/* Sleeps until a key, the bell or the time. */
static void wait_for_news(struct ui *ui)
{
	const struct bell *bell = ui->settings.bell;
	struct pollfd sources[] = {
		{.fd = STDIN_FILENO, .events = POLLIN},
		{.fd = bell ? bell->read_fd : -1, .events = POLLIN},
	};
	poll(sources, 2, session_timeout_ms(ui->session));
	/* Events and new sizes come in storms: draw once a frame.  Keys do not wait, nor
	 * does the first event behind one, which is what the key was pressed for. */
	if (!(sources[0].revents & POLLIN) && ui->drew_news)
		wait_for_frame(ui, sources);
	ui->drew_news = !(sources[0].revents & POLLIN);
	if (bell && (sources[1].revents & POLLIN))
		bell_clear(bell);
	ui->is_gone = (sources[0].revents & (POLLHUP | POLLERR | POLLNVAL)) != 0;
}

static void take_inputs(struct ui *ui)
{
	for (int i = 0; i < INPUTS_A_FRAME && !ui->session->wants_quit; i++) {
		struct input input = terminal_input(ui->terminal);
		ui->is_gone = ui->is_gone || input.kind == INPUT_END_OF_FILE;
		if (input.kind == INPUT_NONE || input.kind == INPUT_END_OF_FILE)
			return;
		reader_press(&ui->reader, &input);
		if (ui->session->wants_suspend)
			return;
	}
}

static void run(struct ui *ui)
{
	while (!ui->session->wants_quit && !ui->is_gone && terminal_end_signal() == 0) {
		do_wishes(ui);
		draw(ui);
		wait_for_news(ui);
		session_take_events(ui->session);
		session_tick(ui->session);
		reader_press_kept(&ui->reader);
		take_inputs(ui);
	}
}

int ui_run(struct ui *ui, struct session *session, struct error *error)
{
	struct terminal_settings settings = {
		session->options.mouse, options_order_words(&session->options), ui->settings.bell};
	ui->terminal = terminal_open(&settings, error);
	if (!ui->terminal)
		return -1;
	ui->session = session;
	keymap_choose(ui->keymap, session->options.keymap);
	apply_theme(ui);
	reader_init(&ui->reader, session, ui->keymap);
	ui->reader.canvas->is_ascii = !terminal_is_utf8(ui->terminal);
	run(ui);
	terminal_close(ui->terminal);
	ui->terminal = NULL;
	reader_done(&ui->reader);
	int signal = terminal_end_signal();
	return signal != 0 ? 128 + signal : ui->is_gone ? HANG_UP : 0;
}
