/* The feed behind the address of a known site, by a table.
 *
 * Host: "reddit.com" stands for www., m., old. … too; "*.tumblr.com" for every
 * host below; "mastodon.*" for every host that starts so; "*" for any.
 * Path: {a} is one part of a path, {n} one of digits, {p+} several parts; a
 * parameter behind "?" may stand anywhere in the query; "*" at the end is
 * whatever follows.  The template of the feed takes them up, and {host}. */
#include "feeds/discover.h"

#include <string.h>

#include "src/base/buffer.h"
#include "src/base/url.h"
#include "src/base/words.h"

struct site {
	const char *host;
	const char *path;
	enum site_answer answer;
	const char
		*feed; /* SITE_NONE: the site's name for {site} of a bridge, "|", and for people */
};

#define YOUTUBE "https://www.youtube.com/feeds/videos.xml"

/* The first row that fits counts. */
static const struct site sites[] = {
#include "feeds/sites.def"
};

struct address {
	struct foreign host; /* without www. and the like */
	struct foreign whole_host;
	struct foreign path;
	struct foreign query;
};

struct captures {
	struct foreign of[26]; /* by the placeholder's letter */
};

/* ---- does a row fit? ---- */

static struct foreign rest_of(struct foreign text, size_t from)
{
	return (struct foreign){text.utf8 + from, text.len - from};
}

static struct foreign bare_host(struct foreign host)
{
	static const char *const starts[] = {"www.", "m.", "old.", "new.", "np.", "mobile."};
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		size_t len = strlen(starts[i]);
		if (host.len > len && memcmp(host.utf8, starts[i], len) == 0)
			return rest_of(host, len);
	}
	return host;
}

static bool host_fits(const char *pattern, struct foreign host)
{
	size_t len = strlen(pattern);
	if (strcmp(pattern, "*") == 0)
		return true;
	if (pattern[0] == '*')
		return host.len > len - 1 &&
		       memcmp(host.utf8 + host.len - (len - 1), pattern + 1, len - 1) == 0;
	if (pattern[len - 1] == '*')
		return host.len >= len && memcmp(host.utf8, pattern, len - 1) == 0;
	return host.len == len && memcmp(host.utf8, pattern, len) == 0;
}

static bool is_digits(struct foreign text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.utf8[i] < '0' || text.utf8[i] > '9')
			return false;
	return text.len > 0;
}

static bool query_fits(const char *pattern, struct foreign query, struct captures *captures)
{
	const char *equals = strchr(pattern, '=');
	size_t name_len = (size_t)(equals - pattern) + 1;
	while (query.len > 0) {
		const char *end = memchr(query.utf8, '&', query.len);
		size_t len = end ? (size_t)(end - query.utf8) : query.len;
		if (len > name_len && memcmp(query.utf8, pattern, name_len) == 0) {
			captures->of[equals[2] - 'a'] =
				(struct foreign){query.utf8 + name_len, len - name_len};
			return true;
		}
		query = rest_of(query, len + (end != NULL));
	}
	return false;
}

static bool path_fits(const char *pattern, struct foreign path, struct captures *captures);

/* `pattern` stands at "{x}" or "{x+}". */
static bool placeholder_fits(const char *pattern, struct foreign path, struct captures *captures)
{
	bool takes_several = pattern[2] == '+';
	const char *after = pattern + (takes_several ? 4 : 3);
	for (size_t len = 1; len <= path.len; len++) {
		if (path.utf8[len - 1] == '/' && !takes_several)
			return false;
		struct foreign taken = {path.utf8, len};
		if ((pattern[1] != 'n' || is_digits(taken)) &&
			path_fits(after, rest_of(path, len), captures)) {
			captures->of[pattern[1] - 'a'] = taken;
			return true;
		}
	}
	return false;
}

static bool path_fits(const char *pattern, struct foreign path, struct captures *captures)
{
	for (; *pattern && *pattern != '?'; pattern++) {
		if (*pattern == '*')
			return true;
		if (*pattern == '{')
			return placeholder_fits(pattern, path, captures);
		if (path.len == 0 || *path.utf8 != *pattern)
			return false;
		path = rest_of(path, 1);
	}
	return path.len == 0;
}

static bool site_fits(
	const struct site *site, const struct address *address, struct captures *captures)
{
	const char *query = strchr(site->path, '?');
	*captures = (struct captures){0};
	return host_fits(site->host, address->host) &&
	       path_fits(site->path, address->path, captures) &&
	       (!query || query_fits(query + 1, address->query, captures));
}

/* ---- writing an address ---- */

static void append_encoded(struct buffer *out, struct foreign text)
{
	static const char plain[] = "-._~";
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.utf8[i];
		bool is_plain = (byte >= '0' && byte <= '9') ||
				((byte | 32) >= 'a' && (byte | 32) <= 'z') ||
				(byte && strchr(plain, byte));
		if (is_plain)
			buffer_append_char(out, (char)byte);
		else
			buffer_printf(out, "%%%02X", byte);
	}
}

