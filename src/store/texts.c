#include "src/store/texts.h"

#include <string.h>
#include <zlib.h>

/* texts.packing: 0 = as it is; else deflated in place, as stores before version 7 did,
 * and the number is the size before.
 * packed.body: length of the details in 4 bytes, details, text; deflated when packed.size,
 * the size before, is not 0. */
#define PACK_AT_LEAST 256
#define LENGTH_SIZE 4
#define DETAILS_LIMIT (64u << 20)

static int64_t text_id(int64_t article_id, enum text_kind kind)
{
	return article_id * 4 + (int64_t)kind;
}

bool texts_write(struct database *database, int64_t article_id, enum text_kind kind,
	struct bytes details, struct foreign text, struct error *error)
{
	if (text.len > TEXT_LIMIT)
		text.len = 0;
	return database_run(database,
		"INSERT OR REPLACE INTO texts (id, packing, details, text) VALUES (?1, 0, ?2, ?3)",
		VALUES(of_integer(text_id(article_id, kind)), of_bytes(details),
			of_bytes((struct bytes){text.utf8, text.len})),
		error);
}

static struct bytes inflate_bytes(struct arena *arena, struct bytes packed, int64_t size)
{
	if (size > TEXT_LIMIT + DETAILS_LIMIT)
		return (struct bytes){"", 0};
	char *out = arena_alloc(arena, (size_t)size + 1);
	uLongf len = (uLongf)size;
	if (uncompress((Bytef *)out, &len, (const Bytef *)packed.data, packed.len) != Z_OK)
		return (struct bytes){"", 0};
	return (struct bytes){out, len};
}

static struct foreign text_of(struct arena *arena, int64_t packing, struct bytes stored)
{
	return foreign_from_bytes(
		arena, packing > 0 ? inflate_bytes(arena, stored, packing) : stored);
}

/* Parts a body of `packed`; what is damaged comes out empty.  The answers look into the
 * arena or into `body`. */
static struct foreign packed_text(
	struct bytes *details, struct arena *arena, int64_t size, struct bytes body)
{
	body = size > 0 ? inflate_bytes(arena, body, size) : body;
	uint32_t len = 0;
	for (size_t i = LENGTH_SIZE; i-- > 0 && body.len >= LENGTH_SIZE;)
		len = len << 8 | (unsigned char)body.data[i];
	if (body.len < LENGTH_SIZE || len > body.len - LENGTH_SIZE)
		return (struct foreign){"", 0};
	const char *at = body.data + LENGTH_SIZE;
	if (details)
		*details = (struct bytes){at, len};
	return foreign_from_bytes(arena, (struct bytes){at + len, body.len - LENGTH_SIZE - len});
}

static enum step read_packed(struct foreign *text, struct bytes *details, struct arena *arena,
	struct database *database, int64_t id, struct error *error)
{
	struct statement *statement = statement_start(database,
		"SELECT size, body FROM packed WHERE id = ?1", VALUES(of_integer(id)), error);
	if (!statement)
		return STEP_FAILED;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW)
		*text = packed_text(details, arena, statement_integer(statement, 0),
			statement_bytes(statement, 1, arena));
	statement_end(statement);
	return step;
}

/* STEP_DONE when it is in neither table. */
static enum step read_text(struct foreign *text, struct bytes *details, struct arena *arena,
	struct database *database, int64_t id, struct error *error)
{
	struct statement *statement =
		statement_start(database, "SELECT packing, details, text FROM texts WHERE id = ?1",
			VALUES(of_integer(id)), error);
	if (!statement)
		return STEP_FAILED;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW) {
		if (details)
			*details = statement_bytes(statement, 1, arena);
		*text = text_of(arena, statement_integer(statement, 0),
			statement_bytes(statement, 2, arena));
	}
	statement_end(statement);
	return step == STEP_DONE ? read_packed(text, details, arena, database, id, error) : step;
}

bool texts_read(struct foreign *text, struct bytes *details, struct arena *arena,
	struct database *database, int64_t article_id, enum text_kind kind, struct error *error)
{
	*text = (struct foreign){"", 0};
	if (details)
		*details = (struct bytes){"", 0};
	return read_text(text, details, arena, database, text_id(article_id, kind), error) !=
	       STEP_FAILED;
}

static struct bytes deflate_bytes(struct arena *arena, struct bytes body)
{
	uLongf len = compressBound(body.len);
	char *out = arena_alloc(arena, len);
	bool is_smaller =
		body.len >= PACK_AT_LEAST &&
		compress2((Bytef *)out, &len, (const Bytef *)body.data, body.len, 6) == Z_OK &&
		len < body.len;
	return is_smaller ? (struct bytes){out, len} : (struct bytes){NULL, 0};
}

static bool put_packed(struct database *database, int64_t id, struct arena *arena,
	struct foreign text, struct bytes details, struct error *error)
{
	struct bytes body = {NULL, LENGTH_SIZE + details.len + text.len};
	char *out = arena_alloc(arena, body.len);
	for (int i = 0; i < LENGTH_SIZE; i++)
		out[i] = (char)(details.len >> 8 * i);
	memcpy(out + LENGTH_SIZE, details.data, details.len);
	memcpy(out + LENGTH_SIZE + details.len, text.utf8, text.len);
	body.data = out;
	struct bytes small = deflate_bytes(arena, body);
	return database_run(database,
		"INSERT OR REPLACE INTO packed (id, size, body) VALUES (?1, ?2, ?3)",
		VALUES(of_integer(id), of_integer(small.data ? (int64_t)body.len : 0),
			of_bytes(small.data ? small : body)),
		error);
}

bool texts_pack(struct database *database, int64_t id, struct error *error)
{
	struct arena *arena = arena_new();
	struct foreign text = {"", 0};
	struct bytes details = {"", 0};
	bool is_good = read_text(&text, &details, arena, database, id, error) != STEP_FAILED &&
		       put_packed(database, id, arena, text, details, error) &&
		       database_run(database, "DELETE FROM texts WHERE id = ?1",
			       VALUES(of_integer(id)), error);
	arena_free(arena);
	return is_good;
}

/* ---- in SQL ---- */

static struct bytes blob_of(sqlite3_value *value)
{
	const void *data = sqlite3_value_blob(value);
	return (struct bytes){data ? data : "", (size_t)sqlite3_value_bytes(value)};
}

/* User data: not NULL for packed_text(). */
static void sql_text(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	int64_t size = sqlite3_value_int64(values[0]);
	if (size == 0 && sqlite3_user_data(context) == NULL) {
		sqlite3_result_value(context, values[1]);
		return;
	}
	struct arena *arena = arena_new();
	struct bytes stored = blob_of(values[1]);
	struct foreign text = sqlite3_user_data(context) ? packed_text(NULL, arena, size, stored)
							 : text_of(arena, size, stored);
	sqlite3_result_blob64(context, text.utf8, text.len, SQLITE_TRANSIENT);
	arena_free(arena);
}

void texts_register(struct database *database)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
	sqlite3_create_function(database->handle, "text_of", 2, flags, NULL, sql_text, NULL, NULL);
	sqlite3_create_function(
		database->handle, "packed_text", 2, flags, database, sql_text, NULL, NULL);
}
