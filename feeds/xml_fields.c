#include "feeds/xml_fields.h"

#include <stdlib.h>
#include <string.h>

enum {
	SURE = XML_FIELD_SURE,
	MAYBE = XML_FIELD_MAYBE,
	TEXT = XML_FIELD_TEXT,
	MARKUP = XML_FIELD_MARKUP,
	VOID = XML_FIELD_VOID,
	OPTIONAL_END = XML_FIELD_OPTIONAL_END,
};

/* Sorted by name. */
static const struct field_facts {
	const char *name;
	unsigned traits;
} facts[] = {
	{"area", VOID},
	{"atom:link", MAYBE},
	{"author", MAYBE},
	{"br", VOID},
	{"category", MAYBE | TEXT},
	{"col", VOID},
	{"comments", SURE | TEXT},
	{"content", MAYBE | MARKUP},
	{"content:encoded", SURE | MARKUP},
	{"copyright", MAYBE | TEXT},
	{"dc:creator", SURE | TEXT},
	{"dc:date", SURE | TEXT},
	{"dc:identifier", SURE},
	{"dc:subject", SURE | TEXT},
	{"dc:title", SURE},
	{"dcterms:modified", SURE},
	{"dd", OPTIONAL_END},
	{"description", MAYBE | MARKUP},
	{"docs", TEXT},
	{"dt", OPTIONAL_END},
	{"email", TEXT},
	{"enclosure", SURE},
	{"feedburner:origlink", SURE | TEXT},
	{"generator", MAYBE | TEXT},
	{"guid", SURE | TEXT},
	{"hr", VOID},
	{"id", MAYBE | TEXT},
	{"image", MAYBE},
	{"img", VOID},
	{"input", VOID},
	{"issued", SURE | TEXT},
	{"itunes:author", SURE},
	{"itunes:duration", SURE | TEXT},
	{"itunes:explicit", SURE},
	{"itunes:image", SURE},
	{"itunes:subtitle", SURE},
	{"itunes:summary", SURE | MARKUP},
	{"itunes:title", SURE},
	{"language", MAYBE | TEXT},
	{"lastbuilddate", SURE | TEXT},
	{"li", OPTIONAL_END},
	{"link", MAYBE | TEXT},
	{"managingeditor", SURE | TEXT},
	{"media:description", MARKUP},
	{"modified", SURE | TEXT},
	{"name", TEXT},
	{"p", OPTIONAL_END},
	{"pubdate", SURE | TEXT},
	{"published", SURE | TEXT},
	{"rights", MAYBE},
	{"slash:comments", SURE | TEXT},
	{"source", MAYBE},
	{"subtitle", MARKUP},
	{"summary", MAYBE | MARKUP},
	{"td", OPTIONAL_END},
	{"th", OPTIONAL_END},
	{"title", MAYBE | TEXT},
	{"tr", OPTIONAL_END},
	{"ttl", TEXT},
	{"updated", SURE | TEXT},
	{"uri", TEXT},
	{"wbr", VOID},
	{"webmaster", SURE | TEXT},
	{"wfw:commentrss", SURE | TEXT},
	{"xhtml:area", VOID},
	{"xhtml:body", MARKUP},
	{"xhtml:br", VOID},
	{"xhtml:col", VOID},
	{"xhtml:dd", OPTIONAL_END},
	{"xhtml:dt", OPTIONAL_END},
	{"xhtml:hr", VOID},
	{"xhtml:img", VOID},
	{"xhtml:input", VOID},
	{"xhtml:li", OPTIONAL_END},
	{"xhtml:p", OPTIONAL_END},
	{"xhtml:td", OPTIONAL_END},
	{"xhtml:th", OPTIONAL_END},
	{"xhtml:tr", OPTIONAL_END},
	{"xhtml:wbr", VOID},
};

static int compare(const void *key, const void *entry)
{
	const struct foreign *name = key;
	const char *other = ((const struct field_facts *)entry)->name;
	int order = *name->utf8 - *other;
	if (order == 0)
		order = strncmp(name->utf8, other, name->len);
	return order != 0 ? order : other[name->len] == '\0' ? 0 : -1;
}

unsigned xml_field_traits(struct foreign name)
{
	const struct field_facts *found =
		bsearch(&name, facts, sizeof facts / sizeof *facts, sizeof *facts, compare);
	return found ? found->traits : 0;
}
