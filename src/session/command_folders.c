/* Where feeds and folders stand and what they are called. */
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"

#include "src/base/words.h"
#include "src/session/changes.h"
#include "src/session/folders.h"
#include "src/session/present.h"

const struct folder_row *session_folder(const struct session *session)
{
	const struct tree_row *row = tree_selected(session);
	bool is_folder = session->focus == VIEW_TREE && row != NULL && row->kind == TREE_FOLDER;
	return is_folder ? folder_by_id(session, row->id) : NULL;
}

struct foreign session_folder_path(
	const struct session *session, int64_t folder_id, struct arena *arena)
{
	return store_folder_path(arena, &session->inside->tree.subscriptions, folder_id);
}

static void collect_folder(
	const struct session *session, int64_t folder_id, struct id_set *out, int depth)
{
	enum { DEPTH_LIMIT = 32 };
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	for (size_t i = 0; i < all->feeds_count; i++)
		if (all->feeds[i].folder_id == folder_id)
			id_set_add(out, all->feeds[i].id);
	for (size_t i = 0; i < all->folders_count && depth < DEPTH_LIMIT; i++)
		if (all->folders[i].parent_id == folder_id)
			collect_folder(session, all->folders[i].id, out, depth + 1);
}

void session_feeds_of_folder(const struct session *session, int64_t folder_id, struct id_set *out)
{
	collect_folder(session, folder_id, out, 0);
}

/* What a prompt or a command is about: the selected folder, else the feed. */
static bool take_subject(struct session *session)
{
	struct session_inside *inside = session->inside;
	const struct folder_row *folder = session_folder(session);
	const struct feed_row *feed = session_feed(session);
	inside->prompt.folder = folder != NULL ? folder->id : 0;
	inside->prompt.feed = feed != NULL ? feed->id : 0;
	if (folder == NULL && feed == NULL)
		session_say(session, MESSAGE_NEWS, "%s", _("No feed or folder is selected."));
	return folder != NULL || feed != NULL;
}

static void ask(
	struct session *session, enum prompt_kind kind, const char *label, struct foreign text)
{
	prompt_open(session, kind, present_string(session->inside->prompt.arena, label), text);
}

/* ---- names ---- */

void session_rename(
	struct session *session, int64_t feed_id, int64_t folder_id, struct foreign name)
{
	const struct feed_row *feed = feed_by_id(session, feed_id);
	/* The outlet's name, given back as it was, goes on following the outlet. */
	if (folder_id == 0 && feed != NULL && foreign_equal(feed->title, name))
		return;
	struct change *change =
		change_new(folder_id != 0 ? write_rename_folder : write_rename_feed);
	change->id = folder_id != 0 ? folder_id : feed_id;
	change->text = change_text(change, name);
	change_give(session, change);
}

void run_rename(struct session *session, const struct call *call)
{
	struct session_inside *inside = session->inside;
	if (!take_subject(session))
		return;
	const struct folder_row *folder = folder_by_id(session, inside->prompt.folder);
	if (call->argument.len > 0)
		session_rename(session, inside->prompt.feed, inside->prompt.folder, call->argument);
	else
		ask(session, PROMPT_RENAME, _("Name: "),
			folder != NULL ? folder->name
				       : feed_by_id(session, inside->prompt.feed)->title);
}

/* ---- places ---- */

static void give_move(struct session *session, struct foreign folder, int64_t place)
{
	const struct session_inside *inside = session->inside;
	bool is_folder = inside->prompt.folder != 0;
	struct change *change = change_new(is_folder ? write_move_folder : write_move_feed);
	change->id = is_folder ? inside->prompt.folder : inside->prompt.feed;
	change->text = change_text(change, folder);
	change->number = place;
	change_give(session, change);
}

static int64_t parent_of(const struct session *session)
{
	const struct session_inside *inside = session->inside;
	return inside->prompt.folder != 0 ? folder_by_id(session, inside->prompt.folder)->parent_id
					  : feed_by_id(session, inside->prompt.feed)->folder_id;
}

/* What is there already keeps its place. */
void session_move(struct session *session, struct foreign folder)
{
	struct arena *scratch = arena_new();
	struct foreign now = session_folder_path(session, parent_of(session), scratch);
	if (!foreign_equal(now, folder))
		give_move(session, folder, STORE_AT_THE_END);
	arena_free(scratch);
}

