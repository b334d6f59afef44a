#include "src/store/enclosures.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "src/store/ids.h"
#include "src/store/texts.h"
#include "src/store/upkeep.h"

static bool starts_like(struct foreign text, const char *start)
{
	size_t len = strlen(start);
	return text.len >= len && strncasecmp(text.utf8, start, len) == 0;
}

/* http://example.org/a.mp3?from=feed */
static bool ends_like_recording(struct foreign url)
{
	static const char *const ENDS[] = {".mp3", ".m4a", ".m4b", ".aac", ".ogg", ".oga", ".opus",
		".flac", ".wav", ".mp4", ".m4v", ".webm", ".ogv", ".mov", ".mkv", ".avi"};
	const char *query = url.len > 0 ? memchr(url.utf8, '?', url.len) : NULL;
	if (query)
		url.len = (size_t)(query - url.utf8);
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
		size_t len = strlen(ENDS[i]);
		if (url.len > len && strncasecmp(url.utf8 + url.len - len, ENDS[i], len) == 0)
			return true;
	}
	return false;
}

/* By its type; by length and name where that says nothing or too little. */
static bool is_recording(const struct enclosure *enclosure)
{
	static const char *const TYPES[] = {"audio/", "video/", "application/ogg",
		"application/x-mpegurl", "application/vnd.apple.mpegurl",
		"application/x-shockwave-flash" /* films of YouTube */};
	for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
		if (starts_like(enclosure->mime_type, TYPES[i]))
			return true;
	bool is_told = enclosure->mime_type.len > 0 &&
		       !starts_like(enclosure->mime_type, "application/octet-stream");
	return !is_told && (enclosure->duration_seconds > 0 || ends_like_recording(enclosure->url));
}

uint32_t enclosures_flags(const struct enclosure *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_recording(&items[i]))
			return ARTICLE_HAS_ENCLOSURE;
	return count > 0 ? ARTICLE_HAS_ENCLOSURE | ARTICLE_IS_SILENT : 0;
}

/* ---- articles of before there was ARTICLE_IS_SILENT ---- */

#define ROWS_A_TURN 20000
#define LOOKS_A_TURN 200
#define FRONTIER "enclosures-until"

static bool look_into(struct store_writer *writer, int64_t id, struct error *error)
{
	struct foreign text;
	struct bytes details = {"", 0};
	struct stored_article article = {0};
	struct database *database = writer_database(writer);
	if (!texts_read(&text, &details, writer->scratch, database, id, TEXT_CONTENT, error))
		return false;
	details_unpack(&article, writer->scratch, details);
	uint32_t flags = enclosures_flags(article.enclosures, article.enclosures_count);
	return !(flags & ARTICLE_IS_SILENT) ||
	       database_run(database, "UPDATE articles SET flags = flags | ?2 WHERE id = ?1",
		       VALUES(of_integer(id), of_integer(ARTICLE_IS_SILENT)), error);
}

static bool keep_frontier(struct store_writer *writer, int64_t id, struct error *error)
{
	char number[32];
	snprintf(number, sizeof number, "%lld", (long long)id);
	return store_set_value(writer, FRONTIER, foreign_from_string(number), error);
}

static bool look_into_all(
	struct store_writer *writer, const struct id_list *ids, int64_t until, struct error *error)
{
	writer->in_batch = true; /* what is lost is looked into again */
	bool has_begun = write_begin(writer, error);
	writer->in_batch = false;
	if (!has_begun)
		return false;
	bool is_good = true;
	for (size_t i = 0; i < ids->count && is_good; i++)
		is_good = look_into(writer, ids->items[i], error);
	return write_end(writer, is_good && keep_frontier(writer, until, error), error);
}

bool store_sort_enclosures(struct store_writer *writer, struct error *error)
{
	struct database *database = writer_database(writer);
	int64_t from = database_integer(
		database, "SELECT value FROM vals WHERE name = '" FRONTIER "'", NO_VALUES, 0, NULL);
	if (from == INT64_MAX)
		return false;
	int64_t last = database_integer(
		database, "SELECT max(id) FROM articles", NO_VALUES, INT64_MAX, NULL);
	struct id_list ids = {0};
	/* 528 = has an enclosure, and it is not known to be silent */
	bool is_good = ids_read(&ids,
		statement_start(database,
			"SELECT id FROM articles INDEXED BY articles_glance WHERE id > ?1"
			" AND id <= ?2 AND flags & 528 = 16 ORDER BY id LIMIT ?3",
			VALUES(of_integer(from), of_integer(from + ROWS_A_TURN),
				of_integer(LOOKS_A_TURN)),
			error),
		error);
	bool is_cut = ids.count == LOOKS_A_TURN;
	int64_t until = is_cut ? ids.items[ids.count - 1] : from + ROWS_A_TURN;
	bool is_last = !is_cut && until >= last;
	is_good = is_good && look_into_all(writer, &ids, is_last ? INT64_MAX : until, error);
	ids_done(&ids);
	return is_good && !is_last;
}
