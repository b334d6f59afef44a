#include "feeds/xml_scan.h"

#include <string.h>
#include <strings.h>

#include "feeds/markup.h"

static size_t left(const struct xml_scan *scan)
{
	return (size_t)(scan->end - scan->at);
}

static bool starts(const struct xml_scan *scan, const char *string)
{
	size_t len = strlen(string);
	return left(scan) >= len && memcmp(scan->at, string, len) == 0;
}

static const char *find(const char *at, const char *end, const char *string)
{
	return at < end ? memmem(at, (size_t)(end - at), string, strlen(string)) : NULL;
}

/* The same by one of its bytes that is rare in texts: memchr() flies over the rest,
 * where memmem() of a few bytes goes on foot. */
static const char *find_by(
	const char *at, const char *end, size_t rare, const char *string, size_t len)
{
	while (at + rare < end) {
		const char *found = memchr(at + rare, string[rare], (size_t)(end - at) - rare);
		if (!found)
			break;
		at = found - rare;
		if ((size_t)(end - at) >= len && memcmp(at, string, len) == 0)
			return at;
		at++;
	}
	return NULL;
}

static const char CDATA[] = "<![CDATA[";

static const char *find_cdata(const char *at, const char *end)
{
	return find_by(at, end, 2, CDATA, sizeof CDATA - 1);
}

static const char *find_cdata_end(const char *at, const char *end)
{
	return find_by(at, end, 0, "]]>", 3);
}

static bool is_item_tag(const char *at, const char *end)
{
	struct foreign name = markup_tag_name(at, end);
	const char *colon = name.len > 0 ? memchr(name.utf8, ':', name.len) : NULL;
	if (colon) {
		name.len -= (size_t)(colon + 1 - name.utf8);
		name.utf8 = colon + 1;
	}
	return (name.len == 4 && strncasecmp(name.utf8, "item", 4) == 0) ||
	       (name.len == 5 && strncasecmp(name.utf8, "entry", 5) == 0);
}

static bool has_item_end(const char *at, const char *end)
{
	while ((at = find(at, end, "</"))) {
		if (is_item_tag(at, end))
			return true;
		at += 2;
	}
	return false;
}

/* The next "]]>" after `inside`, looked for once only. */
static const char *next_cdata_end(struct xml_scan *scan, const char *inside)
{
	if (scan->no_cdata_end || (scan->cdata_end && scan->cdata_end >= inside))
		return scan->no_cdata_end ? NULL : scan->cdata_end;
	scan->cdata_end = find_cdata_end(inside, scan->end);
	scan->no_cdata_end = !scan->cdata_end;
	return scan->cdata_end;
}

/* The "]]>" of the CDATA section at `scan->at`.  When another section starts
 * before it and an item ends before that, this one was never closed. */
static const char *cdata_end(struct xml_scan *scan)
{
	const char *inside = scan->at + sizeof CDATA - 1;
	const char *close = next_cdata_end(scan, inside);
	const char *next = close ? find_cdata(inside, close) : NULL;
	return next && has_item_end(inside, next) ? NULL : close;
}

/* A section without end goes to the next end tag: of its field, or of the item. */
static void take_open_cdata(struct xml_scan *scan, struct xml_token *token)
{
	const char *start = scan->at + sizeof CDATA - 1;
	const char *stop = find(start, scan->end, "</");
	scan->is_damaged = true;
	scan->at = stop ? stop : scan->end;
	*token = (struct xml_token){.kind = XML_CDATA, .text = {start, (size_t)(scan->at - start)}};
	if (token->text.len >= 2 && memcmp(scan->at - 2, "]]", 2) == 0)
		token->text.len -= 2; /* only the '>' was missing */
}

static void take_cdata(struct xml_scan *scan, struct xml_token *token)
{
	const char *start = scan->at + sizeof CDATA - 1;
	const char *close = cdata_end(scan);
	if (!close) {
		take_open_cdata(scan, token);
		return;
	}
	*token = (struct xml_token){.kind = XML_CDATA, .text = {start, (size_t)(close - start)}};
	scan->at = close + 3;
}

