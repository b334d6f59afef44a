/* Tree → one SQL statement.  Text of ours goes into the SQL, everything of a
 * query is bound. */
#ifndef STEPPE_STORE_QUERY_SQL_H
#define STEPPE_STORE_QUERY_SQL_H

#include "src/base/buffer.h"
#include "src/store/connection.h"
#include "src/store/query_tree.h"

/* The feeds of a folder (its id is the question mark) and of those below it. */
#define FOLDER_TREE                                                                   \
	"(WITH RECURSIVE tree (id) AS (SELECT ? UNION SELECT folders.id FROM folders" \
	" JOIN tree ON parent_id = tree.id WHERE removed_at = 0)"                     \
	" SELECT id FROM feeds WHERE folder_id IN tree AND removed_at = 0)"

/* Unread articles that another feed brought first and that are unread there, too. */
#define ECHOES ECHOES_WHERE("", "")
/* With a condition on the echo e and one on the other o, each beginning with AND. */
#define ECHOES_WHERE(of_echo, of_other)                                         \
	"SELECT e.id FROM articles e WHERE e.flags & 481 = 256" of_echo         \
	" AND EXISTS (SELECT 1 FROM articles o WHERE o.link_hash = e.link_hash" \
	" AND o.link_hash <> 0 AND o.feed_id <> e.feed_id AND o.id < e.id"      \
	" AND o.flags & 225 = 0" of_other ")"

/* Those in several feeds once, where it is as read in one as in the other. */
#define BOOKMARKS_ONCE                                                          \
	"SELECT sum(bookmarks) - (SELECT count(*) FROM articles e"              \
	" WHERE e.flags & 482 = 258"                                            \
	" AND EXISTS (SELECT 1 FROM articles o WHERE o.link_hash = e.link_hash" \
	" AND o.link_hash <> 0 AND o.feed_id <> e.feed_id AND o.id < e.id"      \
	" AND o.flags & 226 = 2 AND o.flags & 1 = e.flags & 1)) FROM counts"

/* A link stands for one article of the feed: it is not its home page, nor where others of
 * its articles lead, too. */
#define NAMES_ONE(link, feed)                                                          \
	"NOT EXISTS (SELECT 1 FROM feeds WHERE id = " feed " AND home_hash = " link    \
	") AND NOT EXISTS (SELECT 1 FROM articles other WHERE other.link_hash = " link \
	" AND other.link_hash <> 0 AND other.feed_id = " feed " LIMIT 1 OFFSET 1)"

struct query_shape {
	const char *columns; /* of articles a, feeds f when `joins_feeds` */
	bool joins_feeds;
	bool is_count;      /* no order */
	bool is_ids;        /* only a.id is read */
	bool is_dated;      /* a.id and a.date are read, in any order */
	bool is_search;     /* newest first by id unless the query says sort: */
	size_t shown;       /* so many hits of a search are wanted, the rest only weighed */
	size_t scan_newest; /* words are looked for in that many articles' texts, no index */
	bool includes_deleted;
	int64_t above_id;                   /* newer rows only, found without any index; 0 = all */
	uint32_t wanted_mask, wanted_flags; /* flags & mask = wanted besides; 0 = no matter */
	bool is_looked;       /* words are looked for in each row of the list, no index of words */
	bool is_walked;       /* along the list, until enough rows are among those with the words */
	int64_t newer_than;   /* of rows with a later date than this; 0 = all */
	size_t offset, limit; /* 0 = all */
};

/* The unread of all feeds: those that came as an echo are left out by the index of these. */
bool query_leaves_echoes_out(const struct list_window *window);

/* Words find its articles, and few of them: nothing else could lead to them in order. */
bool query_is_led_by_words(const struct list_window *window);

/* NULL when it failed. */
struct statement *query_start(struct store_reader *reader, const struct list_window *window,
	const struct query_shape *shape, struct error *error);

/* Articles above this id are not in the search index yet (or wait in `reindex`). */
int64_t index_frontier(struct database *database);
/* Its words changed: the index gets another edition of it. */
bool index_again(struct database *database, int64_t article_id, struct error *error);

#endif
