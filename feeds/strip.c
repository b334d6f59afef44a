#include "feeds/strip.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "feeds/markup.h"
#include "feeds/references.h"

/* Tags that part words: "<p>one</p><p>two</p>" is two words, "<b>o</b>ne" is one. */
static const char *const parting[] = {"address", "article", "aside", "blockquote", "br", "caption",
	"center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
	"form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "iframe", "img", "li", "main",
	"nav", "ol", "option", "p", "pre", "section", "select", "table", "tbody", "td", "tfoot",
	"th", "thead", "tr", "ul", "video"};

/* Elements whose inside is no text for a reader. */
static const char *const silent[] = {"script", "style", "template", "noscript", "head", "svg"};

static bool is_named(struct foreign name, const char *const *list, size_t count)
{
	char first = name.len > 0 ? (char)(name.utf8[0] | 32) : 0;
	for (size_t i = 0; i < count; i++)
		if (list[i][0] == first && strlen(list[i]) == name.len &&
			strncasecmp(list[i], name.utf8, name.len) == 0)
			return true;
	return false;
}

struct strip {
	char *out;
	size_t used;
	bool needs_blank;
	bool keeps_lines; /* a line feed where a tag parts words */
	char blank;
	const char *at;
	const char *end;
	bool no_comment_end; /* looked for, and there is none further on */
};

static void put(struct strip *strip, const char *data, size_t len)
{
	if (strip->needs_blank && strip->used > 0)
		strip->out[strip->used++] = strip->blank;
	strip->needs_blank = false;
	strip->blank = ' ';
	memcpy(strip->out + strip->used, data, len);
	strip->used += len;
}

/* The first "</name" from `at` on; the end when there is none. */
static const char *silent_end(const char *at, const char *end, struct foreign name)
{
	for (; (at = memchr(at, '<', (size_t)(end - at))); at++) {
		if ((size_t)(end - at) < name.len + 2)
			break;
		if (at[1] == '/' && strncasecmp(at + 2, name.utf8, name.len) == 0)
			return at;
	}
	return end;
}

static bool skip_comment(struct strip *strip)
{
	if (strip->no_comment_end || strip->end - strip->at < 4 ||
		memcmp(strip->at, "<!--", 4) != 0)
		return false;
	const char *close = memmem(strip->at + 4, (size_t)(strip->end - strip->at - 4), "-->", 3);
	strip->no_comment_end = !close;
	strip->at = close ? close + 3 : strip->at;
	return close;
}

/* <!DOCTYPE …>, <?xml …>, and comments that never end. */
static bool skip_declaration(struct strip *strip)
{
	if (strip->end - strip->at < 3 || (strip->at[1] != '!' && strip->at[1] != '?'))
		return false;
	const char *close = memchr(strip->at, '>', (size_t)(strip->end - strip->at));
	if (close)
		strip->at = close + 1;
	return close;
}

static bool skip_tag(struct strip *strip)
{
	if (skip_comment(strip) || skip_declaration(strip))
		return true;
	size_t len =
		markup_is_tag(strip->at, strip->end) ? markup_tag_length(strip->at, strip->end) : 0;
	if (len == 0)
		return false;
	struct foreign name = markup_tag_name(strip->at, strip->end);
	bool opens = strip->at[1] != '/' && strip->at[len - 2] != '/';
	strip->at += len;
	if (opens && is_named(name, silent, sizeof silent / sizeof *silent))
		strip->at = silent_end(strip->at, strip->end, name);
	if (is_named(name, parting, sizeof parting / sizeof *parting)) {
		strip->needs_blank = true;
		strip->blank = strip->keeps_lines ? '\n' : ' ';
	}
	return true;
}

static void take_reference(struct strip *strip)
{
	struct reference reference = {"&", 1};
	size_t len = reference_read(
		&reference, strip->at, (size_t)(strip->end - strip->at), REFERENCE_HTML);
	strip->at += len > 0 ? len : 1;
	struct foreign text = foreign_trim((struct foreign){reference.utf8, reference.len});
	if (text.len > 0)
		put(strip, text.utf8, text.len);
	else
		strip->needs_blank = true;
}

/* Bytes at which a run of text may end: a table, for each byte of each text asks it. */
static const bool ENDS_RUN[256] = {['\t'] = true,
	['\n'] = true,
	['\v'] = true,
	['\f'] = true,
	['\r'] = true,
	[' '] = true,
	['<'] = true,
	['&'] = true,
	[0xC2] = true,
	[0xEF] = true};

static inline bool may_end_run(char byte)
{
	return ENDS_RUN[(unsigned char)byte];
}

static size_t space_length(const char *at, const char *end)
{
	if (*at == ' ' || (*at >= '\t' && *at <= '\r'))
		return 1;
	if (end - at >= 2 && memcmp(at, "\xC2\xA0", 2) == 0) /* a hard blank */
		return 2;
	return end - at >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* A run of bytes that mean only themselves. */
static void take_text(struct strip *strip)
{
	const char *start = strip->at, *at = start + 1, *end = strip->end;
	for (; at < end; at++) {
		if (!may_end_run(*at))
			continue;
		/* A single blank goes along. */
		bool is_inside = *at == ' ' && at + 1 < end && !may_end_run(at[1]);
		if (!is_inside && (*at == '<' || *at == '&' || space_length(at, end) > 0))
			break;
	}
	put(strip, start, (size_t)(at - start));
	strip->at = at;
}

static struct foreign strip_from(
	struct strip strip, struct arena *arena, struct foreign html, size_t enough)
{
	if (html.len == 0)
		return FOREIGN("");
	/* A blank may go before each word that a tag or a reference parts. */
	size_t room = html.len + html.len / 5 + 1;
	strip.at = html.utf8;
	strip.end = html.utf8 + html.len;
	strip.blank = ' ';
	strip.out = arena_text(arena, room);
	while (strip.at < strip.end && strip.used < enough) {
		size_t space = space_length(strip.at, strip.end);
		if (space > 0) {
			strip.needs_blank = true;
			strip.at += space;
		} else if (*strip.at == '&') {
			take_reference(&strip);
		} else if (*strip.at != '<' || !skip_tag(&strip)) {
			take_text(&strip);
		}
	}
	arena_text_ends(arena, strip.out, room, strip.used + 1);
	return (struct foreign){strip.out, strip.used};
}

struct foreign strip_html(struct arena *arena, struct foreign html)
{
	return strip_html_start(arena, html, SIZE_MAX);
}

struct foreign strip_html_start(struct arena *arena, struct foreign html, size_t enough)
{
	return strip_from((struct strip){0}, arena, html, enough);
}

struct foreign strip_html_lines(struct arena *arena, struct foreign html)
{
	return strip_from((struct strip){.keeps_lines = true}, arena, html, SIZE_MAX);
}

struct foreign strip_references(struct arena *arena, struct foreign text)
{
	return references_resolve(arena, text, REFERENCE_HTML);
}