/* The next "-->" after `inside`, looked for once only. */
static const char *next_comment_end(struct xml_scan *scan, const char *inside)
{
	if (scan->no_comment_end || (scan->comment_end && scan->comment_end >= inside))
		return scan->no_comment_end ? NULL : scan->comment_end;
	scan->comment_end = find(inside, scan->end, "-->");
	scan->no_comment_end = !scan->comment_end;
	return scan->comment_end;
}

/* The next tag of an item after `inside`, likewise; the end when there is none. */
static const char *next_item_tag(struct xml_scan *scan, const char *inside)
{
	if (scan->item_tag && scan->item_tag >= inside)
		return scan->item_tag;
	const char *at = inside;
	while (at < scan->end && (at = memchr(at, '<', (size_t)(scan->end - at))) &&
		!is_item_tag(at, scan->end))
		at++;
	scan->item_tag = at ? at : scan->end;
	return scan->item_tag;
}

/* The "-->" of the comment whose text begins at `inside`.  When an item ends in
 * it that did not begin there, the comment was never closed. */
static const char *comment_end(struct xml_scan *scan, const char *inside)
{
	const char *close = next_comment_end(scan, inside);
	const char *item = close ? next_item_tag(scan, inside) : NULL;
	return item && item < close && item[1] == '/' ? NULL : close;
}

static bool skip_comment(struct xml_scan *scan)
{
	if (!starts(scan, "<!--"))
		return false;
	const char *close = comment_end(scan, scan->at + 4);
	scan->is_damaged |= !close;
	scan->at = close ? close + 3 : scan->at + 4;
	return true;
}

static const char *next_bracket(struct xml_scan *scan)
{
	const char *stop = scan->no_bracket ? NULL : memchr(scan->at, '>', left(scan));
	scan->no_bracket = !stop;
	return stop;
}

/* <!DOCTYPE rss [ … ]>: xml_entities.c has read what counts of it. */
static void skip_declaration(struct xml_scan *scan)
{
	const char *stop = next_bracket(scan);
	const char *subset = stop ? memchr(scan->at, '[', (size_t)(stop - scan->at)) : NULL;
	if (subset && !scan->no_subset_end) {
		const char *close = find(subset, scan->end, "]>");
		scan->no_subset_end = !close;
		stop = close ? close + 1 : stop;
	}
	scan->at = stop ? stop + 1 : scan->at + 2;
}

static void skip_instruction(struct xml_scan *scan)
{
	const char *stop = next_bracket(scan);
	scan->at = stop ? stop + 1 : scan->at + 2;
}

static bool take_aside(struct xml_scan *scan, struct xml_token *token)
{
	if (left(scan) < 3 || (scan->at[1] != '!' && scan->at[1] != '?'))
		return false;
	*token = (struct xml_token){.kind = XML_ASIDE};
	if (skip_comment(scan))
		return true;
	if (scan->at[1] == '!')
		skip_declaration(scan);
	else
		skip_instruction(scan);
	return true;
}

/* Length of the tag at `at`, 0 when there is none; measured once. */
static size_t tag_length(struct xml_scan *scan, const char *at)
{
	if (scan->tag != at) {
		scan->tag = at;
		scan->tag_len = markup_is_tag(at, scan->end) ? markup_tag_length(at, scan->end) : 0;
		/* Text without blanks after a lone '<'. */
		if (scan->tag_len > XML_NAME_LIMIT && at[scan->tag_len - 1] != '>')
			scan->tag_len = 0;
	}
	return scan->tag_len;
}

static bool take_tag(struct xml_scan *scan, struct xml_token *token)
{
	size_t len = tag_length(scan, scan->at);
	if (len == 0)
		return false;
	const char *stop = scan->at + len;
	bool closes = scan->at[1] == '/';
	*token = (struct xml_token){.kind = closes ? XML_CLOSE : XML_OPEN};
	token->name = markup_tag_name(scan->at, stop);
	const char *inside = token->name.utf8 + token->name.len;
	const char *close = stop[-1] == '>' ? stop - 1 : stop;
	token->is_empty = close > inside && close[-1] == '/';
	token->attributes = (struct foreign){inside, (size_t)(close - inside)};
	scan->is_damaged |= stop[-1] != '>';
	scan->at = stop;
	return true;
}

