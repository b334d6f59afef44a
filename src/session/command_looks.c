/* Panes, borders, width, zen: how the screen is divided. */
#include "src/session/changes.h"
#include "src/session/inside.h"
#include "src/session/layouts.h"
#include "src/session/run.h"

#include <stdio.h>
#include <string.h>

#include "src/base/words.h"

static int clamp(int number, int least, int most)
{
	return number < least ? least : number > most ? most : number;
}

void layouts_load(struct session *session)
{
	struct arena *scratch = arena_new();
	struct foreign kept = {0};
	int panes = 0, tree_width = 0, list_height = 0, width = 0;
	if (store_get_value(&kept, scratch, session->inside->reader, "layout", NULL) &&
		sscanf(foreign_string(scratch, kept), "%d %d %d %d", &panes, &tree_width,
			&list_height, &width) == 4) {
		session->panes = clamp(panes, 0, 3);
		session->options.tree_width = clamp(tree_width, 0, 100);
		session->options.list_height = clamp(list_height, 0, 200);
		session->options.width = clamp(width, 20, 200);
	}
	arena_free(scratch);
}

void session_keep_value(struct session *session, const char *name, const char *value)
{
	struct change *change = change_new(write_value);
	change->name = change_text(change, foreign_from_string(name));
	change->text = change_text(change, foreign_from_string(value));
	change_give_quietly(session, change);
}

static void layouts_keep(struct session *session)
{
	char value[64];
	const struct options *options = &session->options;
	snprintf(value, sizeof value, "%d %d %d %d", session->panes, options->tree_width,
		options->list_height, options->width);
	session_keep_value(session, "layout", value);
}

static void set_panes(struct session *session, int panes)
{
	session->panes = panes;
	session->is_zen = false;
	layouts_keep(session);
}

void run_one_pane(struct session *session, const struct call *call)
{
	(void)call;
	set_panes(session, 1);
}

void run_two_panes(struct session *session, const struct call *call)
{
	(void)call;
	set_panes(session, 2);
}

void run_three_panes(struct session *session, const struct call *call)
{
	(void)call;
	set_panes(session, 3);
}

void run_fitting_panes(struct session *session, const struct call *call)
{
	(void)call;
	set_panes(session, 0);
}

void session_drag_border(struct session *session, int tree_columns, int list_rows)
{
	enum { TREE_LEAST = 16, TREE_MOST = 100, LIST_LEAST = 3, LIST_MOST = 200 };
	struct options *options = &session->options;
	if (tree_columns > 0)
		options->tree_width = clamp(tree_columns, TREE_LEAST, TREE_MOST);
	if (list_rows > 0)
		options->list_height = clamp(list_rows, LIST_LEAST, LIST_MOST);
}

void session_drop_border(struct session *session)
{
	layouts_keep(session);
}

/* The border of the pane that has the keys, from where it stands: right of the tree,
 * or below the list where there is one. */
static void move_border(struct session *session, int step)
{
	struct session_heights *shown = &session->inside->heights;
	if (shown->tree_columns == 0) {
		session_say(session, MESSAGE_NEWS, "%s", _("There is no border here."));
		return;
	}
	/* Where it stands now counts, also when several keys come before the next frame. */
	if (session->focus == VIEW_TREE || shown->list_rows == 0) {
		shown->tree_columns = clamp(shown->tree_columns + step, 1, 1000);
		session_drag_border(session, shown->tree_columns, 0);
	} else {
		shown->list_rows = clamp(shown->list_rows + step, 1, 1000);
		session_drag_border(session, 0, shown->list_rows);
	}
	session_drop_border(session);
}

void run_border_left(struct session *session, const struct call *call)
{
	move_border(session, call->count > 0 ? -call->count : -1);
}

void run_border_right(struct session *session, const struct call *call)
{
	move_border(session, call->count > 0 ? call->count : 1);
}

void run_zen(struct session *session, const struct call *call)
{
	(void)call;
	if (!session->article.is_open && targets_first(session) == NULL)
		return;
	if (!session->article.is_open || session->article.is_preview)
		article_open(session, list_selected_id(session));
	session->is_zen = session->article.is_open && !session->is_zen;
}

static void set_width(struct session *session, int width)
{
	session->options.width = clamp(width, 20, 200);
	session->article.serial++;
	layouts_keep(session);
	session_say(session, MESSAGE_NEWS, _("Width %d."), session->options.width);
}

void run_wider(struct session *session, const struct call *call)
{
	set_width(session, session->options.width + 2 * (call->count > 0 ? call->count : 1));
}

void run_narrower(struct session *session, const struct call *call)
{
	set_width(session, session->options.width - 2 * (call->count > 0 ? call->count : 1));
}

void run_redraw(struct session *session, const struct call *call)
{
	(void)call;
	session->wants_redraw = true;
}

void run_suspend(struct session *session, const struct call *call)
{
	(void)call;
	session->wants_suspend = true;
}

void run_dismiss_hint(struct session *session, const struct call *call)
{
	(void)call;
	memset(session->first_hints, 0, sizeof session->first_hints);
	session_keep_value(session, "hint", "dismissed");
}
