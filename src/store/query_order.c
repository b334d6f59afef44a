/* The order of a list, as SQL. */
#include "src/store/query_builder.h"

/* Each order of one key, as an index has it, and by the columns of a list of ids. */
static const struct {
	const char *sql, *columns, *by_column;
} ORDERS[] = {
	[SORT_DATE_DOWN] = {" ORDER BY a.date DESC, a.id DESC", "a.id, a.date",
		" ORDER BY 2 DESC, 1 DESC"},
	[SORT_DATE_UP] = {" ORDER BY a.date, a.id", "a.id, a.date", " ORDER BY 2, 1"},
	[SORT_FEED] = {" ORDER BY a.feed_id, a.date DESC, a.id DESC", "a.id, a.feed_id, a.date",
		" ORDER BY 2, 3 DESC, 1 DESC"},
	[SORT_TITLE] = {" ORDER BY a.title COLLATE NOCASE, a.id DESC", "a.id, a.title",
		" ORDER BY 2 COLLATE NOCASE, 1 DESC"},
	[SORT_RANK] = {" ORDER BY a.date DESC, a.id DESC", "a.id, a.date",
		" ORDER BY 2 DESC, 1 DESC"},
};

/* Of several keys, each as a term. */
#define KEYS_COLUMNS "a.id, a.date, a.feed_id, a.title"
static const struct {
	const char *sql, *by_column;
} KEYS[] = {
	[SORT_DATE_DOWN] = {"a.date DESC, ", "2 DESC, "},
	[SORT_DATE_UP] = {"a.date, ", "2, "},
	[SORT_FEED] = {"a.feed_id, ", "3, "},
	[SORT_TITLE] = {"a.title COLLATE NOCASE, ", "4 COLLATE NOCASE, "},
	[SORT_RANK] = {"", ""},
};

static bool has_many_keys(const struct query *query)
{
	return query && query->order_count > 1;
}

static enum sort_key first_key(const struct query *query)
{
	return query ? query->order[0] : SORT_DATE_DOWN;
}

bool query_order_has_title(const struct query *query)
{
	for (size_t i = 0; query && i < query->order_count; i++)
		if (query->order[i] == SORT_TITLE)
			return true;
	return false;
}

const char *query_order_columns(const struct query *query)
{
	return has_many_keys(query) ? KEYS_COLUMNS : ORDERS[first_key(query)].columns;
}

void builder_put_order(struct builder *builder, const struct query *query, bool by_column)
{
	if (!has_many_keys(query)) {
		enum sort_key key = first_key(query);
		builder_put(builder, by_column ? ORDERS[key].by_column : ORDERS[key].sql);
		return;
	}
	builder_put(builder, " ORDER BY ");
	for (size_t i = 0; i < query->order_count; i++) {
		enum sort_key key = query->order[i];
		builder_put(builder, by_column ? KEYS[key].by_column : KEYS[key].sql);
	}
	builder_put(builder, by_column ? "2 DESC, 1 DESC" : "a.date DESC, a.id DESC");
}
