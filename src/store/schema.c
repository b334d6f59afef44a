/* What is where, and why:
 *
 *     articles   what lists show: narrow rows, so that a screen of them is a few pages
 *     texts      bodies as they came, one row each: id = article * 4 + kind (texts.h)
 *     packed     the same rows, deflated: where a body goes when there is time
 *     counts     unread, total and bookmarks of each feed, kept right at every write
 *     changes    the undo journal (journal.h)
 *     words_…    the full-text index (index_words.h); may lag behind, is never missed
 *
 * Nothing is erased at once: a feed or folder that goes gets `removed_at`, an
 * article a flag; upkeep erases after the undo journal has forgotten them. */
#include "src/store/schema.h"

#include "src/base/words.h"

static const char *const STEPS[] = {
	/* 0 → 1 */
	"CREATE TABLE folders ("
	" id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL DEFAULT 0, name TEXT NOT NULL,"
	" position INTEGER NOT NULL DEFAULT 0, is_folded INTEGER NOT NULL DEFAULT 0,"
	" removed_at INTEGER NOT NULL DEFAULT 0);"

	"CREATE TABLE feeds ("
	" id INTEGER PRIMARY KEY, url TEXT NOT NULL, folder_id INTEGER NOT NULL DEFAULT 0,"
	" position INTEGER NOT NULL DEFAULT 0, own_title TEXT NOT NULL DEFAULT '',"
	" title TEXT NOT NULL DEFAULT '', home_page_url TEXT NOT NULL DEFAULT '',"
	" home_hash INTEGER NOT NULL DEFAULT 0, description TEXT NOT NULL DEFAULT '',"
	" language TEXT NOT NULL DEFAULT '', icon TEXT NOT NULL DEFAULT '',"
	" is_local INTEGER NOT NULL DEFAULT 0, options TEXT NOT NULL DEFAULT '{}',"
	" added_at INTEGER NOT NULL DEFAULT 0, removed_at INTEGER NOT NULL DEFAULT 0);"
	"CREATE UNIQUE INDEX feeds_url ON feeds(url);"

	/* What every update writes, apart from what a person chose. */
	"CREATE TABLE health ("
	" feed_id INTEGER PRIMARY KEY, state INTEGER NOT NULL DEFAULT 1,"
	" next_due INTEGER NOT NULL DEFAULT 0, last_try INTEGER NOT NULL DEFAULT 0,"
	" last_success INTEGER NOT NULL DEFAULT 0, last_new INTEGER NOT NULL DEFAULT 0,"
	" failing_since INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,"
	" error_kind INTEGER NOT NULL DEFAULT 0, error TEXT NOT NULL DEFAULT '',"
	" etag BLOB NOT NULL DEFAULT x'', last_modified BLOB NOT NULL DEFAULT x'',"
	" is_private INTEGER NOT NULL DEFAULT 0, moved_to TEXT NOT NULL DEFAULT '',"
	" moved_count INTEGER NOT NULL DEFAULT 0, moved_since INTEGER NOT NULL DEFAULT 0,"
	" posts_a_week REAL NOT NULL DEFAULT 0, warnings TEXT NOT NULL DEFAULT '',"
	" hint_interval INTEGER NOT NULL DEFAULT 0, hint_hours INTEGER NOT NULL DEFAULT 0,"
	" hint_days INTEGER NOT NULL DEFAULT 0, took_ms INTEGER NOT NULL DEFAULT 0);"
	"CREATE TABLE counts ("
	" feed_id INTEGER PRIMARY KEY, unread INTEGER NOT NULL DEFAULT 0,"
	" total INTEGER NOT NULL DEFAULT 0, bookmarks INTEGER NOT NULL DEFAULT 0);"
	"CREATE TABLE item_hashes (feed_id INTEGER PRIMARY KEY, hashes BLOB NOT NULL);"
	"CREATE TABLE block_hashes ("
	" feed_id INTEGER NOT NULL, hash INTEGER NOT NULL, count INTEGER NOT NULL,"
	" PRIMARY KEY (feed_id, hash)) WITHOUT ROWID;"

	"CREATE TABLE articles ("
	" id INTEGER PRIMARY KEY, feed_id INTEGER NOT NULL, date INTEGER NOT NULL,"
	" flags INTEGER NOT NULL DEFAULT 0, guid_hash INTEGER NOT NULL DEFAULT 0,"
	" link_hash INTEGER NOT NULL DEFAULT 0, item_hash INTEGER NOT NULL DEFAULT 0,"
	" first_seen INTEGER NOT NULL DEFAULT 0, title TEXT NOT NULL DEFAULT '',"
	" author TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',"
	" language TEXT NOT NULL DEFAULT '');"
	/* Identity; the feed comes first, so that one feed's news stays on few pages. */
	"CREATE INDEX articles_guid ON articles(feed_id, guid_hash);"
	"CREATE INDEX articles_link ON articles(link_hash, feed_id) WHERE link_hash <> 0;"
	/* Lists: 224 = hidden, deleted or its feed is gone; 1 = read; 2 = bookmarked. */
	"CREATE INDEX articles_feed ON articles(feed_id, date, id, flags) WHERE flags & 224 = 0;"
	"CREATE INDEX articles_date ON articles(date, id, feed_id) WHERE flags & 224 = 0;"
	"CREATE INDEX articles_unread ON articles(date, id, feed_id) WHERE flags & 225 = 0;"
	"CREATE INDEX articles_bookmarked ON articles(date) WHERE flags & 226 = 2;"

	"CREATE TRIGGER articles_counted AFTER UPDATE OF flags ON articles"
	" WHEN (old.flags & 227) <> (new.flags & 227) BEGIN"
	" UPDATE counts SET"
	"  unread = unread + (new.flags & 225 = 0) - (old.flags & 225 = 0),"
	"  total = total + (new.flags & 224 = 0) - (old.flags & 224 = 0),"
	"  bookmarks = bookmarks + (new.flags & 226 = 2) - (old.flags & 226 = 2)"
	" WHERE feed_id = new.feed_id; END;"

	"CREATE TABLE texts ("
	" id INTEGER PRIMARY KEY, packing INTEGER NOT NULL DEFAULT 0,"
	" details BLOB, text BLOB NOT NULL);"
	"CREATE TABLE places ("
	" article_id INTEGER PRIMARY KEY, position INTEGER NOT NULL DEFAULT 0,"
	" shows_fulltext INTEGER);"
	"CREATE TABLE tags ("
	" article_id INTEGER NOT NULL, tag TEXT NOT NULL,"
	" PRIMARY KEY (article_id, tag)) WITHOUT ROWID;"
	"CREATE INDEX tags_tag ON tags(tag, article_id);"
	"CREATE TABLE notes (article_id INTEGER PRIMARY KEY, note TEXT NOT NULL);"

	"CREATE TABLE changes ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, what TEXT NOT NULL,"
	" is_undone INTEGER NOT NULL DEFAULT 0);"
	"CREATE TABLE changed_cells ("
	" change_id INTEGER NOT NULL, number INTEGER NOT NULL, cell INTEGER NOT NULL,"
	" row_id INTEGER NOT NULL, before BLOB, after BLOB,"
	" PRIMARY KEY (change_id, number)) WITHOUT ROWID;"

	/* The text comes first: the first column's places cost two bytes less a word. */
	"CREATE VIRTUAL TABLE words_index USING fts5("
	" text, title, author, content='', columnsize=0,"
	" tokenize=\"unicode61 remove_diacritics 2\");"
	"CREATE TABLE reindex ("
	" article_id INTEGER PRIMARY KEY, edition INTEGER NOT NULL DEFAULT 1,"
	" is_waiting INTEGER NOT NULL DEFAULT 1);"
	"CREATE INDEX reindex_waiting ON reindex(article_id) WHERE is_waiting;"
	"CREATE TABLE vals (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",

	/* 1 → 2: what an outlet does in every article (habits.h) */
	"DROP TABLE block_hashes;"
	"CREATE TABLE habits ("
	" feed_id INTEGER PRIMARY KEY, blocks BLOB NOT NULL DEFAULT x'',"
	" teasers INTEGER NOT NULL DEFAULT 0, wholes INTEGER NOT NULL DEFAULT 0);",

	/* 2 → 3: what was erased does not return (retain.c) */
	"CREATE TABLE erased ("
	" feed_id INTEGER NOT NULL, guid_hash INTEGER NOT NULL, link_hash INTEGER NOT NULL,"
	" PRIMARY KEY (feed_id, guid_hash, link_hash)) WITHOUT ROWID;",

	/* 3 → 4: pages that could not be fetched (wanted.c) */
	("CREATE TABLE page_tries ("
	 " article_id INTEGER PRIMARY KEY, tries INTEGER NOT NULL, next_try INTEGER NOT NULL);"),

	/* 4 → 5: which rule changed an article when it arrived (rules.c) */
	"CREATE TABLE ruled ("
	" rule TEXT NOT NULL, article_id INTEGER NOT NULL,"
	" PRIMARY KEY (rule, article_id)) WITHOUT ROWID;"
	"CREATE INDEX ruled_article ON ruled(article_id);",

	/* 5 → 6: the last place of a folder, for a list of many feeds */
	"CREATE INDEX feeds_folder ON feeds(folder_id, position);",

	/* 6 → 7: a body that shrinks in place leaves half a page empty, so it moves;
	 * an index without places in the text takes half the room (index_words.h) */
	"CREATE TABLE packed ("
	" id INTEGER PRIMARY KEY, size INTEGER NOT NULL, body BLOB NOT NULL);"
	"DROP TABLE words_index;"
	"CREATE VIRTUAL TABLE words_index USING fts5("
	" words, content='', columnsize=0, detail=none, tokenize=\"ascii tokenchars '#@^'\");"
	"DELETE FROM reindex;"
	"DELETE FROM vals WHERE name = 'indexed-until';",

	/* 7 → 8: what came by another feed first (query_sql.h); 481 = read, not shown, echo */
	"CREATE INDEX articles_echo ON articles(link_hash, feed_id) WHERE flags & 481 = 256;",

	/* 8 → 9: who gave the validators, where a redirect leads to another host */
	"ALTER TABLE health ADD COLUMN validators_url TEXT NOT NULL DEFAULT '';",

	/* 9 → 10: what is asked of articles that words found: a page of it has seven hundred
	 * of them, one of `articles` ninety */
	"CREATE INDEX articles_glance ON articles(id, flags, date, feed_id);",

	/* 10 → 11: what a folder sets for its feeds (folder_options.c) */
	"ALTER TABLE folders ADD COLUMN options TEXT NOT NULL DEFAULT '{}';",

	/* 11 → 12: url_canonical() sorts parameters and knows escapes and ports; what was
	 * erased is known by its title and date, too (retain.c) */
	"UPDATE articles SET link_hash = link_hash(url) WHERE link_hash <> 0"
	" AND (url GLOB '*[%&]*' OR url GLOB '*://*:*' OR url GLOB '*[^ -~]*');"
	"UPDATE feeds SET home_hash = link_hash(home_page_url) WHERE home_hash <> 0;"
	"ALTER TABLE erased ADD COLUMN look INTEGER NOT NULL DEFAULT 0;"
	"CREATE INDEX erased_link ON erased(feed_id, link_hash, look);",

	/* 12 → 13: what is kept of what nobody sees (retain.c) */
	"CREATE INDEX articles_away ON articles(feed_id, date, flags) WHERE flags & 224 <> 0;",

	/* 13 → 14: what rules want run (runs.c); an id is never used again */
	"CREATE TABLE runs ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT, rule TEXT NOT NULL, article_id INTEGER NOT NULL,"
	" at INTEGER NOT NULL);",

	/* 14 → 15: bookmarks of what another feed carries, too; 482 = 224, bookmarked, echo */
	("CREATE INDEX articles_bookmarked_echo ON articles(link_hash, feed_id)"
	 " WHERE flags & 482 = 258;"),

	/* 15 → 16: letters of another width, stretched or with a stroke are found by the plain
	 * ones: the index is made anew (tokens.c) */
	"INSERT INTO words_index (words_index) VALUES ('delete-all');"
	"DELETE FROM reindex;"
	"DELETE FROM vals WHERE name = 'indexed-until';"
	"INSERT OR REPLACE INTO vals (name, value) VALUES ('index-waste', 0);",
};

