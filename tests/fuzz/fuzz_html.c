/* Any bytes as HTML: the tree, cleaned HTML, a document and the extractor. */
#include <stdlib.h>
#include <string.h>

#include "feeds/clean.h"
#include "feeds/document.h"
#include "feeds/extract.h"
#include "feeds/repeats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct foreign base = {"https://example.org/a/b", 23};
	struct arena *arena = arena_new();
	struct foreign html = foreign_from_bytes(arena, (struct bytes){(const char *)data, size});
	struct foreign clean = clean_html(arena, html, base);
	if (clean.len > 0 && (memmem(clean.utf8, clean.len, "<script", 7) ||
				     memmem(clean.utf8, clean.len, "<a href=\"javascript:", 20)))
		abort();
	struct document document;
	struct extract extract;
	struct error error;
	uint64_t hashes[REPEATS_LEARNED_LIMIT];
	document_from_html(&document, arena, html, base, &error);
	document_from_text(&document, arena, html);
	extract_article(&extract, arena, html, base, &error);
	repeats_learn(hashes, arena, html);
	arena_free(arena);
	return 0;
}
