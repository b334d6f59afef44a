#include "feeds/person.h"

#include <stdbool.h>
#include <string.h>

#include "feeds/strip.h"

#define PEOPLE_LIMIT 100

static struct foreign part(const char *start, const char *end)
{
	return foreign_trim((struct foreign){start, (size_t)(end - start)});
}

static bool is_address_byte(char byte)
{
	return byte != '\0' && !strchr(" \t\r\n()<>,;:\"'[]", byte);
}

/* The e-mail address in `line`, or an empty text. */
static struct foreign find_address(struct foreign line)
{
	const char *end = line.utf8 + line.len;
	const char *sign = line.len > 0 ? memchr(line.utf8, '@', line.len) : NULL;
	if (!sign)
		return (struct foreign){"", 0};
	const char *start = sign, *stop = sign + 1;
	while (start > line.utf8 && is_address_byte(start[-1]))
		start--;
	while (stop < end && is_address_byte(*stop) && *stop != '@')
		stop++;
	if (start == sign || stop == sign + 1)
		return (struct foreign){"", 0};
	return (struct foreign){start, (size_t)(stop - start)};
}

static struct foreign without_wrapping(struct foreign name)
{
	static const char *const pairs[] = {"()", "<>", "\"\"", "''", "[]"};
	name = foreign_trim(name);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (name.len >= 2 && name.utf8[0] == pairs[i][0] &&
			name.utf8[name.len - 1] == pairs[i][1])
			return foreign_trim((struct foreign){name.utf8 + 1, name.len - 2});
	return name;
}

/* What is left of the line without the address and what wraps it. */
static struct foreign name_around(struct arena *arena, struct foreign line, struct foreign address)
{
	const char *end = line.utf8 + line.len;
	const char *start = address.utf8, *stop = address.utf8 + address.len;
	if (start - line.utf8 >= 7 && strncmp(start - 7, "mailto:", 7) == 0)
		start -= 7;
	bool is_wrapped =
		start > line.utf8 && stop < end &&
		((start[-1] == '<' && *stop == '>') || (start[-1] == '(' && *stop == ')') ||
			(start[-1] == '[' && *stop == ']') || (start[-1] == '"' && *stop == '"'));
	if (is_wrapped) {
		start--;
		stop++;
	}
	struct foreign before = part(line.utf8, start), after = part(stop, end);
	if (before.len > 0 && after.len > 0) {
		const char *both = arena_printf(arena, "%.*s %.*s", (int)before.len, before.utf8,
			(int)after.len, after.utf8);
		return without_wrapping((struct foreign){both, strlen(both)});
	}
	return without_wrapping(before.len > 0 ? before : after);
}

static struct foreign without_trailing_marks(struct foreign name)
{
	while (name.len > 0 && strchr(",;", name.utf8[name.len - 1]))
		name.len--;
	return foreign_trim(name);
}

struct person person_parse(struct arena *arena, struct foreign line)
{
	/* Not strip_html() at once: "Name <a@b.org>" holds no tag. */
	struct foreign text = foreign_collapse(arena, strip_references(arena, line));
	struct foreign address = find_address(text);
	if (address.len == 0)
		return (struct person){.name = strip_html(arena, text)};
	struct foreign name = strip_html(arena, name_around(arena, text, address));
	return (struct person){.name = without_trailing_marks(name), .email = address};
}

static bool is_same(const struct person *a, const struct person *b)
{
	if (a->name.len > 0 && b->name.len > 0)
		return foreign_equal_ignoring_ascii_case(a->name, b->name) &&
		       (a->email.len == 0 || b->email.len == 0 ||
			       foreign_equal_ignoring_ascii_case(a->email, b->email));
	return a->email.len > 0 && foreign_equal_ignoring_ascii_case(a->email, b->email);
}

static void complete(struct foreign *known, struct foreign more)
{
	if (known->len == 0)
		*known = more;
}

void people_add(struct people *people, struct arena *arena, struct person person)
{
	if (person.name.len + person.email.len + person.url.len == 0)
		return;
	for (size_t i = 0; i < people->count; i++) {
		struct person *known = &people->items[i];
		if (!is_same(known, &person))
			continue;
		complete(&known->name, person.name);
		complete(&known->email, person.email);
		complete(&known->url, person.url);
		complete(&known->avatar, person.avatar);
		return;
	}
	if (people->count == PEOPLE_LIMIT)
		return;
	/* Lists in an arena double, when their number is a power of two. */
	if ((people->count & (people->count - 1)) == 0) {
		size_t room = people->count > 0 ? 2 * people->count : 1;
		people->items =
			arena_extend(arena, people->items, people->count * sizeof(struct person),
				(room - people->count) * sizeof(struct person));
	}
	people->items[people->count++] = person;
}

/* The part of a list up to the next comma that is in no brackets or quotes. */
static struct foreign next_part(struct foreign *rest)
{
	size_t len = 0;
	int depth = 0;
	bool is_quoted = false;
	for (; len < rest->len; len++) {
		char byte = rest->utf8[len];
		is_quoted ^= byte == '"';
		depth += (byte == '(' || byte == '<') - (byte == ')' || byte == '>');
		if ((byte == ',' || byte == ';') && depth <= 0 && !is_quoted)
			break;
	}
	struct foreign found = {rest->utf8, len};
	size_t skip = len + (len < rest->len);
	*rest = (struct foreign){rest->utf8 + skip, rest->len - skip};
	return found;
}

static bool is_list(struct foreign line)
{
	while (line.len > 0)
		if (find_address(next_part(&line)).len == 0)
			return false;
	return true;
}

void people_parse(struct people *people, struct arena *arena, struct foreign line)
{
	struct foreign text = strip_references(arena, line);
	if (!is_list(text)) {
		people_add(people, arena, person_parse(arena, line));
		return;
	}
	while (text.len > 0)
		people_add(people, arena, person_parse(arena, next_part(&text)));
}
