#include "src/settings_load.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"
#include "src/settings_check.h"
#include "src/settings_keep.h"
#include "src/settings_rules.h"

static struct named_settings *named_list(struct settings *settings, const char *section)
{
	if (strcmp(section, "keys") == 0)
		return &settings->keys;
	if (strcmp(section, "colors") == 0)
		return &settings->colors;
	return strcmp(section, "smart") == 0 ? &settings->smart : NULL;
}

static void take_value(
	struct settings *settings, struct arena *arena, const struct config_value *value)
{
	struct error error = {0};
	if (value->section[0] == '\0') {
		if (!settings_set(settings, arena, value->name, value->value, &error))
			config_blame(&settings->config, arena, value->line, "%s", error.sentence);
		return;
	}
	struct named_settings *list = named_list(settings, value->section);
	if (list == NULL)
		return; /* settings_read_rules(), settings_read_retentions() */
	bool is_smart = list == &settings->smart;
	bool is_good = is_smart                    ? settings_check_smart(value, arena, &error)
		       : list == &settings->colors ? settings_check_color(value, &error)
						   : settings_check_key(value, &error);
	if (!is_good)
		config_blame(&settings->config, arena, value->line, "%s", error.sentence);
	/* A smart folder stays in the tree and says its mistake when it is opened. */
	if (!is_good && !is_smart)
		return;
	const char *name = value->title[0] != '\0' ? value->title : value->name;
	ARRAY_PUSH(list->items, list->count, list->capacity) =
		(struct named_setting){name, value->value, value->line};
}

static int by_line(const void *left, const void *right)
{
	const struct config_problem *one = left, *other = right;
	return (one->line > other->line) - (one->line < other->line);
}

/* "0;15": black on white, as rxvt, Konsole and iTerm2 tell. */
static bool has_light_ground(void)
{
	const char *colors = getenv("COLORFGBG");
	const char *ground = colors != NULL ? strrchr(colors, ';') : NULL;
	return ground != NULL && (strcmp(ground, ";7") == 0 || strcmp(ground, ";15") == 0);
}

void settings_load(struct settings *settings, struct arena *arena, const struct paths *paths)
{
	*settings = (struct settings){.reader = options_default()};
	if (has_light_ground())
		option_set(&settings->reader, option_find("theme", 5), "light", NULL);
	settings_set_initial(settings, arena);
	config_read(&settings->config, arena, paths->config, settings_names(arena));
	for (size_t i = 0; i < settings->config.count; i++)
		take_value(settings, arena, &settings->config.values[i]);
	settings->rules = settings_read_rules(&settings->config, arena);
	settings->retentions = settings_read_retentions(&settings->config, arena, settings->keep);
	if (settings->config.problems_count > 0)
		qsort(settings->config.problems, settings->config.problems_count,
			sizeof *settings->config.problems, by_line);
}

void settings_done(struct settings *settings)
{
	free(settings->keys.items);
	free(settings->colors.items);
	free(settings->smart.items);
	config_done(&settings->config);
}
