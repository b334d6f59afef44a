/* A bookmark with its tags and its note, as one change. */
#include <stdio.h>

#include "src/base/words.h"
#include "src/store/connection.h"
#include "src/store/journal.h"
#include "src/store/names.h"

static void say(char what[240], struct store_writer *writer, const struct bookmark_edit *edit)
{
	unsigned long n = edit->count;
	struct foreign name = name_of_article(writer, edit->ids[0]);
	if (n > 1 && edit->is_new)
		snprintf(what, 240,
			ngettext("bookmarked %lu article", "bookmarked %lu articles", n), n);
	else if (n > 1)
		snprintf(what, 240, ngettext("tagged %lu article", "tagged %lu articles", n), n);
	else
		snprintf(what, 240,
			edit->is_new ? _("bookmarked “%.*s”")
				     : _("wrote tags and a note on “%.*s”"),
			(int)name.len, name.utf8);
}

static bool write_all(
	struct store_writer *writer, const struct bookmark_edit *edit, struct error *error)
{
	if (edit->is_new &&
		store_mark_ids(writer, MARK_BOOKMARK, edit->ids, edit->count, error) < 0)
		return false;
	return store_tag(writer, edit->ids, edit->count, edit->add->items, edit->add->count,
		       edit->drop->items, edit->drop->count, error) &&
	       (!edit->has_note || store_note(writer, edit->ids[0], edit->note, error));
}

bool store_edit_bookmark(
	struct store_writer *writer, const struct bookmark_edit *edit, struct error *error)
{
	if (edit->count == 0)
		return true;
	if (!write_begin(writer, error))
		return false;
	char what[240];
	say(what, writer, edit);
	journal_open(writer);
	bool is_good = write_all(writer, edit, error);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}
