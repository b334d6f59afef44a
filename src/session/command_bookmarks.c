/* Bookmarks, their tags and their notes. */
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/session/changes.h"
#include "src/session/present.h"
#include "src/session/typed_tags.h"

/* A bookmark is for ever, so it wants the whole article. */
static void fetch_whole(struct session *session, const struct id_set *targets)
{
	struct arena *scratch = arena_new();
	struct article_rows rows = {0};
	if (store_rows_by_id(&rows, scratch, session->inside->reader, targets->items,
		    targets->count, NULL)) {
		for (size_t i = 0; i < rows.count && session->inside->jobs != NULL; i++) {
			if (rows.items[i].flags & ARTICLE_HAS_FULLTEXT ||
				rows.items[i].url.len == 0)
				continue;
			struct order *order = order_new(ORDER_FULLTEXT);
			order->article_id = rows.items[i].id;
			order->is_background = true;
			session_order(session, order);
		}
	}
	arena_free(scratch);
}

static void bookmark(struct session *session, const struct id_set *targets)
{
	session_mark_and_tell(session, MARK_BOOKMARK, targets->items, targets->count);
	fetch_whole(session, targets);
}

static bool is_bookmarked(struct session *session, const struct id_set *targets)
{
	return (targets_flags(session, targets) & ARTICLE_BOOKMARKED) != 0;
}

static void toggle_bookmark(struct session *session, const struct id_set *targets)
{
	bool was_on = is_bookmarked(session, targets);
	if (was_on)
		session_mark_and_tell(session, MARK_UNBOOKMARK, targets->items, targets->count);
	else
		bookmark(session, targets);
	if (targets->count == 1)
		session_say(session, MESSAGE_NEWS, "%s",
			was_on ? _("Bookmark taken away.") : _("Bookmarked."));
}

void run_bookmark(struct session *session, const struct call *call)
{
	(void)call;
	targets_do(session, toggle_bookmark);
}

static void ask_tags(struct session *session, const struct id_set *targets)
{
	struct session_inside *inside = session->inside;
	id_set_clear(&inside->prompt.ids);
	id_set_add_all(&inside->prompt.ids, targets->items, targets->count);
	struct arena *scratch = arena_new();
	struct remarks remarks = {0};
	struct buffer text = {0};
	/* Several have no tags in common to begin with: what is typed comes to theirs. */
	if (targets->count == 1 &&
		store_remarks(&remarks, scratch, inside->reader, targets->items[0], NULL))
		for (size_t i = 0; i < remarks.tags.count; i++) {
			struct foreign tag = typed_tag_write(scratch, remarks.tags.items[i]);
			buffer_append(&text, tag.utf8, tag.len);
			buffer_append_char(&text, ' ');
		}
	prompt_open(session, PROMPT_TAGS, present_string(inside->prompt.arena, _("Tags: ")),
		(struct foreign){text.data, text.len});
	buffer_done(&text);
	arena_free(scratch);
}

static void edit_bookmark(struct session *session, const struct id_set *targets)
{
	session->inside->prompt.then_note = true;
	session->inside->prompt.then_bookmark = !is_bookmarked(session, targets);
	ask_tags(session, targets);
}

void run_edit_bookmark(struct session *session, const struct call *call)
{
	(void)call;
	targets_do(session, edit_bookmark);
}

static bool is_in(const struct foreign_list *list, struct foreign word)
{
	for (size_t i = 0; i < list->count; i++)
		if (foreign_equal(list->items[i], word))
			return true;
	return false;
}

static void append_words(struct buffer *out, const struct foreign_list *words)
{
	for (size_t i = 0; i < words->count; i++)
		buffer_printf(out, "%s%.*s", i > 0 ? ", " : "", (int)words->items[i].len,
			words->items[i].utf8);
}

static void say_tags(struct session *session, const struct change *change)
{
	bool adds = change->add.count > 0;
	size_t count = change->ids_count;
	struct buffer words = {0};
	append_words(&words, adds ? &change->add : &change->drop);
	if (count > 1 && words.len > 0)
		session_say(session, MESSAGE_NEWS,
			adds ? _("%zu articles tagged: %s; %s takes it back.")
			     : _("Tags taken off %zu articles: %s; %s takes it back."),
			count, words.data, session_key(session, "undo").text);
	else if (words.len > 0)
		session_say(session, MESSAGE_NEWS,
			adds ? _("Tagged: %s.") : _("Tags taken away: %s."), words.data);
	buffer_done(&words);
}

static void push(struct foreign_list *list, struct foreign name)
{
	if (name.len > 0 && !is_in(list, name))
		list->items[list->count++] = name;
}

static void take_out(struct foreign_list *list, const struct foreign_list *others)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++)
		if (!is_in(others, list->items[i]))
			list->items[kept++] = list->items[i];
	list->count = kept;
}

