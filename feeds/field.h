/* Reading the fields of a feed in XML: text, addresses and "rich" text that may
 * be HTML, each with the xml:base that is in force where it stands. */
#ifndef STEPPE_FEEDS_FIELD_H
#define STEPPE_FEEDS_FIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "feeds/feed.h"
#include "feeds/xml.h"
#include "feeds/xml_document.h"

/* All text that the functions below return lives in `arena` or in the document. */
struct field_reader {
	struct arena *arena;
	struct foreign base; /* in force around the tree that is read */
	enum xml_root kind;
	bool is_atom_03;
};

#define FIELD_LIMIT (64u << 10)  /* of a field that is one line; more is cut off */
#define PLAIN_LIMIT (256u << 10) /* of what becomes a title or a summary */

/* Text without white space at its ends, as long as a line may be. */
struct foreign field_text(const struct field_reader *reader, const struct xml_node *node);
/* However long. */
struct foreign field_whole_text(const struct field_reader *reader, const struct xml_node *node);
struct foreign field_attribute(
	const struct field_reader *reader, const struct xml_node *node, const char *name);
/* Resolved; empty when it is no address that a reader may show. */
struct foreign field_url(const struct field_reader *reader, const struct xml_node *node);
struct foreign field_attribute_url(
	const struct field_reader *reader, const struct xml_node *node, const char *name);
/* It begins with http:// or https://. */
bool field_is_web_address(struct foreign text);
/* A count; -1 when there is none.  "1,234" is one. */
int64_t field_number(struct foreign text);
/* The size of a file in bytes; -1 when it is 0, "unknown" or in other units. */
int64_t field_size(struct foreign text);
int64_t field_date(const struct xml_node *node);
/* yes, true, explicit; no, false, clean. */
enum tristate field_word_truth(struct foreign word);
enum tristate field_truth(const struct xml_node *node);

/* What the addresses in `node` resolve against. */
struct foreign field_base(const struct field_reader *reader, const struct xml_node *node);
/* The nearest xml:lang, or an empty text. */
struct foreign field_language(const struct field_reader *reader, const struct xml_node *node);

struct rich_text {
	struct foreign text;
	struct foreign base;
	bool is_html;
};

/* An RSS text: HTML, escaped or not.  An Atom text construct or content: by its
 * type (and mode, in 0.3). */
struct rich_text field_rich(const struct field_reader *reader, const struct xml_node *node);
struct foreign rich_plain(struct arena *arena, struct rich_text rich);
/* field_rich() as plain text. */
struct foreign field_plain(const struct field_reader *reader, const struct xml_node *node);

#endif
