/* With three panes the article under the cursor stands below the list before it is
 * opened: not marked read, and nothing is fetched for it.  The cursor must rest on
 * it first, so that a person who runs through the list waits for no page. */
#include "src/session/inside.h"

#include "src/base/clock.h"

static bool has_room(const struct session *session)
{
	return session->options.preview && session->inside->heights.list_rows > 0 &&
	       !session->is_zen;
}

static bool is_shown(const struct session *session)
{
	return session->article.is_open && session->article.id == list_selected_id(session);
}

/* Who walks in the tree looks for a list, not for its first article. */
static bool is_passed_by(const struct session *session)
{
	return session->focus == VIEW_TREE && tree_is_followed(session);
}

/* The selected article when the pane below shows another one, else 0. */
static int64_t wanted(const struct session *session)
{
	int64_t id = session->list.is_open ? list_selected_id(session) : 0;
	bool is_looked_at = session->focus != VIEW_ARTICLE && !is_passed_by(session);
	return has_room(session) && is_looked_at && !is_shown(session) ? id : 0;
}

static bool is_over(const struct session *session)
{
	bool has_gone =
		list_selected_id(session) == 0 || (is_passed_by(session) && !is_shown(session));
	return session->article.is_preview && (!has_room(session) || has_gone);
}

void preview_tick(struct session *session)
{
	struct preview *preview = &session->inside->preview;
	int64_t id = wanted(session), now_ms = clock_monotonic_ms();
	if (id != preview->wanted) {
		preview->wanted = id;
		preview->due_ms = now_ms + CURSOR_RESTS_MS;
	}
	if (is_over(session))
		article_close(session);
	if (id == 0 || now_ms < preview->due_ms)
		return;
	preview->due_ms = INT64_MAX; /* one try, whatever comes of it */
	article_preview(session, id);
}

int preview_wait_ms(const struct session *session, int most)
{
	const struct preview *preview = &session->inside->preview;
	int64_t left = preview->due_ms - clock_monotonic_ms();
	if (wanted(session) != preview->wanted || is_over(session))
		left = 0;
	else if (preview->wanted == 0 || left > most)
		left = most;
	return left > 0 ? (int)left : 0;
}

void preview_leave_article(struct session *session)
{
	session->focus = VIEW_LIST;
	if (!has_room(session)) {
		article_close(session);
		return;
	}
	session->article.is_preview = true;
	article_reload(session); /* the header names keys of the article no more */
}

void preview_enter(struct session *session)
{
	if (session->focus == VIEW_ARTICLE && session->article.is_preview)
		article_open(session, session->article.id);
}
