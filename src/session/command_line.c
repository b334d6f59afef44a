/* Running a line: the name, a count, the words after it.  And the commands that
 * are about commands: the prompts and options. */
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"
#include "src/session/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/words.h"
#include "src/session/present.h"

const char *call_string(struct arena *arena, const struct call *call)
{
	return foreign_string(arena, call->argument);
}

/* Spellings that vi, mutt and newsboat have put into the fingers. */
static struct foreign real_name(struct foreign name)
{
	static const struct {
		const char *typed, *name;
	} others[] = {{"q", "quit"}, {"q!", "quit"}, {"wq", "quit"}, {"x", "quit"},
		{"exit", "quit"}, {"h", "help"}, {"reload", "update"}, {"reload-all", "update-all"},
		{"feedadd", "add"}, {"remove", "unsubscribe"}, {"bind-key", "map"},
		{"unbind-key", "unmap"}};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strlen(others[i].typed) == name.len &&
			memcmp(others[i].typed, name.utf8, name.len) == 0)
			return foreign_from_string(others[i].name);
	return name;
}

bool command_line_is_known(struct foreign line)
{
	size_t len = 0;
	while (len < line.len && line.utf8[len] != ' ')
		len++;
	return command_find(real_name((struct foreign){line.utf8, len})) != NULL;
}

static void run_command(struct session *session, struct foreign name, const struct call *call)
{
	const struct command *command = command_find(real_name(name));
	if (command == NULL)
		session_say(session, MESSAGE_ERROR,
			_("There is no command %.*s; Tab offers those there are."), (int)name.len,
			name.utf8);
	else if (!command_is_in(command, session_view(session)))
		session_say(session, MESSAGE_NEWS, _("%s does nothing here."), command->name);
	else
		command->run(session, call);
}

/* ":12" goes to line 12, as in vi. */
static bool is_number(struct foreign text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.utf8[i] < '0' || text.utf8[i] > '9')
			return false;
	return text.len > 0 && text.len < 9;
}

static void run_one(struct session *session, const char *line, int count)
{
	struct arena *scratch = arena_new();
	struct foreign text =
		foreign_trim(foreign_from_bytes(scratch, (struct bytes){line, strlen(line)}));
	text = foreign_copy(scratch, text);
	size_t name_len = 0;
	while (name_len < text.len && text.utf8[name_len] != ' ')
		name_len++;
	struct foreign name = {text.utf8, name_len};
	struct call call = {
		count, foreign_trim((struct foreign){text.utf8 + name_len, text.len - name_len})};
	const struct command *command = command_find(real_name(name));
	if (command == NULL || !(command->views & WALKS_TREE))
		tree_follow_now(session);
	if (waiting_takes(session, line, count, command)) {
		arena_free(scratch);
		return;
	}
	session_clear_message(session);
	undone_forget(session);
	session->inside->tree.goes_to_new = false;
	if (is_number(name))
		run_first(session,
			&(struct call){atoi(foreign_string(scratch, name)), call.argument});
	else if (name.len > 0)
		run_command(session, name, &call);
	arena_free(scratch);
}

/* What is behind " ; " is a command of its own, unless the one before takes any text
 * and that is none: the note "bread ; milk" is a note. */
static const char *next_command(const char *line)
{
	size_t name_len = strcspn(line, " ");
	const struct command *command = command_find(real_name((struct foreign){line, name_len}));
	bool takes_text = command != NULL && command->argument != TAKES_NOTHING;
	for (const char *at = strstr(line, " ; "); at != NULL; at = strstr(at + 1, " ; "))
		if (!takes_text || command_line_is_known(foreign_from_string(at + 3)))
			return at + 3;
	return NULL;
}

/* ":map KEYS bookmark ; next-unread" is one command: it makes a key of several. */
static bool makes_a_key(const char *line)
{
	struct foreign name = {line, strcspn(line, " ")};
	return foreign_equal(real_name(name), FOREIGN("map"));
}

void session_run(struct session *session, const char *line, int count)
{
	struct arena *scratch = arena_new();
	line += strspn(line, " ");
	const char *next = makes_a_key(line) ? NULL : next_command(line);
	for (; next != NULL; next = next_command(line)) {
		size_t len = (size_t)(next - line) - strlen(" ; ");
		run_one(session, arena_copy(scratch, line, len), count);
		line = next + strspn(next, " ");
	}
	run_one(session, line, count);
	arena_free(scratch);
}

/* ---- prompts ---- */

static void ask(struct session *session, enum prompt_kind kind, const char *label, const char *text)
{
	prompt_open(session, kind, present_string(session->inside->prompt.arena, label),
		foreign_from_string(text));
}

void run_command_line(struct session *session, const struct call *call)
{
	prompt_open(session, PROMPT_COMMAND, SAFE(":"), call->argument);
}

