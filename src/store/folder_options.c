/* Settings of a folder: its feeds, and the folders below, have them unless they say otherwise. */
#include <stdio.h>

#include "src/base/words.h"
#include "src/store/folders.h"
#include "src/store/ids.h"
#include "src/store/journal.h"
#include "src/store/names.h"
#include "src/store/options.h"

#define DEPTH_LIMIT "32"

/* The folder ?1 and those below; a circle in a damaged file ends. */
#define FOLDERS_BELOW                                                                 \
	"WITH RECURSIVE below (id, depth) AS (SELECT ?1, 1 UNION"                     \
	" SELECT f.id, depth + 1 FROM folders f JOIN below ON f.parent_id = below.id" \
	" WHERE depth < " DEPTH_LIMIT ") "

static bool set_cell(struct store_writer *writer, enum cell cell, int64_t id, struct foreign name,
	struct foreign value, struct error *error)
{
	struct value before;
	struct foreign after;
	struct database *database = writer_database(writer);
	if (!cell_read(&before, writer->scratch, database, cell, id, error))
		return false;
	struct foreign options = {before.bytes.data, before.bytes.len};
	if (options.len == 0)
		options = FOREIGN("{}");
	return options_with(&after, writer->scratch, database, options, name, value, error) &&
	       journal_set(writer, cell, id, of_text(after), error);
}

/* Takes the setting out of the rows that `sql` finds. */
static bool take_out(struct store_writer *writer, const char *sql, enum cell cell,
	int64_t folder_id, struct foreign name, struct error *error)
{
	struct id_list list = {0};
	bool is_good = ids_read(&list,
		statement_start(writer_database(writer), sql,
			VALUES(of_integer(folder_id), of_text(name)), error),
		error);
	for (size_t i = 0; is_good && i < list.count; i++)
		is_good = set_cell(writer, cell, list.items[i], name, FOREIGN(""), error);
	ids_done(&list);
	return is_good;
}

bool store_set_folder_option(struct store_writer *writer, int64_t folder_id, struct foreign name,
	struct foreign value, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	char what[240];
	struct foreign folder = name_of_folder(writer, folder_id);
	struct foreign option = name_short(writer, name);
	snprintf(what, sizeof what, _("set %.*s of the folder %.*s"), (int)option.len, option.utf8,
		(int)folder.len, folder.utf8);
	journal_open(writer);
	bool is_good =
		set_cell(writer, CELL_FOLDER_OPTIONS, folder_id, name, value, error) &&
		take_out(writer,
			FOLDERS_BELOW "SELECT f.id FROM folders f JOIN below ON below.id = f.id"
				      " WHERE f.id <> ?1 AND json_valid(f.options) AND"
				      " json_extract(f.options, '$.\"' || ?2 || '\"') <> ''",
			CELL_FOLDER_OPTIONS, folder_id, name, error) &&
		take_out(writer,
			FOLDERS_BELOW
			"SELECT f.id FROM feeds f JOIN below ON below.id = f.folder_id"
			" WHERE json_valid(f.options) AND"
			" json_extract(f.options, '$.\"' || ?2 || '\"') <> ''",
			CELL_FEED_OPTIONS, folder_id, name, error);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}

static enum setting3 own_or(struct foreign options, const char *name, enum setting3 otherwise)
{
	enum setting3 own = options_setting(options, name);
	return own == SETTING_AUTO ? otherwise : own;
}

void folder_settings_read(
	struct folder_row *folder, struct foreign options, const struct folder_row *parent)
{
	folder->fulltext = own_or(options, "fulltext", parent ? parent->fulltext : SETTING_AUTO);
	folder->prefetch = own_or(options, "prefetch", parent ? parent->prefetch : SETTING_AUTO);
}

void feed_settings_inherit(struct feed_row *feed, const struct folder_row *folder)
{
	if (feed->fulltext == SETTING_AUTO)
		feed->fulltext = folder->fulltext;
	if (feed->prefetch == SETTING_AUTO)
		feed->prefetch = folder->prefetch;
}

/* From the folder upwards: the first that says something counts. */
bool feed_settings_look_up(
	struct feed_row *feed, struct arena *arena, struct database *database, struct error *error)
{
	struct statement *statement = statement_start(database,
		"WITH RECURSIVE above (id, parent_id, options, depth) AS ("
		" SELECT id, parent_id, options, 1 FROM folders WHERE id = ?1 UNION"
		" SELECT f.id, f.parent_id, f.options, depth + 1 FROM folders f"
		" JOIN above ON f.id = above.parent_id WHERE depth < " DEPTH_LIMIT ")"
		" SELECT options FROM above ORDER BY depth",
		VALUES(of_integer(feed->folder_id)), error);
	if (!statement)
		return false;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		struct folder_row folder = {0};
		folder_settings_read(&folder, statement_text(statement, 0, arena), NULL);
		feed_settings_inherit(feed, &folder);
	}
	statement_end(statement);
	return step == STEP_DONE;
}