static struct foreign take_text(struct arena *arena, struct buffer *buffer)
{
	struct foreign text = {arena_copy(arena, buffer->data, buffer->len), buffer->len};
	buffer_done(buffer);
	return text;
}

static struct foreign fill_template(struct arena *arena, const char *feed,
	const struct address *address, const struct captures *captures)
{
	struct buffer out = {0};
	while (*feed) {
		size_t len = strcspn(feed, "{");
		buffer_append(&out, feed, len);
		feed += len;
		if (*feed != '{')
			continue;
		struct foreign value = strncmp(feed, "{host}", 6) == 0
					       ? address->whole_host
					       : captures->of[feed[1] - 'a'];
		buffer_append(&out, value.utf8, value.len);
		feed = strchr(feed, '}') + 1;
	}
	return take_text(arena, &out);
}

/* The name in "/@name/…", for bridges that want it alone. */
static struct foreign first_part(struct foreign path)
{
	path = rest_of(path, path.len > 0);
	if (path.len > 0 && *path.utf8 == '@')
		path = rest_of(path, 1);
	const char *end = memchr(path.utf8, '/', path.len);
	return (struct foreign){path.utf8, end ? (size_t)(end - path.utf8) : path.len};
}

static void append_word(struct buffer *out, const char *word, size_t len, struct foreign url,
	const struct address *address, const char *site)
{
	if (len == 5 && memcmp(word, "{url}", len) == 0)
		append_encoded(out, url);
	else if (len == 6 && memcmp(word, "{name}", len) == 0)
		append_encoded(out, first_part(address->path));
	else if (len == 6 && memcmp(word, "{site}", len) == 0)
		buffer_append(out, site, strcspn(site, "|"));
	else
		buffer_append(out, word, len);
}

static struct foreign cross_bridge(struct arena *arena, struct foreign bridge, struct foreign url,
	const struct address *address, const char *site)
{
	struct buffer out = {0};
	const char *at = foreign_string(arena, bridge);
	while (*at) {
		size_t len = strcspn(at, "{");
		buffer_append(&out, at, len);
		at += len;
		len = *at ? strcspn(at, "}") : 0;
		len += at[len] == '}';
		append_word(&out, at, len, url, address, site);
		at += len;
	}
	return take_text(arena, &out);
}

static enum site_answer ask_bridge(struct foreign *feed_url, struct arena *arena,
	const struct address *address, struct foreign url, struct foreign bridge, const char *site,
	struct error *error)
{
	if (bridge.len == 0) {
		error_set(error, ERROR_NOT_FOUND,
			_("%s has no feeds; set `bridge` to a service that makes them"),
			strchr(site, '|') + 1);
		return SITE_NONE;
	}
	struct url parsed;
	if (!memchr(bridge.utf8, '{', bridge.len)) {
		error_set(error, ERROR_CONFIG, "%s",
			_("`bridge` must hold {url}, or {site} and {name}"));
		return SITE_NONE;
	}
	if (!url_parse(&parsed, arena, cross_bridge(arena, bridge, url, address, site), error)) {
		error_context(error, "%s", _("the setting `bridge`"));
		return SITE_NONE;
	}
	*feed_url = parsed.text;
	return SITE_FEED;
}

/* ---- an address in parts ---- */

static struct address split_address(const struct url *url)
{
	struct address address = {.host = bare_host(url->host), .whole_host = url->host};
	const char *start = memmem(url->text.utf8, url->text.len, "://", 3);
	const char *end = url->text.utf8 + url->text.len;
	const char *path = start ? memchr(start + 3, '/', (size_t)(end - start - 3)) : NULL;
	if (!path)
		return address;
	const char *fragment = memchr(path, '#', (size_t)(end - path));
	end = fragment ? fragment : end;
	const char *query = memchr(path, '?', (size_t)(end - path));
	if (query)
		address.query = (struct foreign){query + 1, (size_t)(end - query - 1)};
	end = query ? query : end;
	while (end - path > 1 && end[-1] == '/')
		end--;
	address.path = (struct foreign){path, (size_t)(end - path)};
	return address;
}

enum site_answer discover_by_site(struct foreign *feed_url, struct arena *arena,
	struct foreign typed, struct foreign bridge, struct error *error)
{
	struct url url;
	if (!url_parse(&url, arena, typed, NULL))
		return SITE_UNKNOWN;
	struct address address = split_address(&url);
	struct captures captures;
	for (size_t i = 0; i < sizeof sites / sizeof *sites; i++) {
		if (!site_fits(&sites[i], &address, &captures))
			continue;
		if (sites[i].answer == SITE_FEED)
			*feed_url = fill_template(arena, sites[i].feed, &address, &captures);
		if (sites[i].answer == SITE_NONE)
			return ask_bridge(
				feed_url, arena, &address, url.text, bridge, sites[i].feed, error);
		return sites[i].answer;
	}
	return SITE_UNKNOWN;
}
