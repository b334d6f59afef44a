#include "feeds/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "feeds/encoding_guess.h"
#include "feeds/references.h"
#include "src/base/buffer.h"

#define CHUNK (64u << 10)
#define PROLOG_LENGTH 1024    /* where a declaration may stand (WHATWG HTML, 13.2.3.2) */
#define REPLACEMENTS_LIMIT 16 /* in a row, as foreign_from_bytes() has it */

static struct foreign text_of(const char *string)
{
	return (struct foreign){string, strlen(string)};
}

static const struct encoding_label *utf8(void)
{
	return encoding_label_find(FOREIGN("utf-8"));
}

static bool is_named(const struct encoding_label *label, const char *name)
{
	return strcmp(label->name, name) == 0;
}

static bool starts(struct bytes bytes, const char *signature, size_t len)
{
	return bytes.len >= len && memcmp(bytes.data, signature, len) == 0;
}

/* The encoding that a byte order mark names; the mark is cut off. */
static const struct encoding_label *by_mark(struct bytes *bytes)
{
	static const struct {
		const char *mark;
		size_t len;
		const char *label;
	} marks[] = {{"\xEF\xBB\xBF", 3, "utf-8"}, {"\xFF\xFE\0\0", 4, "utf-32le"},
		{"\0\0\xFE\xFF", 4, "utf-32be"}, {"\xFF\xFE", 2, "utf-16le"},
		{"\xFE\xFF", 2, "utf-16be"}};
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!starts(*bytes, marks[i].mark, marks[i].len))
			continue;
		*bytes = (struct bytes){bytes->data + marks[i].len, bytes->len - marks[i].len};
		return encoding_label_find(text_of(marks[i].label));
	}
	return NULL;
}

/* Wide characters show by where the zeros of the first ASCII character stand. */
static const struct encoding_label *by_zeros(struct bytes bytes)
{
	if (bytes.len < 4)
		return NULL;
	unsigned zeros = 0;
	for (size_t i = 0; i < 4; i++)
		zeros |= (unsigned)(bytes.data[i] == 0) << i;
	const char *label = zeros == 0x7                   ? "utf-32be"
			    : zeros == 0xE                 ? "utf-32le"
			    : zeros == 0x5 || zeros == 0x1 ? "utf-16be"
			    : zeros == 0xA || zeros == 0x2 ? "utf-16le"
							   : NULL;
	return label ? encoding_label_find(text_of(label)) : NULL;
}

/* The value after `name` and '=' in `text`: charset=…, encoding="…". */
static const struct encoding_label *by_parameter(struct bytes text, const char *name)
{
	size_t name_len = strlen(name);
	for (size_t i = 0; i + name_len < text.len; i++) {
		if (strncasecmp(text.data + i, name, name_len) != 0)
			continue;
		size_t at = i + name_len;
		while (at < text.len && strchr(" \t\r\n", text.data[at]) && text.data[at])
			at++;
		if (at >= text.len || text.data[at] != '=')
			continue;
		at++;
		while (at < text.len && strchr(" \t\r\n\"'", text.data[at]) && text.data[at])
			at++;
		size_t start = at;
		while (at < text.len && text.data[at] && !strchr(" \t\r\n\"';/>?", text.data[at]))
			at++;
		return encoding_label_find((struct foreign){text.data + start, at - start});
	}
	return NULL;
}

/* <?xml … encoding="…"?>, or HTML's <meta charset>. */
static const struct encoding_label *by_declaration(struct bytes bytes, enum encoding_kind kind)
{
	struct bytes prolog = {bytes.data, bytes.len < PROLOG_LENGTH ? bytes.len : PROLOG_LENGTH};
	const char *start = prolog.len > 0 ? memmem(prolog.data, prolog.len, "<?xml", 5) : NULL;
	const char *stop =
		start ? memchr(start, '>', (size_t)(prolog.data + prolog.len - start)) : NULL;
	const struct encoding_label *label = NULL;
	if (stop)
		label = by_parameter((struct bytes){start, (size_t)(stop - start)}, "encoding");
	if (!label && kind == ENCODING_HTML)
		label = by_parameter(prolog, "charset");
	/* What could be read as ASCII to find this is not UTF-16. */
	return label && strncmp(label->name, "utf-16", 6) == 0 ? utf8() : label;
}

