/* What goes to the browser and to the clipboard.  Only http, https and mailto
 * leave the reader, as one argument of an argument vector. */
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"
#include "src/session/sheet.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "src/base/command_words.h"
#include "src/base/url.h"
#include "src/base/words.h"
#include "src/session/present.h"
#include "src/session/program.h"

bool browser_is_for_text(const char *program)
{
	static const char *const names[] = {
		"w3m", "lynx", "links", "links2", "elinks", "chawan", "cha", "browsh", "edbrowse"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(program_name(program), names[i]) == 0)
			return true;
	return false;
}

/* Puts the address where a %s or %u stands, else behind the last word. */
static void put_address(char *words[COMMAND_WORDS_ROOM], struct arena *arena, const char *address)
{
	bool has_place = false;
	size_t count = 0;
	for (; words[count] != NULL; count++) {
		char *place = strstr(words[count], "%s");
		if (place == NULL)
			place = strstr(words[count], "%u");
		if (place == NULL)
			continue;
		has_place = true;
		words[count] = arena_printf(arena, "%.*s%s%s", (int)(place - words[count]),
			words[count], address, place + 2);
	}
	if (!has_place)
		words[count++] = (char *)address;
	words[count] = NULL;
}

/* The first of a list parted by ':', as $BROWSER is, that could be started. */
static bool first_of_list(char *words[COMMAND_WORDS_ROOM], struct arena *arena, const char *list)
{
	while (list != NULL && *list != '\0') {
		size_t len = strcspn(list, ":");
		if (command_words(words, arena, arena_copy(arena, list, len)) > 0 &&
			command_is_there(arena, words[0]))
			return true;
		list += len + (list[len] == ':');
	}
	return false;
}

static bool has_desktop(void)
{
	return getenv("WAYLAND_DISPLAY") != NULL || getenv("DISPLAY") != NULL;
}

/* Without a desktop xdg-open has nothing to open, but there may be a browser for terminals. */
static void find_browser(
	char *words[COMMAND_WORDS_ROOM], struct arena *arena, const struct session *session)
{
	const char *own = session->options.browser;
	if (own[0] != '\0' && command_words(words, arena, own) > 0)
		return;
	if (first_of_list(words, arena, getenv("BROWSER")))
		return;
	if (has_desktop() || !first_of_list(words, arena, "w3m:lynx:links:elinks"))
		command_words(words, arena, "xdg-open");
}

/* Fields beside these are not for a stranger to fill in (RFC 6068, section 4): some mail
 * programs attach the file that one names. */
static bool is_harmless_field(const char *field)
{
	return strncasecmp(field, "subject=", 8) == 0 || strncasecmp(field, "body=", 5) == 0;
}

/* Ends `mail` before its fields when one of them is another one. */
static char *with_harmless_fields(char *mail)
{
	char *fields = strchr(mail, '?');
	for (char *field = fields; field != NULL; field = strchr(field + 1, '&'))
		if (!is_harmless_field(field + 1)) {
			*fields = '\0';
			break;
		}
	return mail;
}

/* NULL with a sentence when it is nothing a browser may get. */
static char *checked_address(struct arena *arena, struct foreign address, struct error *error)
{
	struct url url = {0};
	/* Blanks, quotes and controls in it are percent-encoded. */
	struct foreign resolved = url_resolve(arena, FOREIGN(""), address);
	if (foreign_starts_with(resolved, FOREIGN("mailto:")))
		return with_harmless_fields(foreign_string(arena, resolved));
	if (!url_parse(&url, arena, address, error))
		return NULL;
	return foreign_string(arena, url.text);
}

static void start(struct session *session, char *const words[], struct error *error)
{
	const struct session_host *host = &session->inside->host;
	if (browser_is_for_text(words[0]) && host->run_in_terminal != NULL) {
		program_run_on_terminal(session, words, (struct bytes){NULL, 0});
	} else if (!programs_start(words, &session->inside->programs, error)) {
		session_say_error(session, error);
	} else {
		session_say(session, MESSAGE_NEWS, _("Opened in %s."), words[0]);
	}
}

void browser_open(struct session *session, struct foreign address)
{
	struct arena *scratch = arena_new();
	struct error error = {0};
	char *checked = NULL;
	if (address.len == 0)
		session_say(session, MESSAGE_NEWS, "%s", _("There is no address."));
	else if ((checked = checked_address(scratch, address, &error)) == NULL)
		session_say_error(session, &error);
	if (checked != NULL) {
		char *words[COMMAND_WORDS_ROOM];
		find_browser(words, scratch, session);
		put_address(words, scratch, checked);
		start(session, words, &error);
	}
	arena_free(scratch);
}

static void copy(struct session *session, struct foreign text)
{
	const struct session_host *host = &session->inside->host;
	if (text.len == 0) {
		session_say(session, MESSAGE_NEWS, "%s", _("There is nothing to copy."));
		return;
	}
	struct arena *scratch = arena_new();
	struct safe safe = present_line(scratch, text);
	if (host->copy != NULL)
		host->copy(host->context, safe);
	session_say(session, MESSAGE_NEWS, _("Copied %.*s"), (int)safe.len, safe.utf8);
	arena_free(scratch);
}

/* ---- commands ---- */

/* The address that `o` and `y` mean: link COUNT of the text, the article, the
 * outlet's site, the row of a sheet. */
