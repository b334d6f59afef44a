/* Bookmarks, their tags and their notes. */
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"

#include "src/base/words.h"
#include "src/session/changes.h"
#include "src/session/present.h"

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
			order->is_ahead = true;
			session_order(session, order);
		}
	}
	arena_free(scratch);
}

void session_bookmark(struct session *session, const struct id_set *targets)
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
		session_bookmark(session, targets);
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
	id_set_clear(&inside->prompt_ids);
	id_set_add_all(&inside->prompt_ids, targets->items, targets->count);
	struct arena *scratch = arena_new();
	struct stored_article article = {0};
	struct buffer text = {0};
	if (store_article(&article, scratch, inside->reader, targets->items[0], NULL))
		for (size_t i = 0; i < article.tags.count; i++)
			buffer_printf(&text, "%.*s ", (int)article.tags.items[i].len,
				article.tags.items[i].utf8);
	prompt_open(session, PROMPT_TAGS, present_string(inside->prompt_arena, _("Tags: ")),
		(struct foreign){text.data, text.len});
	buffer_done(&text);
	arena_free(scratch);
}

static void edit_bookmark(struct session *session, const struct id_set *targets)
{
	session->inside->then_note = true;
	session->inside->then_bookmark = !is_bookmarked(session, targets);
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

static struct foreign_list words_of(struct arena *arena, struct foreign text)
{
	struct foreign_list words = {arena_array(arena, text.len + 1, sizeof *words.items), 0};
	for (size_t at = 0; at < text.len;) {
		size_t start = at;
		while (at < text.len && text.utf8[at] != ' ' && text.utf8[at] != ',')
			at++;
		if (at > start)
			words.items[words.count++] =
				(struct foreign){text.utf8 + start, at - start};
		at++;
	}
	return words;
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

/* "+a -b" changes; without signs the words are all the tags there shall be. */
void session_tag(struct session *session, const struct id_set *targets, struct foreign text)
{
	struct change *change = change_new(write_tags);
	struct arena *arena = change->order->arena;
	struct foreign_list words = words_of(arena, change_text(change, text));
	struct stored_article article = {0};
	change->add.items = arena_array(arena, words.count + 1, sizeof(struct foreign));
	change->drop.items = words.items;
	bool has_signs =
		words.count > 0 && (words.items[0].utf8[0] == '+' || words.items[0].utf8[0] == '-');
	size_t drops = 0;
	for (size_t i = 0; i < words.count; i++) {
		struct foreign word = words.items[i];
		bool is_drop = has_signs && word.utf8[0] == '-';
		if (has_signs && (is_drop || word.utf8[0] == '+'))
			word = (struct foreign){word.utf8 + 1, word.len - 1};
		if (is_drop)
			words.items[drops++] = word;
		else
			change->add.items[change->add.count++] = word;
	}
	change->drop.count = drops;
	if (!has_signs &&
		store_article(&article, arena, session->inside->reader, targets->items[0], NULL)) {
		change->drop.items =
			arena_array(arena, article.tags.count + 1, sizeof(struct foreign));
		for (size_t i = 0; i < article.tags.count; i++)
			if (!is_in(&change->add, article.tags.items[i]))
				change->drop.items[change->drop.count++] = article.tags.items[i];
	}
	int64_t *ids = arena_array(arena, targets->count, sizeof *ids);
	for (size_t i = 0; i < targets->count; i++)
		ids[i] = targets->items[i];
	change->ids = ids;
	change->ids_count = targets->count;
	say_tags(session, change);
	change_give(session, change);
}

void run_tag(struct session *session, const struct call *call)
{
	if (call->argument.len == 0) {
		session->inside->then_note = session->inside->then_bookmark = false;
		targets_do(session, ask_tags);
		return;
	}
	struct id_set targets = {0};
	session_targets(session, &targets);
	if (targets.count > 0)
		session_tag(session, &targets, call->argument);
	list_forget_picks(session);
	id_set_done(&targets);
}

static bool has_note(struct session *session, int64_t id)
{
	struct arena *scratch = arena_new();
	struct stored_article article = {0};
	store_article(&article, scratch, session->inside->reader, id, NULL);
	bool has_one = article.note.len > 0;
	arena_free(scratch);
	return has_one;
}

void session_note(struct session *session, int64_t id, struct foreign text)
{
	if (text.len > 0)
		session_say(session, MESSAGE_NEWS, "%s", _("The note is kept."));
	else if (has_note(session, id))
		session_say(session, MESSAGE_NEWS, "%s", _("The note is taken away."));
	struct change *change = change_new(write_note);
	change->id = id;
	change->text = change_text(change, text);
	change_give(session, change);
}

static void ask_note(struct session *session, const struct id_set *targets)
{
	struct session_inside *inside = session->inside;
	struct arena *scratch = arena_new();
	struct stored_article article = {0};
	id_set_clear(&inside->prompt_ids);
	id_set_add(&inside->prompt_ids, targets->items[0]);
	store_article(&article, scratch, inside->reader, targets->items[0], NULL);
	prompt_open(session, PROMPT_NOTE, present_string(inside->prompt_arena, _("Note: ")),
		article.note);
	arena_free(scratch);
}

void session_ask_note(struct session *session, int64_t id)
{
	struct id_set one = {0};
	id_set_add(&one, id);
	ask_note(session, &one);
	id_set_done(&one);
}

void run_note(struct session *session, const struct call *call)
{
	struct id_set targets = {0};
	session_targets(session, &targets);
	if (targets.count > 0 && call->argument.len > 0)
		session_note(session, targets.items[0], call->argument);
	else if (targets.count > 0)
		ask_note(session, &targets);
	id_set_done(&targets);
}