/* ISO-2022-JP's way into its two-byte sets; XML and HTML know no escape character. */
static bool has_escapes(struct bytes bytes)
{
	const char *at = bytes.data, *end = at + bytes.len;
	while (at < end && (at = memchr(at, 0x1B, (size_t)(end - at)))) {
		if (end - at >= 3 && at[1] == '$' && (at[2] == 'B' || at[2] == '@'))
			return true;
		at++;
	}
	return false;
}

static const struct encoding_label *utf8_unless_escaped(struct bytes bytes)
{
	return has_escapes(bytes) ? encoding_label_find(FOREIGN("iso-2022-jp")) : utf8();
}

/* A label is believed unless the bytes contradict it: what is mostly ill-formed is
 * not UTF-8, and what is mostly words beyond ASCII is not Latin-1. */
static const struct encoding_label *decide(
	struct bytes bytes, bool is_valid, const struct encoding_label *declared)
{
	bool is_utf8 = declared && is_named(declared, "utf-8");
	if (is_valid && (!declared || is_utf8))
		return utf8_unless_escaped(bytes);
	struct encoding_count count = encoding_count(bytes);
	if (declared && !is_utf8)
		return count.bad > 0 ? encoding_unless_foreign(declared, bytes) : declared;
	bool is_other = count.bad > count.good &&
			(!declared || count.bad > ENCODING_FEW || count.good == 0);
	return is_other ? encoding_guess(bytes, &count) : utf8_unless_escaped(bytes);
}

/* What is well-formed UTF-8 by so much cannot be in the encoding of its label. */
static bool is_mislabeled(struct bytes bytes, const struct encoding_label *label)
{
	struct encoding_count count = encoding_count(bytes);
	return count.bad == 0 && count.good > (encoding_is_single_byte(label) ? 0 : 8);
}

/* A letter that may take a mark (Hebrew, Vietnamese) waits in the converter. */
static void flush(iconv_t converter, struct buffer *out)
{
	char *to = buffer_reserve(out, CHUNK);
	size_t room = CHUNK - 1;
	iconv(converter, NULL, NULL, &to, &room);
	out->len = (size_t)(to - out->data);
}

static void skip_fault(struct buffer *out, char **at, size_t *left, size_t row)
{
	if (row <= REPLACEMENTS_LIMIT)
		buffer_append_string(out, "\xEF\xBF\xBD");
	++*at;
	--*left;
}

/* False when iconv does not know the encoding. */
static bool convert(
	struct decoded *decoded, struct buffer *out, struct bytes bytes, const char *from)
{
	iconv_t converter = iconv_open("UTF-8", from);
	if (converter == (iconv_t)-1)
		return false;
	/* To flush it would also undo the escape that is in force. */
	bool has_shifts = strncmp(from, "ISO-2022", 8) == 0;
	buffer_reserve(out, 3 * bytes.len + CHUNK); /* untouched room costs nothing */
	char *at = (char *)(size_t)bytes.data;
	const char *fault = NULL; /* where the last one ended */
	size_t left = bytes.len, row = 0;
	while (left > 0) {
		char *to = buffer_reserve(out, CHUNK);
		size_t room = CHUNK - 1;
		size_t result = iconv(converter, &at, &left, &to, &room);
		out->len = (size_t)(to - out->data);
		if (result == (size_t)-1 && errno != E2BIG) {
			decoded->is_repaired = true;
			row = at == fault ? row + 1 : 1;
			if (!has_shifts)
				flush(converter, out);
			skip_fault(out, &at, &left, row);
			fault = at;
		}
	}
	flush(converter, out);
	iconv_close(converter);
	return true;
}