static bool begins_markup(struct xml_scan *scan, const char *at)
{
	bool is_aside = scan->end - at >= 3 && (at[1] == '!' || at[1] == '?');
	return is_aside || tag_length(scan, at) > 0;
}

/* The tag that begins in the last text of a document that was cut off: "…</titl". */
static const char *find_cut_tag(const char *start, const char *end)
{
	const char *tag = memrchr(start, '<', (size_t)(end - start));
	bool begins = tag && (tag + 1 == end || tag[1] == '/' || markup_is_tag(tag, end));
	return begins && !memchr(tag, '>', (size_t)(end - tag)) ? tag : end;
}

/* Up to the next markup; a '<' that begins none is part of the text. */
static void take_text(struct xml_scan *scan, struct xml_token *token)
{
	const char *start = scan->at, *next = start;
	if (*start == '<')
		next++;
	while ((next = memchr(next, '<', (size_t)(scan->end - next))) &&
		!begins_markup(scan, next)) {
		scan->is_damaged = true;
		next++;
	}
	scan->is_damaged |= *start == '<';
	scan->at = next ? next : scan->end;
	const char *stop = next ? next : find_cut_tag(start, scan->end);
	*token = (struct xml_token){.kind = XML_TEXT, .text = {start, (size_t)(stop - start)}};
}

bool xml_scan_next(struct xml_scan *scan, struct xml_token *token)
{
	if (scan->at >= scan->end)
		return false;
	if (*scan->at != '<' || !begins_markup(scan, scan->at))
		take_text(scan, token);
	else if (starts(scan, CDATA))
		take_cdata(scan, token);
	else if (!take_aside(scan, token))
		take_tag(scan, token);
	return true;
}

/* A tag called `name` at `at`: "<name" or "</name", then an end of name. */
static bool is_tag_of(const char *at, const char *end, struct foreign name)
{
	at += at + 1 < end && at[1] == '/' ? 2 : 1;
	if ((size_t)(end - at) <= name.len || ((*at ^ *name.utf8) & ~0x20) != 0 ||
		strncasecmp(at, name.utf8, name.len) != 0)
		return false;
	return strchr("> \t\r\n/", at[name.len]) && at[name.len] != '\0';
}

/* What lies around items: where one of these ends, an item without an end tag has ended. */
static bool ends_parent(const char *at, const char *end)
{
	static const struct foreign parents[] = {
		FOREIGN("channel"), FOREIGN("rss"), FOREIGN("feed"), FOREIGN("rdf:RDF")};
	if (end - at < 2 || at[1] != '/')
		return false;
	for (size_t i = 0; i < sizeof parents / sizeof *parents; i++)
		if (is_tag_of(at, end, parents[i]))
			return true;
	return false;
}

static bool skip_section(struct xml_scan *scan)
{
	if (left(scan) < 2 || scan->at[1] != '!')
		return false;
	if (starts(scan, CDATA)) {
		const char *close = cdata_end(scan);
		scan->is_damaged |= !close;
		scan->at = close ? close + 3 : scan->at + sizeof CDATA - 1;
		return true;
	}
	return skip_comment(scan);
}

size_t xml_scan_element(
	struct xml_scan *scan, struct foreign name, bool *is_whole, struct xml_unsteady *unsteady)
{
	const char *start = scan->at++;
	*is_whole = false;
	while ((scan->at = memchr(scan->at, '<', left(scan)))) {
		if (skip_section(scan))
			continue;
		if (is_tag_of(scan->at, scan->end, name)) {
			*is_whole = scan->at[1] == '/';
			if (!*is_whole)
				break;
			const char *stop = memchr(scan->at, '>', left(scan));
			scan->at = stop ? stop + 1 : scan->end;
			return (size_t)(scan->at - start);
		}
		if (ends_parent(scan->at, scan->end))
			break;
		xml_unsteady_note(unsteady, scan->at, scan->end);
		scan->at++;
	}
	scan->is_damaged = true;
	if (!scan->at)
		scan->at = scan->end;
	return (size_t)(scan->at - start);
}
