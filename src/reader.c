#include "src/reader.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "src/base/bell.h"
#include "src/base/words.h"
#include "src/bundled.h"
#include "src/jobs/jobs.h"
#include "src/session/session.h"
#include "src/settings_check.h"
#include "src/store/arrivals.h"
#include "ui/ui.h"

struct reader {
	const struct paths *paths;
	const struct settings *settings;
	const char *own_command[4]; /* starts another of us on the same store */
	struct arena *arena;
	struct bell bell;
	struct jobs *jobs;
	struct ui *ui;
	struct session *session;
	char notice[240]; /* shown in the last line: the config's first mistake, or the store's */
};

static void ring(void *context)
{
	bell_ring(context);
}

static struct ui *make_ui(struct reader *reader, struct error *error)
{
	const struct settings *settings = reader->settings;
	struct ui_key_setting *keys =
		arena_array(reader->arena, settings->keys.count + 1, sizeof *keys);
	struct ui_color_setting *colors =
		arena_array(reader->arena, settings->colors.count + 1, sizeof *colors);
	for (size_t i = 0; i < settings->keys.count; i++)
		keys[i] = settings_key(settings->keys.items[i].name, settings->keys.items[i].value);
	for (size_t i = 0; i < settings->colors.count; i++)
		colors[i] = (struct ui_color_setting){
			settings->colors.items[i].name, settings->colors.items[i].value};
	const struct ui_settings ui = {
		.bell = &reader->bell,
		.keys = keys,
		.keys_count = settings->keys.count,
		.colors = colors,
		.colors_count = settings->colors.count,
	};
	return ui_new(&ui, error);
}

static struct session *make_session(struct reader *reader, struct error *error)
{
	const struct settings *settings = reader->settings;
	size_t count = settings->smart.count;
	struct smart_folder *folders = arena_array(reader->arena, count + 1, sizeof *folders);
	for (size_t i = 0; i < count; i++)
		folders[i] = (struct smart_folder){
			settings->smart.items[i].name, settings->smart.items[i].value};
	const struct whole_wishes wishes = settings_whole_wishes(settings);
	const struct session_setup setup = {
		.store_path = reader->paths->store,
		.jobs = reader->jobs,
		.guide = bundled_guide(),
		.starter = bundled_starter(),
		.options = settings->reader,
		.wishes = &wishes,
		.updates_what_is_due = settings->auto_update,
		.smart_folders = folders,
		.smart_folders_count = count,
		.host = ui_host(reader->ui),
		.own_command = reader->own_command,
		.notice = reader->notice[0] == '\0' ? NULL : reader->notice,
	};
	return session_new(&setup, error);
}

/* The first mistake of the config is said where the reader looks; all of them went to
 * standard error before the screen opened. */
static void take_notice(struct reader *reader, const struct error *ui_error)
{
	const struct config *config = &reader->settings->config;
	if (reader->notice[0] != '\0')
		return;
	if (config->problems_count > 1)
		snprintf(reader->notice, sizeof reader->notice,
			ngettext("config: line %d: %s (and %zu more)",
				"config: line %d: %s (and %zu more)", config->problems_count - 1),
			config->problems[0].line, config->problems[0].sentence,
			config->problems_count - 1);
	else if (config->problems_count > 0)
		snprintf(reader->notice, sizeof reader->notice, _("config: line %d: %s"),
			config->problems[0].line, config->problems[0].sentence);
	else if (ui_error->kind != ERROR_NONE)
		snprintf(reader->notice, sizeof reader->notice, "%s", ui_error->sentence);
}

static bool start_jobs(struct reader *reader, const char *program, struct error *error)
{
	struct jobs_settings settings;
	settings_for_jobs(&settings, reader->settings, reader->paths, program);
	settings.gives_way = true;
	settings.wake = ring;
	settings.wake_context = &reader->bell;
	reader->jobs = jobs_start(&settings, reader->notice, error);
	return reader->jobs != NULL || error_context(error, "%s", reader->paths->store);
}

static int run_open(struct reader *reader, const char *program, struct error *error)
{
	struct error ui_error = {0};
	if (!start_jobs(reader, program, error))
		return -1;
	reader->ui = make_ui(reader, &ui_error);
	take_notice(reader, &ui_error);
	reader->session = make_session(reader, error);
	if (reader->session == NULL)
		return -1;
	return ui_run(reader->ui, reader->session, error);
}

int reader_run(const struct paths *paths, const struct settings *settings, const char *program,
	struct error *error)
{
	struct reader reader = {.paths = paths, .settings = settings};
	if (!bell_init(&reader.bell)) {
		error_set(error, ERROR_DISK, "%s", strerror(errno));
		return -1;
	}
	reader.own_command[0] = program;
	if (paths->directory != NULL) {
		reader.own_command[1] = "-C";
		reader.own_command[2] = paths->directory;
	}
	reader.arena = arena_new();
	int status = run_open(&reader, program, error);
	session_free(reader.session);
	if (reader.ui != NULL)
		ui_free(reader.ui);
	if (reader.jobs != NULL)
		jobs_stop(reader.jobs);
	arena_free(reader.arena);
	bell_done(&reader.bell);
	return status;
}
