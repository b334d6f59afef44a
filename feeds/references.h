/* Character references: &amp; &#8217; &#x1F600; &nbsp; (HTML, 13.5).  Numbers
 * 128–159 mean windows-1252, as browsers read them; halves of surrogate pairs
 * are joined; what is no character is U+FFFD. */
#ifndef STEPPE_FEEDS_REFERENCES_H
#define STEPPE_FEEDS_REFERENCES_H

#include <stddef.h>
#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/buffer.h"
#include "src/base/text.h"

enum reference_rule {
	REFERENCE_XML,  /* a named reference needs its semicolon */
	REFERENCE_HTML, /* the old names (&copy &nbsp) do without it */
};

struct reference {
	char utf8[8];
	size_t len;
};

/* The character of that number, as browsers read &#N;. */
void reference_of_code_point(struct reference *out, uint32_t code);

/* `at` starts with '&'.  The length of the reference there, or 0 when it is none. */
size_t reference_read(struct reference *out, const char *at, size_t len, enum reference_rule rule);

/* Every reference of `text` resolved; `text` itself when there is none. */
struct foreign references_resolve(
	struct arena *arena, struct foreign text, enum reference_rule rule);

/* `text` with & < and " written as references, for an XML or HTML document. */
void references_escape(struct buffer *out, struct foreign text);
/* The same for text of several lines: `line_break` stands where each but the last ends. */
void references_escape_lines(struct buffer *out, struct foreign text, const char *line_break);

#endif
