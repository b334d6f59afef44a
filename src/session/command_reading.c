/* Opening, going back, and which text of an article is shown. */
#include "src/session/changes.h"
#include "src/session/inside.h"
#include "src/session/run.h"
#include "src/session/sheet.h"

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/store/arrivals.h"

/* ---- open and back ---- */

static void toggle_fold(struct session *session, const struct tree_row *row)
{
	struct folder_row *folder = folder_by_id(session, row->id);
	if (folder == NULL)
		return;
	folder->is_folded = !folder->is_folded;
	struct change *change = change_new(write_fold);
	change->id = folder->id;
	change->flag = folder->is_folded;
	change_give_quietly(session, change);
	tree_build(session);
}

static void open_tree_row(struct session *session)
{
	const struct tree_row *row = tree_selected(session);
	if (row == NULL)
		return;
	if (row->kind == TREE_FOLDER && row->is_folded)
		toggle_fold(session, row);
	bool is_shown = tree_is_followed(session);
	if (!is_shown || !session->article.is_preview)
		article_close(session);
	if (!is_shown)
		tree_open_selected(session);
	session->focus = VIEW_LIST;
}

/* "12<Enter>": to line 12, as in newsboat and mutt; in an article link 12. */
static void open_number(struct session *session, const struct call *call)
{
	if (session_view(session) == VIEW_ARTICLE)
		run_browse(session, call);
	else
		run_first(session, call);
}

void run_open(struct session *session, const struct call *call)
{
	if (call->count > 0) {
		open_number(session, call);
		return;
	}
	switch (session_view(session)) {
	case VIEW_TREE:
		open_tree_row(session);
		break;
	case VIEW_LIST:
		article_open(session, list_selected_id(session));
		break;
	case VIEW_ARTICLE:
		if (session->article.link >= 0)
			browser_open(session, article_link(session, (size_t)session->article.link));
		break;
	case VIEW_SHEET:
		sheet_choose(session);
		break;
	}
}

void run_fold(struct session *session, const struct call *call)
{
	(void)call;
	const struct tree_row *row = tree_selected(session);
	if (row != NULL && row->kind == TREE_FOLDER)
		toggle_fold(session, row);
}

/* In the tree: the folder of the selected row, folded. */
static void fold_here(struct session *session)
{
	const struct tree *tree = &session->tree;
	const struct tree_row *row = tree_selected(session);
	if (row == NULL)
		return;
	size_t index = tree->selected;
	while (index > 0 && row->kind != TREE_FOLDER && tree->rows[index].depth >= row->depth)
		index--;
	if (tree->rows[index].kind != TREE_FOLDER)
		return;
	tree_select(session, index);
	if (!tree->rows[index].is_folded)
		toggle_fold(session, &tree->rows[index]);
}

static bool go_back(struct session *session)
{
	if (session->sheet.kind != SHEET_NONE) {
		sheet_close(session);
	} else if (session->focus == VIEW_ARTICLE) {
		preview_leave_article(session);
	} else if (session->focus == VIEW_LIST) {
		list_forget_picks(session);
		list_show(session);
		session->focus = VIEW_TREE;
		if (!tree_lists_selected(session))
			tree_open_selected(session);
		else
			list_drop_filters(session);
	} else {
		return false;
	}
	return true;
}

void run_back(struct session *session, const struct call *call)
{
	(void)call;
	if (!go_back(session))
		fold_here(session);
}

void run_leave(struct session *session, const struct call *call)
{
	(void)call;
	if (!go_back(session))
		session->wants_quit = true;
}

void run_quit(struct session *session, const struct call *call)
{
	(void)call;
	session->wants_quit = true;
}

/* ---- which text ---- */

static void fetch_fulltext(struct session *session, int64_t id)
{
	struct order *order = order_new(ORDER_FULLTEXT);
	order->article_id = id;
	order->is_forced = true;
	session->inside->article.fulltext_order = session_order(session, order);
}

/* The pages of a feed that have no whole text yet. */
static void fetch_pages(struct session *session, int64_t feed_id)
{
	struct arena *scratch = arena_new();
	int64_t *ids = NULL;
	size_t count = 0;
	if (session->inside->jobs != NULL &&
		store_pages_wanted(
			&ids, &count, scratch, session->inside->reader, feed_id, clock_now(), NULL))
		for (size_t i = 0; i < count; i++) {
			struct order *order = order_new(ORDER_FULLTEXT);
			order->article_id = ids[i];
			session_order(session, order);
		}
	arena_free(scratch);
}

static void toggle_feed_fulltext(struct session *session)
{
	const struct feed_row *feed = session_feed(session);
	if (feed == NULL) {
		session_say(session, MESSAGE_NEWS, "%s", _("No feed is selected."));
		return;
	}
	bool on = feed->fulltext != SETTING_ON;
	struct change *change = change_new(write_feed_option);
	change->id = feed->id;
	change->name = FOREIGN("fulltext");
	change->text = on ? FOREIGN("on") : FOREIGN("off");
	change_give(session, change);
	if (on)
		fetch_pages(session, feed->id);
	session_say(session, MESSAGE_NEWS, "%s",
		on ? _("Whole articles are fetched for this feed.")
		   : _("This feed's articles stay as it sends them."));
}

void run_full_text(struct session *session, const struct call *call)
{
	(void)call;
	if (session->focus == VIEW_TREE) {
		toggle_feed_fulltext(session);
		return;
	}
	if (session->focus == VIEW_ARTICLE && article_switch_text(session))
		return;
	if (targets_first(session) == NULL)
		return;
	struct id_set targets = {0};
	session_targets(session, &targets);
	for (size_t i = 0; i < targets.count; i++)
		fetch_fulltext(session, targets.items[i]);
	if (targets.count > 0)
		session_say(session, MESSAGE_NEWS, "%s", _("Fetching the whole article …"));
	id_set_done(&targets);
}

void run_difference(struct session *session, const struct call *call)
{
	(void)call;
	if (session->focus == VIEW_ARTICLE && !article_switch_difference(session))
		session_say(
			session, MESSAGE_NEWS, "%s", _("There is no former text of this article."));
}
