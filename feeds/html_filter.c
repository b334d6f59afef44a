#include "feeds/html_filter.h"

#include <string.h>
#include <strings.h>

#include "feeds/html_scan.h"
#include "feeds/html_tags.h"

struct filter {
	struct buffer *out;
	const char *at;        /* where we read */
	const char *kept_from; /* what lies from here to `at` is to be copied */
	const char *end;
	struct html_element open[HTML_DEPTH_LIMIT];
	size_t depth;
	size_t too_deep; /* elements that were left out and whose end tags are to come */
	size_t tags;
	bool no_svg_end; /* searched once, in vain */
	bool is_cut;
};

/* ---- writing ---- */

static void copy_pending(struct filter *filter)
{
	size_t len = (size_t)(filter->at - filter->kept_from);
	if (len > 0)
		buffer_append(filter->out, filter->kept_from, len);
	filter->kept_from = filter->at;
}

/* Copies what was kept so far and goes on behind `to`. */
static void leave_out(struct filter *filter, const char *to)
{
	copy_pending(filter);
	filter->at = filter->kept_from = to;
}

static void end_tag(struct filter *filter, enum html_tag tag)
{
	copy_pending(filter);
	buffer_printf(filter->out, "</%s>", html_tag_name(tag));
}

/* ---- which elements are open ----
 * Never fewer than Gumbo will have open, or a page could slip under the depth limit. */

/* How far up an end tag, or an end that a start tag implies, may look. */
enum reach {
	REACH_SCOPE,    /* to a cell, a table, an object */
	REACH_LIST,     /* to the list, too */
	REACH_ITEM,     /* to any block but <div>, <p> and <address> */
	REACH_TABLE,    /* to the table */
	REACH_ORDINARY, /* to any block */
	REACH_TOP,      /* the innermost element only */
};

static bool is_special(enum html_tag tag)
{
	unsigned traits = html_traits(tag);
	return (traits & (HTML_IS_SCOPE | HTML_IS_SPECIAL)) ||
	       ((traits & HTML_IS_BLOCK) && !(traits & HTML_IS_ORDINARY));
}

static bool is_barrier(enum reach reach, enum html_tag tag)
{
	bool is_scope = html_traits(tag) & HTML_IS_SCOPE;
	switch (reach) {
	case REACH_SCOPE:
		return is_scope;
	case REACH_LIST:
		return is_scope || tag == HTML_UL || tag == HTML_OL;
	case REACH_ITEM:
		return is_special(tag) && tag != HTML_DIV && tag != HTML_P && tag != HTML_ADDRESS;
	case REACH_TABLE:
		return tag == HTML_TABLE || tag == HTML_TEMPLATE;
	case REACH_ORDINARY:
		return is_special(tag);
	case REACH_TOP:
		break;
	}
	return true;
}

/* Index + 1 of the innermost open element `wanted` within reach, or 0. */
static size_t find_open(const struct filter *filter, struct html_element wanted, enum reach reach)
{
	for (size_t i = filter->depth; i-- > 0;) {
		const struct html_element *open = &filter->open[i];
		if (open->tag == wanted.tag && open->name_hash == wanted.name_hash)
			return i + 1;
		if (is_barrier(reach, open->tag))
			return 0;
	}
	return 0;
}

static size_t find_open_tag(const struct filter *filter, enum html_tag tag, enum reach reach)
{
	return find_open(filter, (struct html_element){.tag = tag}, reach);
}

static void pop_to(struct filter *filter, size_t depth)
{
	while (filter->depth > depth) {
		enum html_tag tag = filter->open[--filter->depth].tag;
		if (filter->depth > depth && (html_traits(tag) & HTML_IS_FORMAT))
			end_tag(filter, tag);
	}
}

static void remove_open(struct filter *filter, size_t index)
{
	filter->depth--;
	memmove(filter->open + index, filter->open + index + 1,
		(filter->depth - index) * sizeof filter->open[0]);
}

