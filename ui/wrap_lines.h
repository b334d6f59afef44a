/* Inside ui/wrap: lines as they are made, and the block that is being set. */
#ifndef STEPPE_UI_WRAP_LINES_H
#define STEPPE_UI_WRAP_LINES_H

#include "ui/wrap.h"
#include "ui/wrap_flow.h"

enum { WRAP_DEPTH_LIMIT = 8 };

struct wrapper {
	struct wrapped *out;
	const struct wrap_settings *settings;
	int64_t word;
	size_t runs_capacity;                   /* of the line being made */
	int item_columns[WRAP_DEPTH_LIMIT + 1]; /* marker and blank of the list at each depth */
};

/* Where the text of a block stands: its first column, and of its list marker. */
struct wrap_margin {
	int text, marker;
};

void wrap_line_begin(struct wrapper *wrapper, int64_t word);
/* As the flow broke it. */
void wrap_line_begin_part(struct wrapper *wrapper, const struct flow_line *part);
/* Our own signs in the line that was begun last. */
void wrap_line_sign(struct wrapper *wrapper, int column, struct safe sign, enum wrap_role role);
void wrap_line_flow(
	struct wrapper *wrapper, const struct flow *flow, const struct flow_line *part, int column);
void wrap_line_end(struct wrapper *wrapper);
/* An empty line, but never two and not as the first. */
void wrap_line_blank(struct wrapper *wrapper);
struct safe wrap_sign(const struct wrapper *wrapper, struct safe sign, struct safe ascii);

/* Where something stands that is `margin` columns from where lines of the block begin. */
int wrap_column(
	const struct wrapper *wrapper, const struct page_block *block, int margin, int columns);
void wrap_quote_bars(struct wrapper *wrapper, const struct page_block *block);

/* ui/wrap_table.c */
void wrap_table(struct wrapper *wrapper, const struct page_block *block, int margin);

#endif