static struct foreign address_here(
	struct session *session, struct arena *arena, int count, bool wants_feed_url)
{
	const struct feed_row *feed = session_feed(session);
	struct sheet_entry *entry = sheet_selected(session);
	if (session_view(session) == VIEW_SHEET)
		return entry != NULL && entry->value != NULL ? foreign_from_string(entry->value)
							     : FOREIGN("");
	if (session->focus == VIEW_TREE && feed != NULL)
		return wants_feed_url || feed->home_page_url.len == 0 ? feed->url
								      : feed->home_page_url;
	if (session->focus == VIEW_ARTICLE)
		return foreign_copy(arena, count > 0 ? article_link(session, (size_t)count - 1)
						     : session->inside->article.stored.row.url);
	const struct article_row *row = list_selected_row(session);
	return session->focus == VIEW_LIST && row != NULL ? foreign_copy(arena, row->url)
							  : FOREIGN("");
}

static void mark_open_article_read(struct session *session)
{
	int64_t id =
		session->focus == VIEW_ARTICLE ? session->article.id : list_selected_id(session);
	const struct article_row *row = list_selected_row(session);
	if (session->focus == VIEW_LIST && row != NULL &&
		!(session_flags(session, row) & ARTICLE_READ))
		session_mark(session, MARK_READ, &id, 1);
}

/* Says so when the text has no link COUNT. */
static bool is_link_there(struct session *session, int count)
{
	if (session_view(session) != VIEW_ARTICLE || count == 0 ||
		article_link(session, (size_t)count - 1).len > 0)
		return true;
	session_say(session, MESSAGE_NEWS, _("There is no link %d."), count);
	return false;
}

void run_browse_only(struct session *session, const struct call *call)
{
	if (!is_link_there(session, call->count))
		return;
	struct arena *scratch = arena_new();
	browser_open(session, address_here(session, scratch, call->count, false));
	arena_free(scratch);
}

void run_browse(struct session *session, const struct call *call)
{
	run_browse_only(session, call);
	if (call->count == 0)
		mark_open_article_read(session);
}

void run_link(struct session *session, const struct call *call)
{
	if (call->argument.len == 0 && call->count == 0) {
		prompt_open(session, PROMPT_COMMAND, SAFE(":"), FOREIGN("link "));
		return;
	}
	struct arena *scratch = arena_new();
	long typed = strtol(call_string(scratch, call), NULL, 10);
	int number = typed > INT_MAX ? INT_MAX : typed < 0 ? 0 : (int)typed;
	if (call->count > 0 || number > 0)
		run_browse(
			session, &(struct call){.count = call->count > 0 ? call->count : number});
	else
		session_say(session, MESSAGE_NEWS, _("There is no link %d."), number);
	arena_free(scratch);
}

void run_browse_unread(struct session *session, const struct call *call)
{
	struct arena *scratch = arena_new();
	browser_open(session, address_here(session, scratch, call->count, false));
	int64_t id =
		session->focus == VIEW_ARTICLE ? session->article.id : list_selected_id(session);
	if (id != 0)
		session_mark(session, MARK_UNREAD, &id, 1);
	arena_free(scratch);
}

static const struct stored_article *read_target(
	struct session *session, struct arena *arena, struct stored_article *out)
{
	if (session->focus == VIEW_ARTICLE)
		return &session->inside->article.stored;
	int64_t id = list_selected_id(session);
	bool is_read = id != 0 && store_article(out, arena, session->inside->reader, id, NULL);
	return is_read ? out : NULL;
}

void run_comments(struct session *session, const struct call *call)
{
	(void)call;
	struct arena *scratch = arena_new();
	struct stored_article article = {0};
	const struct stored_article *target = read_target(session, scratch, &article);
	if (target == NULL || target->comments_url.len == 0)
		session_say(session, MESSAGE_NEWS, "%s", _("The outlet names no comments page."));
	else
		browser_open(session, target->comments_url);
	arena_free(scratch);
}

void run_copy(struct session *session, const struct call *call)
{
	if (!is_link_there(session, call->count))
		return;
	struct arena *scratch = arena_new();
	copy(session, address_here(session, scratch, call->count, true));
	arena_free(scratch);
}

void run_copy_title(struct session *session, const struct call *call)
{
	(void)call;
	struct arena *scratch = arena_new();
	const struct article_row *row = targets_first(session);
	if (row != NULL) {
		const char *both = arena_printf(scratch, "%.*s %.*s", (int)row->title.len,
			row->title.utf8, (int)row->url.len, row->url.utf8);
		copy(session, foreign_from_string(both));
	}
	arena_free(scratch);
}

void run_enclosure(struct session *session, const struct call *call)
{
	struct arena *scratch = arena_new();
	struct stored_article article = {0};
	const struct stored_article *target = read_target(session, scratch, &article);
	size_t number = call->count > 0 ? (size_t)call->count - 1 : 0;
	char *words[COMMAND_WORDS_ROOM];
	struct error error = {0};
	char *address = NULL;
	if (target == NULL || number >= target->enclosures_count) {
		session_say(session, MESSAGE_NEWS, "%s", _("There is no enclosure."));
	} else if ((address = checked_address(scratch, target->enclosures[number].url, &error)) ==
		   NULL) {
		session_say_error(session, &error);
	} else {
		const char *player = session->options.player;
		if (command_words(words, scratch, player) == 0)
			find_browser(words, scratch, session);
		put_address(words, scratch, address);
		start(session, words, &error);
	}
	arena_free(scratch);
}
