/* Addresses for comparing: which two name the same article, which host belongs to whom. */
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

/* Suffixes of two parts under which people register names. */
static const char *const second_level[] = {"ac", "co", "com", "edu", "gov", "gob", "go", "gouv",
	"govt", "id", "info", "ltd", "me", "mil", "msk", "ne", "net", "nhs", "nic", "nom", "or",
	"org", "plc", "police", "sch", "spb", "web"};

/* Each page of these hosts belongs to someone else. */
static const char *const shared_hosts[] = {"blogspot.com", "github.io", "gitlab.io",
	"wordpress.com", "livejournal.com", "tumblr.com", "substack.com", "medium.com",
	"neocities.org", "netlify.app", "vercel.app", "pages.dev", "herokuapp.com", "bearblog.dev",
	"micro.blog", "typepad.com", "dreamwidth.org"};

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

/* Copies the query without the parameters of trackers; returns the new length. */
static size_t copy_query(char *out, struct foreign query)
{
	size_t used = 0;
	const char *at = query.utf8, *end = query.utf8 + query.len;
	while (at < end) {
		const char *stop = memchr(at, '&', (size_t)(end - at));
		stop = stop ? stop : end;
		struct foreign parameter = {at, (size_t)(stop - at)};
		if (parameter.len > 0 && !is_tracking(parameter)) {
			out[used] = used == 0 ? '?' : '&';
			memcpy(out + used + 1, at, parameter.len);
			used += parameter.len + 1;
		}
		at = stop + 1;
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

struct foreign url_canonical(struct arena *arena, struct foreign text)
{
	struct url url = {.text = text};
	if (!is_parsed_already(text) && !url_parse(&url, arena, text, NULL))
		return foreign_copy(arena, foreign_trim(text));
	struct foreign fragment, query;
	struct foreign path = cut_at(cut_at(url.text, '#', &fragment), '?', &query);
	size_t start = path.utf8[4] == 's' ? strlen("https://") : strlen("http://");
	path = (struct foreign){path.utf8 + start, path.len - start};
	if (path.len > 4 && strncasecmp(path.utf8, "www.", 4) == 0)
		path = (struct foreign){path.utf8 + 4, path.len - 4};
	while (path.len > 0 && path.utf8[path.len - 1] == '/')
		path.len--;
	char *out = arena_alloc(arena, strlen("http://") + path.len + query.len + 2);
	char *end = mempcpy(out, "http://", strlen("http://"));
	end = mempcpy(end, path.utf8, path.len);
	end += copy_query(end, query);
	return (struct foreign){out, (size_t)(end - out)};
}

static bool is_in(const char *const *list, size_t count, struct foreign text)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == text.len && strncasecmp(list[i], text.utf8, text.len) == 0)
			return true;
	return false;
}

static bool is_address(struct foreign host)
{
	if (host.len == 0 || memchr(host.utf8, ':', host.len))
		return true;
	for (size_t i = 0; i < host.len; i++)
		if (host.utf8[i] != '.' && (host.utf8[i] < '0' || host.utf8[i] > '9'))
			return false;
	return true;
}

/* The last `count` labels of `host`. */
static struct foreign last_labels(struct foreign host, int count)
{
	size_t start = host.len;
	while (start > 0 && (host.utf8[start - 1] != '.' || --count > 0))
		start--;
	return (struct foreign){host.utf8 + start, host.len - start};
}

struct foreign url_registrable_domain(struct foreign host)
{
	while (host.len > 0 && host.utf8[host.len - 1] == '.')
		host.len--;
	if (is_address(host))
		return host;
	struct foreign two = last_labels(host, 2);
	struct foreign top;
	struct foreign second = cut_at(two, '.', &top);
	bool is_suffix =
		(top.len == 2 &&
			is_in(second_level, sizeof second_level / sizeof *second_level, second)) ||
		is_in(shared_hosts, sizeof shared_hosts / sizeof *shared_hosts, two);
	return is_suffix ? last_labels(host, 3) : two;
}
