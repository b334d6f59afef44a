#include "src/store/runs.h"

#include "src/base/clock.h"
#include "src/store/connection.h"

#define DAY INT64_C(86400)

bool store_has_runs(struct store_reader *reader)
{
	return database_integer(reader_database(reader), "SELECT EXISTS (SELECT 1 FROM runs)",
		       NO_VALUES, 0, NULL) != 0;
}

bool store_next_run(struct run *out, struct arena *arena, struct store_reader *reader,
	int64_t after, struct error *error)
{
	struct statement *statement = statement_start(reader_database(reader),
		"SELECT id, rule, article_id FROM runs WHERE id > ?1 ORDER BY id LIMIT 1",
		VALUES(of_integer(after)), error);
	if (statement == NULL)
		return false;
	bool is_there = statement_step(statement, error) == STEP_ROW;
	if (is_there)
		*out = (struct run){statement_integer(statement, 0),
			statement_text(statement, 1, arena), statement_integer(statement, 2)};
	statement_end(statement);
	return is_there;
}

bool store_end_run(struct store_writer *writer, int64_t id, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	return write_end(writer,
		database_run(writer_database(writer), "DELETE FROM runs WHERE id = ?1",
			VALUES(of_integer(id)), error),
		error);
}

int64_t store_forget_old_runs(struct store_writer *writer, int64_t now, struct error *error)
{
	struct database *database = writer_database(writer);
	if (!write_begin(writer, error))
		return -1;
	bool is_good = database_run(database, "DELETE FROM runs WHERE at < ?1",
		VALUES(of_integer(now - RUNS_DAYS * DAY)), error);
	int64_t count = database_changes(database);
	return write_end(writer, is_good, error) ? count : -1;
}

bool runs_add(struct store_writer *writer, struct foreign rule, int64_t article_id)
{
	struct database *database = writer_database(writer);
	return database_run(database,
		       "INSERT INTO runs (rule, article_id, at) SELECT ?1, ?2, ?3"
		       " WHERE (SELECT count(*) FROM runs) < ?4",
		       VALUES(of_text(rule), of_integer(article_id), of_integer(clock_now()),
			       of_integer(RUNS_WAITING)),
		       NULL) &&
	       database_changes(database) == 1;
}
