/* A store without feeds gets the bundled guide, once, and a hint where to go on. */
#include "src/session/inside.h"

#include "feeds/parse.h"
#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/session/changes.h"
#include "src/store/arrivals.h"

#define GUIDE_URL "steppe:guide"

/* The guide ships with the program, so it is read here and not in a worker. */
static bool keep_guide(struct store_writer *writer, int64_t feed_id, struct arena *arena,
	struct bytes guide, struct error *error)
{
	struct feed feed = {0};
	struct parse_options options = {.url = FOREIGN(GUIDE_URL)};
	if (feed_parse(&feed, arena, guide, &options, error) != PARSE_FEED)
		return false;
	struct update_result result = {.status = 200, .feed = &feed, .state = FEED_OK};
	struct update_counts counts = {0};
	return store_keep_update(writer, feed_id, &result, clock_now(), &counts, error);
}

static bool write_guide(struct store_writer *writer, void *context, struct error *error)
{
	struct change *change = context;
	struct new_feed guide = {.url = FOREIGN(GUIDE_URL), .is_local = true, .is_given = true};
	bool existed = false;
	int64_t id = store_add_feed(writer, &guide, &existed, error);
	struct bytes document = {change->text.utf8, change->text.len};
	return id > 0 && keep_guide(writer, id, change->order->arena, document, error) &&
	       store_set_value(writer, "guide", FOREIGN("given"), error);
}

static bool has_value(struct session *session, const char *name)
{
	struct arena *scratch = arena_new();
	struct foreign value = {0};
	bool has = store_get_value(&value, scratch, session->inside->reader, name, NULL) &&
		   value.len > 0;
	arena_free(scratch);
	return has;
}

/* Somebody who took the last feed away is no newcomer: the guide would be the change that
 * `u` takes back, in place of theirs. */
static bool has_changes(struct session *session)
{
	struct arena *scratch = arena_new();
	struct change_rows changes = {0};
	bool has = store_changes(&changes, scratch, session->inside->reader, 1, NULL) &&
		   changes.count > 0;
	arena_free(scratch);
	return has;
}

static void set_hints(struct session *session)
{
	static const char *const words[FIRST_HINTS] = {N_("{open} opens"),
		N_(":starter offers outlets"), N_("{add} adds one"), N_("{help} helps"),
		N_("{leave} goes back")};
	for (size_t i = 0; i < FIRST_HINTS; i++)
		session->first_hints[i] = session_with_keys(
			session, VIEW_TREE, session->inside->setup_arena, _(words[i]));
}

static void say_hints(struct session *session)
{
	struct buffer line = {0};
	for (size_t i = 0; i < FIRST_HINTS && session->first_hints[i].len > 0; i++)
		buffer_printf(&line, "%s%.*s", i > 0 ? ", " : "", (int)session->first_hints[i].len,
			session->first_hints[i].utf8);
	if (line.len > 0)
		session_say(session, MESSAGE_NEWS, "%s", line.data);
	buffer_done(&line);
}

void first_start(struct session *session)
{
	struct session_inside *inside = session->inside;
	if (session->options.hints && !has_value(session, "hint"))
		set_hints(session);
	if (inside->tree.subscriptions.feeds_count > 0 || inside->guide.len == 0 ||
		has_value(session, "guide") || has_changes(session))
		return;
	struct change *change = change_new(write_guide);
	change->text = foreign_from_bytes(change->order->arena, inside->guide);
	change_give(session, change);
	/* The guide asks for Enter and then Space: its first article is what Enter opens. */
	session->focus = VIEW_LIST;
	say_hints(session);
}
