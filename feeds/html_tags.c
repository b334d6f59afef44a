#include "feeds/html_tags.h"

#include <stdlib.h>
#include <string.h>

enum {
	INLINE = HTML_IS_INLINE,
	BLOCK = HTML_IS_BLOCK,
	VOID = HTML_IS_VOID,
	RAW = HTML_IS_RAW,
	SILENT = HTML_IS_SILENT,
	KEPT = HTML_IS_KEPT,
	FORMAT = HTML_IS_FORMAT,
	SCOPE = HTML_IS_SCOPE,
	LAZY_END = HTML_IS_LAZY_END,
	ORDINARY = HTML_IS_ORDINARY,
	SPECIAL = HTML_IS_SPECIAL,
};

static const struct tag_facts {
	const char *name;
	unsigned traits;
} facts[] = {
	[HTML_TEXT] = {"", INLINE},
	[HTML_OTHER] = {"", INLINE},
#define HTML_TAG(NAME, name, traits) [HTML_##NAME] = {name, traits},
#include "feeds/html_tags.def"
#undef HTML_TAG
};

enum { FACTS_COUNT = sizeof facts / sizeof facts[0], NAME_SIZE = 12 };

unsigned html_traits(enum html_tag tag)
{
	return facts[tag].traits;
}

const char *html_tag_name(enum html_tag tag)
{
	return facts[tag].name;
}

static int compare_name(const void *name, const void *one)
{
	const char *wanted = name, *other = ((const struct tag_facts *)one)->name;
	int order = *wanted - *other;
	return order != 0 ? order : strcmp(wanted, other);
}

enum html_tag html_tag_by_name(struct foreign name)
{
	char lower[NAME_SIZE];
	if (name.len >= sizeof lower)
		return HTML_OTHER;
	for (size_t i = 0; i < name.len; i++) {
		char byte = name.utf8[i];
		lower[i] = byte >= 'A' && byte <= 'Z' ? byte | 32 : byte;
	}
	lower[name.len] = '\0';
	const struct tag_facts *found = bsearch(lower, facts + HTML_OTHER + 1,
		FACTS_COUNT - HTML_OTHER - 1, sizeof facts[0], compare_name);
	return found ? (enum html_tag)(found - facts) : HTML_OTHER;
}
