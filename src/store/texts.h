/* The bodies: what an article is besides its row in a list.  Written as it came into
 * `texts`, moved deflated into `packed` when idle (index.c); what came last counts. */
#ifndef STEPPE_STORE_TEXTS_H
#define STEPPE_STORE_TEXTS_H

#include "feeds/feed.h"
#include "src/base/buffer.h"
#include "src/store/connection.h"

#define TEXT_LIMIT (32u << 20)

/* texts.id = article * 4 + kind.  Kept in files: never renumber. */
enum text_kind {
	TEXT_CONTENT = 0, /* with the details beside it */
	TEXT_FULLTEXT = 1,
	TEXT_PREVIOUS = 2,
	TEXT_PREVIOUS_FULLTEXT = 3,
};

bool texts_write(struct database *database, int64_t article_id, enum text_kind kind,
	struct bytes details, struct foreign text, struct error *error);
/* Empty when there is none.  `details` may be NULL. */
bool texts_read(struct foreign *text, struct bytes *details, struct arena *arena,
	struct database *database, int64_t article_id, enum text_kind kind, struct error *error);
/* Moves one row of `texts` into `packed`. */
bool texts_pack(struct database *database, int64_t text_id, struct error *error);

/* In SQL, of the row of articles called `row`: its text of `kind`, a literal digit. */
#define TEXT_SQL(row, kind)                                                                  \
	"coalesce((SELECT text_of(packing, text) FROM texts WHERE texts.id = " row           \
	".id * 4 + " kind "), (SELECT packed_text(size, body) FROM packed WHERE packed.id =" \
	" " row ".id * 4 + " kind "))"
/* text_of() and packed_text(), for connections that read. */
void texts_register(struct database *database);

/* details.c: the fields no list shows, as length-prefixed values in a fixed order. */
void details_pack(struct buffer *out, const struct article *article);
void details_unpack(struct stored_article *out, struct arena *arena, struct bytes packed);
/* What the reader calls the content, whichever field it came in. */
struct foreign article_content(struct arena *arena, const struct article *article);

#endif