void run_search(struct session *session, const struct call *call)
{
	if (call->argument.len == 0) {
		ask(session, PROMPT_SEARCH, _("Search: "), "");
		return;
	}
	struct arena *scratch = arena_new();
	const char *query = call_string(scratch, call);
	struct list_source source = {.kind = TREE_SMART,
		.query = query,
		.title = arena_printf(scratch, _("Search: %s"), query)};
	article_close(session);
	list_open(session, &source);
	session->list.is_roomy = true;
	session->focus = VIEW_LIST;
	arena_free(scratch);
}

void run_narrow(struct session *session, const struct call *call)
{
	struct arena *scratch = arena_new();
	if (call->argument.len > 0)
		list_set_narrow(session, call_string(scratch, call));
	else
		ask(session, PROMPT_NARROW, "/", "");
	arena_free(scratch);
}

void run_find(struct session *session, const struct call *call)
{
	bool in_sheet = session_view(session) == VIEW_SHEET;
	if (call->argument.len == 0)
		ask(session, in_sheet ? PROMPT_SHEET : PROMPT_FIND, "/", "");
	else if (in_sheet)
		sheet_set_filter(session, call->argument);
	else
		article_set_search(session, call->argument);
}

void run_filter(struct session *session, const struct call *call)
{
	const char *filter = session->inside->listing.filter;
	struct arena *scratch = arena_new();
	if (session->focus == VIEW_TREE)
		session->focus = VIEW_LIST;
	if (call->argument.len > 0)
		list_set_filter(session, call_string(scratch, call));
	else
		ask(session, PROMPT_FILTER, "=", filter != NULL ? filter : "");
	arena_free(scratch);
}

void run_clear_filter(struct session *session, const struct call *call)
{
	(void)call;
	list_drop_filters(session);
}

void run_unread_only(struct session *session, const struct call *call)
{
	(void)call;
	if (session->focus == VIEW_TREE) {
		session->tree.unread_only = !session->tree.unread_only;
		tree_build(session);
		tree_order_keep(session);
		return;
	}
	session->list.unread_only = !session->list.unread_only;
	id_set_clear(&session->inside->listing.kept);
	list_reload(session, LIST_CHANGE);
}

void run_sort(struct session *session, const struct call *call)
{
	if (call->argument.len == 0 && session->focus == VIEW_TREE) {
		tree_sort_sheet_open(session);
		return;
	}
	if (call->argument.len == 0) {
		sort_sheet_open(session);
		return;
	}
	struct arena *scratch = arena_new();
	struct error error = {0};
	const struct option *option = option_find("sort", 4);
	if (option_set(&session->options, option, call_string(scratch, call), &error)) {
		list_reload(session, LIST_TOP);
	} else {
		session_say_error(session, &error);
	}
	arena_free(scratch);
}

/* ---- options ---- */

static void show_option(struct session *session, const struct option *option)
{
	char value[OPTION_TEXT_SIZE];
	option_show(&session->options, option, value, sizeof value);
	session_say(session, MESSAGE_NEWS, "%s = %s", option->name, value);
}

static void option_changed(struct session *session, const struct option *option)
{
	const struct session_host *host = &session->inside->host;
	struct error error = {0};
	session->article.serial++;
	list_reload(session, LIST_CHANGE);
	if (strcmp(option->name, "tree_sort") == 0) {
		tree_load(session, &error);
		tree_order_keep(session);
	}
	if (host->option_changed != NULL)
		host->option_changed(host->context, option->name);
	show_option(session, option);
}

/* "NAME VALUE", "NAME=VALUE", "NAME" shows it, as does "NAME?". */
void run_set(struct session *session, const struct call *call)
{
	struct arena *scratch = arena_new();
	struct error error = {0};
	struct foreign text = call->argument;
	size_t len = 0;
	while (len < text.len && strchr(" =?", text.utf8[len]) == NULL)
		len++;
	size_t at = len;
	while (at < text.len && (text.utf8[at] == ' ' || text.utf8[at] == '='))
		at++;
	const struct option *option = option_find(text.utf8, len);
	const char *value =
		foreign_string(scratch, (struct foreign){text.utf8 + at, text.len - at});
	if (text.len == 0)
		session_say(
			session, MESSAGE_HINT, "%s", _(":set NAME VALUE; Tab offers the names."));
	else if (option == NULL)
		session_say(session, MESSAGE_ERROR,
			_("There is no option %.*s; Tab offers those there are."), (int)len,
			text.utf8);
	else if (at == text.len || strcmp(value, "?") == 0)
		show_option(session, option);
	else if (option_set(&session->options, option, value, &error))
		option_changed(session, option);
	else
		session_say_error(session, &error);
	arena_free(scratch);
}
