/* The list of articles: mark, age, feed and title; the columns give way by width. */
#include "ui/screen.h"

enum { FEED_MOST = 20, WIDTH_FOR_FEED = 56, WIDTH_FOR_AGE = 30, AGE_LEAST = 3, ROOM_FOR_TAGS = 32 };

struct columns {
	int age, feed;
};

static struct columns columns_of(const struct list *list, int width)
{
	struct columns columns = {.age = AGE_LEAST};
	for (size_t i = 0; i < list->rows_count; i++) {
		int age = safe_columns(list->rows[i].age), feed = safe_columns(list->rows[i].feed);
		columns.age = age > columns.age ? age : columns.age;
		columns.feed = feed > columns.feed ? feed : columns.feed;
	}
	columns.feed = columns.feed < FEED_MOST ? columns.feed : FEED_MOST;
	if (!list->shows_feed || width < WIDTH_FOR_FEED)
		columns.feed = 0;
	if (width < WIDTH_FOR_AGE)
		columns.age = 0;
	return columns;
}

static struct safe unread_sign(const struct screen *screen)
{
	return screen_sign(screen, SAFE("●"), SAFE("N"));
}

static struct safe row_sign(const struct screen *screen, const struct list_row *row)
{
	if (row->sign == SIGN_BOOKMARKED)
		return screen_sign(screen, SAFE("◆"), SAFE("*"));
	return row->sign == SIGN_UNREAD ? unread_sign(screen) : SAFE("");
}

/* From the right; the column that the title ends before.  The sign of a bookmark
 * stands where that of an unread article would, so that one comes here. */
static int draw_end_signs(const struct screen *screen, const struct list_row *row, int line,
	struct canvas_area area, uint16_t style)
{
	const struct {
		bool is_shown;
		struct safe sign;
		uint16_t style;
	} signs[] = {
		{row->sign == SIGN_BOOKMARKED && row->is_unread, unread_sign(screen),
			screen_on_row(style, STYLE_UNREAD)},
		{row->is_updated, screen_sign(screen, SAFE("±"), SAFE("~")), style},
		{row->has_recording, screen_sign(screen, SAFE("♪"), SAFE("@")), style},
	};
	int last = area.column + area.columns - 1, end = last;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].is_shown)
			canvas_write(screen->canvas, line, --end, 1, signs[i].sign, signs[i].style);
	return end == last ? last : end - 1;
}

static int draw_marks(const struct screen *screen, const struct list_row *row, int line,
	struct canvas_area area, uint16_t style)
{
	struct canvas *canvas = screen->canvas;
	bool is_kept = row->sign == SIGN_BOOKMARKED;
	uint16_t sign_style = screen_on_row(style, is_kept ? STYLE_BOOKMARK : STYLE_UNREAD);
	canvas_write(canvas, line, area.column, 1, row->is_picked ? SAFE("+") : SAFE(""),
		screen_on_row(style, STYLE_MARKED));
	canvas_write(canvas, line, area.column + 1, 1, row_sign(screen, row), sign_style);
	return draw_end_signs(screen, row, line, area, style);
}

/* The person's tags behind the title, where there is room for both. */
static void draw_title(struct canvas *canvas, const struct list_row *row, int line, int column,
	int end, uint16_t style)
{
	int room = end - column, most = room / 3, tags = safe_columns(row->tags);
	bool has_tags = tags > 0 && room >= ROOM_FOR_TAGS;
	tags = !has_tags ? 0 : tags < most ? tags + 1 : most;
	int used = canvas_write_cut(canvas, line, column, room - tags, row->title, style);
	if (has_tags)
		canvas_write_cut(canvas, line, column + used + 1, tags - 1, row->tags,
			screen_on_row(style, STYLE_DIM));
}

static void draw_row(const struct screen *screen, const struct list_row *row, int line,
	struct canvas_area area, struct columns columns, uint16_t style)
{
	struct canvas *canvas = screen->canvas;
	canvas_fill(canvas, (struct canvas_area){line, area.column, 1, area.columns}, style);
	int end = draw_marks(screen, row, line, area, style), column = area.column + 3;
	if (columns.age > 0) {
		canvas_write(canvas, line, column, columns.age, row->age,
			screen_on_row(style, STYLE_DIM));
		column += columns.age + 2;
	}
	if (columns.feed > 0) {
		canvas_write_cut(canvas, line, column, columns.feed, row->feed,
			screen_on_row(style, STYLE_FEED));
		column += columns.feed + 2;
	}
	draw_title(canvas, row, line, column, end, style);
}

static void draw_day(
	const struct screen *screen, struct safe day, int line, struct canvas_area area)
{
	canvas_write_cut(screen->canvas, line, area.column + 1, area.columns - 2, day, STYLE_DAY);
}

static void draw_empty(const struct screen *screen, struct canvas_area area)
{
	struct safe rest = screen->session->list.empty;
	for (int row = 0; row < area.rows && rest.len > 0; row++)
		canvas_write_cut(screen->canvas, area.row + row, area.column + 1, area.columns - 2,
			screen_take_line(&rest, area.columns - 2), STYLE_DIM);
}

void screen_list(const struct screen *screen, struct canvas_area area)
{
	const struct list *list = &screen->session->list;
	struct columns columns = columns_of(list, area.columns);
	int line = area.row, end = area.row + area.rows;
	bool has_keys = session_view(screen->session) == VIEW_LIST;
	if (list->total == 0) {
		draw_empty(screen, area);
		if (has_keys)
			canvas_cursor(screen->canvas, line, area.column);
		return;
	}
	for (size_t i = 0; i < list->rows_count && line < end; i++) {
		const struct list_row *row = &list->rows[i];
		bool has_day = list->is_by_day && row->day.len > 0;
		if (has_day && line + 1 < end)
			draw_day(screen, row->day, line, area);
		line += has_day;
		if (line >= end)
			break;
		bool is_selected = list->top + i == list->selected;
		uint16_t look = row->is_unread ? STYLE_TEXT | STYLE_BOLD : STYLE_TEXT;
		draw_row(screen, row, line, area, columns,
			screen_row_style(screen, VIEW_LIST, is_selected, look));
		if (is_selected && has_keys)
			canvas_cursor(screen->canvas, line, area.column);
		line++;
	}
}
