#include "feeds/html_scan.h"

#include <string.h>
#include <strings.h>

#include "src/base/hash.h"

#define DATA_LENGTH 1024 /* so much of it may stay */

static bool is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool html_scan_is_letter(char byte)
{
	return (byte | 32) >= 'a' && (byte | 32) <= 'z';
}

static const char *skip_spaces(const char *at, const char *end)
{
	while (at < end && is_space(*at))
		at++;
	return at;
}

const char *html_scan_find(const char *at, const char *end, const char *what)
{
	return memmem(at, (size_t)(end - at), what, strlen(what));
}

static const char *skip_value(const char *at, const char *end)
{
	if (at < end && (*at == '"' || *at == '\'')) {
		const char *quote = memchr(at + 1, *at, (size_t)(end - at - 1));
		return quote ? quote + 1 : end;
	}
	while (at < end && !is_space(*at) && *at != '>')
		at++;
	return at;
}

static const char *skip_attribute(const char *at, const char *end)
{
	at++; /* a name may begin with '=' */
	while (at < end && !is_space(*at) && *at != '/' && *at != '>' && *at != '=')
		at++;
	const char *equals = skip_spaces(at, end);
	if (equals < end && *equals == '=')
		return skip_value(skip_spaces(equals + 1, end), end);
	return at;
}

static uint64_t hash_ignoring_case(struct foreign name)
{
	char lower[64] = {0};
	size_t len = name.len < sizeof lower ? name.len : sizeof lower;
	for (size_t i = 0; i < len; i++)
		lower[i] = name.utf8[i] | 32;
	return hash_bytes(lower, len);
}

bool html_scan_tag(struct html_tag_text *tag, const char *at, const char *end)
{
	*tag = (struct html_tag_text){.start = at, .is_end = at[1] == '/'};
	const char *name = at + 1 + tag->is_end;
	at = name;
	while (at < end && !is_space(*at) && *at != '/' && *at != '>')
		at++;
	tag->name = (struct foreign){name, (size_t)(at - name)};
	tag->element.tag = html_tag_by_name(tag->name);
	if (tag->element.tag == HTML_OTHER)
		tag->element.name_hash = hash_ignoring_case(tag->name);
	tag->attributes_end = at;
	for (size_t count = 0;;) {
		while (at < end && (is_space(*at) || *at == '/'))
			at++;
		if (at >= end)
			return false;
		if (*at == '>')
			break;
		at = skip_attribute(at, end);
		if (count++ < HTML_ATTRIBUTES_LIMIT)
			tag->attributes_end = at;
		else
			tag->has_too_many_attributes = true;
	}
	tag->end = at + 1;
	return true;
}

bool html_scan_is_json_ld(const struct html_tag_text *tag)
{
	return tag->element.tag == HTML_SCRIPT && html_scan_find(tag->start, tag->end, "ld+json");
}

bool html_scan_data(struct foreign *out, const char *at, const char *end)
{
	static const char scheme[] = "data:";
	while (end - at > DATA_LENGTH && (at = memmem(at, (size_t)(end - at), scheme, 5))) {
		char before = at[-1];
		const char *start = at + sizeof scheme - 1, *stop = start;
		if (before == '"' || before == '\'')
			stop = memchr(start, before, (size_t)(end - start));
		else if (before == '=')
			stop = skip_value(start, end);
		*out = (struct foreign){start, stop ? (size_t)(stop - start) : 0};
		if (out->len > DATA_LENGTH)
			return true;
		at = stop ? stop : start;
	}
	return false;
}

const char *html_scan_end_tag(const char *at, const char *end, struct foreign name)
{
	while ((at = html_scan_find(at, end, "</"))) {
		at += 2;
		if ((size_t)(end - at) > name.len && strncasecmp(at, name.utf8, name.len) == 0 &&
			(is_space(at[name.len]) || at[name.len] == '>' || at[name.len] == '/'))
			return at - 2;
	}
	return NULL;
}

const char *html_scan_script_end(const char *at, const char *end, struct foreign name)
{
	const char *close = html_scan_end_tag(at, end, name);
	const char *comment = close ? html_scan_find(at, close, "<!--") : NULL;
	const char *inner = comment ? html_scan_find(comment, close, "<script") : NULL;
	if (!inner || html_scan_find(comment, inner, "-->"))
		return close;
	const char *comment_end = html_scan_find(comment, end, "-->");
	const char *after = comment_end ? html_scan_end_tag(comment_end, end, name) : NULL;
	return after ? after : close;
}
