/* The last line: what the reader says, and what it asks. */
#include "src/session/inside.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "src/base/words.h"
#include "src/session/present.h"

void session_say(struct session *session, enum message_kind kind, const char *format, ...)
{
	struct arena *arena = session->inside->message_arena;
	arena_reset(arena);
	va_list arguments;
	va_start(arguments, format);
	const char *text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	session->message = (struct message){kind, present_string(arena, text)};
}

void session_say_error(struct session *session, const struct error *error)
{
	session_say(session, MESSAGE_ERROR, "%s", error->sentence);
}

struct key_name session_key_in(const struct session *session, enum view view, const char *command)
{
	const struct session_host *host = &session->inside->host;
	struct key_name name;
	if (host->keys_of == NULL ||
		!host->keys_of(host->context, view, command, name.text, sizeof name.text))
		snprintf(name.text, sizeof name.text, ":%s", command);
	char *others = strstr(name.text, ", ");
	if (others != NULL)
		*others = '\0';
	return name;
}

struct key_name session_key(const struct session *session, const char *command)
{
	return session_key_in(session, session_view(session), command);
}

struct safe session_with_keys(
	const struct session *session, enum view view, struct arena *arena, const char *words)
{
	struct buffer text = {0};
	for (const char *at = words; *at != '\0';) {
		size_t len = strcspn(at, "{"), name = 0;
		buffer_append(&text, at, len);
		at += len;
		if (*at == '{' && at[name = strcspn(at, "}")] == '}') {
			const char *command = arena_copy(arena, at + 1, name - 1);
			buffer_append_string(&text, session_key_in(session, view, command).text);
			at += name + 1;
		} else if (*at == '{') {
			buffer_append_char(&text, *at++);
		}
	}
	buffer_append_char(&text, '\0');
	struct safe line = present_string(arena, text.data);
	buffer_done(&text);
	return line;
}

static bool has_key(const struct session *session, const char *command)
{
	struct key_name name = session_key(session, command);
	return name.text[0] != ':' || name.text[1] == '\0';
}

struct safe session_help_hint(const struct session *session, struct arena *arena)
{
	bool has_help = has_key(session, "help"), has_line = has_key(session, "command-line");
	const char *words = has_help && has_line ? _("{help} help  {command-line} command")
			    : has_help           ? _("{help} help")
			    : has_line           ? _("{command-line} command")
						 : "";
	return session_with_keys(session, session_view(session), arena, words);
}

void session_refuse_keys(struct session *session, const char *keys)
{
	session_say(session, MESSAGE_HINT, _("%s does nothing here; %s shows the keys."), keys,
		session_key(session, "help").text);
}

void session_clear_message(struct session *session)
{
	session->message = (struct message){0};
}

void session_ask(
	struct session *session, void (*if_yes)(struct session *session), const char *format, ...)
{
	struct arena *arena = session->inside->message_arena;
	arena_reset(arena);
	va_list arguments;
	va_start(arguments, format);
	const char *text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	session->message = (struct message){0};
	session->question = present_printf(arena, _("%s (y/n)"), text);
	session->mode = MODE_QUESTION;
	session->inside->question.if_yes = if_yes;
}

void session_answer(struct session *session, bool yes)
{
	if (session->mode != MODE_QUESTION)
		return;
	session->mode = MODE_KEYS;
	session->question = SAFE("");
	void (*if_yes)(struct session *) = session->inside->question.if_yes;
	session->inside->question.if_yes = NULL;
	if (yes && if_yes != NULL)
		if_yes(session);
}
