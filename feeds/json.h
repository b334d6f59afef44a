/* [jansson] JSON in and out.  The one file that knows jansson is json.c.
 *
 * Building: json_make_*() makes a value, json_put_*() and json_push_*() add to
 * it; a value given to json_put() or json_push() belongs to its container.
 * Whoever holds the outermost value ends it with json_release().
 *
 * Reading: JSON in valid UTF-8, mended a little (json_scan.h), with limits on
 * depth and on the number of values, so that a small document cannot become a
 * large tree.  What is read borrows from the outermost value. */
#ifndef STEPPE_FEEDS_JSON_H
#define STEPPE_FEEDS_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/buffer.h"
#include "src/base/error.h"
#include "src/base/text.h"

struct json;

struct json *json_make_object(void);
struct json *json_make_array(void);
void json_release(struct json *value);

/* Members keep the order in which they were put. */
void json_put(struct json *object, const char *key, struct json *value);
void json_put_text(struct json *object, const char *key, struct foreign text);
void json_put_string(struct json *object, const char *key, const char *utf8);
void json_put_integer(struct json *object, const char *key, int64_t number);
void json_put_number(struct json *object, const char *key, double number);
void json_put_bool(struct json *object, const char *key, bool value);
/* As json_put_text(), but an empty text is null. */
void json_put_text_or_null(struct json *object, const char *key, struct foreign text);
/* As json_put_text(), but an empty text is left out. */
void json_put_text_if_any(struct json *object, const char *key, struct foreign text);
/* As json_put(), but an empty array or object is left out (and released). */
void json_put_if_any(struct json *object, const char *key, struct json *value);
/* RFC 3339 in UTC; a time of 0 is left out. */
void json_put_time(struct json *object, const char *key, int64_t seconds);

void json_push(struct json *array, struct json *value);
void json_push_text(struct json *array, struct foreign text);

enum json_shape {
	JSON_LINE,   /* on one line, nothing between the tokens */
	JSON_PRETTY, /* indented by two blanks, with a line break at the end */
};

/* Appends the value.  Characters that could steer a terminal (C0, DEL, C1,
 * bidi controls) are written as \u escapes. */
void json_write(struct buffer *out, const struct json *value, enum json_shape shape);

/* As a part of a JSON_PRETTY text that stands `indent` blanks further in: no line
 * break at the end. */
void json_write_inside(struct buffer *out, const struct json *value, size_t indent);

/* NULL with ERROR_FORMAT (and the line) or ERROR_LIMIT.  Lone surrogates and
 * \u0000 are read as U+FFFD; what stands behind the value is not read. */
struct json *json_read(struct foreign text, struct error *error);

enum json_kind { JSON_NOTHING, JSON_MEMBERS, JSON_ELEMENTS, JSON_TEXT, JSON_NUMBER, JSON_TRUTH };

/* JSON_NOTHING for NULL and null. */
enum json_kind json_kind(const struct json *value);
/* Each of these takes NULL and values of any type: what does not fit is "none". */
const struct json *json_member(const struct json *object, const char *key);
size_t json_length(const struct json *array);
const struct json *json_element(const struct json *array, size_t index);
struct foreign json_text(const struct json *value);
/* A number, or a text that is one; `otherwise` for all else. */
int64_t json_integer_or(const struct json *value, int64_t otherwise);
/* 1, 0, or -1 when it is no truth value. */
int json_truth(const struct json *value);
/* A text, or a number written as text: for ids. */
struct foreign json_text_of_any(const struct json *value, struct arena *arena);

#endif
