#include <string.h>

#include "feeds/date.h"
#include "feeds/extract_metas.h"
#include "src/base/clock.h"

static const char *const published_keys[] = {"article:published_time", "parsely-pub-date",
	"datepublished", "og:article:published_time", "sailthru:date", "dc:date:issued",
	"dcterms:created", "dc:date", "dcterms:date", "article:published", "pubdate", "publishdate",
	"publish_date", "date", "originalpublicationdate", "og:pubdate",
	"cxenseparse:recs:publishtime", "citation_date", "citation_publication_date", "bt:pubdate",
	"publish-date", "published_at", "rnews:datepublished", "created"};

static int read_digits(struct foreign text, size_t at, size_t count)
{
	int number = 0;
	for (size_t i = at; i < at + count; i++) {
		if (i >= text.len || text.utf8[i] < '0' || text.utf8[i] > '9')
			return -1;
		number = number * 10 + (text.utf8[i] - '0');
	}
	return number;
}

static char byte_at(struct foreign text, size_t at)
{
	return at < text.len ? text.utf8[at] : '\0';
}

/* "+0600", "+06:00", "Z" at `at` → "+06:00"; "+00:00" when there is none. */
static const char *read_zone(struct arena *arena, struct foreign text, size_t at)
{
	while (byte_at(text, at) == ' ')
		at++;
	char sign = byte_at(text, at);
	int hours = read_digits(text, at + 1, 2);
	if ((sign != '+' && sign != '-') || hours < 0 || hours > 23)
		return "+00:00";
	size_t minutes_at = at + 3 + (byte_at(text, at + 3) == ':');
	int minutes = read_digits(text, minutes_at, 2);
	return arena_printf(
		arena, "%c%02d:%02d", sign, hours, minutes < 0 || minutes > 59 ? 0 : minutes);
}

/* ISO 8601 → RFC 3339 with the offset as written; empty for all else. */
static struct foreign read_iso_date(struct arena *arena, struct foreign text)
{
	int year = read_digits(text, 0, 4), month = read_digits(text, 5, 2),
	    day = read_digits(text, 8, 2);
	if (year < 1900 || byte_at(text, 4) != '-' || byte_at(text, 7) != '-' || month < 1 ||
		month > 12 || day < 1 || day > 31)
		return METAS_NOTHING;
	int hour = read_digits(text, 11, 2), minute = read_digits(text, 14, 2);
	int second = byte_at(text, 16) == ':' ? read_digits(text, 17, 2) : 0;
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
		hour = minute = second = 0;
	size_t zone_at = byte_at(text, 16) == ':' ? 19 : 16;
	if (byte_at(text, zone_at) == '.')
		for (zone_at++; read_digits(text, zone_at, 1) >= 0;)
			zone_at++;
	const char *date = arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d%s", year, month, day,
		hour, minute, second < 0 || second > 59 ? 0 : second,
		read_zone(arena, text, zone_at));
	return (struct foreign){date, strlen(date)};
}

static struct foreign read_date(struct arena *arena, struct foreign text)
{
	text = foreign_trim(text);
	struct foreign date = read_iso_date(arena, text);
	int64_t seconds = date.len == 0 && text.len > 0 ? date_parse(text) : 0;
	if (seconds == 0)
		return date;
	char written[32];
	clock_format_rfc3339(seconds, written);
	return foreign_copy(arena, foreign_from_string(written));
}

/* <time datetime>, or the older <abbr class="published" title>. */
static struct foreign time_of(struct arena *arena, const struct html_node *node)
{
	if (node->tag == HTML_TIME ||
		foreign_holds(html_attribute(node, "itemprop"), "datePublished"))
		return read_date(arena, html_attribute(node, "datetime"));
	bool is_old = foreign_equal(html_attribute(node, "class"), FOREIGN("published"));
	return is_old ? read_date(arena, html_attribute(node, "title")) : METAS_NOTHING;
}

/* The first one, but of no comment and no other story. */
static struct foreign time_element(
	struct arena *arena, const struct html_tree *tree, const struct html_node *headline)
{
	const struct html_node *node = tree->nodes, *end = tree->nodes + tree->count;
	while (node < end) {
		bool is_around = headline && headline >= node && headline < node->end;
		bool is_part = node->tag != HTML_TEXT && node->tag != HTML_BODY && !is_around;
		if (is_part && metas_is_about_others(node) &&
			(size_t)(node->end - node) < tree->count / 2) {
			node = node->end;
			continue;
		}
		struct foreign date = time_of(arena, node);
		if (date.len > 0)
			return date;
		node++;
	}
	return METAS_NOTHING;
}

struct foreign metas_published(const struct metas *metas, const struct html_tree *tree,
	const struct ld_facts *ld, const struct html_node *headline)
{
	struct foreign date = read_date(metas->arena, ld->published);
	for (size_t i = 0; date.len == 0 && i < sizeof published_keys / sizeof published_keys[0];
		i++)
		date = read_date(metas->arena, metas_find(metas, &published_keys[i], 1));
	if (date.len == 0)
		date = time_element(metas->arena, tree, headline);
	if (date.len == 0)
		date = read_date(metas->arena, ld->created);
	return date.len > 0
		       ? date
		       : read_date(metas->arena, metas_date_near(metas->arena, tree, headline));
}
