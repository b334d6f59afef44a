/* Outlets to pick from with Space and to subscribe to with Enter: the starter
 * list, and what a page offers. */
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"
#include "src/session/sheet.h"

#include <string.h>

#include "feeds/xml.h"
#include "src/base/words.h"
#include "src/session/folders.h"
#include "src/session/present.h"

static void add_outlet(struct session *session, const struct xml_node *outline)
{
	struct arena *arena = session->inside->sheet.arena;
	struct foreign url = xml_attribute(outline, "xmlUrl");
	struct sheet_entry *entry = sheet_add(session);
	entry->text = present_line(arena, xml_attribute(outline, "text"));
	entry->is_heading = url.len == 0;
	if (url.len == 0)
		return;
	entry->value = foreign_string(arena, url);
	entry->detail = present_line(arena, xml_attribute(outline, "htmlUrl"));
}

void run_starter(struct session *session, const struct call *call)
{
	(void)call;
	struct session_inside *inside = session->inside;
	struct error error = {0};
	sheet_open(session, SHEET_STARTER,
		present_string(inside->sheet.arena, _("Outlets to begin with")),
		_("{select} picks, {open} takes, {leave} leaves"));
	struct foreign text = foreign_from_bytes(inside->sheet.arena, inside->starter);
	struct xml_node *root =
		text.len > 0 ? xml_read(inside->sheet.arena,
				       foreign_string(inside->sheet.arena, text), NULL, 0, &error)
			     : NULL;
	for (struct xml_node *node = root; node != NULL; node = xml_next(node, root))
		if (xml_is(node, "outline"))
			add_outlet(session, node);
	session->sheet.can_pick = true;
	sheet_ready(session);
}

/* ---- feeds that a page names beside the one that was taken ---- */

void offer_open(struct session *session, const struct feed_links *links, int64_t feed_id)
{
	enum { TAKEN = 1 };
	struct session_inside *inside = session->inside;
	if (links->count <= TAKEN || session->mode != MODE_KEYS ||
		session->sheet.kind != SHEET_NONE)
		return;
	sheet_open(session, SHEET_FEEDS,
		present_string(inside->sheet.arena, _("More feeds of this page")),
		_("{select} picks, {open} takes, {leave} leaves"));
	inside->sheet.offered_beside = feed_id;
	for (size_t i = TAKEN; i < links->count; i++) {
		const struct feed_link *link = &links->items[i];
		struct sheet_entry *entry = sheet_add(session);
		entry->text = sheet_line(session, link->title.len > 0 ? link->title : link->url);
		entry->detail = sheet_line(session, link->url);
		entry->value = foreign_string(inside->sheet.arena, link->url);
	}
	session->sheet.can_pick = true;
	sheet_ready(session);
}

/* ---- Enter ---- */

/* Outlets go into folders named as their heading is, more feeds to the first. */
static struct foreign folder_of_offer(struct session *session, struct arena *arena)
{
	const struct feed_row *feed = feed_by_id(session, session->inside->sheet.offered_beside);
	if (session->sheet.kind != SHEET_FEEDS || feed == NULL)
		return FOREIGN("");
	return session_folder_path(session, feed->folder_id, arena);
}

static size_t subscribe_picked(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct arena *scratch = arena_new();
	struct foreign folder = folder_of_offer(session, scratch);
	size_t count = 0;
	for (size_t i = 0; i < inside->sheet.entries_count; i++) {
		const struct sheet_entry *entry = &inside->sheet.entries[i];
		if (entry->is_heading)
			folder = (struct foreign){entry->text.utf8, entry->text.len};
		if (!entry->is_picked)
			continue;
		session_subscribe(session, foreign_from_string(entry->value), folder);
		count++;
	}
	arena_free(scratch);
	return count;
}

void starter_subscribe(struct session *session)
{
	struct sheet_entry *selected = sheet_selected(session);
	size_t count = subscribe_picked(session);
	if (count == 0 && selected != NULL && !selected->is_heading) {
		selected->is_picked = true;
		count = subscribe_picked(session);
	}
	sheet_close(session);
	session_say(session, MESSAGE_NEWS,
		ngettext("Subscribing to %zu outlet …", "Subscribing to %zu outlets …", count),
		count);
}