/* Start tags that end an earlier element without saying so. */
static const struct implied_end {
	enum html_tag opens, ends;
	enum reach reach;
} implied_ends[] = {
	{HTML_LI, HTML_LI, REACH_ITEM},
	{HTML_DT, HTML_DT, REACH_ITEM},
	{HTML_DT, HTML_DD, REACH_ITEM},
	{HTML_DD, HTML_DT, REACH_ITEM},
	{HTML_DD, HTML_DD, REACH_ITEM},
	{HTML_TD, HTML_TD, REACH_TABLE},
	{HTML_TD, HTML_TH, REACH_TABLE},
	{HTML_TH, HTML_TD, REACH_TABLE},
	{HTML_TH, HTML_TH, REACH_TABLE},
	{HTML_TR, HTML_TR, REACH_TABLE},
	{HTML_TBODY, HTML_TBODY, REACH_TABLE},
	{HTML_TBODY, HTML_THEAD, REACH_TABLE},
	{HTML_TFOOT, HTML_TBODY, REACH_TABLE},
	{HTML_OPTION, HTML_OPTION, REACH_TOP},
	{HTML_RT, HTML_RT, REACH_TOP},
	{HTML_RT, HTML_RP, REACH_TOP},
	{HTML_RT, HTML_RB, REACH_TOP},
	{HTML_RP, HTML_RT, REACH_TOP},
	{HTML_RB, HTML_RT, REACH_TOP},
	{HTML_BUTTON, HTML_BUTTON, REACH_SCOPE},
};

static void end_implied(struct filter *filter, enum html_tag opens)
{
	for (size_t i = 0; i < sizeof implied_ends / sizeof implied_ends[0]; i++) {
		const struct implied_end *rule = &implied_ends[i];
		if (rule->opens != opens)
			continue;
		size_t found = find_open_tag(filter, rule->ends, rule->reach);
		if (found)
			pop_to(filter, found - 1);
	}
	if (!is_special(opens) || opens == HTML_NOSCRIPT || opens == HTML_SELECT)
		return;
	size_t paragraph = find_open_tag(filter, HTML_P, REACH_SCOPE);
	if (paragraph)
		pop_to(filter, paragraph - 1);
}

static enum reach reach_of_end_tag(enum html_tag tag)
{
	switch (tag) {
	case HTML_LI:
		return REACH_LIST;
	case HTML_TABLE:
	case HTML_TBODY:
	case HTML_THEAD:
	case HTML_TFOOT:
	case HTML_TR:
	case HTML_TD:
	case HTML_TH:
	case HTML_CAPTION:
		return REACH_TABLE;
	default:
		break;
	}
	bool is_format = tag == HTML_A || (html_traits(tag) & HTML_IS_FORMAT);
	bool is_plain = !is_special(tag) || tag == HTML_NOSCRIPT;
	return is_plain && !is_format ? REACH_ORDINARY : REACH_SCOPE;
}

/* ---- elements whose content is not markup ---- */

static void raw_element(struct filter *filter, const struct html_tag_text *tag)
{
	const char *close = tag->element.tag == HTML_SCRIPT
				    ? html_scan_script_end(tag->end, filter->end, tag->name)
				    : html_scan_end_tag(tag->end, filter->end, tag->name);
	if (!close)
		close = filter->end;
	const char *behind = memchr(close, '>', (size_t)(filter->end - close));
	behind = behind ? behind + 1 : filter->end;
	if (tag->element.tag == HTML_IFRAME) {
		/* Only its address counts; what is inside is for browsers without frames. */
		filter->at = tag->end;
		leave_out(filter, close);
		filter->at = behind;
	} else if (html_scan_is_json_ld(tag) || !(html_traits(tag->element.tag) & HTML_IS_SILENT) ||
		   tag->element.tag == HTML_TITLE)
		filter->at = behind;
	else
		leave_out(filter, behind);
}

static bool drawing(struct filter *filter, const struct html_tag_text *tag)
{
	const char *close =
		filter->no_svg_end ? NULL : html_scan_end_tag(tag->end, filter->end, tag->name);
	filter->no_svg_end = !close;
	if (!close)
		return false;
	leave_out(filter, close + 2 + tag->name.len);
	const char *behind = memchr(filter->at, '>', (size_t)(filter->end - filter->at));
	filter->at = filter->kept_from = behind ? behind + 1 : filter->end;
	return true;
}

/* ---- tags ---- */

/* Parsers untangle <b> that ends inside blocks it did not begin in by copying
 * it, and stop after so many blocks; then it would stay open for good. */
enum { CROSSED_LIMIT = 7 };

static void open_tag(struct filter *filter, const struct html_tag_text *tag)
{
	struct foreign data;
	filter->open[filter->depth++] = tag->element;
	while (html_scan_data(&data, filter->at, tag->end)) {
		filter->at = data.utf8;
		leave_out(filter, data.utf8 + data.len);
	}
	filter->at = tag->end;
	if (!tag->has_too_many_attributes)
		return;
	filter->at = tag->attributes_end;
	leave_out(filter, tag->end);
	buffer_append_char(filter->out, '>');
	filter->is_cut = true;
}

