/* Which two addresses name the same article. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "src/base/url.h"

/* Parameters that say where a reader came from, not what they want to read.
 * A name that ends in '*' stands for all that begin so. */
static const char *const tracking[] = {"utm_*", "fbclid", "gclid", "gclsrc", "dclid", "gbraid",
	"wbraid", "msclkid", "mc_cid", "mc_eid", "igshid", "igsh", "yclid", "ysclid", "twclid",
	"ttclid", "vero_id", "_hsenc", "_hsmi", "__hstc", "__hssc", "__hsfp", "hsctatracking",
	"oly_anon_id", "oly_enc_id", "at_medium", "at_campaign", "at_custom*", "cmpid", "ito",
	"ncid", "wt_mc", "wt.mc_id", "wtrid", "pk_*", "mtm_*", "piwik_*", "matomo_*", "ref_src",
	"ref_url", "xtor", "s_cid", "trk_*", "spm", "scm", "campaign_id", "rss", "from_rss",
	"feedtype", "guccounter", "guce_referrer*", "soc_src", "soc_trk", "_openstat", "mkt_tok",
	"elqtrackid", "sfmc_*", "cvid", "ocid", "smid", "partner_rss"};

static bool matches(const char *pattern, struct foreign name)
{
	size_t len = strlen(pattern);
	if (pattern[len - 1] == '*')
		return name.len >= len - 1 && strncasecmp(pattern, name.utf8, len - 1) == 0;
	return name.len == len && strncasecmp(pattern, name.utf8, len) == 0;
}

static bool is_tracking(struct foreign parameter)
{
	const char *equals = parameter.len > 0 ? memchr(parameter.utf8, '=', parameter.len) : NULL;
	struct foreign name = parameter;
	if (equals)
		name.len = (size_t)(equals - parameter.utf8);
	for (size_t i = 0; i < sizeof tracking / sizeof *tracking; i++)
		if (matches(tracking[i], name))
			return true;
	return false;
}

static int compare_parameters(const void *left, const void *right)
{
	const struct foreign *a = left, *b = right;
	size_t len = a->len < b->len ? a->len : b->len;
	int order = memcmp(a->utf8, b->utf8, len);
	return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

static size_t count_parameters(struct foreign query)
{
	size_t count = 1;
	for (size_t i = 0; i < query.len; i++)
		count += query.utf8[i] == '&';
	return count;
}

/* Copies the query without the parameters of trackers, the others by name: servers ask
 * for no order.  "&amp;" was escaped once too often.  Returns the new length. */
static size_t copy_query(char *out, struct arena *arena, struct foreign query)
{
	struct foreign *parameters =
		arena_array(arena, count_parameters(query), sizeof *parameters);
	size_t count = 0;
	const char *at = query.utf8, *end = query.utf8 + query.len;
	while (at < end) {
		const char *stop = memchr(at, '&', (size_t)(end - at));
		stop = stop ? stop : end;
		struct foreign parameter = {at, (size_t)(stop - at)};
		if (count > 0 && foreign_starts_with(parameter, FOREIGN("amp;")))
			parameter = (struct foreign){at + 4, parameter.len - 4};
		if (parameter.len > 0 && !is_tracking(parameter))
			parameters[count++] = parameter;
		at = stop + 1;
	}
	if (count > 1)
		qsort(parameters, count, sizeof *parameters, compare_parameters);
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		out[used] = i == 0 ? '?' : '&';
		memcpy(out + used + 1, parameters[i].utf8, parameters[i].len);
		used += parameters[i].len + 1;
	}
	return used;
}

static struct foreign cut_at(struct foreign text, char sign, struct foreign *rest)
{
	const char *at = text.len > 0 ? memchr(text.utf8, sign, text.len) : NULL;
	*rest = (struct foreign){"", 0};
	if (!at)
		return text;
	size_t len = (size_t)(at - text.utf8);
	*rest = (struct foreign){at + 1, text.len - len - 1};
	return (struct foreign){text.utf8, len};
}

static bool is_name_sign(char sign)
{
	return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '-' ||
	       sign == '.';
}

static bool is_path_sign(char sign)
{
	return is_name_sign(sign) || (sign >= 'A' && sign <= 'Z') ||
	       (sign != '\0' && strchr("/_~?=&", sign));
}

/* "https://outlet.example/path?a=b", as most addresses are: url_parse() would leave it as
 * it stands, at forty times the price.  No port or user, no "/./", nothing encoded. */
