/* Keys: which command they run, and the help that lists them. */
#include "src/session/inside.h"
#include "src/session/run.h"
#include "src/session/sheet.h"

#include <stdio.h>
#include <string.h>

#include "src/base/words.h"
#include "src/session/present.h"

static bool is_view(struct foreign word)
{
	static const char *const views[] = {"tree", "list", "article", "sheet", "all"};
	for (size_t i = 0; i < sizeof views / sizeof *views; i++)
		if (strlen(views[i]) == word.len && memcmp(views[i], word.utf8, word.len) == 0)
			return true;
	return false;
}

static struct foreign take_word(struct foreign *rest)
{
	size_t len = 0;
	while (len < rest->len && rest->utf8[len] != ' ')
		len++;
	struct foreign word = {rest->utf8, len};
	*rest = foreign_trim((struct foreign){rest->utf8 + len, rest->len - len});
	return word;
}

void run_map(struct session *session, const struct call *call)
{
	const struct session_host *host = &session->inside->host;
	struct foreign rest = call->argument;
	struct error error = {0};
	struct foreign view = FOREIGN("all");
	struct foreign keys = take_word(&rest);
	if (is_view(keys) && rest.len > 0) {
		view = keys;
		keys = take_word(&rest);
	}
	struct foreign line = rest;
	if (line.len == 0)
		session_say(session, MESSAGE_HINT, "%s", _(":map [VIEW] KEYS COMMAND"));
	else if (!command_line_is_known(line))
		session_say(session, MESSAGE_ERROR, _("There is no command %.*s."), (int)line.len,
			line.utf8);
	else if (host->map != NULL && !host->map(host->context, view, keys, line, &error))
		session_say_error(session, &error);
	else
		session_say(session, MESSAGE_NEWS, _("%.*s now does %.*s."), (int)keys.len,
			keys.utf8, (int)line.len, line.utf8);
}

void run_unmap(struct session *session, const struct call *call)
{
	const struct session_host *host = &session->inside->host;
	struct foreign keys = call->argument;
	struct error error = {0};
	struct foreign rest = keys, view = take_word(&rest);
	if (is_view(view) && rest.len > 0)
		keys = rest;
	else
		view = FOREIGN("all");
	if (keys.len == 0)
		session_say(session, MESSAGE_HINT, "%s", _(":unmap [VIEW] KEYS"));
	else if (host->map != NULL && !host->map(host->context, view, keys, FOREIGN(""), &error))
		session_say_error(session, &error);
	else
		session_say(
			session, MESSAGE_NEWS, _("%.*s is free now."), (int)keys.len, keys.utf8);
}

static void add_command(struct session *session, enum view view, const struct command *command)
{
	const struct session_host *host = &session->inside->host;
	char keys[64] = "";
	if (host->keys_of == NULL ||
		!host->keys_of(host->context, view, command->name, keys, sizeof keys))
		snprintf(keys, sizeof keys, ":%s", command->name);
	sheet_add_pair(
		session, keys, present_string(session->inside->sheet.arena, _(command->help)));
	sheet_add_value(session, foreign_from_string(command->name));
}

static void add_heading(struct session *session, const char *title)
{
	struct sheet_entry *entry = sheet_add(session);
	entry->text = sheet_words(session, _(title));
	entry->is_heading = true;
}

void run_help(struct session *session, const struct call *call)
{
	(void)call;
	enum view view = session_view(session);
	size_t count = 0;
	const struct command *commands = command_table(&count);
	const char *section = NULL;
	sheet_open(session, SHEET_HELP, sheet_words(session, _("Keys")),
		_("{find} finds, {open} does it, {leave} leaves"));
	for (size_t i = 0; i < count; i++) {
		const char *begins = command_section(&commands[i]);
		section = begins != NULL ? begins : section;
		if (!command_is_in(&commands[i], view))
			continue;
		if (section != NULL)
			add_heading(session, section);
		section = NULL;
		add_command(session, view, &commands[i]);
	}
	sheet_ready(session);
}
