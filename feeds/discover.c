/* A small scanner of its own instead of html.h's tree: it needs two kinds of
 * tags, must be linear in the worst page, and stops where the head is over. */
#include "feeds/discover.h"

#include <string.h>
#include <strings.h>

#include "feeds/strip.h"
#include "src/base/array.h"
#include "src/base/url.h"

enum { LINKS_LIMIT = 50, ATTRIBUTES_LIMIT = 64 };

struct scanner {
	const char *at, *end;
	struct arena *arena;
	struct foreign base;
	bool has_base; /* the first <base> counts */
	struct feed_links links;
	size_t capacity;
};

struct link_tag {
	struct foreign rel, type, href, title;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool starts_with(const struct scanner *scanner, const char *word)
{
	size_t len = strlen(word);
	return (size_t)(scanner->end - scanner->at) >= len &&
	       strncasecmp(scanner->at, word, len) == 0;
}

/* Behind the next `word`, or the end of the page. */
static void skip_past(struct scanner *scanner, const char *word)
{
	while (scanner->at < scanner->end && !starts_with(scanner, word)) {
		const char *next =
			memchr(scanner->at + 1, *word, (size_t)(scanner->end - scanner->at - 1));
		scanner->at = next ? next : scanner->end;
	}
	if (scanner->at < scanner->end)
		scanner->at += strlen(word);
}

/* ---- attributes ---- */

static struct foreign until(const char *start, const char *end)
{
	return (struct foreign){start, (size_t)(end - start)};
}

static struct foreign read_name(struct scanner *scanner)
{
	const char *start = scanner->at;
	while (scanner->at < scanner->end && !is_space(*scanner->at) &&
		!strchr("=/>", *scanner->at))
		scanner->at++;
	return until(start, scanner->at);
}

static void skip_spaces(struct scanner *scanner)
{
	while (scanner->at < scanner->end && is_space(*scanner->at))
		scanner->at++;
}

static struct foreign read_quoted(struct scanner *scanner)
{
	char quote = *scanner->at++;
	const char *start = scanner->at;
	const char *close = memchr(start, quote, (size_t)(scanner->end - start));
	scanner->at = close ? close + 1 : scanner->end;
	return until(start, close ? close : scanner->end);
}

static struct foreign read_value(struct scanner *scanner)
{
	skip_spaces(scanner);
	if (scanner->at >= scanner->end || *scanner->at != '=')
		return (struct foreign){"", 0};
	scanner->at++;
	skip_spaces(scanner);
	if (scanner->at < scanner->end && (*scanner->at == '"' || *scanner->at == '\''))
		return read_quoted(scanner);
	const char *start = scanner->at;
	while (scanner->at < scanner->end && !is_space(*scanner->at) && *scanner->at != '>')
		scanner->at++;
	return until(start, scanner->at);
}

/* Moves behind the '>' of the tag. */
static void read_attributes(struct scanner *scanner, struct link_tag *tag)
{
	const struct {
		struct foreign name;
		struct foreign *value;
	} wanted[] = {{FOREIGN("rel"), &tag->rel}, {FOREIGN("type"), &tag->type},
		{FOREIGN("href"), &tag->href}, {FOREIGN("title"), &tag->title}};
	for (int count = 0; count < ATTRIBUTES_LIMIT; count++) {
		while (scanner->at < scanner->end &&
			(is_space(*scanner->at) || *scanner->at == '/'))
			scanner->at++;
		if (scanner->at >= scanner->end || *scanner->at == '>')
			break;
		const char *start = scanner->at;
		struct foreign name = read_name(scanner), value = read_value(scanner);
		for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
			if (wanted[i].value->len == 0 &&
				foreign_equal_ignoring_ascii_case(name, wanted[i].name))
				*wanted[i].value = value;
		if (scanner->at == start) /* a lone '=' is no name */
			scanner->at++;
	}
	skip_past(scanner, ">");
}

/* ---- what the tags say ---- */

static bool has_word(struct foreign list, struct foreign word)
{
	const char *at = list.utf8, *end = list.utf8 + list.len;
	while (at < end) {
		while (at < end && is_space(*at))
			at++;
		const char *start = at;
		while (at < end && !is_space(*at))
			at++;
		if (foreign_equal_ignoring_ascii_case(until(start, at), word))
			return true;
	}
	return false;
}

/* application/json alone is not among them: WordPress names its API so. */
static bool is_feed_type(struct foreign type)
{
	static const struct foreign types[] = {FOREIGN("application/rss+xml"),
		FOREIGN("application/atom+xml"), FOREIGN("application/feed+json"),
		FOREIGN("application/rdf+xml"), FOREIGN("application/rss"),
		FOREIGN("application/atom"), FOREIGN("application/x.atom+xml"),
		FOREIGN("application/x-atom+xml"), FOREIGN("text/rss+xml"), FOREIGN("text/rss"),
		FOREIGN("text/atom+xml")};
	const char *parameters = memchr(type.utf8, ';', type.len);
	if (parameters)
		type.len = (size_t)(parameters - type.utf8);
	type = foreign_trim(type);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (foreign_equal_ignoring_ascii_case(type, types[i]))
			return true;
	return false;
}

/* JSON Feed 1.0 was announced as plain JSON; so are many XML feeds as XML. */
static bool may_be_feed(struct foreign type, struct foreign href)
{
	bool is_vague = has_word(type, FOREIGN("application/json")) ||
			has_word(type, FOREIGN("text/xml")) ||
			has_word(type, FOREIGN("application/xml"));
	return is_vague &&
	       (memmem(href.utf8, href.len, "feed", 4) || memmem(href.utf8, href.len, "rss", 3) ||
		       memmem(href.utf8, href.len, "atom", 4));
}

static bool is_known(const struct scanner *scanner, struct foreign url)
{
	for (size_t i = 0; i < scanner->links.count; i++)
		if (foreign_equal(scanner->links.items[i].url, url))
			return true;
	return false;
}

static void take_link(struct scanner *scanner, const struct link_tag *tag)
{
	bool is_alternate = has_word(tag->rel, FOREIGN("alternate")) &&
			    !has_word(tag->rel, FOREIGN("stylesheet"));
	if (!is_alternate && !has_word(tag->rel, FOREIGN("feed")))
		return;
	struct foreign href = foreign_trim(strip_references(scanner->arena, tag->href));
	bool is_feed = is_feed_type(tag->type) || may_be_feed(foreign_trim(tag->type), href) ||
		       (tag->type.len == 0 && has_word(tag->rel, FOREIGN("feed")));
	if (!is_feed || href.len == 0 || scanner->links.count >= LINKS_LIMIT)
		return;
	struct url url;
	struct foreign whole = url_resolve(scanner->arena, scanner->base, href);
	if (!url_parse(&url, scanner->arena, whole, NULL) || is_known(scanner, url.text))
		return;
	struct foreign title = strip_references(scanner->arena, tag->title);
	ARRAY_PUSH(scanner->links.items, scanner->links.count, scanner->capacity) =
		(struct feed_link){
			.url = url.text,
			.title = foreign_collapse(scanner->arena, title),
			.mime_type = foreign_trim(tag->type),
		};
}

static void take_base(struct scanner *scanner, const struct link_tag *tag)
{
	if (scanner->has_base || tag->href.len == 0)
		return;
	struct foreign href = strip_references(scanner->arena, tag->href);
	struct foreign whole = url_resolve(scanner->arena, scanner->base, foreign_trim(href));
	scanner->has_base = true;
	if (whole.len > 0)
		scanner->base = whole;
}

/* ---- the page ---- */

static bool is_tag(struct scanner *scanner, const char *name)
{
	size_t len = strlen(name);
	const char *after = scanner->at + len;
	return starts_with(scanner, name) && after < scanner->end &&
	       (is_space(*after) || *after == '>' || *after == '/');
}

/* Text in which a '<' starts no tag. */
static bool skip_raw_text(struct scanner *scanner)
{
	static const struct {
		const char *start, *end;
	} raw[] = {{"<script", "</script"}, {"<style", "</style"}, {"<textarea", "</textarea"},
		{"<title", "</title"}, {"<xmp", "</xmp"}, {"<template", "</template"}};
	if (starts_with(scanner, "<!--")) {
		scanner->at += 4;
		skip_past(scanner, "-->");
		return true;
	}
	for (size_t i = 0; i < sizeof raw / sizeof *raw; i++)
		if (is_tag(scanner, raw[i].start)) {
			skip_past(scanner, raw[i].end);
			return true;
		}
	return false;
}

static void read_tag(struct scanner *scanner)
{
	struct link_tag tag = {FOREIGN(""), FOREIGN(""), FOREIGN(""), FOREIGN("")};
	bool is_link = is_tag(scanner, "<link"), is_base = is_tag(scanner, "<base");
	scanner->at++;
	if (scanner->at >= scanner->end || !(is_letter(*scanner->at) || *scanner->at == '/'))
		return;
	read_name(scanner);
	read_attributes(scanner, &tag);
	if (is_link)
		take_link(scanner, &tag);
	else if (is_base)
		take_base(scanner, &tag);
}

void discover_in_page(
	struct feed_links *out, struct arena *arena, struct foreign html, struct foreign page_url)
{
	struct scanner scanner = {
		.at = html.utf8, .end = html.utf8 + html.len, .arena = arena, .base = page_url};
	while (scanner.at < scanner.end) {
		const char *next = memchr(scanner.at, '<', (size_t)(scanner.end - scanner.at));
		if (!next)
			break;
		scanner.at = next;
		if (!skip_raw_text(&scanner))
			read_tag(&scanner);
	}
	*out = scanner.links;
	if (scanner.links.items)
		arena_adopt(arena, scanner.links.items);
}