static void start_tag(struct filter *filter, const struct html_tag_text *tag)
{
	enum html_tag name = tag->element.tag;
	unsigned traits = html_traits(name);
	if (traits & HTML_IS_RAW) {
		raw_element(filter, tag);
		return;
	}
	if (name == HTML_SVG && drawing(filter, tag))
		return;
	size_t anchor = name == HTML_A ? find_open_tag(filter, HTML_A, REACH_SCOPE) : 0;
	bool is_crossed = anchor && filter->depth - anchor > CROSSED_LIMIT;
	if (anchor && !is_crossed)
		remove_open(filter, anchor - 1);
	end_implied(filter, name);
	bool is_container = !(traits & HTML_IS_VOID);
	if (is_crossed || (is_container && filter->depth >= HTML_DEPTH_LIMIT)) {
		filter->too_deep += !is_crossed && !(traits & HTML_IS_LAZY_END);
		filter->is_cut = true;
		leave_out(filter, tag->end);
		return;
	}
	open_tag(filter, tag);
	bool is_once = name == HTML_HTML || name == HTML_HEAD || name == HTML_BODY;
	filter->depth -= !is_container || is_once;
}

static void close_tag(struct filter *filter, const struct html_tag_text *tag)
{
	enum html_tag name = tag->element.tag;
	if (filter->too_deep > 0) {
		filter->too_deep -= !(html_traits(name) & HTML_IS_LAZY_END);
		leave_out(filter, tag->end);
		return;
	}
	size_t found = find_open(filter, tag->element, reach_of_end_tag(name));
	bool is_alone = name == HTML_A || name == HTML_FORM || (html_traits(name) & HTML_IS_FORMAT);
	if (found && is_alone && name != HTML_FORM && filter->depth - found > CROSSED_LIMIT) {
		leave_out(filter, tag->end);
		return;
	}
	if (found && is_alone)
		remove_open(filter, found - 1);
	else if (found)
		pop_to(filter, found - 1);
	filter->at = tag->end;
}

/* At '<': comments, declarations and bogus tags are left out, tags are judged. */
static void markup(struct filter *filter)
{
	const char *at = filter->at, *end = filter->end;
	size_t left = (size_t)(end - at);
	if (left >= 4 && memcmp(at, "<!--", 4) == 0) {
		const char *close = html_scan_find(at + 2, end, "-->");
		leave_out(filter, close ? close + 3 : end);
		return;
	}
	bool is_end = left > 2 && at[1] == '/';
	if (left > 1 && (at[1] == '!' || at[1] == '?' || (is_end && !html_scan_is_letter(at[2])))) {
		const char *close = memchr(at, '>', left);
		close = close ? close + 1 : end;
		if (left > 9 && strncasecmp(at, "<!doctype", 9) == 0)
			filter->at = close;
		else
			leave_out(filter, close);
		return;
	}
	if (left < 3 || !html_scan_is_letter(at[1 + is_end])) {
		filter->at++;
		return;
	}
	struct html_tag_text tag;
	if (!html_scan_tag(&tag, at, end) || filter->tags++ >= HTML_TAGS_LIMIT) {
		filter->is_cut = filter->is_cut || filter->tags > HTML_TAGS_LIMIT;
		leave_out(filter, end);
	} else if (tag.is_end) {
		close_tag(filter, &tag);
	} else {
		start_tag(filter, &tag);
	}
}

bool html_filter(struct buffer *out, struct foreign html)
{
	struct filter filter = {.out = out, .at = html.utf8, .kept_from = html.utf8};
	filter.end = html.utf8 + html.len;
	size_t start = out->len;
	while (filter.at < filter.end) {
		if (out->len - start + (size_t)(filter.at - filter.kept_from) > HTML_LIMIT) {
			filter.is_cut = true;
			break;
		}
		const char *next = memchr(filter.at, '<', (size_t)(filter.end - filter.at));
		filter.at = next ? next : filter.end;
		if (next)
			markup(&filter);
	}
	copy_pending(&filter);
	if (out->len - start > HTML_LIMIT) {
		filter.is_cut = true;
		out->len = start + HTML_LIMIT;
		while (out->len > start && ((unsigned char)out->data[out->len] & 0xC0) == 0x80)
			out->len--;
	}
	return filter.is_cut;
}
