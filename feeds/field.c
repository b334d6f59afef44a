#include "feeds/field.h"

#include <string.h>
#include <strings.h>

#include "feeds/date.h"
#include "src/base/url.h"

struct foreign field_text(const struct field_reader *reader, const struct xml_node *node)
{
	return foreign_cut(field_whole_text(reader, node), FIELD_LIMIT);
}

struct foreign field_whole_text(const struct field_reader *reader, const struct xml_node *node)
{
	return foreign_trim(xml_text(reader->arena, node));
}

struct foreign field_attribute(
	const struct field_reader *reader, const struct xml_node *node, const char *name)
{
	struct foreign value = foreign_cut(foreign_trim(xml_attribute(node, name)), FIELD_LIMIT);
	return value.len > 0 ? foreign_copy(reader->arena, value) : value;
}

struct foreign field_base(const struct field_reader *reader, const struct xml_node *node)
{
	if (!node)
		return reader->base;
	struct foreign outer = field_base(reader, node->parent);
	struct foreign own = xml_attribute(node, "xml:base");
	if (own.len == 0)
		return outer;
	struct foreign resolved = url_resolve(reader->arena, outer, own);
	return resolved.len > 0 ? resolved : outer;
}

struct foreign field_language(const struct field_reader *reader, const struct xml_node *node)
{
	for (; node; node = node->parent)
		if (xml_attribute(node, "xml:lang").len > 0)
			return field_attribute(reader, node, "xml:lang");
	return (struct foreign){"", 0};
}

static struct foreign resolve(
	const struct field_reader *reader, const struct xml_node *node, struct foreign reference)
{
	return url_resolve(reader->arena, field_base(reader, node), reference);
}

struct foreign field_url(const struct field_reader *reader, const struct xml_node *node)
{
	struct foreign text = field_text(reader, node);
	return text.len > 0 ? resolve(reader, node, text) : text;
}

struct foreign field_attribute_url(
	const struct field_reader *reader, const struct xml_node *node, const char *name)
{
	return xml_has_attribute(node, name) ? resolve(reader, node, xml_attribute(node, name))
					     : (struct foreign){"", 0};
}

bool field_is_web_address(struct foreign text)
{
	return (text.len > 7 && strncasecmp(text.utf8, "http://", 7) == 0) ||
	       (text.len > 8 && strncasecmp(text.utf8, "https://", 8) == 0);
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The sign at `at` parts thousands: "1,234", "1.234.567", but not "12.5". */
static bool parts_thousands(const char *at, const char *end)
{
	if (!strchr(",. '", *at) || end - at < 4)
		return false;
	bool is_three = is_digit(at[1]) && is_digit(at[2]) && is_digit(at[3]);
	return is_three && (end - at == 4 || !is_digit(at[4]));
}

/* Returns where it ends, or NULL when there is none. */
static const char *read_number(struct foreign text, int64_t *number)
{
	const char *at = text.utf8, *end = at + text.len;
	size_t digits = 0;
	*number = 0;
	for (; at < end; at++) {
		if (is_digit(*at)) {
			*number = digits < 18 ? *number * 10 + (*at - '0') : -1;
			digits++;
		} else if (digits == 0 || !parts_thousands(at, end)) {
			break;
		}
	}
	return digits > 0 && *number >= 0 ? at : NULL;
}

int64_t field_number(struct foreign text)
{
	int64_t number;
	return read_number(foreign_trim(text), &number) ? number : -1;
}

int64_t field_size(struct foreign text)
{
	int64_t number;
	text = foreign_trim(text);
	const char *rest = read_number(text, &number);
	bool is_whole = rest && rest == text.utf8 + text.len;
	return is_whole && number > 0 ? number : -1;
}

int64_t field_date(const struct xml_node *node)
{
	if (!node || !node->first_child)
		return 0;
	if (xml_has_elements(node)) { /* <time datetime="…"> */
		const struct xml_node *time = xml_child(node, "time");
		if (xml_has_attribute(time, "datetime"))
			return date_parse(xml_attribute(time, "datetime"));
	}
	for (const struct xml_node *at = node; at; at = xml_next(at, node))
		if (!at->name && foreign_trim(at->text).len > 0)
			return date_parse(at->text);
	return 0;
}

static bool is_one_of(struct foreign text, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) == text.len && strncasecmp(*words, text.utf8, text.len) == 0)
			return true;
	return false;
}

enum tristate field_word_truth(struct foreign word)
{
	static const char *const yes[] = {"yes", "true", "explicit", "1", "adult", NULL};
	static const char *const no[] = {"no", "false", "clean", "0", "nonadult", NULL};
	word = foreign_trim(word);
	return is_one_of(word, yes)  ? TRISTATE_YES
	       : is_one_of(word, no) ? TRISTATE_NO
				     : TRISTATE_UNKNOWN;
}

enum tristate field_truth(const struct xml_node *node)
{
	return node && node->first_child ? field_word_truth(node->first_child->text)
					 : TRISTATE_UNKNOWN;
}
