/* Link hints: letters for the links in sight, typed to follow one. */
#include "src/session/inside.h"

#include <string.h>

#include "src/base/words.h"
#include "src/session/present.h"
#include "src/session/run.h"

static const char letters[] = "asdfjklghqwertyuiopzxcvbnm";
enum { LETTERS = sizeof letters - 1 };

static bool is_in_sight(const struct session *session, size_t link)
{
	const struct article_layout *layout = &session->inside->article.layout;
	const struct article_pane *article = &session->article;
	return link < layout->links_count && layout->link_lines[link] >= article->top &&
	       layout->link_lines[link] < article->top + article->height;
}

static size_t count_in_sight(const struct session *session, size_t before)
{
	size_t count = 0;
	for (size_t i = 0; i < before; i++)
		count += is_in_sight(session, i);
	return count;
}

/* One letter each while they last, else two: none is the start of another. */
static size_t label_of(const struct session *session, size_t link, char label[2])
{
	size_t number = count_in_sight(session, link);
	if (count_in_sight(session, session->inside->article.layout.links_count) <= LETTERS) {
		label[0] = letters[number];
		return 1;
	}
	label[0] = letters[number / LETTERS % LETTERS];
	label[1] = letters[number % LETTERS];
	return 2;
}

struct safe session_hint_label(const struct session *session, size_t link)
{
	if (session->mode != MODE_HINTS || !is_in_sight(session, link))
		return SAFE("");
	char label[3] = "";
	label[label_of(session, link, label)] = '\0';
	return present_string(session->inside->article.arena, label);
}

void run_hints(struct session *session, const struct call *call)
{
	(void)call;
	if (count_in_sight(session, session->inside->article.layout.links_count) == 0) {
		session_say(session, MESSAGE_NEWS, "%s", _("No links in sight."));
		return;
	}
	session->mode = MODE_HINTS;
	session->hint_typed = SAFE("");
}

static void follow(struct session *session, size_t link)
{
	session->mode = MODE_KEYS;
	session->article.link = (int)link;
	browser_open(session, article_link(session, link));
}

void session_hint_key(struct session *session, char letter)
{
	if (session->mode != MODE_HINTS)
		return;
	char typed[3] = "";
	size_t len = session->hint_typed.len;
	memcpy(typed, session->hint_typed.utf8, len < 2 ? len : 0);
	if (len < 2)
		typed[len++] = letter;
	bool may_go_on = false;
	for (size_t i = 0; i < session->inside->article.layout.links_count; i++) {
		char label[2] = "";
		if (!is_in_sight(session, i))
			continue;
		size_t label_len = label_of(session, i, label);
		if (label_len == len && memcmp(label, typed, len) == 0) {
			follow(session, i);
			return;
		}
		may_go_on = may_go_on || (label_len > len && memcmp(label, typed, len) == 0);
	}
	if (may_go_on)
		session->hint_typed = present_string(session->inside->article.arena, typed);
	else
		session->mode = MODE_KEYS;
}
