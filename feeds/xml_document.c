#include "feeds/xml_document.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feeds/parse_options.h"
#include "src/base/array.h"
#include "src/base/memory.h"

static const struct {
	const char *name;
	enum xml_root kind;
} roots[] = {
	{"rss", XML_ROOT_RSS},
	{"rdf", XML_ROOT_RDF},
	{"feed", XML_ROOT_FEED},
	{"channel", XML_ROOT_CHANNEL},
	{"html", XML_ROOT_HTML},
	{"head", XML_ROOT_HTML},
	{"body", XML_ROOT_HTML},
};

static struct foreign local_name(struct foreign name)
{
	const char *colon = name.len > 0 ? memchr(name.utf8, ':', name.len) : NULL;
	if (!colon)
		return name;
	size_t skip = (size_t)(colon + 1 - name.utf8);
	return (struct foreign){colon + 1, name.len - skip};
}

static bool is_called(struct foreign name, const char *string)
{
	return name.len == strlen(string) && strncasecmp(name.utf8, string, name.len) == 0;
}

static enum xml_root root_kind(struct foreign name)
{
	struct foreign local = local_name(name);
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
		bool is_bare = roots[i].kind != XML_ROOT_HTML || local.len == name.len;
		if (is_bare && is_called(local, roots[i].name)) /* not soap:Body */
			return roots[i].kind;
	}
	return XML_ROOT_NONE;
}

/* An entry by itself is an Atom document, too (RFC 4287, 4.1.2). */
static bool is_lone_entry(const struct xml_token *token)
{
	static const char *const namespaces[] = {"www.w3.org/2005/Atom", "purl.org/atom/ns"};
	struct foreign attributes = token->attributes;
	for (size_t i = 0; i < 2 && is_called(local_name(token->name), "entry"); i++)
		if (memmem(attributes.utf8, attributes.len, namespaces[i], strlen(namespaces[i])))
			return true;
	return false;
}

/* Which root element `text` has, and where it begins.  Elements before it are junk (warnings
 * of a server, say). */
static enum xml_root find_root(struct foreign text, size_t *offset)
{
	struct xml_scan scan = {.at = text.utf8, .end = text.utf8 + text.len};
	struct xml_token token;
	bool is_first = true;
	for (const char *start = scan.at; xml_scan_next(&scan, &token); start = scan.at) {
		enum xml_root kind = token.kind == XML_OPEN ? root_kind(token.name) : XML_ROOT_NONE;
		*offset = (size_t)(start - text.utf8);
		if (kind == XML_ROOT_NONE && token.kind == XML_OPEN && is_first) {
			is_first = false;
			kind = is_lone_entry(&token) ? XML_ROOT_FEED : XML_ROOT_NONE;
		}
		if (kind != XML_ROOT_NONE)
			return kind;
	}
	return XML_ROOT_NONE;
}

/* <item> or <entry> of the feed's own namespace; some Atom feeds say item. */
static bool is_item(const struct xml_document *document, struct foreign name)
{
	if (!is_called(local_name(name), "item") && !is_called(local_name(name), "entry"))
		return false;
	struct foreign canonical = xml_names_find(document->repair->names, name).canonical;
	return foreign_equal(canonical, FOREIGN("item")) ||
	       foreign_equal(canonical, FOREIGN("entry"));
}

/* The namespaces around the first item are those of all. */
static void keep_names(struct xml_document *document)
{
	const struct xml_names *names = document->repair->names;
	document->names = *names;
	document->names.capacity = names->count;
	document->names.other = (struct buffer){0};
	document->names.bindings = memory_calloc(names->count + 1, sizeof *names->bindings);
	if (names->count > 0)
		memcpy(document->names.bindings, names->bindings,
			names->count * sizeof *names->bindings);
}

