#include "feeds/field.h"

#include <string.h>
#include <strings.h>

#include "feeds/date.h"
#include "feeds/strip.h"
#include "src/base/url.h"

struct foreign field_text(const struct field_reader *reader, const struct xml_node *node)
{
	return foreign_trim(xml_text(reader->arena, node));
}

struct foreign field_attribute(
	const struct field_reader *reader, const struct xml_node *node, const char *name)
{
	struct foreign value = foreign_trim(xml_attribute(node, name));
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

int64_t field_number(struct foreign text)
{
	int64_t number = 0;
	size_t digits = 0;
	text = foreign_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.utf8[i];
		if (byte >= '0' && byte <= '9' && digits < 18)
			number = number * 10 + (byte - '0');
		else if (digits > 0 && !strchr(",. '", byte))
			break;
		else if (!strchr(",. '", byte))
			return -1;
		digits += byte >= '0' && byte <= '9';
	}
	return digits > 0 ? number : -1;
}

int64_t field_date(const struct xml_node *node)
{
	if (!node || !node->first_child)
		return 0;
	if (xml_has_elements(node)) { /* <time datetime="…"> */
		const struct xml_node *time = xml_child(node, "time");
		return date_parse(xml_attribute(time, "datetime"));
	}
	return date_parse(node->first_child->text);
}

static bool is_one_of(struct foreign text, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) == text.len && strncasecmp(*words, text.utf8, text.len) == 0)
			return true;
	return false;
}

enum tristate field_truth(const struct xml_node *node)
{
	static const char *const yes[] = {"yes", "true", "explicit", "1", "adult", NULL};
	static const char *const no[] = {"no", "false", "clean", "0", "nonadult", NULL};
	struct foreign text = {"", 0};
	if (node && node->first_child)
		text = foreign_trim(node->first_child->text);
	return is_one_of(text, yes)  ? TRISTATE_YES
	       : is_one_of(text, no) ? TRISTATE_NO
				     : TRISTATE_UNKNOWN;
}
