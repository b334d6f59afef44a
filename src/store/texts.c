#include "src/store/texts.h"

#include <string.h>
#include <zlib.h>

#include "src/base/words.h"

/* texts.packing: 0 = as it is; else deflated, and the number is the size before. */
#define PACK_AT_LEAST 256

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

static struct foreign inflate_text(struct arena *arena, struct bytes packed, int64_t size)
{
	if (size > TEXT_LIMIT)
		return (struct foreign){"", 0};
	char *out = arena_alloc(arena, (size_t)size + 1);
	uLongf len = (uLongf)size;
	if (uncompress((Bytef *)out, &len, (const Bytef *)packed.data, packed.len) != Z_OK)
		return (struct foreign){"", 0};
	return foreign_from_bytes(arena, (struct bytes){out, len});
}

struct foreign texts_unpack(struct arena *arena, struct bytes stored, int64_t packing)
{
	return packing > 0 ? inflate_text(arena, stored, packing)
			   : foreign_from_bytes(arena, stored);
}

bool texts_read(struct foreign *text, struct bytes *details, struct arena *arena,
	struct database *database, int64_t article_id, enum text_kind kind, struct error *error)
{
	*text = (struct foreign){"", 0};
	if (details)
		*details = (struct bytes){"", 0};
	struct statement *statement =
		statement_start(database, "SELECT packing, details, text FROM texts WHERE id = ?1",
			VALUES(of_integer(text_id(article_id, kind))), error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW) {
		int64_t size = statement_integer(statement, 0);
		if (details)
			*details = statement_bytes(statement, 1, arena);
		*text = size > 0 ? inflate_text(arena, statement_peek(statement, 2), size)
				 : statement_text(statement, 2, arena);
	}
	statement_end(statement);
	return step != STEP_FAILED;
}

bool texts_pack(struct database *database, int64_t id, struct error *error)
{
	struct statement *statement =
		statement_start(database, "SELECT text FROM texts WHERE id = ?1 AND packing = 0",
			VALUES(of_integer(id)), error);
	if (!statement)
		return false;
	struct arena *arena = arena_new();
	struct bytes packed = {0};
	size_t size = 0;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW) {
		struct bytes text = statement_peek(statement, 0);
		size = text.len;
		uLongf len = compressBound(size);
		char *out = arena_alloc(arena, len);
		if (size >= PACK_AT_LEAST &&
			compress2((Bytef *)out, &len, (const Bytef *)text.data, size, 6) == Z_OK)
			packed = (struct bytes){out, len};
	}
	statement_end(statement);
	bool is_good = step != STEP_FAILED;
	if (is_good && packed.len > 0 && packed.len < size)
		is_good = database_run(database,
			"UPDATE texts SET packing = ?2, text = ?3 WHERE id = ?1",
			VALUES(of_integer(id), of_integer((int64_t)size), of_bytes(packed)), error);
	arena_free(arena);
	return is_good;
}