static bool is_parsed_already(struct foreign text)
{
	size_t at = foreign_starts_with(text, FOREIGN("https://"))  ? 8
		    : foreign_starts_with(text, FOREIGN("http://")) ? 7
								    : 0;
	if (at == 0 || at == text.len || text.utf8[at] < 'a' || text.utf8[at] > 'z')
		return false;
	while (at < text.len && is_name_sign(text.utf8[at]))
		at++;
	if (at == text.len || text.utf8[at] != '/')
		return false;
	for (; at < text.len; at++)
		if (!is_path_sign(text.utf8[at]) ||
			(text.utf8[at] == '.' && text.utf8[at - 1] == '/'))
			return false;
	return true;
}

static int hex_digit(char sign)
{
	const char *digits = "0123456789abcdef0123456789ABCDEF";
	const char *at = sign != '\0' ? strchr(digits, sign) : NULL;
	return at ? (int)((at - digits) % 16) : -1;
}

/* RFC 3986, 2.3. */
static bool is_unreserved(char sign)
{
	return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') ||
	       (sign >= '0' && sign <= '9') || (sign != '\0' && strchr("-._~", sign));
}

/* RFC 3986, 6.2.2: what needs no escape has none, the digits of others are capitals. */
static struct foreign with_usual_escapes(struct arena *arena, struct foreign text)
{
	if (text.len == 0 || !memchr(text.utf8, '%', text.len))
		return text;
	char *out = arena_text(arena, text.len + 1);
	size_t used = 0;
	for (size_t i = 0; i < text.len; i++) {
		bool is_escape = text.utf8[i] == '%' && text.len - i > 2;
		int high = is_escape ? hex_digit(text.utf8[i + 1]) : -1;
		int low = is_escape ? hex_digit(text.utf8[i + 2]) : -1;
		out[used++] = text.utf8[i];
		if (high < 0 || low < 0)
			continue;
		char sign = (char)(high << 4 | low);
		i += 2;
		if (is_unreserved(sign)) {
			out[used - 1] = sign;
			continue;
		}
		out[used++] = "0123456789ABCDEF"[high];
		out[used++] = "0123456789ABCDEF"[low];
	}
	arena_text_ends(arena, out, text.len + 1, used + 1);
	return (struct foreign){out, used};
}

/* http = https, so neither's own port says anything. */
static struct foreign without_usual_port(struct arena *arena, struct foreign path)
{
	static const char *const ports[] = {":443", ":80"};
	const char *slash = path.len > 0 ? memchr(path.utf8, '/', path.len) : NULL;
	size_t host = slash ? (size_t)(slash - path.utf8) : path.len;
	for (size_t i = 0; i < sizeof ports / sizeof *ports; i++) {
		size_t len = strlen(ports[i]);
		if (host <= len || memcmp(path.utf8 + host - len, ports[i], len) != 0)
			continue;
		const char *text = arena_printf(arena, "%.*s%.*s", (int)(host - len), path.utf8,
			(int)(path.len - host), path.utf8 + host);
		return foreign_from_string(text);
	}
	return path;
}

/* The host without "www." and the path without a last slash, of "https://host/path". */
static struct foreign canonical_path(struct arena *arena, struct foreign path)
{
	size_t start = path.utf8[4] == 's' ? strlen("https://") : strlen("http://");
	path = (struct foreign){path.utf8 + start, path.len - start};
	if (path.len > 4 && strncasecmp(path.utf8, "www.", 4) == 0)
		path = (struct foreign){path.utf8 + 4, path.len - 4};
	while (path.len > 0 && path.utf8[path.len - 1] == '/')
		path.len--;
	return with_usual_escapes(arena, without_usual_port(arena, path));
}

struct foreign url_canonical(struct arena *arena, struct foreign text)
{
	struct url url = {.text = text};
	if (!is_parsed_already(text) && !url_parse(&url, arena, text, NULL))
		return foreign_copy(arena, foreign_trim(text));
	struct foreign fragment, query;
	struct foreign path = cut_at(cut_at(url.text, '#', &fragment), '?', &query);
	path = canonical_path(arena, path);
	query = with_usual_escapes(arena, query);
	char *out = arena_alloc(arena, strlen("http://") + path.len + query.len + 2);
	char *end = mempcpy(out, "http://", strlen("http://"));
	end = mempcpy(end, path.utf8, path.len);
	end += copy_query(end, arena, query);
	return (struct foreign){out, (size_t)(end - out)};
}
