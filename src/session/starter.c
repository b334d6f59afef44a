/* The starter list: outlets to pick from with Space, subscribed with Enter. */
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"
#include "src/session/sheet.h"

#include <string.h>

#include "feeds/xml.h"
#include "src/base/words.h"
#include "src/session/present.h"

static void add_outlet(struct session *session, const struct xml_node *outline)
{
	struct arena *arena = session->inside->sheet_arena;
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
		present_string(inside->sheet_arena, _("Outlets to begin with")),
		present_string(inside->sheet_arena,
			_("Space picks, Enter subscribes to what is picked, q leaves")));
	struct foreign text = foreign_from_bytes(inside->sheet_arena, inside->starter);
	struct xml_node *root = text.len > 0
					? xml_read(inside->sheet_arena,
						  foreign_string(inside->sheet_arena, text), &error)
					: NULL;
	for (struct xml_node *node = root; node != NULL; node = xml_next(node, root))
		if (xml_is(node, "outline"))
			add_outlet(session, node);
	session->sheet.can_pick = true;
	sheet_ready(session);
}

/* Outlets go into folders named as their heading is. */
void starter_subscribe(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct foreign folder = FOREIGN("");
	size_t count = 0;
	for (size_t i = 0; i < inside->entries_count; i++) {
		const struct sheet_entry *entry = &inside->entries[i];
		if (entry->is_heading)
			folder = (struct foreign){entry->text.utf8, entry->text.len};
		if (!entry->is_picked)
			continue;
		session_subscribe(session, foreign_from_string(entry->value), folder);
		count++;
	}
	if (count == 0) {
		session_say(session, MESSAGE_HINT, "%s", _("Space picks an outlet."));
		return;
	}
	sheet_close(session);
	session_say(session, MESSAGE_NEWS,
		ngettext("Subscribing to %zu outlet …", "Subscribing to %zu outlets …", count),
		count);
}
