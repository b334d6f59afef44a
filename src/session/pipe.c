/* `|` gives an article to a command.  One that a person reads or writes in gets the
 * terminal until it ends; any other runs apart, while keys go on, and what it printed is
 * shown: a line below, more in a sheet. */
#include "src/session/pipe.h"
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"
#include "src/session/save.h"
#include "src/session/sheet.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/command_words.h"
#include "src/base/memory.h"
#include "src/base/program.h"
#include "src/base/words.h"
#include "src/session/present.h"
#include "src/session/program.h"

enum { SECONDS = 60, OUTPUT_BYTES = 64 << 10, LOOK_LEAST_MS = 5, LOOK_MOST_MS = 200 };

static bool needs_terminal(const char *program)
{
	static const char *const names[] = {"less", "more", "most", "moar", "ov", "view", "vi",
		"vim", "nvim", "nano", "micro", "hx", "kak", "emacs", "mg", "joe", "ed", "mutt",
		"neomutt", "aerc", "fzf", "sk", "dialog", "whiptail"};
	if (browser_is_for_text(program))
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(program_name(program), names[i]) == 0)
			return true;
	return false;
}

/* ---- on the terminal ---- */

static void run_here(struct session *session, char *words[], const struct buffer *text)
{
	if (session->inside->host.run_in_terminal != NULL &&
		program_run_on_terminal(session, words, (struct bytes){text->data, text->len}))
		session_say(session, MESSAGE_NEWS, _("%s has ended."), program_name(words[0]));
}

/* ---- apart ---- */

static bool is_free(struct session *session)
{
	const struct piped *piped = &session->inside->piped;
	if (piped->program.pid != 0)
		session_say(session, MESSAGE_HINT, _("%s is still running; Esc stops it."),
			piped->name);
	return piped->program.pid == 0;
}

/* Its words behind those that start our own program, where it is that. */
static char **all_words(
	const struct session *session, struct arena *arena, const struct pipe_order *order)
{
	const char *const *own = order->is_own ? session->inside->own_command : NULL;
	size_t own_count = 0, count = 0;
	while (own != NULL && own[own_count] != NULL)
		own_count++;
	while (order->words[count] != NULL)
		count++;
	const char **words = arena_array(arena, own_count + count + 1, sizeof *words);
	for (size_t i = 0; i < own_count + count; i++)
		words[i] = i < own_count ? own[i] : order->words[i - own_count];
	return (char **)words;
}

bool pipe_start(struct session *session, const struct pipe_order *order)
{
	struct piped *piped = &session->inside->piped;
	struct error error = {0};
	if (!is_free(session) || (order->is_own && session->inside->own_command == NULL))
		return false;
	struct arena *scratch = arena_new();
	bool is_started = program_start_filter(&piped->program, all_words(session, scratch, order),
		order->files, order->seconds * 1000, &error);
	arena_free(scratch);
	if (!is_started) {
		session_say_error(session, &error);
		return false;
	}
	snprintf(piped->name, sizeof piped->name, "%s", order->name);
	free(piped->path);
	piped->path = order->path != NULL ? memory_copy_string(order->path) : NULL;
	piped->seconds = order->seconds;
	piped->ended = order->ended;
	buffer_clear(&piped->output);
	piped->since_ms = clock_monotonic_ms();
	session_say(session, MESSAGE_NEWS, _("%s is running …"), piped->name);
	return true;
}

static void run_apart(struct session *session, char *words[], const struct buffer *text)
{
	int input = program_input((struct bytes){text->data, text->len});
	if (input < 0) {
		session_say(session, MESSAGE_ERROR, _("no file for its text: %s"), strerror(errno));
		return;
	}
	pipe_start(session, &(struct pipe_order){.words = (const char *const *)words,
				    .name = program_name(words[0]),
				    .files = {input, -1},
				    .seconds = SECONDS});
	close(input);
}

/* What is wrong with its end, in words; empty when nothing is. */
static void say_end(char out[160], const struct piped *piped, int status, bool is_late)
{
	bool is_full = piped->output.len >= OUTPUT_BYTES;
	out[0] = '\0';
	if (is_late)
		snprintf(
			out, 160, _("%s was ended after %d seconds."), piped->name, piped->seconds);
	else if (!is_full || WIFEXITED(status))
		program_say_end(out, piped->name, status);
}

static size_t lines_of(struct foreign text)
{
	size_t lines = 0;
	for (size_t i = 0; i < text.len; i++)
		lines += text.utf8[i] == '\n' || i + 1 == text.len;
	return lines;
}

static void show_sheet(struct session *session, struct foreign text, const char *how, bool is_cut)
{
	const char *title = session->inside->piped.name;
	sheet_open(session, SHEET_OUTPUT, sheet_words(session, title), _("{leave} leaves"));
	if (how[0] != '\0')
		sheet_add(session)->text = sheet_words(session, how);
	for (size_t at = 0; at < text.len;) {
		const char *end = memchr(text.utf8 + at, '\n', text.len - at);
		size_t len = end != NULL ? (size_t)(end - text.utf8) - at : text.len - at;
		struct foreign line = {text.utf8 + at, len};
		sheet_add(session)->text = sheet_line(session, line);
		sheet_add_value(session, line);
		at += len + 1;
	}
	if (is_cut)
		sheet_add(session)->text =
			sheet_words(session, _("It printed more than is shown here."));
	sheet_ready(session);
}

