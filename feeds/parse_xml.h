/* What the XML formats share with parse.c: each reads the head of a document
 * into a feed, and one item into an article. */
#ifndef STEPPE_FEEDS_PARSE_XML_H
#define STEPPE_FEEDS_PARSE_XML_H

#include "feeds/draft.h"

/* RSS 0.90–2.0: `head` is the root element. */
void parse_rss_feed(struct draft *draft, const struct xml_node *head);
void parse_rss_item(struct draft *draft, const struct xml_node *item);
enum feed_format parse_rss_format(const struct xml_document *document);

/* Atom 0.3 and 1.0. */
void parse_atom_feed(struct draft *draft, const struct xml_node *head);
void parse_atom_entry(struct draft *draft, const struct xml_node *entry);
enum feed_format parse_atom_format(const struct xml_document *document);

#endif