static void take_item(struct xml_document *document, struct xml_scan *scan,
	const struct xml_token *token, const char *start)
{
	if (document->items_count == 0)
		keep_names(document);
	bool is_whole = token->is_empty;
	struct xml_unsteady unsteady = {.count = 0};
	struct foreign bytes = {start, (size_t)(scan->at - start)};
	if (!token->is_empty) {
		scan->at = start;
		bytes.len = xml_scan_element(scan, token->name, &is_whole, &unsteady);
	}
	if (document->items_count == PARSE_ITEMS_LIMIT) {
		document->is_too_long = true;
		return;
	}
	ARRAY_PUSH(document->items, document->items_count,
		document->items_capacity) = (struct xml_item){
		.bytes = bytes, .hash = xml_unsteady_hash(&unsteady, bytes), .is_whole = is_whole};
}

/* True when the token ends the document: the root is closed and another begins. */
static bool is_second_root(const struct xml_document *document, const struct xml_token *token)
{
	return document->repair->root_is_closed && token->kind == XML_OPEN &&
	       root_kind(token->name) != XML_ROOT_NONE;
}

static void scan_head(struct xml_document *document, struct xml_scan *scan)
{
	struct xml_repair *repair = document->repair;
	struct xml_token token;
	for (const char *start = scan->at; xml_scan_next(scan, &token); start = scan->at) {
		if (is_second_root(document, &token))
			break;
		if (token.kind == XML_OPEN && is_item(document, token.name)) {
			take_item(document, scan, &token, start);
			continue;
		}
		bool is_root = repair->elements == 0 && token.kind == XML_OPEN;
		xml_repair_take(repair, &token);
		if (is_root)
			xml_names_set_core(repair->names, token.name,
				document->kind == XML_ROOT_FEED ? XML_ATOM : XML_RSS);
	}
	document->is_cut = repair->depth > 0;
}

void xml_document_init(struct xml_document *document, struct foreign text, struct arena *lasting)
{
	*document = (struct xml_document){.tree = arena_new(), .item_tree = arena_new()};
	size_t offset = 0;
	document->kind = find_root(text, &offset);
	if (document->kind == XML_ROOT_NONE || document->kind == XML_ROOT_HTML)
		return;
	document->has_junk = offset > 0 && *text.utf8 != '<';
	struct xml_names names = {.core = document->kind == XML_ROOT_FEED ? XML_ATOM : XML_RSS};
	document->repair = memory_calloc(1, sizeof *document->repair);
	*document->repair = (struct xml_repair){.names = &names, .is_list = true};
	struct xml_scan scan = {.at = text.utf8 + offset, .end = text.utf8 + text.len};
	scan_head(document, &scan);
	document->head = xml_repair_read(document->repair, document->tree, lasting, NULL);
	document->is_damaged = scan.is_damaged || document->repair->damage != 0;
	document->limit = document->repair->limit;
	document->names.declared |= names.declared;
	xml_names_done(&names);
	document->repair->names = &document->names;
	document->repair->is_list = false;
}

void xml_document_done(struct xml_document *document)
{
	xml_names_done(&document->names);
	free(document->items);
	arena_free(document->tree);
	arena_free(document->item_tree);
	if (document->repair)
		xml_repair_done(document->repair);
	free(document->repair);
}

struct xml_node *xml_document_item(
	struct xml_document *document, size_t index, struct arena *lasting)
{
	struct foreign bytes = document->items[index].bytes;
	struct xml_scan scan = {.at = bytes.utf8, .end = bytes.utf8 + bytes.len};
	struct xml_token token;
	xml_repair_reset(document->repair);
	arena_reset(document->item_tree);
	while (xml_scan_next(&scan, &token))
		xml_repair_take(document->repair, &token);
	struct xml_node *item =
		xml_repair_read(document->repair, document->item_tree, lasting, NULL);
	document->is_damaged |= scan.is_damaged || document->repair->damage != 0;
	document->limit = document->repair->limit;
	return item;
}
