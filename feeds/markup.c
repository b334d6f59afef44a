#include "feeds/markup.h"

#include <string.h>

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

static bool is_name_start(char byte)
{
	return ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '_' || byte == ':' ||
	       (byte & 0x80) != 0;
}

static bool ends_name(char byte)
{
	return is_space(byte) || byte == '/' || byte == '>' || byte == '<' || byte == '=' ||
	       byte == '"' || byte == '\'';
}

bool markup_is_tag(const char *at, const char *end)
{
	at++;
	if (at < end && *at == '/')
		at++;
	return at < end && is_name_start(*at);
}

/* `at` is at an opening quote: the end of the value.  A value that holds '>'
 * and then '<' was never closed, and ends before that '>'. */
static const char *value_end(const char *at, const char *end)
{
	const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
	const char *bracket = memchr(at + 1, '>', (size_t)((close ? close : end) - at - 1));
	if (!close)
		return bracket ? bracket : end;
	if (!bracket || memchr(at + 1, '<', (size_t)(bracket - at - 1)))
		return close + 1;
	return memchr(bracket, '<', (size_t)(close - bracket)) ? bracket : close + 1;
}

size_t markup_tag_length(const char *start, const char *end)
{
	bool is_bare = true;
	bool after_equals = false;
	const char *at = start + 1;
	while (at < end && (*at == '/' || !ends_name(*at)))
		at++;
	while (at < end && *at != '>') {
		if (*at == '<')
			return is_bare ? (size_t)(at - start) : 0;
		if (after_equals && (*at == '"' || *at == '\'')) {
			at = value_end(at, end);
			after_equals = false;
			continue;
		}
		if (!is_space(*at)) {
			after_equals = *at == '=';
			is_bare = false;
		}
		at++;
	}
	return at < end ? (size_t)(at - start) + 1 : 0;
}

struct foreign markup_tag_name(const char *at, const char *end)
{
	at++;
	if (at < end && *at == '/')
		at++;
	const char *start = at;
	while (at < end && !ends_name(*at))
		at++;
	return (struct foreign){start, (size_t)(at - start)};
}

static const char *skip_space(const char *at, const char *end)
{
	while (at < end && is_space(*at))
		at++;
	return at;
}

static const char *unquoted_end(const char *at, const char *end)
{
	while (at < end && !is_space(*at) && *at != '>')
		at++;
	return at;
}

static struct foreign read_value(const char **at, const char *end)
{
	const char *start = *at;
	if (start >= end)
		return (struct foreign){"", 0};
	if (*start != '"' && *start != '\'') {
		*at = unquoted_end(start, end);
		return (struct foreign){start, (size_t)(*at - start)};
	}
	const char *stop = value_end(start, end);
	*at = stop;
	bool is_closed = stop > start + 1 && stop[-1] == *start;
	return (struct foreign){start + 1, (size_t)(stop - start) - 1 - is_closed};
}

bool markup_next_attribute(struct markup_attribute *out, const char **cursor, const char *end)
{
	const char *at = *cursor;
	while (at < end && ends_name(*at) && *at != '>' && *at != '<')
		at++;
	if (at >= end || *at == '>' || *at == '<')
		return false;
	const char *start = at;
	while (at < end && !ends_name(*at))
		at++;
	*out = (struct markup_attribute){.name = {start, (size_t)(at - start)}, .value = {"", 0}};
	const char *equals = skip_space(at, end);
	if (equals < end && *equals == '=') {
		at = skip_space(equals + 1, end);
		out->has_value = true;
		out->value = read_value(&at, end);
	}
	*cursor = at;
	return true;
}
