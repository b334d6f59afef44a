/* Small values of the program. */
#include <string.h>

#include "src/store/connection.h"
#include "src/store/journal.h"

bool store_get_value(struct foreign *out, struct arena *arena, struct store_reader *reader,
	const char *name, struct error *error)
{
	return database_text(out, arena, reader_database(reader),
		"SELECT value FROM vals WHERE name = ?1",
		VALUES(of_text((struct foreign){name, strlen(name)})), error);
}

bool store_set_value(
	struct store_writer *writer, const char *name, struct foreign value, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	return write_end(writer,
		database_run(writer_database(writer),
			"INSERT INTO vals (name, value) VALUES (?1, ?2)"
			" ON CONFLICT (name) DO UPDATE SET value = excluded.value",
			VALUES(of_text((struct foreign){name, strlen(name)}), of_text(value)),
			error),
		error);
}

bool store_set_smart_folders(
	struct store_writer *writer, struct foreign lines, const char *what, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	journal_open(writer);
	bool is_good = journal_set(writer, CELL_SMART_FOLDERS, 0, of_text(lines), error);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}
