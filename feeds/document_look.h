/* How an element makes the text in it look, as far as its tag and attributes
 * say so by themselves.  For document_html.c and extract_write.c. */
#ifndef STEPPE_FEEDS_DOCUMENT_LOOK_H
#define STEPPE_FEEDS_DOCUMENT_LOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "feeds/document_builder.h"
#include "feeds/html.h"

/* <b>, <em>, <del> …: enum span_style bits; 0 for all others. */
uint16_t look_style(enum html_tag tag);
bool look_has_class(const struct html_node *node, const char *word);
/* A poem: its lines are kept. */
bool look_is_verse(const struct html_node *node);
/* Nothing but short lines without links, each in a <div> of its own: a poem, an address.  Looks at
 * all inside, until it meets something else. */
bool look_holds_lines(const struct html_node *node);
/* Of a program's text: "language-c", "lang-c", "brush: c", "highlight-source-c". */
struct foreign look_code_language(const struct html_node *node);
/* Direction and language. */
void look_take_attributes(struct look *look, const struct html_node *node);

#endif
