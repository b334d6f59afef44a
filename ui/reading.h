/* The open article as lines on the screen: broken once for each width, kept
 * until the article, its search or the width is another. */
#ifndef STEPPE_UI_READING_H
#define STEPPE_UI_READING_H

#include "src/session/session.h"
#include "ui/canvas.h"
#include "ui/wrap.h"

struct reading {
	uint64_t serial, page_serial; /* of the article as it was laid out */
	int64_t id;
	int columns, margin; /* of the text; left of it */
	struct arena *arena; /* of the arrays below */
	struct wrapped *head, *body;
	struct wrap_matches matches;
	int64_t *line_words;
	size_t *link_lines;
	size_t *match_lines;
};

void reading_done(struct reading *reading);
/* Brings `reading` up to date and tells the session when it moved. */
void reading_update(
	struct reading *reading, struct session *session, struct canvas_area area, bool is_ascii);
size_t reading_lines(const struct reading *reading);
const struct wrap_line *reading_line(const struct reading *reading, size_t number);

#endif
