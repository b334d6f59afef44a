/* Spans of a page as initializers: .spans and their count, one span in plain words. */
#ifndef STEPPE_TESTS_UI_SPANS_H
#define STEPPE_TESTS_UI_SPANS_H

#include "src/session/page.h"

#define SPANS(...)                                  \
	.spans = (struct page_span[]){__VA_ARGS__}, \
	.spans_count = sizeof((struct page_span[]){__VA_ARGS__}) / sizeof(struct page_span)
#define WORDS(text)               \
	{                         \
		SAFE(text), 0, -1 \
	}

#endif
