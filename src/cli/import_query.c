/* newsboat's query feeds as smart folders: its filter expressions become queries of ours
 * where both mean the same; what has no counterpart is refused whole. */
#include <string.h>

#include "src/base/buffer.h"
#include "src/base/clock.h"
#include "src/cli/import_lines.h"
#include "src/cli/import_list.h"
#include "src/store/query.h"

enum operation { EQUALS, HOLDS, LESS, LESS_OR_EQUAL, MORE, MORE_OR_EQUAL, BETWEEN };

struct comparison {
	struct foreign attribute, value;
	enum operation operation;
	bool is_negative;
};

struct translation {
	struct arena *arena;
	const char *at;
	struct buffer query;
};

static void skip_blanks(struct translation *translation)
{
	translation->at += strspn(translation->at, " \t");
}

static bool take(struct translation *translation, const char *sign)
{
	skip_blanks(translation);
	bool is_there = strncmp(translation->at, sign, strlen(sign)) == 0;
	translation->at += is_there ? strlen(sign) : 0;
	return is_there;
}

static struct foreign take_span(struct translation *translation, const char *characters)
{
	skip_blanks(translation);
	struct foreign word = {translation->at, strspn(translation->at, characters)};
	translation->at += word.len;
	return word;
}

static bool take_operation(struct translation *translation, struct comparison *comparison)
{
	/* The longer ones first. */
	static const struct {
		const char *sign;
		enum operation operation;
		bool is_negative;
	} signs[] = {{"==", EQUALS, false}, {"=~", HOLDS, false}, {"!~", HOLDS, true},
		{"!=", EQUALS, true}, {"!#", HOLDS, true}, {"#", HOLDS, false},
		{"<=", LESS_OR_EQUAL, false}, {">=", MORE_OR_EQUAL, false}, {"<", LESS, false},
		{">", MORE, false}, {"=", EQUALS, false}, {"between", BETWEEN, false}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (!take(translation, signs[i].sign))
			continue;
		comparison->operation = signs[i].operation;
		comparison->is_negative = signs[i].is_negative;
		return true;
	}
	return false;
}

static bool take_value(struct translation *translation, struct comparison *comparison)
{
	if (!take(translation, "\"")) {
		comparison->value = take_span(translation, "0123456789:");
		return comparison->value.len > 0;
	}
	const char *end = strchr(translation->at, '"');
	if (end == NULL)
		return false;
	comparison->value = (struct foreign){translation->at, (size_t)(end - translation->at)};
	translation->at = end + 1;
	return true;
}

/* ---- what an attribute is called here ---- */

static bool is_word(struct foreign text, const char *word)
{
	return foreign_equal(text, foreign_from_string(word));
}

static bool write_state(
	struct translation *translation, const struct comparison *comparison, const char *state)
{
	buffer_printf(&translation->query, "%s%s", comparison->is_negative ? "-" : "", state);
	return true;
}

static bool write_unread(struct translation *translation, const struct comparison *comparison)
{
	bool is_yes = is_word(comparison->value, "yes"), is_no = is_word(comparison->value, "no");
	buffer_append_string(
		&translation->query, is_yes != comparison->is_negative ? "is:unread" : "is:read");
	return comparison->operation == EQUALS && (is_yes || is_no);
}

/* unread_count is of a feed there; of its articles those count that are unread. */
static bool write_unread_count(struct translation *translation, const struct comparison *comparison)
{
	bool is_some = (comparison->operation == MORE ||
			       (comparison->operation == EQUALS && comparison->is_negative)) &&
		       is_word(comparison->value, "0");
	buffer_append_string(&translation->query, "is:unread");
	return is_some;
}

/* Whatever stands in it, for here one only knows whether there is any. */
static bool write_presence(
	struct translation *translation, const struct comparison *comparison, const char *state)
{
	struct comparison presence = *comparison;
	bool is_empty = comparison->value.len == 0;
	if (comparison->operation == EQUALS && is_empty)
		presence.is_negative = !comparison->is_negative;
	return (comparison->operation == EQUALS || comparison->operation == HOLDS) &&
	       write_state(translation, &presence, state);
}