/* "+a -b" changes; of one article words without any sign are all the tags it shall have. */
static void fill_tags(struct session *session, struct change *change, const struct id_set *targets,
	struct foreign text)
{
	struct arena *arena = change->order->arena;
	struct remarks remarks = {0};
	bool has_signs = false;
	text = change_text(change, text);
	if (targets->count == 1)
		store_remarks(&remarks, arena, session->inside->reader, targets->items[0], NULL);
	change->add.items = arena_array(arena, text.len + 1, sizeof(struct foreign));
	change->drop.items =
		arena_array(arena, text.len + remarks.tags.count + 1, sizeof(struct foreign));
	struct typed_tag tag;
	for (size_t at = 0; typed_tag_take(&tag, text, &at);) {
		push(tag.sign == '-' ? &change->drop : &change->add, tag.name);
		has_signs = has_signs || tag.sign != '\0';
	}
	for (size_t i = 0; i < remarks.tags.count && !has_signs; i++)
		if (!is_in(&change->add, remarks.tags.items[i]))
			push(&change->drop, remarks.tags.items[i]);
	take_out(&change->add, &change->drop);
	int64_t *ids = arena_array(arena, targets->count, sizeof *ids);
	for (size_t i = 0; i < targets->count; i++)
		ids[i] = targets->items[i];
	change->ids = ids;
	change->ids_count = targets->count;
}

static void set_tags(struct session *session, const struct id_set *targets, struct foreign text)
{
	struct change *change = change_new(write_tags);
	fill_tags(session, change, targets, text);
	say_tags(session, change);
	change_give(session, change);
}

void run_tag(struct session *session, const struct call *call)
{
	if (call->argument.len == 0) {
		session->inside->prompt.then_note = session->inside->prompt.then_bookmark = false;
		targets_do(session, ask_tags);
		return;
	}
	struct id_set targets = {0};
	session_targets(session, &targets);
	if (targets.count > 0)
		set_tags(session, &targets, call->argument);
	list_forget_picks(session);
	id_set_done(&targets);
}

/* ---- the note ---- */

static void say_note(struct session *session, struct foreign text)
{
	if (text.len > 0)
		session_say(session, MESSAGE_NEWS, "%s", _("The note is kept."));
	else if (session->inside->prompt.had_note)
		session_say(session, MESSAGE_NEWS, "%s", _("The note is taken away."));
}

static void set_note(struct session *session, int64_t id, struct foreign text)
{
	struct change *change = change_new(write_note);
	change->id = id;
	change->text = change_text(change, text);
	change_give(session, change);
	say_note(session, text);
}

static void ask_note(struct session *session, int64_t id)
{
	struct session_inside *inside = session->inside;
	struct arena *scratch = arena_new();
	struct remarks remarks = {0};
	store_remarks(&remarks, scratch, inside->reader, id, NULL);
	inside->prompt.had_note = remarks.note.len > 0;
	prompt_open(session, PROMPT_NOTE, present_string(inside->prompt.arena, _("Note: ")),
		remarks.note);
	arena_free(scratch);
}

void run_note(struct session *session, const struct call *call)
{
	struct id_set targets = {0};
	struct session_inside *inside = session->inside;
	session_targets(session, &targets);
	if (targets.count > 0 && call->argument.len > 0) {
		set_note(session, targets.items[0], call->argument);
	} else if (targets.count > 0) {
		inside->prompt.then_note = inside->prompt.then_bookmark = false;
		id_set_clear(&inside->prompt.ids);
		id_set_add(&inside->prompt.ids, targets.items[0]);
		ask_note(session, targets.items[0]);
	}
	id_set_done(&targets);
}

/* ---- bookmark, tags and note, one after the other: one change ---- */

static void say_edit(struct session *session, const struct change *change)
{
	if (change->flag)
		session_say(session, MESSAGE_NEWS, "%s", _("Bookmarked."));
	say_tags(session, change);
	if (change->has_text)
		say_note(session, change->text);
}

/* `note` NULL: it stays as it is. */
static void give_edit(struct session *session, const struct foreign *note)
{
	struct prompt_inside *prompt = &session->inside->prompt;
	struct change *change = change_new(write_bookmark);
	fill_tags(session, change, &prompt->ids, foreign_from_string(prompt->tags));
	change->flag = prompt->then_bookmark;
	change->has_text = note != NULL;
	if (note != NULL)
		change->text = change_text(change, *note);
	say_edit(session, change);
	session_forget_pending(session, 0, false);
	uint64_t order_id = change_give(session, change);
	if (prompt->then_bookmark) {
		session_show_mark(session, order_id, MARK_BOOKMARK, &prompt->ids);
		fetch_whole(session, &prompt->ids);
	}
	prompt->then_note = prompt->then_bookmark = false;
}

void session_take_tags(struct session *session, struct foreign text)
{
	struct prompt_inside *prompt = &session->inside->prompt;
	if (prompt->ids.count > 0 && prompt->then_note) {
		struct arena *scratch = arena_new();
		free(prompt->tags);
		prompt->tags = memory_copy_string(foreign_string(scratch, text));
		arena_free(scratch);
		if (prompt->then_bookmark)
			session_show_mark(session, 0, MARK_BOOKMARK, &prompt->ids);
		ask_note(session, prompt->ids.items[0]);
	} else if (prompt->ids.count > 0) {
		set_tags(session, &prompt->ids, text);
	}
	list_forget_picks(session);
	list_show(session);
}

void session_take_note(struct session *session, struct foreign text)
{
	const struct prompt_inside *prompt = &session->inside->prompt;
	if (prompt->ids.count > 0 && prompt->then_note)
		give_edit(session, &text);
	else if (prompt->ids.count > 0)
		set_note(session, prompt->ids.items[0], text);
}

void session_leave_note(struct session *session)
{
	if (session->inside->prompt.then_note)
		give_edit(session, NULL);
}
