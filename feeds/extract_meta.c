#include "feeds/extract_meta.h"

#include <string.h>

#include "feeds/date.h"
#include "feeds/extract_ld.h"
#include "feeds/extract_words.h"
#include "src/base/array.h"
#include "src/base/clock.h"
#include "src/base/url.h"

static const struct foreign NOTHING = {"", 0};

enum { BYLINE_WORDS = 12 };

/* ---- <meta> ---- */

struct meta {
	struct foreign key; /* lower case, '.' made ':' */
	struct foreign content;
};

struct metas {
	struct arena *arena;
	struct meta *items;
	size_t count, capacity;
};

static const char *const title_keys[] = {"dc:title", "dcterms:title", "dcterm:title", "og:title",
	"weibo:article:title", "weibo:webpage:title", "title", "twitter:title", "parsely-title"};
static const char *const byline_keys[] = {"dc:creator", "dcterms:creator", "dcterm:creator",
	"author", "parsely-author", "article:author", "sailthru:author", "byl",
	"article:author_name"};
static const char *const site_keys[] = {"og:site_name", "dc:publisher", "application-name"};
static const char *const description_keys[] = {"dc:description", "dcterms:description",
	"dcterm:description", "og:description", "weibo:article:description",
	"weibo:webpage:description", "description", "twitter:description"};
static const char *const image_keys[] = {
	"og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"};
static const char *const published_keys[] = {"article:published_time", "parsely-pub-date",
	"datepublished", "og:article:published_time", "sailthru:date", "dc:date:issued",
	"dcterms:created", "dc:date", "dcterms:date", "article:published", "pubdate", "publishdate",
	"publish_date", "date", "originalpublicationdate", "og:pubdate",
	"cxenseparse:recs:publishtime"};
static const char *const language_keys[] = {
	"content-language", "dc:language", "language", "og:locale", "inlanguage"};

/* One property attribute may name several properties. */
static void add_keys(struct metas *metas, struct foreign keys, struct foreign content)
{
	const char *at = keys.utf8, *end = keys.utf8 + keys.len;
	while (at < end) {
		size_t len = 0;
		while (at + len < end && at[len] != ' ')
			len++;
		char *key = arena_copy(metas->arena, at, len);
		for (size_t i = 0; i < len; i++)
			key[i] = key[i] == '.'                    ? ':'
				 : key[i] >= 'A' && key[i] <= 'Z' ? key[i] | 32
								  : key[i];
		struct meta meta = {{key, len}, content};
		if (len > 0)
			ARRAY_PUSH(metas->items, metas->count, metas->capacity) = meta;
		at += len + 1;
	}
}

static void read_metas(struct metas *metas, const struct html_tree *tree)
{
	static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
	for (size_t i = 0; i < tree->count; i++) {
		const struct html_node *node = &tree->nodes[i];
		if (node->tag != HTML_META)
			continue;
		struct foreign content = foreign_trim(html_attribute(node, "content"));
		for (size_t j = 0; content.len > 0 && j < sizeof names / sizeof names[0]; j++)
			add_keys(metas, html_attribute(node, names[j]), content);
	}
	if (metas->items)
		arena_adopt(metas->arena, metas->items);
}

static struct foreign find_meta(const struct metas *metas, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < metas->count; j++)
			if (metas->items[j].key.len == strlen(keys[i]) &&
				memcmp(metas->items[j].key.utf8, keys[i],
					metas->items[j].key.len) == 0)
				return metas->items[j].content;
	return NOTHING;
}

#define FIND_META(metas, keys) find_meta((metas), (keys), sizeof(keys) / sizeof(keys)[0])

/* Some sites escape twice: what still looks like markup is read once more. */
static struct foreign plain(struct arena *arena, struct foreign text)
{
	struct html_tree tree;
	bool is_plain = !memchr(text.utf8, '&', text.len) && !memchr(text.utf8, '<', text.len);
	if (is_plain || !html_parse(&tree, arena, text, HTML_FRAGMENT, NULL))
		return foreign_collapse(arena, text);
	return html_text(arena, tree.nodes);
}

/* ---- the title ---- */

static const char *const separators[] = {
	" | ", " - ", " – ", " — ", " » ", " · ", " :: ", " / ", " > "};

static bool same_words(struct arena *arena, struct foreign a, struct foreign b)
{
	struct word_list first = words_of(arena, a), second = words_of(arena, b);
	return first.count > 0 && first.count == second.count &&
	       memcmp(first.hashes, second.hashes, first.count * sizeof first.hashes[0]) == 0;
}

/* The last separator in `title`; its length in `len`. */
static const char *last_separator(struct foreign title, size_t *len)
{
	const char *last = NULL;
	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
		size_t size = strlen(separators[i]);
		for (const char *at = title.utf8;
			title.len >= size && (at = memmem(at, title.len - (size_t)(at - title.utf8),
						      separators[i], size));
			at++)
			if (!last || at > last) {
				last = at;
				*len = size;
			}
	}
	return last;
}

