/* XML names as the rest of the room spells them: lower case, with the usual
 * prefix of their namespace, whatever prefix the document chose ("dc:creator",
 * "itunes:duration"); names of the feed's own format have no prefix. */
#ifndef STEPPE_FEEDS_XML_NAMES_H
#define STEPPE_FEEDS_XML_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/buffer.h"
#include "src/base/text.h"

#define XML_KNOWN_NAMES 64
#define XML_KNOWN_LENGTH 55

/* Namespaces that decide which format a document is. */
enum xml_family {
	XML_OTHER = 0,
	XML_ATOM_03 = 1 << 0,
	XML_ATOM_10 = 1 << 1,
	XML_RSS_090 = 1 << 2,
	XML_RSS_10 = 1 << 3,
	XML_RSS_20 = 1 << 4,
	XML_RDF = 1 << 5,
};

#define XML_ATOM (XML_ATOM_03 | XML_ATOM_10)
#define XML_RSS (XML_RSS_090 | XML_RSS_10 | XML_RSS_20)

struct xml_namespace;

/* A name as it was met, and what it is. */
struct xml_name {
	struct foreign canonical; /* lasts until the next name is looked up */
	unsigned traits;          /* xml_fields.h */
};

/* Of the few names that a document consists of, the ones met lately. */
struct xml_known_name {
	struct foreign raw; /* looks into the document */
	uint64_t scope;
	unsigned traits;
	unsigned char len;
	char canonical[XML_KNOWN_LENGTH];
};

/* One xmlns="…" in scope; both texts look into the document. */
struct xml_binding {
	struct foreign prefix;
	struct foreign uri;
	const struct xml_namespace *known; /* what the rest of the room calls it, or NULL */
	uint64_t scope;                    /* stands for this and all bindings before it */
};

struct xml_names {
	struct xml_binding *bindings;
	size_t count, capacity;
	unsigned core;           /* enum xml_family: whose names have no prefix */
	struct foreign core_uri; /* the root's own namespace, known or not */
	unsigned declared;       /* families that the document declared so far */
	struct xml_known_name lately[XML_KNOWN_NAMES];
	struct buffer other; /* a name too long to be among them */
};

void xml_names_done(struct xml_names *names);
/* Takes note when the attribute is xmlns or xmlns:prefix; true then. */
bool xml_names_declare(struct xml_names *names, struct foreign attribute, struct foreign value);
/* Declarations made after there were `count` of them are out of scope. */
void xml_names_forget(struct xml_names *names, size_t count);
/* The root says which namespace is the format's own. */
void xml_names_set_core(struct xml_names *names, struct foreign root_name, unsigned core);

/* What an element is called. */
struct xml_name xml_names_find(struct xml_names *names, struct foreign raw);
/* Appends the name of an attribute, which takes no default namespace. */
void xml_names_write_attribute(
	struct buffer *out, const struct xml_names *names, struct foreign raw);

#endif
