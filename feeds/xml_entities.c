#include "feeds/xml_entities.h"

#include <string.h>

#include "feeds/references.h"
#include "src/base/buffer.h"

#define ENTITIES_LIMIT 64
#define NAME_LIMIT 64
#define VALUE_LIMIT 256
#define PROLOG_LIMIT (64u << 10)
#define GROWTH_LIMIT (1u << 20)

struct entity {
	struct foreign name, value;
};

struct entities {
	struct entity items[ENTITIES_LIMIT];
	size_t count;
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && is_blank(*at))
		at++;
	return at;
}

/* Text and references to characters, no markup and no other entity. */
static bool is_plain(struct foreign value)
{
	const char *end = value.utf8 + value.len;
	if (value.len > VALUE_LIMIT || memchr(value.utf8, '<', value.len))
		return false;
	for (const char *at = value.utf8; at < end; at++) {
		struct reference character;
		size_t left = (size_t)(end - at);
		if (*at == '&' && reference_read(&character, at, left, REFERENCE_XML) == 0)
			return false;
	}
	return true;
}

/* HTML's names have their meaning without being declared. */
static bool is_known(const char *name, size_t len)
{
	char text[NAME_LIMIT + 2] = "&";
	struct reference character;
	memcpy(text + 1, name, len);
	text[len + 1] = ';';
	return reference_read(&character, text, len + 2, REFERENCE_XML) > 0;
}

/* name "value", behind <!ENTITY; where that ends. */
static const char *take_entity(struct entities *entities, const char *at, const char *end)
{
	const char *name = skip_blanks(at, end), *name_end = name;
	while (name_end < end && !is_blank(*name_end) && !strchr("\"'<>&;", *name_end))
		name_end++;
	const char *quote = skip_blanks(name_end, end);
	size_t len = (size_t)(name_end - name);
	if (len == 0 || len > NAME_LIMIT || quote == end || (*quote != '"' && *quote != '\''))
		return name_end;
	const char *close = memchr(quote + 1, *quote, (size_t)(end - quote) - 1);
	if (!close)
		return end;
	struct entity entity = {{name, len}, {quote + 1, (size_t)(close - quote) - 1}};
	if (entities->count < ENTITIES_LIMIT && is_plain(entity.value) && !is_known(name, len))
		entities->items[entities->count++] = entity;
	return close + 1;
}

/* Where the declarations end, or NULL when there are none. */
static const char *read_declarations(struct entities *entities, struct foreign text)
{
	static const char start[] = "<!DOCTYPE", mark[] = "<!ENTITY";
	const char *end = text.utf8 + (text.len < PROLOG_LIMIT ? text.len : PROLOG_LIMIT);
	const char *at =
		text.len > 0 ? memmem(text.utf8, (size_t)(end - text.utf8), start, sizeof start - 1)
			     : NULL;
	const char *last = NULL;
	while (at && (at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1)))
		last = at = take_entity(entities, at + sizeof mark - 1, end);
	return entities->count > 0 ? last : NULL;
}

static const struct entity *find_entity(
	const struct entities *entities, const char *at, const char *end)
{
	for (size_t i = 0; i < entities->count; i++) {
		struct foreign name = entities->items[i].name;
		if ((size_t)(end - at) > name.len + 1 && at[name.len + 1] == ';' &&
			memcmp(at + 1, name.utf8, name.len) == 0)
			return &entities->items[i];
	}
	return NULL;
}

/* `at` is at a sign; behind the section when it begins one, in which nothing is a reference. */
static const char *skip_cdata(const char *at, const char *end)
{
	static const char start[] = "<![CDATA[";
	bool is_cdata =
		(size_t)(end - at) >= sizeof start - 1 && memcmp(at, start, sizeof start - 1) == 0;
	const char *close = is_cdata ? memmem(at, (size_t)(end - at), "]]>", 3) : NULL;
	return close ? close + 3 : is_cdata ? end : at + 1;
}

static const char *next_sign(const char *at, const char *end)
{
	while (at < end && *at != '&' && *at != '<')
		at++;
	return at;
}

struct foreign xml_entities_expand(struct arena *arena, struct foreign text)
{
	struct entities entities = {.count = 0};
	const char *end = text.utf8 + text.len;
	const char *at = read_declarations(&entities, text), *written = text.utf8;
	struct buffer out = {0};
	while (at && (at = next_sign(at, end)) < end && out.len < text.len + GROWTH_LIMIT) {
		const struct entity *entity = *at == '&' ? find_entity(&entities, at, end) : NULL;
		if (!entity) {
			at = skip_cdata(at, end);
			continue;
		}
		buffer_append(&out, written, (size_t)(at - written));
		buffer_append(&out, entity->value.utf8, entity->value.len);
		written = at += entity->name.len + 2;
	}
	if (out.len == 0)
		return text;
	buffer_append(&out, written, (size_t)(end - written));
	struct foreign expanded = {out.data, out.len};
	arena_adopt(arena, buffer_take(&out));
	return expanded;
}