static bool is_heading_text(struct arena *arena, const struct html_tree *tree, struct foreign title)
{
	for (size_t i = 0; i < tree->count; i++) {
		enum html_tag tag = tree->nodes[i].tag;
		if ((tag == HTML_H1 || tag == HTML_H2) &&
			same_words(arena, html_text(arena, &tree->nodes[i]), title))
			return true;
	}
	return false;
}

/* "Headline - The Outlet" → "Headline", if a heading or the outlet's name says so. */
static struct foreign without_site(struct arena *arena, const struct html_tree *tree,
	struct foreign title, struct foreign site_name)
{
	size_t len = 0;
	const char *separator = last_separator(title, &len);
	if (!separator)
		return title;
	struct foreign before = {title.utf8, (size_t)(separator - title.utf8)};
	struct foreign after = {separator + len, title.len - before.len - len};
	if (is_heading_text(arena, tree, title))
		return title;
	if (is_heading_text(arena, tree, before) || same_words(arena, after, site_name))
		return before;
	if (is_heading_text(arena, tree, after))
		return after;
	return words_of(arena, before).count >= 4 ? before : title;
}

static struct foreign only_heading(struct arena *arena, const struct html_tree *tree)
{
	const struct html_node *heading = html_find(tree->nodes, HTML_H1);
	return heading ? html_text(arena, heading) : NOTHING;
}

/* Of a name and a headline that differ, the page's own <title> knows the better one. */
static bool is_begin_of_title(
	struct arena *arena, const struct html_tree *tree, struct foreign name)
{
	const struct html_node *element = html_find(tree->nodes, HTML_TITLE);
	return element && foreign_starts_with(html_text(arena, element), plain(arena, name));
}

static struct foreign find_title(const struct metas *metas, const struct html_tree *tree,
	const struct ld_facts *ld, struct foreign site_name)
{
	struct arena *arena = metas->arena;
	if (ld->headline.len > 0 && !(ld->name.len > 0 && is_begin_of_title(arena, tree, ld->name)))
		return plain(arena, ld->headline);
	if (ld->name.len > 0)
		return plain(arena, ld->name);
	struct foreign title = plain(arena, FIND_META(metas, title_keys));
	if (title.len > 0)
		return title;
	const struct html_node *element = html_find(tree->nodes, HTML_TITLE);
	title = element ? html_text(arena, element) : NOTHING;
	title = without_site(arena, tree, title, site_name);
	return title.len > 0 ? title : only_heading(arena, tree);
}

/* ---- the by-line ---- */

static bool is_address(struct foreign text)
{
	return foreign_starts_with(text, FOREIGN("http://")) ||
	       foreign_starts_with(text, FOREIGN("https://")) ||
	       foreign_starts_with(text, FOREIGN("//"));
}

static bool holds(struct foreign text, const char *part)
{
	return text.len > 0 && memmem(text.utf8, text.len, part, strlen(part));
}

static bool is_author_mark(const struct html_node *node)
{
	static const char *const words[] = {"byline", "author", "dateline", "writtenby", "p-author",
		"auteur", "Author", "Byline"};
	if (foreign_equal(html_attribute(node, "rel"), FOREIGN("author")) ||
		holds(html_attribute(node, "itemprop"), "author"))
		return true;
	struct foreign name = html_attribute(node, "class"), id = html_attribute(node, "id");
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (holds(name, words[i]) || holds(id, words[i]))
			return true;
	return false;
}

static const struct html_node *find_name(const struct html_node *author)
{
	for (const struct html_node *one = author + 1; one < author->end; one++)
		if (holds(html_attribute(one, "itemprop"), "name"))
			return one;
	return author;
}

static bool is_around_page(enum html_tag tag)
{
	return tag == HTML_TEXT || tag == HTML_HTML || tag == HTML_BODY || tag == HTML_META ||
	       tag == HTML_LINK;
}

/* "By A. Writer May 20, 2019" and "A. Writer • 8h": the name is what stands first. */
static struct foreign name_only(struct arena *arena, struct foreign text)
{
	static const char *const ends[] = {" • ", " | ", " · ", " / "};
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		const char *found = memmem(text.utf8, text.len, ends[i], strlen(ends[i]));
		if (found && found > text.utf8)
			text.len = (size_t)(found - text.utf8);
	}
	for (size_t i = 1; i + 1 < text.len; i++) {
		struct foreign rest = {text.utf8 + i + 1, text.len - i - 1};
		if (text.utf8[i] == ' ' && words_begin_with_date(words_fold(arena, rest)))
			return foreign_trim((struct foreign){text.utf8, i});
	}
	return foreign_trim(text);
}