int schema_newest_version(void)
{
	return (int)(sizeof STEPS / sizeof *STEPS);
}

/* PRAGMA takes no bound values, so each version is a literal of its own. */
static const char *const SET_VERSION[] = {
	"PRAGMA user_version = 1",
	"PRAGMA user_version = 2",
	"PRAGMA user_version = 3",
	"PRAGMA user_version = 4",
	"PRAGMA user_version = 5",
	"PRAGMA user_version = 6",
	"PRAGMA user_version = 7",
	"PRAGMA user_version = 8",
	"PRAGMA user_version = 9",
	"PRAGMA user_version = 10",
	"PRAGMA user_version = 11",
	"PRAGMA user_version = 12",
	"PRAGMA user_version = 13",
	"PRAGMA user_version = 14",
	"PRAGMA user_version = 15",
	"PRAGMA user_version = 16",
};
_Static_assert(sizeof SET_VERSION / sizeof *SET_VERSION >= sizeof STEPS / sizeof *STEPS,
	"each step needs its version");

bool schema_migrate(struct database *database, int version, struct error *error)
{
	if (!database_script(database, "BEGIN IMMEDIATE", error))
		return false;
	/* Another process may have done it while we waited. */
	int64_t at = database_integer(database, "PRAGMA user_version", NO_VALUES, -1, error);
	bool done =
		at >= 0 && database_script(database, "PRAGMA application_id = 0x53747065", error);
	for (; done && at < version; at++)
		done = database_script(database, STEPS[at], error) &&
		       database_script(database, SET_VERSION[at], error);
	if (done && database_script(database, "COMMIT", error))
		return true;
	database_script(database, "ROLLBACK", NULL);
	return error_context(error, _("while bringing the store to version %d"), version);
}
