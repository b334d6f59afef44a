/* See stage.h. */
#include "tests/ui/stage.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/clock.h"
#include "src/session/present.h"
#include "ui/keys.h"

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
	else if (strcmp(kind, "world") == 0)
		settings->fill = stage_world(name);
}

struct stage_settings stage_settings_of(const char *lines)
{
	struct stage_settings settings = {
		.fill = stage_world("usual"), .options = options_default()};
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
	setlocale(LC_MESSAGES, "/C.utf8"); /* see src/language.c */
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

static bool map(void *context, struct foreign view, struct foreign keys, struct foreign command,
	struct error *error)
{
	struct stage *stage = context;
	struct arena *arena = stage->world.arena;
	return keymap_bind(stage->keymap, present_line(arena, view), present_line(arena, keys),
		present_line(arena, command), error);
}

void stage_open(struct stage *stage, const struct stage_settings *settings)
{
	speak(settings->language);
	stage->keymap = keymap_new();
	world_init(&stage->world);
	settings->fill(&stage->world);
	struct session_setup setup = {
		.store_path = stage->world.path,
		.writer = stage->world.writer,
		.options = settings->options,
		.host = {.context = stage, .keys_of = keys_of, .map = map},
	};
	keymap_choose(stage->keymap, settings->options.keymap);
	stage->session = session_new(&setup, &stage->world.error);
	assert_works(&stage->world, stage->session != NULL);
	reader_init(&stage->reader, stage->session, stage->keymap);
	stage->reader.canvas->is_ascii = settings->is_ascii;
}

void stage_close(struct stage *stage)
{
	reader_done(&stage->reader);
	keymap_free(stage->keymap);
	session_free(stage->session);
	world_done(&stage->world);
}

void stage_settle(struct stage *stage)
{
	session_take_events(stage->session);
	session_tick(stage->session);
	reader_draw(&stage->reader);
}

void stage_rest(struct stage *stage)
{
	int most_ms = 500;
	for (int left = session_timeout_ms(stage->session); left < most_ms;
		left = session_timeout_ms(stage->session)) {
		clock_sleep_ms(left);
		stage_settle(stage);
	}
}

/* "<Press 24 3>": column and row as the pictures count them, from 0. */
static bool take_mouse(struct input *input, const char **at)
{
	static const struct {
		const char *name;
		enum input_button button;
	} BUTTONS[] = {{"Press", BUTTON_LEFT}, {"Drag", BUTTON_LEFT_DRAGGED},
		{"Release", BUTTON_LEFT_RELEASED}, {"Right", BUTTON_RIGHT},
		{"WheelUp", BUTTON_WHEEL_UP}, {"WheelDown", BUTTON_WHEEL_DOWN}};
	char name[20];
	int column, row, len = 0;
	if (sscanf(*at, "<%19[A-Za-z] %d %d>%n", name, &column, &row, &len) != 3 || len == 0)
		return false;
	for (size_t i = 0; i < sizeof BUTTONS / sizeof *BUTTONS; i++)
		if (strcmp(BUTTONS[i].name, name) == 0)
			*input = (struct input){.kind = INPUT_MOUSE,
				.button = BUTTONS[i].button,
				.row = row,
				.column = column};
	*at += len;
	return true;
}

void stage_press(struct stage *stage, const char *keys)
{
	stage_settle(stage);
	while (*keys) {
		struct input input = {0};
		struct key key = {0};
		if (!take_mouse(&input, &keys) && !key_take(&key, &keys))
			fail_msg("no key: %s", keys);
		if (input.kind != INPUT_MOUSE)
			input = key_input(&key);
		reader_press(&stage->reader, &input);
		stage_settle(stage);
	}
}
