#include "feeds/document_table.h"

enum { LONG_CELL = 600, LONG_AVERAGE = 200 };

struct survey {
	size_t rows, cells, cells_in_row, widest;
	size_t text, longest_cell_text, cell_text;
	bool has_header, has_blocks;
};

static bool is_page_part(enum html_tag tag)
{
	switch (tag) {
	case HTML_H1:
	case HTML_H2:
	case HTML_H3:
	case HTML_H4:
	case HTML_BLOCKQUOTE:
	case HTML_PRE:
	case HTML_FIGURE:
	case HTML_ARTICLE:
	case HTML_HR:
	case HTML_FORM:
		return true;
	default:
		return false;
	}
}

static void survey_cell(struct survey *survey, const struct html_node *cell)
{
	survey->cells++;
	survey->cell_text = 0;
	if (++survey->cells_in_row > survey->widest)
		survey->widest = survey->cells_in_row;
	survey->has_header = survey->has_header || cell->tag == HTML_TH;
}

static void survey_text(struct survey *survey, size_t len)
{
	survey->text += len;
	survey->cell_text += len;
	if (survey->cell_text > survey->longest_cell_text)
		survey->longest_cell_text = survey->cell_text;
}

/* Stops at the first table inside, so that nested tables cost no more than their text. */
static bool survey_table(struct survey *survey, const struct html_node *table)
{
	for (const struct html_node *one = table + 1; one < table->end; one++) {
		if (one->tag == HTML_TABLE)
			return false;
		if (one->tag == HTML_TR) {
			survey->rows++;
			survey->cells_in_row = 0;
		} else if (one->tag == HTML_TD || one->tag == HTML_TH) {
			survey_cell(survey, one);
		} else if (one->tag == HTML_TEXT) {
			survey_text(survey, foreign_trim(one->text).len);
		} else if (is_page_part(one->tag)) {
			survey->has_blocks = true;
		}
	}
	return true;
}

bool document_table_is_data(const struct html_node *table)
{
	struct foreign role = html_attribute(table, "role");
	if (foreign_equal(role, FOREIGN("presentation")) || foreign_equal(role, FOREIGN("none")))
		return false;
	struct survey survey = {0};
	if (!survey_table(&survey, table) || survey.has_blocks || survey.widest < 2)
		return false;
	if (survey.longest_cell_text > LONG_CELL || survey.text > LONG_AVERAGE * survey.cells)
		return survey.has_header && survey.rows > 2;
	return survey.rows > 1 || survey.has_header;
}
