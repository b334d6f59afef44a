/* Makes the XML of real feeds fit for Mini-XML: a skeleton with balanced tags,
 * canonical names (xml_names.h) and clean attributes, without any text.  One pass,
 * linear; the texts are put into the tree, the long ones as views of the document.
 *
 *     document ── xml_scan ──▶ tokens ── xml_repair ──▶ skeleton ── xml ──▶ tree
 *                                              └─────── texts ──────────────┘
 */
#ifndef STEPPE_FEEDS_XML_REPAIR_H
#define STEPPE_FEEDS_XML_REPAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/xml.h"
#include "feeds/xml_names.h"
#include "feeds/xml_scan.h"
#include "feeds/xml_texts.h"
#include "src/base/buffer.h"

#define XML_DEPTH_LIMIT 256
#define XML_ATTRIBUTES_LIMIT 64
#define XML_ELEMENTS_LIMIT 65536        /* of one skeleton: an item, or all that is no item */
#define XML_ALL_ATTRIBUTES_LIMIT 262144 /* of one skeleton, likewise */
#define XML_VALUE_LIMIT (64u << 10)     /* of an attribute's value; more is cut off */
#define XML_SHORT_LENGTH 64             /* longer texts are not copied */

enum xml_damage {
	XML_MISNESTED = 1 << 0, /* end tags missing or crossed */
	XML_LEFT_OUT = 1 << 1,  /* HTML over the limits, or more than XML_ELEMENTS_LIMIT */
};

/* A limit that the feed's own elements are over, which fails the feed.  HTML
 * inside an article's text is over it without harm: it is left out. */
enum xml_limit {
	XML_LIMIT_NONE,
	XML_LIMIT_DEPTH,
	XML_LIMIT_ATTRIBUTES,
	XML_LIMIT_NAME,
};

struct xml_open {
	struct foreign raw_name;
	size_t written_at; /* the canonical name, in the skeleton */
	size_t written_len;
	unsigned traits; /* xml_fields.h */
	size_t bindings; /* of xml_names before this element */
};

struct xml_repair {
	struct xml_names *names;
	struct buffer skeleton;
	struct xml_texts texts;
	size_t tags; /* in the skeleton so far */
	struct xml_open open[XML_DEPTH_LIMIT];
	uint32_t open_hashes[XML_DEPTH_LIMIT]; /* of raw_name, for finding it */
	size_t depth;
	size_t markup_depth; /* of the element around unescaped HTML, 0 = none */
	size_t unwritten;    /* open elements beyond the limits */
	size_t elements, attributes;
	bool root_is_closed;
	bool is_list;    /* the text between the outermost elements means nothing */
	unsigned damage; /* enum xml_damage */
	enum xml_limit limit;
};

void xml_repair_done(struct xml_repair *repair);
/* Empty again, for the next item; keeps its memory and `names`. */
void xml_repair_reset(struct xml_repair *repair);

/* Adds one token to the skeleton. */
void xml_repair_take(struct xml_repair *repair, const struct xml_token *token);

/* Closes what is open and reads the tree.  Its nodes live in `tree`, its long
 * texts in `lasting` or in the document.  NULL when there is nothing in it. */
struct xml_node *xml_repair_read(
	struct xml_repair *repair, struct arena *tree, struct arena *lasting, struct error *error);

#endif
