/* What the bytes themselves say about their encoding: how much of them is UTF-8,
 * whether they are in a Latin script, and what uchardet takes them for. */
#ifndef STEPPE_FEEDS_ENCODING_GUESS_H
#define STEPPE_FEEDS_ENCODING_GUESS_H

#include <stdbool.h>

#include "feeds/encoding_labels.h"
#include "src/base/text.h"

#define ENCODING_FEW 3 /* so many faults may be accidents */

struct encoding_count {
	size_t good; /* UTF-8 sequences of two bytes and more */
	size_t bad;
};

/* Of the first bytes beyond ASCII; a character cut off at the end is none. */
struct encoding_count encoding_count(struct bytes bytes);

/* Of what is no UTF-8.  Too little for statistics is what most of Europe's old
 * pages are in, windows-1252. */
const struct encoding_label *encoding_guess(struct bytes bytes, const struct encoding_count *count);

/* `declared`; but a label of a Latin script on whole words beyond ASCII is wrong,
 * and when uchardet knows better it is what uchardet says. */
const struct encoding_label *encoding_unless_foreign(
	const struct encoding_label *declared, struct bytes bytes);

bool encoding_is_single_byte(const struct encoding_label *label);

#endif
