/* :import and :export are done by a process of our own program, as the command line does
 * them: nothing waits for it, Esc stops it, and what it says is shown. */
#include "src/session/exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/command_words.h"
#include "src/base/words.h"
#include "src/session/inside.h"
#include "src/session/pipe.h"
#include "src/session/run.h"
#include "src/session/update.h"

enum { SECONDS = 3600, OWN_WORDS = 4 };

const char exchange_kinds[] = "opml feeds bookmarks store";

const char *exchange_path(struct arena *arena, const char *typed)
{
	const char *home = getenv("HOME");
	return typed[0] == '~' && typed[1] == '/' && home != NULL
		       ? arena_printf(arena, "%s%s", home, typed + 1)
		       : typed;
}

/* ---- import ---- */

/* What is new is fetched soon, also where some of the file was not taken. */
static bool import_ended(struct session *session, bool is_good)
{
	(void)is_good;
	session->inside->staleness.is_stale = true;
	due_start(session);
	return false;
}

void run_import(struct session *session, const struct call *call)
{
	struct arena *scratch = arena_new();
	const char *path = exchange_path(scratch, foreign_string(scratch, call->argument));
	if (path[0] == '\0')
		session_say(session, MESSAGE_HINT, "%s",
			_(":import FILE: OPML, newsboat’s urls or cache.db, a browser’s "
			  "bookmarks"));
	else if (access(path, R_OK) != 0)
		session_say(session, MESSAGE_ERROR, "%s: %s", path, strerror(errno));
	else
		pipe_start(session,
			&(struct pipe_order){.words = (const char *[]){"import", "--", path, NULL},
				.is_own = true,
				.name = "import",
				.files = {-1, -1},
				.seconds = SECONDS,
				.ended = import_ended});
	arena_free(scratch);
}

/* ---- export ---- */

static bool export_ended(struct session *session, bool is_good)
{
	const char *path = session->inside->piped.path;
	if (is_good)
		session_say(session, MESSAGE_NEWS, _("Exported as %s."), path);
	else
		unlink(path);
	return is_good;
}

static bool ends_with(const char *name, const char *ending)
{
	size_t len = strlen(name), ending_len = strlen(ending);
	return len >= ending_len && strcmp(name + len - ending_len, ending) == 0;
}

static const char *format_of(const char *path)
{
	return ends_with(path, ".json") ? "json" : ends_with(path, ".md") ? "md" : "html";
}

/* Never over a file that is there. */
static void export_to(struct session *session, const char *path, const char *words[])
{
	int output = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (output < 0) {
		session_say(session, MESSAGE_ERROR, "%s: %s", path, strerror(errno));
		return;
	}
	bool is_started = pipe_start(session, &(struct pipe_order){.words = words,
						      .is_own = true,
						      .name = "export",
						      .path = path,
						      .files = {-1, output},
						      .seconds = SECONDS,
						      .ended = export_ended});
	close(output);
	if (!is_started)
		unlink(path);
}

static void say_usage(struct session *session)
{
	session_say(session, MESSAGE_HINT, "%s",
		_(":export opml FILE, :export feeds FILE, :export store FILE or :export bookmarks"
		  " FILE [QUERY], as HTML, JSON or Markdown by its ending"));
}

/* A copy of the store is made by SQLite itself, where nothing is yet. */
static void export_store(struct session *session, const char *path)
{
	pipe_start(session,
		&(struct pipe_order){.words = (const char *[]){"export", "store", path, NULL},
			.is_own = true,
			.name = "export",
			.files = {-1, -1},
			.seconds = SECONDS});
}

void run_export(struct session *session, const struct call *call)
{
	struct arena *scratch = arena_new();
	char *typed[COMMAND_WORDS_ROOM];
	const char *words[COMMAND_WORDS_ROOM + OWN_WORDS] = {"export"};
	size_t count = command_words(typed, scratch, foreign_string(scratch, call->argument));
	const char *what = count > 0 ? typed[0] : "";
	bool is_list = strcmp(what, "opml") == 0 || strcmp(what, "feeds") == 0;
	bool is_bookmarks = strcmp(what, "bookmarks") == 0;
	const char *path = count > 1 ? exchange_path(scratch, typed[1]) : "";
	if (strcmp(what, "store") == 0 && count == 2) {
		export_store(session, path);
	} else if ((is_list && count == 2) || (is_bookmarks && count >= 2)) {
		size_t used = 1;
		words[used++] = what;
		if (is_bookmarks) {
			words[used++] = "--format";
			words[used++] = format_of(path);
			words[used++] = "--";
		}
		for (size_t i = 2; i < count; i++)
			words[used++] = typed[i];
		export_to(session, path, words);
	} else {
		say_usage(session);
	}
	arena_free(scratch);
}