static struct foreign marked_byline(struct arena *arena, const struct html_tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		const struct html_node *node = &tree->nodes[i];
		if (node->attributes_count == 0 || is_around_page(node->tag) ||
			!is_author_mark(node))
			continue;
		if ((size_t)(node->end - node) > 60)
			continue;
		struct foreign text = html_text(arena, find_name(node));
		size_t words = words_of(arena, text).count;
		if (text.len > 1 && words_weight(text) < 100 && words > 0 && words <= BYLINE_WORDS)
			return name_only(arena, text);
	}
	return NOTHING;
}

static struct foreign twitter_byline(const struct metas *metas)
{
	static const char *const label[] = {"twitter:label1"};
	static const char *const data[] = {"twitter:data1"};
	struct foreign words = words_fold(metas->arena, FIND_META(metas, label));
	return words_phrases(words) & PHRASE_BY ? FIND_META(metas, data) : NOTHING;
}

static struct foreign find_byline(
	const struct metas *metas, const struct html_tree *tree, const struct ld_facts *ld)
{
	if (ld->authors.len > 0)
		return plain(metas->arena, ld->authors);
	for (size_t i = 0; i < sizeof byline_keys / sizeof byline_keys[0]; i++) {
		struct foreign name = find_meta(metas, &byline_keys[i], 1);
		if (name.len > 0 && !is_address(name))
			return plain(metas->arena, name);
	}
	struct foreign name = marked_byline(metas->arena, tree);
	return name.len > 0 ? name : plain(metas->arena, twitter_byline(metas));
}

/* ---- the date ---- */

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
		return NOTHING;
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

static struct foreign time_element(struct arena *arena, const struct html_tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		const struct html_node *node = &tree->nodes[i];
		bool is_time = node->tag == HTML_TIME ||
			       holds(html_attribute(node, "itemprop"), "datePublished");
		struct foreign date =
			is_time ? read_date(arena, html_attribute(node, "datetime")) : NOTHING;
		if (date.len > 0)
			return date;
	}
	return NOTHING;
}

static struct foreign find_date(
	const struct metas *metas, const struct html_tree *tree, const struct ld_facts *ld)
{
	struct foreign date = read_date(metas->arena, ld->published);
	for (size_t i = 0; date.len == 0 && i < sizeof published_keys / sizeof published_keys[0];
		i++)
		date = read_date(metas->arena, find_meta(metas, &published_keys[i], 1));
	return date.len > 0 ? date : time_element(metas->arena, tree);
}

/* ---- the rest ---- */

static struct foreign find_language(const struct metas *metas, const struct html_tree *tree)
{
	struct foreign language = foreign_trim(html_attribute(tree->nodes, "lang"));
	if (language.len == 0)
		language = foreign_trim(html_attribute(tree->nodes, "xml:lang"));
	if (language.len == 0)
		language = FIND_META(metas, language_keys);
	if (language.len < 2 || language.len > 35)
		return NOTHING;
	char *copy = arena_copy(metas->arena, language.utf8, language.len);
	for (size_t i = 0; i < language.len; i++)
		copy[i] = copy[i] == '_' ? '-' : copy[i];
	return (struct foreign){copy, language.len};
}

static struct foreign find_address(
	const struct metas *metas, const struct html_tree *tree, struct foreign base_url)
{
	static const char *const keys[] = {"og:url"};
	for (size_t i = 0; i < tree->count; i++) {
		const struct html_node *node = &tree->nodes[i];
		if (node->tag == HTML_LINK &&
			foreign_equal(html_attribute(node, "rel"), FOREIGN("canonical")))
			return url_resolve(metas->arena, base_url, html_attribute(node, "href"));
	}
	struct foreign address = FIND_META(metas, keys);
	return address.len > 0 ? url_resolve(metas->arena, base_url, address) : NOTHING;
}

void page_facts_read(struct page_facts *out, struct arena *arena, const struct html_tree *tree,
	struct foreign base_url)
{
	struct metas metas = {.arena = arena};
	struct ld_facts ld;
	read_metas(&metas, tree);
	ld_facts_read(&ld, arena, tree);
	out->site_name =
		plain(arena, ld.publisher.len > 0 ? ld.publisher : FIND_META(&metas, site_keys));
	out->title = find_title(&metas, tree, &ld, out->site_name);
	out->byline = find_byline(&metas, tree, &ld);
	out->language = find_language(&metas, tree);
	out->description = plain(arena,
		ld.description.len > 0 ? ld.description : FIND_META(&metas, description_keys));
	out->published = find_date(&metas, tree, &ld);
	out->address = find_address(&metas, tree, base_url);
	struct foreign image = FIND_META(&metas, image_keys);
	image = image.len > 0 ? image : ld.image;
	out->image = image.len > 0 ? url_resolve(arena, base_url, image) : NOTHING;
	out->article_body = plain(arena, ld.body);
}
