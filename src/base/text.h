/* Text, by how far it can be trusted.
 *
 *     bytes    what a server or a file sent: any encoding, any content
 *     foreign  well-formed UTF-8, but it may still hold control characters
 *     safe     may be put on the terminal
 *
 * The three are different types, so the compiler stops a mix-up.  Only
 * foreign_from_bytes() and safe_from_foreign() lead from one to the next.
 * All three are views: they own nothing and live as long as what they look
 * at.  They are passed by value and are not NUL-terminated. */
#ifndef STEPPE_BASE_TEXT_H
#define STEPPE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/arena.h"

struct bytes {
	const char *data;
	size_t len;
};

struct foreign {
	const char *utf8;
	size_t len;
};

struct safe {
	const char *utf8;
	size_t len;
};

/* Text that we wrote ourselves; takes a string literal and nothing else. */
#define SAFE(literal) ((struct safe){"" literal "", sizeof(literal) - 1})
#define FOREIGN(literal) ((struct foreign){"" literal "", sizeof(literal) - 1})

/* Well-formed UTF-8 from anything: each ill-formed byte sequence (Unicode 3.9,
 * "maximal subpart") and each NUL becomes U+FFFD, a long run of them a shorter
 * one.  Valid input is not copied: the result may look into `bytes`, else it
 * lives in `arena`. */
struct foreign foreign_from_bytes(struct arena *arena, struct bytes bytes);

/* True when `bytes` is well-formed UTF-8 without NUL. */
bool bytes_are_utf8(struct bytes bytes);

/* A NUL-terminated string that is already known to be foreign text (it came out
 * of one of our own buffers); checked by assertion in test builds. */
struct foreign foreign_from_string(const char *utf8);

/* NUL-terminated copy for the calls of libraries. */
char *foreign_string(struct arena *arena, struct foreign text);
struct foreign foreign_copy(struct arena *arena, struct foreign text);

bool foreign_equal(struct foreign a, struct foreign b);
bool foreign_equal_ignoring_ascii_case(struct foreign a, struct foreign b);
bool foreign_starts_with(struct foreign text, struct foreign start);
bool foreign_holds(struct foreign text, const char *part);
/* Its first `len` bytes, less the part of a character that would be cut. */
struct foreign foreign_cut(struct foreign text, size_t len);
/* Without white space (ASCII and U+00A0, U+FEFF) at both ends. */
struct foreign foreign_trim(struct foreign text);
/* Trimmed, and every inner run of white space made one blank. */
struct foreign foreign_collapse(struct arena *arena, struct foreign text);

/* For comparing and finding: case folded (Unicode, not by language), accents
 * dropped, compatibility forms made plain.  "Ёлка", "ЕЛКА" → "елка". */
struct foreign foreign_fold(struct arena *arena, struct foreign text);
/* "e" for "é": the letter that the marks stand upon, itself when there are none. */
uint32_t letter_without_marks(uint32_t letter);

enum safe_shape {
	SAFE_LINE,  /* one line: line breaks and tabs become one blank */
	SAFE_LINES, /* '\n' and '\t' stay (the caller breaks lines and expands tabs) */
};

/* Takes out what could steer a terminal or deceive a reader.  Controls (C0, C1, DEL)
 * other than white space become U+FFFD, as do noncharacters; what is invisible (bidi
 * controls, tags, fillers, zero-width characters) goes, but for ZWJ and ZWNJ between
 * letters that join; a base has at most 8 combining marks.  Only src/session/present.c
 * and src/cli/print.c call it.  The result lives in `arena` or looks into `text`. */
struct safe safe_from_foreign(struct arena *arena, struct foreign text, enum safe_shape shape);

/* Columns that `text` takes on a terminal (UAX #11, by grapheme cluster). */
int safe_columns(struct safe text);

/* The longest start of `text` that fits in `columns`; never cuts a cluster. */
struct safe safe_fit(struct safe text, int columns);

/* The bytes from `start` on, at most `len` of them; the caller cuts between characters. */
struct safe safe_part(struct safe text, size_t start, size_t len);

/* Takes from `rest` what one place on the screen holds: a character that has
 * columns and the marks that follow it.  Empty at the end. */
struct safe safe_take_cell(struct safe *rest, int *columns);

bool safe_equal(struct safe a, struct safe b);
char *safe_string(struct arena *arena, struct safe text);
struct safe safe_copy(struct arena *arena, struct safe text);
/* The parts, one after the other. */
struct safe safe_join(struct arena *arena, const struct safe *parts, size_t count);
struct safe safe_number(struct arena *arena, long long number);

#endif
