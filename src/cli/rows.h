/* How articles look as rows and as items of a JSON Feed. */
#ifndef STEPPE_CLI_ROWS_H
#define STEPPE_CLI_ROWS_H

#include "src/cli/cli.h"

/* Rows are read and printed so many at a time, however long the list is. */
#define ROWS_AT_ONCE 200

/* id, date, mark, feed, title. */
void row_print(struct cli *cli, const struct article_row *row);
/* Those of `ids` that are still there, in their order. */
bool rows_print(struct cli *cli, const int64_t *ids, size_t count, struct error *error);

/* A JSON Feed 1.1 on standard output, item after item: none is kept. */
struct rows_json {
	struct cli *cli;
	bool has_items;
};

void rows_json_begin(struct rows_json *json, struct cli *cli, struct foreign title);
void rows_json_add(struct rows_json *json, struct json *item); /* releases it */
void rows_json_end(struct rows_json *json);

#endif
