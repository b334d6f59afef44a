/* A feed in XML, cut into its items.  The scan goes over the text once, finds
 * and hashes the items, and reads the rest of the document (its head) into a
 * tree; each item is read by itself when asked for, so that a bad item costs
 * one item and a known item costs nothing. */
#ifndef STEPPE_FEEDS_XML_DOCUMENT_H
#define STEPPE_FEEDS_XML_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/xml.h"
#include "feeds/xml_names.h"
#include "feeds/xml_repair.h"

enum xml_root {
	XML_ROOT_NONE,
	XML_ROOT_RSS,
	XML_ROOT_RDF,
	XML_ROOT_FEED,
	XML_ROOT_CHANNEL, /* RSS whose root is missing */
	XML_ROOT_HTML,
};

struct xml_item {
	struct foreign bytes;
	uint64_t hash;
	bool is_whole; /* its end tag was there */
};

struct xml_document {
	enum xml_root kind;
	struct xml_node *head; /* the root element without the items; NULL when there is none */
	struct xml_item *items;
	size_t items_count, items_capacity;
	struct xml_names names; /* in scope around the items */
	struct arena *tree;     /* of the head */
	struct arena *item_tree;
	struct xml_repair *repair;
	bool has_junk; /* before the root */
	bool is_cut;   /* the root element has no end */
	bool is_damaged;
	bool is_too_long; /* more items than PARSE_ITEMS_LIMIT */
	enum xml_limit limit;
};

/* `text` must outlive the document.  Long texts are put into `lasting`. */
void xml_document_init(struct xml_document *document, struct foreign text, struct arena *lasting);
void xml_document_done(struct xml_document *document);

/* The tree of one item, until the next call; NULL when there is nothing in it. */
struct xml_node *xml_document_item(
	struct xml_document *document, size_t index, struct arena *lasting);

#endif
