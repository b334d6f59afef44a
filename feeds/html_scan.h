/* Inside feeds/html_filter: tags and the ends of elements in a page's bytes (WHATWG 13.2.5). */
#ifndef STEPPE_FEEDS_HTML_SCAN_H
#define STEPPE_FEEDS_HTML_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#include "feeds/html_tags.h"
#include "src/base/text.h"

#define HTML_ATTRIBUTES_LIMIT 64

struct html_element {
	enum html_tag tag;
	uint64_t name_hash; /* of HTML_OTHER, else 0 */
};

struct html_tag_text {
	const char *start;
	const char *end;            /* behind '>' */
	const char *attributes_end; /* behind the last attribute that may stay */
	struct foreign name;
	struct html_element element;
	bool is_end;
	bool has_too_many_attributes;
};

bool html_scan_is_letter(char byte);
const char *html_scan_find(const char *at, const char *end, const char *what);

/* `at` is at '<' before a letter, or "</" before a letter.  False at the end of the text. */
bool html_scan_tag(struct html_tag_text *tag, const char *at, const char *end);

bool html_scan_is_json_ld(const struct html_tag_text *tag);
/* The next long address inside a tag that holds its data itself ("data:…"): what
 * follows "data:".  Nobody shows it, and one picture can be longer than all the
 * text that may be read.  False when there is none. */
bool html_scan_data(struct foreign *out, const char *at, const char *end);

/* Where "</name" stands, or NULL. */
const char *html_scan_end_tag(const char *at, const char *end, struct foreign name);
/* "<!-- <script> … </script> -->" inside a script does not end it (WHATWG 13.2.5.20). */
const char *html_scan_script_end(const char *at, const char *end, struct foreign name);

#endif
