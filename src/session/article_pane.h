/* The open article as ui draws it, and how ui broke it into lines. */
#ifndef STEPPE_SESSION_ARTICLE_PANE_H
#define STEPPE_SESSION_ARTICLE_PANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/text.h"
#include "src/session/page.h"

struct article_pane {
	bool is_open;
	bool is_preview; /* nobody has opened it: the cursor of the list stands on it */
	bool is_loading; /* the page comes with an event */
	int64_t id;
	uint64_t serial;      /* moves whenever head, page or search is another: lay out again */
	uint64_t page_serial; /* moves with the page alone, which takes longest */
	struct safe title, feed, author, date;
	struct safe minutes;   /* "3 min" */
	struct safe text_kind; /* "whole article", "as the feed sent it" */
	struct safe tags, note;
	struct safe rule;    /* names of those that fired; empty = none */
	struct safe also_in; /* other feeds that carry it, "A, B"; empty = none */
	struct safe url;
	struct safe notice; /* why there is no page, or what went wrong; else empty */
	bool is_unread, is_bookmarked, is_updated;
	const struct page *page; /* NULL: show notice, or that it is loading */
	/* Scrolling, in lines of the layout that ui gave with session_set_layout(). */
	size_t top;
	size_t lines;
	size_t height;
	int64_t position;   /* first visible word, for making `top` after a new layout */
	int link;           /* current link, -1 = none */
	struct safe search; /* lit matches; empty = none */
	size_t match;       /* current one */
	size_t matches;
};

/* How ui broke the page into lines.  The arrays stay ui's; they must live until
 * the next layout or the article closes. */
struct article_layout {
	uint64_t serial; /* article.serial that it was made from */
	size_t lines;
	size_t height;             /* visible */
	const int64_t *line_words; /* for each line the number of its first word */
	const size_t *link_lines;  /* for each link of the page the line where it first stands */
	size_t links_count;
	const size_t *match_lines; /* the line of each match of article.search */
	size_t matches_count;
};

#endif
