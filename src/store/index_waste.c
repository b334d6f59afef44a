#include "src/store/index_waste.h"

#include "src/store/query_sql.h"

/* Stores of older versions have not counted; all that was ever erased is the most it can be. */
#define WASTE                                                                   \
	"(SELECT coalesce((SELECT value FROM vals WHERE name = 'index-waste')," \
	" (SELECT count(*) FROM erased)))"

static bool keep_waste(struct database *database, int64_t articles, struct error *error)
{
	return database_run(database,
		"INSERT INTO vals (name, value) VALUES ('index-waste', ?1)"
		" ON CONFLICT (name) DO UPDATE SET value = excluded.value",
		VALUES(of_integer(articles)), error);
}

bool index_waste_add(struct database *database, int64_t articles, struct error *error)
{
	int64_t waste = database_integer(database, "SELECT " WASTE, NO_VALUES, 0, NULL);
	return keep_waste(database, waste + articles, error);
}

int64_t index_waste_percent(struct database *database)
{
	int64_t waste = database_integer(database,
		"SELECT " WASTE " + (SELECT coalesce(sum(edition), 0) FROM reindex)", NO_VALUES, 0,
		NULL);
	int64_t of_use = database_integer(database, "SELECT count(*) FROM articles WHERE id <= ?1",
		VALUES(of_integer(index_frontier(database))), 0, NULL);
	return waste * 100 / (of_use > 0 ? of_use : 1);
}

bool index_begin_anew(struct store_writer *writer, struct error *error)
{
	static const char *const steps[] = {
		"INSERT INTO words_index (words_index) VALUES ('delete-all')",
		"DELETE FROM reindex",
		"DELETE FROM vals WHERE name = 'indexed-until'",
	};
	struct database *database = writer_database(writer);
	if (!write_begin(writer, error))
		return false;
	bool is_good = keep_waste(database, 0, error);
	for (size_t i = 0; i < sizeof steps / sizeof *steps && is_good; i++)
		is_good = database_run(database, steps[i], NO_VALUES, error);
	return write_end(writer, is_good, error);
}