static void show_line(struct session *session, struct foreign text, const char *how)
{
	const char *end = text.len > 0 ? memchr(text.utf8, '\n', text.len) : NULL;
	int len = (int)(end != NULL ? (size_t)(end - text.utf8) : text.len);
	enum message_kind kind = how[0] != '\0' ? MESSAGE_ERROR : MESSAGE_NEWS;
	if (len == 0 && how[0] == '\0')
		session_say(session, kind, _("%s printed nothing."), session->inside->piped.name);
	else if (how[0] == '\0')
		session_say(session, kind, "%s: %.*s", session->inside->piped.name, len, text.utf8);
	else
		session_say(session, kind, "%s%s%.*s", how, len > 0 ? " " : "", len, text.utf8);
}

static bool has_said_all(struct session *session, bool is_good)
{
	const struct piped *piped = &session->inside->piped;
	return piped->ended != NULL && piped->ended(session, is_good);
}

/* A sheet comes up only before somebody who looks at the panes. */
static void show(struct session *session, int status, bool is_late)
{
	struct piped *piped = &session->inside->piped;
	struct arena *scratch = arena_new();
	char how[160];
	struct foreign text = foreign_trim(
		foreign_from_bytes(scratch, (struct bytes){piped->output.data, piped->output.len}));
	bool has_room = session->mode == MODE_KEYS && session->sheet.kind == SHEET_NONE;
	say_end(how, piped, status, is_late);
	if (has_said_all(session, !is_late && status == 0)) {
		arena_free(scratch);
		return;
	}
	if (lines_of(text) > 1 && has_room) {
		session_clear_message(session);
		show_sheet(session, text, how, piped->output.len >= OUTPUT_BYTES);
	} else {
		show_line(session, text, how);
	}
	arena_free(scratch);
}

/* False once it can print no more, or nothing that there is room for. */
static bool is_printing(struct piped *piped)
{
	char part[4096];
	while (piped->program.pipe >= 0 && piped->output.len < OUTPUT_BYTES) {
		ssize_t got = read(piped->program.pipe, part, sizeof part);
		if (got < 0)
			return errno == EAGAIN || errno == EINTR;
		if (got == 0)
			return false;
		buffer_append(&piped->output, part, (size_t)got);
	}
	return false;
}

void pipe_tick(struct session *session)
{
	struct piped *piped = &session->inside->piped;
	int status = 0;
	if (piped->program.pid == 0)
		return;
	if (!is_printing(piped)) {
		program_close_pipe(&piped->program);
		if (program_has_ended(&piped->program, &status)) {
			show(session, status, false);
			return;
		}
	}
	if (!program_is_late(&piped->program))
		return;
	program_kill(&piped->program);
	show(session, status, true);
}

/* The longer it runs, the longer it may wait to be looked at. */
int pipe_wait_ms(const struct session *session, int most)
{
	const struct piped *piped = &session->inside->piped;
	if (piped->program.pid == 0)
		return most;
	int64_t wait = (clock_monotonic_ms() - piped->since_ms) / 4;
	wait = wait < LOOK_LEAST_MS ? LOOK_LEAST_MS : wait > LOOK_MOST_MS ? LOOK_MOST_MS : wait;
	return wait < most ? (int)wait : most;
}

bool pipe_stop(struct session *session)
{
	struct piped *piped = &session->inside->piped;
	if (piped->program.pid == 0)
		return false;
	program_kill(&piped->program);
	has_said_all(session, false);
	session_say(session, MESSAGE_NEWS, _("%s was stopped."), piped->name);
	return true;
}

void pipe_done(struct session *session)
{
	struct piped *piped = &session->inside->piped;
	pipe_stop(session);
	free(piped->path);
	buffer_done(&piped->output);
}

/* ---- the command ---- */

/* Without a command, what a person reads long texts with. */
static const char *command_or_pager(struct arena *arena, struct foreign command)
{
	const char *pager = getenv("PAGER");
	if (command.len > 0)
		return foreign_string(arena, command);
	return pager != NULL && pager[0] != '\0' ? pager : "less";
}

void session_pipe(struct session *session, struct foreign command)
{
	struct arena *scratch = arena_new();
	struct saved_article saved = {0};
	struct buffer text = {0};
	struct error error = {0};
	char *words[COMMAND_WORDS_ROOM];
	command = foreign_trim(command);
	bool wants_terminal = command.len == 0 || command.utf8[0] == '!';
	if (command.len > 0 && wants_terminal)
		command = foreign_trim((struct foreign){command.utf8 + 1, command.len - 1});
	size_t count = command_words(words, scratch, command_or_pager(scratch, command));
	if (count == 0) {
		arena_free(scratch);
		return;
	}
	if (is_free(session) && save_read(session, scratch, &saved, &error)) {
		save_format(&text, &saved, SAVE_TEXT);
		if (wants_terminal || needs_terminal(words[0]))
			run_here(session, words, &text);
		else
			run_apart(session, words, &text);
	}
	if (error.kind != ERROR_NONE)
		session_say_error(session, &error);
	buffer_done(&text);
	arena_free(scratch);
}

void run_pipe(struct session *session, const struct call *call)
{
	if (call->argument.len > 0) {
		session_pipe(session, call->argument);
		return;
	}
	if (session->focus == VIEW_LIST)
		article_prepare(session, list_selected_id(session));
	prompt_open(session, PROMPT_PIPE,
		present_string(session->inside->prompt.arena, _("Pipe to: ")), FOREIGN(""));
}
