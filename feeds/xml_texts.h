/* The texts of a document beside its skeleton (xml_repair.h): long ones as views of it,
 * short ones copied together, and behind how many tags each belongs. */
#ifndef STEPPE_FEEDS_XML_TEXTS_H
#define STEPPE_FEEDS_XML_TEXTS_H

#include <stdbool.h>
#include <stddef.h>

#include "feeds/xml.h"
#include "src/base/arena.h"
#include "src/base/buffer.h"
#include "src/base/text.h"

/* One text: a long one, or short ones that follow each other. */
struct xml_text {
	struct foreign text; /* a long one */
	bool is_literal;     /* CDATA: references in it are text */
	size_t written_at;   /* short ones, in `written` */
	size_t written_len;
	size_t tags_before;
};

struct xml_texts {
	struct buffer written; /* the short ones, as they are meant */
	struct xml_text *items;
	size_t count, capacity;
};

/* Empty again; keeps its memory. */
void xml_texts_reset(struct xml_texts *texts);
void xml_texts_done(struct xml_texts *texts);

/* Text as it is meant: references resolved unless it is literal, control characters
 * left out. */
void xml_text_write(struct buffer *out, struct foreign text, bool is_literal);

/* The texts stand behind `tags_before` tags; `is_literal` is of CDATA. */
void xml_texts_add_short(
	struct xml_texts *texts, struct foreign text, bool is_literal, size_t tags_before);
void xml_texts_add_long(
	struct xml_texts *texts, struct foreign text, bool is_literal, size_t tags_before);

/* All `count` of them as xml_read() puts them into the tree, in which they live; long
 * ones with references live in `lasting`. */
struct xml_cut *xml_texts_finish(
	struct xml_texts *texts, struct arena *tree, struct arena *lasting);

#endif