/* "News +rail +asia": the feed's folder and its tags, as they are now. */
static void ask_folder(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct arena *scratch = arena_new();
	struct buffer text = {0};
	struct foreign folder = session_folder_path(session, parent_of(session), scratch);
	inside->prompt.takes_tags = inside->prompt.folder == 0;
	buffer_append(&text, folder.utf8, folder.len);
	struct foreign tags = inside->prompt.takes_tags
				      ? feed_by_id(session, inside->prompt.feed)->tags
				      : FOREIGN("");
	for (size_t i = 0; i < tags.len; i++) {
		if (i == 0 || tags.utf8[i - 1] == ' ')
			buffer_append_string(&text, i > 0 || folder.len == 0 ? "+" : " +");
		buffer_append(&text, &tags.utf8[i], 1);
	}
	ask(session, PROMPT_FEED_FOLDER,
		inside->prompt.takes_tags ? _("Folder and +tags: ") : _("Folder: "),
		(struct foreign){text.data, text.len});
	buffer_done(&text);
	arena_free(scratch);
}

void run_move(struct session *session, const struct call *call)
{
	if (!take_subject(session))
		return;
	if (call->argument.len > 0) {
		bool to_top = foreign_equal(call->argument, FOREIGN("/"));
		session_move(session, to_top ? FOREIGN("") : call->argument);
		return;
	}
	ask_folder(session);
}

/* Its number among the feeds, or the folders, of its folder, and how many there are. */
static int64_t place_of(const struct session *session, int64_t *count)
{
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	int64_t folder_id = session->inside->prompt.folder, feed_id = session->inside->prompt.feed;
	int64_t parent_id = parent_of(session), place = 0;
	*count = 0;
	for (size_t i = 0; folder_id != 0 && i < all->folders_count; i++) {
		if (all->folders[i].id == folder_id)
			place = *count;
		*count += all->folders[i].parent_id == parent_id;
	}
	for (size_t i = 0; folder_id == 0 && i < all->feeds_count; i++) {
		if (all->feeds[i].id == feed_id)
			place = *count;
		*count += all->feeds[i].folder_id == parent_id;
	}
	return place;
}

static void move_by(struct session *session, int64_t step)
{
	int64_t count = 0;
	if (!take_subject(session))
		return;
	if (tree_is_sorted(session)) {
		session_say(session, MESSAGE_NEWS,
			_("The tree is sorted; %s brings your own order back."),
			session_key(session, "sort").text);
		return;
	}
	int64_t from = place_of(session, &count), to = from + step;
	to = to < 0 ? 0 : to >= count ? count - 1 : to;
	if (to == from) {
		session_say(session, MESSAGE_NEWS, "%s",
			step < 0 ? _("It is the first here.") : _("It is the last here."));
		return;
	}
	struct arena *scratch = arena_new();
	give_move(session, session_folder_path(session, parent_of(session), scratch), to);
	arena_free(scratch);
}

void run_move_up(struct session *session, const struct call *call)
{
	move_by(session, call->count > 0 ? -call->count : -1);
}

void run_move_down(struct session *session, const struct call *call)
{
	move_by(session, call->count > 0 ? call->count : 1);
}

/* ---- making and removing ---- */

void session_add_folder(struct session *session, struct foreign path)
{
	struct change *change = change_new(write_add_folder);
	change->text = change_text(change, path);
	change_give(session, change);
}

void run_new_folder(struct session *session, const struct call *call)
{
	if (call->argument.len > 0)
		session_add_folder(session, call->argument);
	else
		ask(session, PROMPT_NEW_FOLDER, _("New folder: "), FOREIGN(""));
}

static void remove_folder_now(struct session *session)
{
	struct change *change = change_new(write_remove_folder);
	change->id = session->inside->prompt.folder;
	change_give(session, change);
	session_say(session, MESSAGE_NEWS,
		_("The folder is gone, its feeds stay; %s takes it back."),
		session_key(session, "undo").text);
}

void session_ask_remove_folder(struct session *session, const struct folder_row *folder)
{
	session->inside->prompt.folder = folder->id;
	session_ask(session, remove_folder_now, _("Remove the folder %.*s? Its feeds stay."),
		(int)folder->name.len, folder->name.utf8);
}
