#include "feeds/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "feeds/json_scan.h"
#include "src/base/clock.h"
#include "src/base/words.h"

/* struct json is jansson's json_t under a name of our own; nobody looks inside. */
static json_t *inside(struct json *value)
{
	return (json_t *)value;
}

static const json_t *look(const struct json *value)
{
	return (const json_t *)value;
}

static struct json *outside(json_t *value)
{
	return (struct json *)value;
}

struct json *json_make_object(void)
{
	return outside(json_object());
}

struct json *json_make_array(void)
{
	return outside(json_array());
}

void json_release(struct json *value)
{
	json_decref(inside(value));
}

void json_put(struct json *object, const char *key, struct json *value)
{
	json_object_set_new(inside(object), key, inside(value));
}

void json_put_text(struct json *object, const char *key, struct foreign text)
{
	json_object_set_new(inside(object), key, json_stringn(text.len ? text.utf8 : "", text.len));
}

void json_put_string(struct json *object, const char *key, const char *utf8)
{
	json_object_set_new(inside(object), key, json_string(utf8));
}

void json_put_integer(struct json *object, const char *key, int64_t number)
{
	json_object_set_new(inside(object), key, json_integer(number));
}

void json_put_number(struct json *object, const char *key, double number)
{
	json_object_set_new(inside(object), key, json_real(number));
}

void json_put_bool(struct json *object, const char *key, bool value)
{
	json_object_set_new(inside(object), key, json_boolean(value));
}

void json_put_text_or_null(struct json *object, const char *key, struct foreign text)
{
	if (text.len > 0)
		json_put_text(object, key, text);
	else
		json_object_set_new(inside(object), key, json_null());
}

void json_put_text_if_any(struct json *object, const char *key, struct foreign text)
{
	if (text.len > 0)
		json_put_text(object, key, text);
}

void json_put_if_any(struct json *object, const char *key, struct json *value)
{
	if (json_array_size(inside(value)) > 0 || json_object_size(inside(value)) > 0)
		json_put(object, key, value);
	else
		json_release(value);
}

void json_put_time(struct json *object, const char *key, int64_t seconds)
{
	if (seconds == CLOCK_NONE)
		return;
	char text[32];
	clock_format_rfc3339(seconds, text);
	json_put_string(object, key, text);
}

void json_push(struct json *array, struct json *value)
{
	json_array_append_new(inside(array), inside(value));
}

void json_push_text(struct json *array, struct foreign text)
{
	json_array_append_new(inside(array), json_stringn(text.len ? text.utf8 : "", text.len));
}

/* The code point at `at` when it is one that a terminal could obey, else 0.
 * jansson writes C0 as escapes by itself. */
static unsigned steering_character(const unsigned char *at, size_t len)
{
	if (at[0] == 0x7F)
		return 0x7F;
	if (len >= 2 && at[0] == 0xC2 && at[1] >= 0x80 && at[1] <= 0x9F)
		return at[1];
	if (len < 3 || at[0] != 0xE2)
		return 0;
	unsigned code = 0x2000u | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
	bool is_bidi = code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
		       (code >= 0x2066 && code <= 0x2069);
	return is_bidi ? code : 0;
}

/* Inside JSON such characters can only stand in strings, where \u is their other spelling. */
static void append_without_steering(struct buffer *out, const char *text, size_t len)
{
	size_t done = 0;
	for (size_t i = 0; i < len; i++) {
		unsigned code = steering_character((const unsigned char *)text + i, len - i);
		if (code == 0)
			continue;
		buffer_append(out, text + done, i - done);
		buffer_printf(out, "\\u%04x", code);
		i += code > 0x7FF ? 2 : code > 0x7F ? 1 : 0;
		done = i + 1;
	}
	buffer_append(out, text + done, len - done);
}

struct writer {
	struct buffer *out;
	size_t indent; /* blanks in front of each line but the first */
};

/* What jansson hands over holds whole characters, and '\n' only between lines. */
static int write_piece(const char *data, size_t len, void *context)
{
	struct writer *writer = context;
	append_without_steering(writer->out, data, len);
	if (writer->indent > 0 && len > 0 && data[0] == '\n')
		buffer_printf(writer->out, "%*s", (int)writer->indent, "");
	return 0;
}

