#include "feeds/xml_unsteady.h"

#include <string.h>

#include "feeds/markup.h"
#include "src/base/hash.h"

/* An unclosed tag is not searched for its end through the whole document. */
#define TAG_LIMIT 4096

/* By the prefixes in use: whoever chooses others is read again, no more. */
static const struct foreign names[] = {FOREIGN("media:thumbnail"), FOREIGN("media:statistics"),
	FOREIGN("media:starRating"), FOREIGN("slash:comments"), FOREIGN("thr:total")};

static bool is_unsteady(struct foreign name)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (foreign_equal(name, names[i]))
			return true;
	return false;
}

/* Its attributes and its text: up to the tag that follows. */
void xml_unsteady_note(struct xml_unsteady *unsteady, const char *at, const char *end)
{
	if (end - at < 2 || !strchr("mst", at[1]) || unsteady->count == XML_UNSTEADY_LIMIT)
		return;
	if (end - at > TAG_LIMIT)
		end = at + TAG_LIMIT;
	struct foreign name = markup_tag_name(at, end);
	size_t len = is_unsteady(name) ? markup_tag_length(at, end) : 0;
	const char *next = len > 0 ? memchr(at + len, '<', (size_t)(end - at) - len) : NULL;
	if (!next)
		return;
	const char *start = name.utf8 + name.len;
	unsteady->parts[unsteady->count++] = (struct foreign){start, (size_t)(next - start)};
}

uint64_t xml_unsteady_hash(const struct xml_unsteady *unsteady, struct foreign item)
{
	uint64_t hashes[XML_UNSTEADY_LIMIT + 1];
	size_t count = 0;
	const char *at = item.utf8, *end = at + item.len;
	for (; count < unsteady->count; count++) {
		struct foreign part = unsteady->parts[count];
		hashes[count] = hash_bytes(at, (size_t)(part.utf8 - at));
		at = part.utf8 + part.len;
	}
	hashes[count++] = hash_bytes(at, (size_t)(end - at));
	return count == 1 ? hashes[0] : hash_bytes(hashes, count * sizeof *hashes);
}