/* A flag becomes a bookmark with a tag of its letter (src/store/newsboat.c). */
static bool write_flags(struct translation *translation, const struct comparison *comparison)
{
	const struct foreign flag = comparison->value;
	if (comparison->operation != HOLDS || flag.len == 0)
		return write_presence(translation, comparison, "is:bookmarked");
	return flag.len == 1 &&
	       write_state(translation, comparison,
		       arena_printf(translation->arena, "tag:flag-%c", flag.utf8[0]));
}

static bool write_enclosure(struct translation *translation, const struct comparison *comparison)
{
	return write_presence(translation, comparison, "has:enclosure");
}

/* Days of 24 hours before now. */
static bool write_age(struct translation *translation, const struct comparison *comparison)
{
	struct foreign days = comparison->value;
	size_t len = strspn(days.utf8, "0123456789");
	struct buffer *query = &translation->query;
	if (len == 0 || len > 5 || comparison->is_negative)
		return false;
	if (comparison->operation == BETWEEN) {
		const char *second = days.utf8 + len + 1;
		size_t second_len = days.len > len ? days.len - len - 1 : 0;
		buffer_printf(query, "until:%.*sd since:%.*sd", (int)len, days.utf8,
			(int)second_len, second);
		return second_len > 0 && second_len < 6;
	}
	if (len != days.len || comparison->operation == HOLDS)
		return false;
	if (comparison->operation == EQUALS) {
		buffer_append_string(query, "since:today");
		return is_word(days, "0");
	}
	bool is_newer = comparison->operation == LESS || comparison->operation == LESS_OR_EQUAL;
	buffer_printf(query, "%s:%.*sd", is_newer ? "since" : "until", (int)days.len, days.utf8);
	return true;
}

static bool write_tags(struct translation *translation, const struct comparison *comparison)
{
	if (comparison->operation > HOLDS || comparison->value.len == 0 ||
		strcspn(comparison->value.utf8, "\"|()[]*+?^$.\\") < comparison->value.len)
		return false;
	struct foreign tag = import_more_tags(translation->arena, FOREIGN(""), comparison->value);
	/* The first tag of a feed has become its folder. */
	buffer_printf(&translation->query, "%s(tag:\"%.*s\" OR folder:\"%.*s\")",
		comparison->is_negative ? "-" : "", (int)tag.len, tag.utf8,
		(int)comparison->value.len, comparison->value.utf8);
	return true;
}

/* One of the words between the bars of a regular expression that has nothing else. */
static bool write_one(
	struct translation *translation, const char *field, struct foreign words, bool is_part)
{
	bool is_plain = words.len > 0;
	bool is_several = false;
	for (size_t i = 0; i < words.len; i++) {
		unsigned char byte = (unsigned char)words.utf8[i];
		bool is_letter = byte >= 0x80 || (byte >= '0' && byte <= '9') ||
				 ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
		is_several |= !is_letter;
		is_plain &= is_letter || strchr(" -'", byte) != NULL;
	}
	const char *quote = is_several ? "\"" : "";
	buffer_printf(&translation->query, "%s%s%.*s%s%s", field, quote, (int)words.len, words.utf8,
		quote, is_part && !is_several ? "*" : "");
	return is_plain;
}

static bool write_words(
	struct translation *translation, const struct comparison *comparison, const char *field)
{
	struct foreign rest = comparison->value;
	if (rest.len > 2 && rest.utf8[0] == '(' && rest.utf8[rest.len - 1] == ')')
		rest = (struct foreign){rest.utf8 + 1, rest.len - 2};
	bool has_several = foreign_holds(rest, "|"), is_good = comparison->operation <= HOLDS;
	buffer_printf(&translation->query, "%s%s", comparison->is_negative ? "-" : "",
		has_several ? "(" : "");
	for (bool is_more = true; is_more && is_good;) {
		const char *bar = memchr(rest.utf8, '|', rest.len);
		size_t len = bar != NULL ? (size_t)(bar - rest.utf8) : rest.len;
		is_good = write_one(translation, field, (struct foreign){rest.utf8, len},
			comparison->operation == HOLDS);
		is_more = bar != NULL;
		if (is_more) {
			buffer_append_string(&translation->query, " OR ");
			rest = (struct foreign){bar + 1, rest.len - len - 1};
		}
	}
	buffer_append_string(&translation->query, has_several ? ")" : "");
	return is_good;
}

