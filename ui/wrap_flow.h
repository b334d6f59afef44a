/* Inside ui/wrap: spans of text flow into lines of given widths. */
#ifndef STEPPE_UI_WRAP_FLOW_H
#define STEPPE_UI_WRAP_FLOW_H

#include "ui/wrap.h"

/* Text in one piece, and where its looks begin. */
struct flow_mark {
	size_t start; /* byte in text; the mark holds up to the next one */
	uint16_t style;
	int32_t link;
	enum wrap_role role;
};

struct flow {
	struct arena *arena;
	struct safe *parts; /* until flow_end() */
	size_t parts_count, parts_capacity;
	size_t len;
	struct safe text; /* after flow_end() */
	struct flow_mark *marks;
	size_t marks_count, marks_capacity;
};

/* Bytes start…end of the text make one line; `word` as in wrap_line. */
struct flow_line {
	size_t start, end;
	int columns;
	int64_t word;
	bool is_soft, ends_in_blank;
};

struct flow_lines {
	struct flow_line *items;
	size_t count, capacity;
};

void flow_begin(struct flow *flow, struct arena *arena);
void flow_add(
	struct flow *flow, struct safe text, uint16_t style, int32_t link, enum wrap_role role);
/* Spans as the page has them, with what stands for images, readings, powers and footnotes. */
void flow_add_spans(
	struct flow *flow, const struct page_span *spans, size_t count, enum wrap_role role);
void flow_end(struct flow *flow);

/* Breaks the text; `*word` counts words of the page and moves on. */
void flow_break(struct flow_lines *out, const struct flow *flow, int columns, int64_t *word);
/* Lines of code: broken at '\n' only, cut at `columns` or at a blank shortly before. */
void flow_cut(struct flow_lines *out, const struct flow *flow, int columns, int64_t *word);
/* Columns without any break, and of the widest part that cannot break. */
void flow_measure(const struct flow *flow, int *whole, int *least);

struct safe flow_part(const struct flow *flow, const struct flow_line *line);
/* Appends the runs of one line, shifted to `column`; returns the column after. */
int flow_runs(struct wrap_line *line, size_t *capacity, const struct flow *flow,
	const struct flow_line *part, int column);

#endif
