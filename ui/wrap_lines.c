#include "ui/wrap_lines.h"

#include "src/base/array.h"

void wrap_line_begin(struct wrapper *wrapper, int64_t word)
{
	wrap_line_begin_part(wrapper, &(struct flow_line){.word = word});
}

void wrap_line_begin_part(struct wrapper *wrapper, const struct flow_line *part)
{
	struct wrapped *out = wrapper->out;
	wrapper->runs_capacity = 0;
	ARRAY_PUSH(out->lines, out->lines_count, out->lines_capacity) = (struct wrap_line){
		.word = part->word, .is_soft = part->is_soft, .ends_in_blank = part->ends_in_blank};
}

static struct wrap_line *last_line(const struct wrapper *wrapper)
{
	return &wrapper->out->lines[wrapper->out->lines_count - 1];
}

void wrap_line_sign(struct wrapper *wrapper, int column, struct safe sign, enum wrap_role role)
{
	struct wrap_line *line = last_line(wrapper);
	ARRAY_PUSH(line->runs, line->runs_count, wrapper->runs_capacity) =
		(struct wrap_run){sign, column, safe_columns(sign), 0, -1, role};
}

void wrap_line_flow(
	struct wrapper *wrapper, const struct flow *flow, const struct flow_line *part, int column)
{
	flow_runs(last_line(wrapper), &wrapper->runs_capacity, flow, part, column);
}

static void note_link(struct wrapped *out, const struct wrap_run *run)
{
	bool is_known = run->link >= 0 && (size_t)run->link < out->links_count;
	if (is_known && out->link_lines[run->link] == SIZE_MAX)
		out->link_lines[run->link] = out->lines_count - 1;
}

/* Signs of a line that runs leftwards come before its text and stand behind it. */
static void sort_runs(struct wrap_line *line)
{
	for (size_t i = 1; i < line->runs_count; i++)
		for (size_t j = i; j > 0 && line->runs[j].column < line->runs[j - 1].column; j--) {
			struct wrap_run run = line->runs[j];
			line->runs[j] = line->runs[j - 1];
			line->runs[j - 1] = run;
		}
}

void wrap_line_end(struct wrapper *wrapper)
{
	struct wrap_line *line = last_line(wrapper);
	sort_runs(line);
	for (size_t i = 0; i < line->runs_count; i++) {
		int end = line->runs[i].column + line->runs[i].columns;
		line->columns = end > line->columns ? end : line->columns;
		note_link(wrapper->out, &line->runs[i]);
	}
	if (line->runs)
		arena_adopt(wrapper->out->arena, line->runs);
}

void wrap_line_blank(struct wrapper *wrapper)
{
	if (wrapper->out->lines_count > 0 && last_line(wrapper)->runs_count > 0)
		wrap_line_begin(wrapper, wrapper->word);
}

struct safe wrap_sign(const struct wrapper *wrapper, struct safe sign, struct safe ascii)
{
	return wrapper->settings->is_ascii ? ascii : sign;
}

int wrap_column(
	const struct wrapper *wrapper, const struct page_block *block, int margin, int columns)
{
	if (!block->is_right_to_left)
		return margin;
	int column = wrapper->settings->columns - margin - columns;
	return column > 0 ? column : 0;
}

void wrap_quote_bars(struct wrapper *wrapper, const struct page_block *block)
{
	int most = wrapper->settings->columns / 4;
	for (int i = 0; i < block->quote_depth && i < most; i++)
		wrap_line_sign(wrapper, wrap_column(wrapper, block, i * 2, 1),
			wrap_sign(wrapper, SAFE("│"), SAFE("|")), WRAP_MARKER);
}

struct safe wrap_line_text(struct arena *arena, const struct wrap_line *line)
{
	struct safe blanks =
		SAFE("                                                                ");
	struct safe text = SAFE("");
	int column = 0;
	for (size_t i = 0; i < line->runs_count; i++) {
		const struct wrap_run *run = &line->runs[i];
		for (; column < run->column; column = safe_columns(text)) {
			struct safe parts[] = {
				text, safe_part(blanks, 0, (size_t)(run->column - column))};
			text = safe_join(arena, parts, 2);
		}
		struct safe parts[] = {text, run->text};
		text = safe_join(arena, parts, 2);
		column += run->columns;
	}
	size_t len = text.len;
	while (len > 0 && text.utf8[len - 1] == ' ')
		len--;
	return safe_part(text, 0, len);
}