static bool write_title(struct translation *translation, const struct comparison *comparison)
{
	return write_words(translation, comparison, "title:");
}

static bool write_author(struct translation *translation, const struct comparison *comparison)
{
	return write_words(translation, comparison, "author:");
}

static bool write_content(struct translation *translation, const struct comparison *comparison)
{
	return write_words(translation, comparison, "");
}

static bool write_feed(struct translation *translation, const struct comparison *comparison)
{
	struct comparison whole = *comparison;
	whole.operation = comparison->operation == HOLDS ? EQUALS : comparison->operation;
	return write_words(translation, &whole, "feed:");
}

static const struct {
	const char *name;
	bool (*write)(struct translation *translation, const struct comparison *comparison);
} attributes[] = {
	{"unread", write_unread},
	{"unread_count", write_unread_count},
	{"flags", write_flags},
	{"enclosure_url", write_enclosure},
	{"enclosure_type", write_enclosure},
	{"age", write_age},
	{"tags", write_tags},
	{"title", write_title},
	{"author", write_author},
	{"content", write_content},
	{"feedtitle", write_feed},
};

/* ---- expressions ---- */

static bool take_expression(struct translation *translation, int depth);

static bool take_comparison(struct translation *translation)
{
	struct comparison comparison = {
		.attribute = take_span(translation, "abcdefghijklmnopqrstuvwxyz_")};
	if (!take_operation(translation, &comparison) || !take_value(translation, &comparison))
		return false;
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
		if (is_word(comparison.attribute, attributes[i].name))
			return attributes[i].write(translation, &comparison);
	return false;
}

static bool take_term(struct translation *translation, int depth)
{
	enum { DEEPEST = 20 };
	if (!take(translation, "("))
		return take_comparison(translation);
	buffer_append_char(&translation->query, '(');
	bool is_good = depth < DEEPEST && take_expression(translation, depth + 1) &&
		       take(translation, ")");
	buffer_append_char(&translation->query, ')');
	return is_good;
}

/* Which of "and" and "or" binds more is told by parentheses only: without them a mixture
 * could mean something else here. */
static bool take_expression(struct translation *translation, int depth)
{
	bool has_and = false, has_or = false;
	if (!take_term(translation, depth))
		return false;
	for (;;) {
		bool is_and = take(translation, "and ") || take(translation, "and(");
		bool is_or = !is_and && (take(translation, "or ") || take(translation, "or("));
		if (!is_and && !is_or)
			return true;
		translation->at -= translation->at[-1] == '(';
		has_and |= is_and;
		has_or |= is_or;
		buffer_append_string(&translation->query, is_or ? " OR " : " ");
		if ((has_and && has_or) || !take_term(translation, depth))
			return false;
	}
}

/* NULL when it has no counterpart. */
static const char *translated(struct arena *arena, struct foreign expression)
{
	struct translation translation = {.arena = arena, .at = foreign_string(arena, expression)};
	bool is_good = take_expression(&translation, 0);
	skip_blanks(&translation);
	is_good = is_good && *translation.at == '\0';
	char *query =
		is_good ? arena_copy(arena, translation.query.data, translation.query.len) : NULL;
	buffer_done(&translation.query);
	bool is_query = query != NULL &&
			query_parse(arena, foreign_from_string(query), clock_now(), NULL) != NULL;
	return is_query ? query : NULL;
}

bool import_newsboat_query(struct import_list *list, struct foreign address)
{
	struct foreign rest = {address.utf8 + strlen("query:"), address.len - strlen("query:")};
	const char *colon = memchr(rest.utf8, ':', rest.len);
	if (colon == NULL || colon == rest.utf8 || foreign_holds(rest, "\t"))
		return false;
	size_t len = (size_t)(colon - rest.utf8);
	const char *query =
		translated(list->arena, (struct foreign){colon + 1, rest.len - len - 1});
	if (query != NULL)
		import_list_smart(list, (struct foreign){rest.utf8, len}, query);
	return query != NULL;
}
