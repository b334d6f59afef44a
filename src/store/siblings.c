#include "src/store/siblings.h"

#include "src/store/ids.h"
#include "src/store/journal.h"
#include "src/store/store.h"

static const struct kind {
	const char *others; /* ?1 = the folder, ?2 = the row that is placed */
	const char *behind; /* the position behind all others */
	enum cell parent, position;
} KINDS[] = {
	[SIBLING_FEED] = {"SELECT id FROM feeds WHERE folder_id = ?1 AND id <> ?2"
			  " AND removed_at = 0 ORDER BY position, id",
		"SELECT coalesce(max(position), 0) + 1 FROM feeds"
		" WHERE folder_id = ?1 AND id <> ?2 AND removed_at = 0",
		CELL_FEED_FOLDER, CELL_FEED_POSITION},
	[SIBLING_FOLDER] = {"SELECT id FROM folders WHERE parent_id = ?1 AND id <> ?2"
			    " AND removed_at = 0 ORDER BY position, name",
		"SELECT coalesce(max(position), 0) + 1 FROM folders"
		" WHERE parent_id = ?1 AND id <> ?2 AND removed_at = 0",
		CELL_FOLDER_PARENT, CELL_FOLDER_POSITION},
};

/* Behind all others is one cell; between two of them those after it move up. */
static bool place_at_end(struct store_writer *writer, const struct kind *kind, int64_t id,
	int64_t parent_id, struct error *error)
{
	struct error trouble = {0};
	int64_t position = database_integer(writer_database(writer), kind->behind,
		VALUES(of_integer(parent_id), of_integer(id)), 1, &trouble);
	if (trouble.kind != ERROR_NONE) {
		if (error)
			*error = trouble;
		return false;
	}
	return journal_set(writer, kind->position, id, of_integer(position), error);
}

static bool place_between(struct store_writer *writer, const struct kind *kind, int64_t id,
	const struct id_list *others, size_t place, struct error *error)
{
	bool is_good =
		journal_set(writer, kind->position, id, of_integer((int64_t)place + 1), error);
	for (size_t i = 0; i < others->count && is_good; i++) {
		size_t position = i < place ? i + 1 : i + 2;
		is_good = journal_set(writer, kind->position, others->items[i],
			of_integer((int64_t)position), error);
	}
	return is_good;
}

bool siblings_place(struct store_writer *writer, enum sibling which, int64_t id, int64_t parent_id,
	int64_t place, struct error *error)
{
	const struct kind *kind = &KINDS[which];
	if (!journal_set(writer, kind->parent, id, of_integer(parent_id), error))
		return false;
	if (place == STORE_AT_THE_END)
		return place_at_end(writer, kind, id, parent_id, error);
	struct id_list others = {0};
	bool is_good = ids_read(&others,
		statement_start(writer_database(writer), kind->others,
			VALUES(of_integer(parent_id), of_integer(id)), error),
		error);
	size_t at = place < 0 ? 0 : (size_t)place;
	at = at < others.count ? at : others.count;
	is_good = is_good && place_between(writer, kind, id, &others, at, error);
	ids_done(&others);
	return is_good;
}