void json_write(struct buffer *out, const struct json *value, enum json_shape shape)
{
	struct writer writer = {.out = out};
	size_t flags = JSON_ENCODE_ANY | (shape == JSON_PRETTY ? JSON_INDENT(2) : JSON_COMPACT);
	json_dump_callback(look(value), write_piece, &writer, flags);
	if (shape == JSON_PRETTY)
		buffer_append_char(out, '\n');
}

void json_write_inside(struct buffer *out, const struct json *value, size_t indent)
{
	struct writer writer = {.out = out, .indent = indent};
	json_dump_callback(look(value), write_piece, &writer, JSON_ENCODE_ANY | JSON_INDENT(2));
}

static size_t take_piece(void *out, size_t room, void *scan)
{
	return json_scan_take(scan, out, room);
}

/* Looked through first, so that no tree is built of what is over a limit. */
static bool is_within_limits(struct json_scan scan, struct error *error)
{
	char piece[4096];
	while (json_scan_take(&scan, piece, sizeof piece) > 0)
		;
	return json_scan_check(&scan, error);
}

struct json *json_read(struct foreign text, struct error *error)
{
	const struct json_scan start = {.at = text.utf8, .end = text.utf8 + text.len};
	struct json_scan scan = start;
	json_error_t why;
	if (!is_within_limits(start, error))
		return NULL;
	json_t *value = json_load_callback(take_piece, &scan, JSON_DISABLE_EOF_CHECK, &why);
	/* An id of twenty digits loses its last ones, not its feed. */
	if (!value && json_error_code(&why) == json_error_numeric_overflow) {
		scan = start;
		value = json_load_callback(
			take_piece, &scan, JSON_DISABLE_EOF_CHECK | JSON_DECODE_INT_AS_REAL, &why);
	}
	if (!value)
		error_set(error, ERROR_FORMAT, _("not JSON: %s on line %d"), why.text, why.line);
	return outside(value);
}

enum json_kind json_kind(const struct json *value)
{
	static const enum json_kind kinds[] = {
		[JSON_OBJECT] = JSON_MEMBERS,
		[JSON_ARRAY] = JSON_ELEMENTS,
		[JSON_STRING] = JSON_TEXT,
		[JSON_INTEGER] = JSON_NUMBER,
		[JSON_REAL] = JSON_NUMBER,
		[JSON_TRUE] = JSON_TRUTH,
		[JSON_FALSE] = JSON_TRUTH,
		[JSON_NULL] = JSON_NOTHING,
	};
	return value ? kinds[json_typeof(look(value))] : JSON_NOTHING;
}

const struct json *json_member(const struct json *object, const char *key)
{
	return outside(json_object_get(look(object), key));
}

size_t json_length(const struct json *array)
{
	return json_array_size(look(array));
}

const struct json *json_element(const struct json *array, size_t index)
{
	return outside(json_array_get(look(array), index));
}

struct foreign json_text(const struct json *value)
{
	if (json_kind(value) != JSON_TEXT)
		return (struct foreign){"", 0};
	return (struct foreign){json_string_value(look(value)), json_string_length(look(value))};
}

int64_t json_integer_or(const struct json *value, int64_t otherwise)
{
	if (!value)
		return otherwise;
	if (json_typeof(look(value)) == JSON_INTEGER)
		return json_integer_value(look(value));
	if (json_typeof(look(value)) == JSON_REAL) {
		double real = json_real_value(look(value));
		return real > -9e15 && real < 9e15 ? (int64_t)real : otherwise;
	}
	const char *text = json_string_value(look(value));
	char *end = NULL;
	long long number = text ? strtoll(text, &end, 10) : 0;
	return text && end != text && *end == '\0' ? number : otherwise;
}

int json_truth(const struct json *value)
{
	if (!value ||
		(json_typeof(look(value)) != JSON_TRUE && json_typeof(look(value)) != JSON_FALSE))
		return -1;
	return json_typeof(look(value)) == JSON_TRUE;
}

struct foreign json_text_of_any(const struct json *value, struct arena *arena)
{
	if (!value || json_typeof(look(value)) == JSON_STRING)
		return json_text(value);
	const char *text = "";
	if (json_typeof(look(value)) == JSON_INTEGER)
		text = arena_printf(arena, "%lld", (long long)json_integer_value(look(value)));
	else if (json_typeof(look(value)) == JSON_REAL)
		text = arena_printf(arena, "%.17g", json_real_value(look(value)));
	return (struct foreign){text, strlen(text)};
}
