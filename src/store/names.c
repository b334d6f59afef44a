#include "src/store/names.h"

/* Letters behind U+1000 are taken for wide ones. */
static size_t length_that_fits(struct foreign line)
{
	size_t columns = 0, word_end = 0, half = 0;
	for (size_t at = 0; at < line.len; at++) {
		unsigned char c = (unsigned char)line.utf8[at];
		if ((c & 0xC0) == 0x80)
			continue;
		columns += c >= 0xE1 ? 2 : 1;
		if (columns > NAME_COLUMNS)
			return word_end > half ? word_end : at;
		if (columns <= NAME_COLUMNS / 2)
			half = at;
		if (c == ' ')
			word_end = at;
	}
	return line.len;
}

struct foreign name_short(struct store_writer *writer, struct foreign name)
{
	struct foreign line = foreign_collapse(writer->scratch, name);
	size_t fits = length_that_fits(line);
	if (fits == line.len)
		return line;
	const char *cut = arena_printf(writer->scratch, "%.*s…", (int)fits, line.utf8);
	return foreign_from_string(cut);
}

static struct foreign ask(struct store_writer *writer, const char *sql, int64_t id)
{
	struct foreign name = FOREIGN("");
	struct statement *statement =
		statement_start(writer_database(writer), sql, VALUES(of_integer(id)), NULL);
	if (!statement)
		return name;
	if (statement_step(statement, NULL) == STEP_ROW)
		name = statement_text(statement, 0, writer->scratch);
	statement_end(statement);
	return name_short(writer, name);
}

struct foreign name_of_article(struct store_writer *writer, int64_t id)
{
	return ask(writer,
		"SELECT CASE WHEN title <> '' THEN title ELSE url END FROM articles WHERE id = ?1",
		id);
}

struct foreign name_of_feed(struct store_writer *writer, int64_t id)
{
	return ask(writer,
		"SELECT CASE WHEN own_title <> '' THEN own_title WHEN title <> '' THEN title"
		" ELSE url END FROM feeds WHERE id = ?1",
		id);
}

struct foreign name_of_folder(struct store_writer *writer, int64_t id)
{
	return ask(writer, "SELECT name FROM folders WHERE id = ?1", id);
}
