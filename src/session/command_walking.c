/* Walking: from one article to the next, to what is unread, from link to link. */
#include "src/session/inside.h"
#include "src/session/run.h"
#include "src/session/sheet.h"

#include "src/base/words.h"

static void show_row(struct session *session, size_t index)
{
	bool reads = session->focus == VIEW_ARTICLE;
	list_go(session, index);
	if (reads)
		article_open(session, list_selected_id(session));
}

static void step_article(struct session *session, int64_t step)
{
	int64_t index = (int64_t)session->list.selected + step;
	if (index < 0 || index >= (int64_t)session->list.total) {
		session_say(session, MESSAGE_NEWS, "%s",
			step > 0 ? _("This is the last article.")
				 : _("This is the first article."));
		return;
	}
	show_row(session, (size_t)index);
}

void run_next_article(struct session *session, const struct call *call)
{
	step_article(session, call->count > 0 ? call->count : 1);
}

void run_previous_article(struct session *session, const struct call *call)
{
	step_article(session, call->count > 0 ? -call->count : -1);
}

static bool show_first_unread(struct session *session, int step)
{
	size_t index = 0;
	size_t from = step > 0 ? (size_t)-1 : session->inside->listing.ids_count;
	bool found = list_find_unread(session, from, step, &index);
	if (found)
		show_row(session, index);
	else
		session_say(session, MESSAGE_NEWS, "%s", _("Nothing unread."));
	return found;
}

static void show_opened(struct session *session, int step)
{
	if (session->inside->waiting.opens_article)
		session->focus = VIEW_ARTICLE;
	if (!show_first_unread(session, step))
		session->focus = VIEW_LIST;
}

static void show_its_first_unread(struct session *session)
{
	size_t index = 0;
	if (session->list.is_partial && !list_find_unread(session, (size_t)-1, 1, &index))
		list_then_whole(session, show_its_first_unread);
	else
		show_opened(session, 1);
}

static void show_its_last_unread(struct session *session)
{
	show_opened(session, -1);
}

/* Nothing is left in the list, and it is one of the tree's. */
static bool ends_at_feeds(struct session *session)
{
	const struct session_inside *inside = session->inside;
	size_t index = 0;
	if (inside->listing.filter != NULL || inside->listing.narrow != NULL)
		return false;
	return inside->listing.source.kind == TREE_FEED ||
	       (tree_lists_selected(session) && !list_find_unread(session, (size_t)-1, 1, &index));
}

/* The list is at its end: the next feed with unread, as its neighbours stand in
 * the tree; a list of all begins again from its other end. */
static void unread_elsewhere(struct session *session, int step)
{
	struct session_inside *inside = session->inside;
	if (!ends_at_feeds(session)) {
		show_first_unread(session, step);
		return;
	}
	bool is_feed = inside->listing.source.kind == TREE_FEED;
	if ((is_feed && !tree_select_feed(session, inside->listing.source.feed_id)) ||
		!tree_go_unread(session, step)) {
		session_say(session, MESSAGE_NEWS, "%s", _("Nothing unread."));
		return;
	}
	inside->waiting.opens_article = session->focus == VIEW_ARTICLE;
	session->focus = VIEW_LIST;
	tree_open_selected(session);
	if (step > 0)
		list_then(session, show_its_first_unread);
	else
		list_then_whole(session, show_its_last_unread);
}

static void step_to_next(struct session *session);
static void step_to_previous(struct session *session);

static void step_unread(struct session *session, int step)
{
	size_t index = 0;
	if (list_find_unread(session, session->list.selected, step, &index))
		show_row(session, index);
	else if (session->list.is_partial)
		list_then_whole(session, step > 0 ? step_to_next : step_to_previous);
	else
		unread_elsewhere(session, step);
}

static void step_to_next(struct session *session)
{
	step_unread(session, 1);
}

static void step_to_previous(struct session *session)
{
	step_unread(session, -1);
}

static bool is_search_lit(const struct session *session)
{
	return session->focus == VIEW_ARTICLE && session->article.search.len > 0;
}

static void next_unread(struct session *session, const struct call *call, int step)
{
	int times = call->count > 0 ? call->count : 1;
	for (int i = 0; i < times; i++) {
		if (is_search_lit(session))
			article_go_to_match(session, step);
		else
			step_unread(session, step);
	}
}

void run_next_unread(struct session *session, const struct call *call)
{
	next_unread(session, call, 1);
}

void run_previous_unread(struct session *session, const struct call *call)
{
	next_unread(session, call, -1);
}

void run_next_match(struct session *session, const struct call *call)
{
	(void)call;
	article_go_to_match(session, 1);
}

void run_previous_match(struct session *session, const struct call *call)
{
	(void)call;
	article_go_to_match(session, -1);
}

void run_next_link(struct session *session, const struct call *call)
{
	(void)call;
	article_go_to_link(session, 1);
}

void run_previous_link(struct session *session, const struct call *call)
{
	(void)call;
	article_go_to_link(session, -1);
}

/* Space: a page; at the end the next that is unread. */
void run_read_on(struct session *session, const struct call *call)
{
	const struct article_pane *article = &session->article;
	const struct list *list = &session->list;
	switch (session_view(session)) {
	case VIEW_TREE:
		if (session->tree.selected + 1 < session->tree.count)
			run_page_down(session, call);
		else
			run_next_unread_feed(session, call);
		break;
	case VIEW_LIST:
		if (list->selected + 1 < list->total)
			run_page_down(session, call);
		else
			step_unread(session, 1);
		break;
	case VIEW_ARTICLE:
		if (article->top + article->height < article->lines)
			run_page_down(session, call);
		else
			step_unread(session, 1);
		break;
	case VIEW_SHEET:
		if (session->sheet.can_pick)
			sheet_pick(session);
		else
			run_page_down(session, call);
		break;
	}
}