static struct foreign without_mark(struct foreign text)
{
	while (foreign_starts_with(text, FOREIGN("\xEF\xBB\xBF")))
		text = (struct foreign){text.utf8 + 3, text.len - 3};
	return text;
}

static const char *find_control(const char *at, const char *end)
{
	while (at < end && (at = memchr(at, 0xC2, (size_t)(end - at)))) {
		if (end - at >= 2 && (unsigned char)at[1] <= 0x9F)
			return at;
		at++;
	}
	return NULL;
}

/* What `text` grows by when its controls become what was meant. */
static size_t count_growth(struct foreign text)
{
	size_t growth = 0;
	const char *at = text.utf8, *end = at + text.len;
	while ((at = find_control(at, end))) {
		struct reference meant;
		reference_of_code_point(&meant, (unsigned char)at[1]);
		growth += meant.len - 2;
		at += 2;
	}
	return growth;
}

/* From the end on, so that it needs no second place. */
static void mend_controls(struct buffer *text)
{
	size_t growth = count_growth((struct foreign){text->data, text->len});
	buffer_reserve(text, growth);
	char *start = text->data, *from = start + text->len, *to = from + growth;
	while (from > start) {
		struct reference meant = {{from[-1]}, 1};
		unsigned char byte = (unsigned char)from[-1];
		size_t used = 1;
		if (byte >= 0x80 && byte <= 0x9F && (unsigned char)from[-2] == 0xC2) {
			reference_of_code_point(&meant, byte);
			used = 2;
		}
		to -= meant.len;
		from -= used;
		memcpy(to, meant.utf8, meant.len);
	}
	text->len += growth;
}

/* U+0080 to U+009F mean nothing in a text: they are the quotes and dashes of
 * windows-1252 that somebody took for Latin-1.  `own` is the text, or empty. */
static struct foreign without_controls(struct arena *arena, struct buffer *own, struct foreign text)
{
	if (text.len > 0 && find_control(text.utf8, text.utf8 + text.len)) {
		if (!own->data) {
			buffer_reserve(own, text.len + text.len / 2);
			buffer_append(own, text.utf8, text.len);
		}
		mend_controls(own);
	}
	if (!own->data)
		return text;
	struct bytes whole = {own->data, own->len};
	arena_adopt(arena, buffer_take(own));
	return foreign_from_bytes(arena, whole);
}

void encoding_decode(struct decoded *out, struct arena *arena, struct bytes bytes,
	struct foreign content_type, enum encoding_kind kind)
{
	*out = (struct decoded){.is_repaired = false};
	const struct encoding_label *label = by_mark(&bytes);
	if (!label)
		label = by_zeros(bytes);
	bool is_valid = bytes_are_utf8(bytes);
	bool is_declared = !label && kind != ENCODING_JSON;
	if (is_declared) {
		label = by_parameter(
			(struct bytes){content_type.utf8, content_type.len}, "charset");
		if (label && strncmp(label->name, "utf-16", 6) == 0)
			label = NULL; /* by_zeros() would have seen it */
		if (!label)
			label = by_declaration(bytes, kind);
		label = decide(bytes, is_valid, label);
	}
	if (!label)
		label = utf8();
	out->encoding = text_of(label->name);
	bool is_utf8 = is_named(label, "utf-8");
	out->is_mislabeled = !is_utf8 && is_declared && is_mislabeled(bytes, label);
	struct buffer own = {0};
	bool is_converted =
		!is_utf8 && !out->is_mislabeled && convert(out, &own, bytes, label->iconv);
	out->is_repaired |= !is_converted && !is_valid;
	out->text = is_converted ? (struct foreign){own.data, own.len}
		    : is_valid   ? (struct foreign){bytes.data, bytes.len}
				 : foreign_from_bytes(arena, bytes);
	out->text = without_mark(without_controls(arena, &own, out->text));
}
