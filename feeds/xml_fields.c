#include "feeds/xml_fields.h"

#include <stdlib.h>
#include <string.h>

/* Each list is sorted, for bsearch(). */
static const char *const sure[] = {"comments", "content:encoded", "dc:creator", "dc:date",
	"dc:identifier", "dc:subject", "dc:title", "dcterms:modified", "enclosure",
	"feedburner:origlink", "guid", "issued", "itunes:author", "itunes:duration",
	"itunes:explicit", "itunes:image", "itunes:subtitle", "itunes:summary", "itunes:title",
	"lastbuilddate", "managingeditor", "modified", "pubdate", "published", "slash:comments",
	"updated", "webmaster", "wfw:commentrss"};
static const char *const maybe[] = {"atom:link", "author", "category", "content", "copyright",
	"description", "generator", "id", "image", "language", "link", "rights", "source",
	"summary", "title"};
static const char *const text_only[] = {"category", "comments", "copyright", "dc:creator",
	"dc:date", "dc:subject", "docs", "email", "feedburner:origlink", "generator", "guid", "id",
	"issued", "itunes:duration", "language", "lastbuilddate", "link", "managingeditor",
	"modified", "name", "pubdate", "published", "slash:comments", "title", "ttl", "updated",
	"uri", "webmaster", "wfw:commentrss"};
static const char *const markup[] = {"content", "content:encoded", "description", "itunes:summary",
	"media:description", "subtitle", "summary", "xhtml:body"};
static const char *const voids[] = {"area", "br", "col", "hr", "img", "input", "wbr", "xhtml:area",
	"xhtml:br", "xhtml:col", "xhtml:hr", "xhtml:img", "xhtml:input", "xhtml:wbr"};

static const char *const optional_ends[] = {"dd", "dt", "li", "p", "td", "th", "tr", "xhtml:dd",
	"xhtml:dt", "xhtml:li", "xhtml:p", "xhtml:td", "xhtml:th", "xhtml:tr"};

static int compare(const void *key, const void *entry)
{
	const struct foreign *name = key;
	const char *other = *(const char *const *)entry;
	int order = strncmp(name->utf8, other, name->len);
	return order != 0 ? order : other[name->len] == '\0' ? 0 : -1;
}

#define IS_IN(list, name) \
	(bsearch(&(name), list, sizeof(list) / sizeof *(list), sizeof *(list), compare) != NULL)

/* Most names there are: the markup of articles. */
static bool is_xhtml(struct foreign name)
{
	return name.len > 6 && memcmp(name.utf8, "xhtml:", 6) == 0;
}

enum xml_field_trait xml_field_trait(struct foreign name)
{
	if (is_xhtml(name))
		return XML_FIELD_NONE;
	if (IS_IN(sure, name))
		return XML_FIELD_SURE;
	return IS_IN(maybe, name) ? XML_FIELD_MAYBE : XML_FIELD_NONE;
}

bool xml_field_is_text(struct foreign name)
{
	return IS_IN(text_only, name);
}

bool xml_field_is_markup(struct foreign name)
{
	return IS_IN(markup, name);
}

bool xml_field_has_optional_end(struct foreign name)
{
	return IS_IN(optional_ends, name);
}

bool xml_field_is_void(struct foreign name)
{
	return IS_IN(voids, name);
}
