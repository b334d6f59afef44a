#include "src/base/url.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "src/base/curl.h"
#include "src/base/words.h"

#define URL_LIMIT 16384

#ifdef CURLU_PUNYCODE
#define HOST_IN_ASCII CURLU_PUNYCODE
#else
#define HOST_IN_ASCII 0 /* libcurl before 7.88 */
#endif

static const struct foreign NONE = {"", 0};

/* Schemes that a reader may show and hand to the desktop, but that we never fetch. */
static const char *const shown_schemes[] = {"bitcoin", "dat", "ftp", "ftps", "gemini", "geo",
	"gopher", "ipfs", "ipns", "irc", "ircs", "magnet", "mailto", "matrix", "mms", "news",
	"nntp", "rtsp", "sftp", "sip", "sips", "sms", "spartan", "ssh", "tel", "urn", "webcal",
	"xmpp"};

/* Letters, digits and what else most addresses are made of. */
static bool is_usual(unsigned char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= '-' && byte <= '9') ||
	       (byte >= 'A' && byte <= 'Z');
}

/* What a browser forgives: blanks around, line breaks inside; and characters
 * that no address may hold are percent-encoded, so that none can end a header,
 * an argument or a quotation. */
static struct foreign tidy(struct arena *arena, struct foreign text)
{
	text = foreign_trim(text);
	if (text.len > URL_LIMIT)
		return NONE;
	size_t room = text.len * 3 + 1, used = 0;
	char *out = arena_text(arena, room);
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.utf8[i];
		if (is_usual(byte)) {
			out[used++] = (char)byte;
			continue;
		}
		if (byte == '\n' || byte == '\r' || byte == '\t')
			continue;
		if (byte > ' ' && byte != 0x7F && !strchr("\"<>\\^`{|}", byte)) {
			out[used++] = (char)byte;
			continue;
		}
		out[used++] = '%';
		out[used++] = "0123456789ABCDEF"[byte >> 4];
		out[used++] = "0123456789ABCDEF"[byte & 15];
	}
	arena_text_ends(arena, out, room, used + 1);
	return (struct foreign){out, used};
}

/* "https" of "https://…"; empty when the text has no scheme. */
static struct foreign scheme_of(struct foreign text)
{
	size_t i = 0;
	while (i < text.len && (((text.utf8[i] | 0x20) >= 'a' && (text.utf8[i] | 0x20) <= 'z') ||
				       (i > 0 && text.utf8[i] >= '0' && text.utf8[i] <= '9') ||
				       (i > 0 && strchr("+-.", text.utf8[i]))))
		i++;
	return i > 0 && i < text.len && text.utf8[i] == ':' ? (struct foreign){text.utf8, i} : NONE;
}

static bool is_web(struct foreign scheme)
{
	return foreign_equal_ignoring_ascii_case(scheme, FOREIGN("http")) ||
	       foreign_equal_ignoring_ascii_case(scheme, FOREIGN("https"));
}

static bool is_shown(struct foreign scheme)
{
	for (size_t i = 0; i < sizeof shown_schemes / sizeof *shown_schemes; i++)
		if (strlen(shown_schemes[i]) == scheme.len &&
			strncasecmp(shown_schemes[i], scheme.utf8, scheme.len) == 0)
			return true;
	return false;
}

static struct foreign part(struct arena *arena, CURLU *handle, CURLUPart which, unsigned flags)
{
	char *value = NULL;
	if (curl_url_get(handle, which, &value, flags) != CURLUE_OK)
		return NONE;
	struct foreign text = {arena_copy(arena, value, strlen(value)), strlen(value)};
	curl_free(value);
	return text;
}

/* A host in ASCII where libcurl can say it, else as it stands. */
static struct foreign ascii_part(struct arena *arena, CURLU *handle, CURLUPart which)
{
	struct foreign text = part(arena, handle, which, HOST_IN_ASCII);
	return text.len > 0 ? text : part(arena, handle, which, 0);
}

static struct foreign lower(struct arena *arena, struct foreign text)
{
	char *out = foreign_string(arena, text);
	for (size_t i = 0; i < text.len; i++)
		if (out[i] >= 'A' && out[i] <= 'Z')
			out[i] |= 0x20;
	return (struct foreign){out, text.len};
}

static CURLUcode set(CURLU *handle, struct arena *arena, struct foreign text)
{
	return curl_url_set(handle, CURLUPART_URL, foreign_string(arena, text),
		CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME);
}

static bool refuse(struct foreign text, struct error *error)
{
	return error_set(error, ERROR_REFUSED, _("%.*s is not a web address (http or https)"),
		(int)(text.len < 100 ? text.len : 100), text.utf8);
}

/* "https://outlet.example/path", where nothing is left for libcurl to judge: a name in
 * ASCII that begins with a letter, and no user, port or query before the path. */
static bool is_plain_web(struct foreign url)
{
	struct foreign scheme = scheme_of(url);
	size_t at = scheme.len + 3;
	if (!is_web(scheme) || url.len <= at || memcmp(url.utf8 + scheme.len, "://", 3) != 0)
		return false;
	if (url.utf8[at] < 'a' || url.utf8[at] > 'z')
		return false;
	while (at < url.len && url.utf8[at] != '/' && is_usual((unsigned char)url.utf8[at]))
		at++;
	return at < url.len && url.utf8[at] == '/';
}

/* Only what means itself in an address, and no step up or aside. */
static bool is_simple(struct foreign text)
{
	for (size_t i = 0; i < text.len; i++) {
		bool is_step = (text.utf8[i] == '.' || text.utf8[i] == '/') && i > 0 &&
			       text.utf8[i - 1] == '/';
		if (is_step ||
			(!is_usual((unsigned char)text.utf8[i]) && !strchr("_~?=&", text.utf8[i])))
			return false;
	}
	return text.len > 0 && !strchr(".?", *text.utf8) && text.utf8[text.len - 1] != '?' &&
	       !memchr(text.utf8, '\0', text.len);
}

/* What libcurl would give back as it stands is read without it: it is loaded when it is
 * needed (src/base/curl.h). */
static bool parse_plain(struct url *url, struct foreign whole)
{
	struct foreign scheme = scheme_of(whole);
	if (!is_plain_web(whole))
		return false;
	const char *host = whole.utf8 + scheme.len + 3;
	const char *end = whole.utf8 + whole.len;
	const char *path = memchr(host, '/', (size_t)(end - host));
	for (const char *at = whole.utf8; at < path; at++)
		if (*at >= 'A' && *at <= 'Z')
			return false;
	if (!is_simple((struct foreign){path, (size_t)(end - path)}))
		return false;
	*url = (struct url){
		.text = whole,
		.host = {host, (size_t)(path - host)},
		.port = scheme.len == strlen("https") ? 443 : 80,
		.is_https = scheme.len == strlen("https"),
		.user = NONE,
		.password = NONE,
	};
	return true;
}

bool url_parse(struct url *url, struct arena *arena, struct foreign text, struct error *error)
{
	*url = (struct url){0};
	struct foreign whole = tidy(arena, text);
	if (parse_plain(url, whole))
		return true;
	struct foreign scheme = scheme_of(whole);
	CURLU *handle = curl_url();
	if (!is_web(scheme) || set(handle, arena, whole) != CURLUE_OK) {
		curl_url_cleanup(handle);
		return refuse(text, error);
	}
	url->is_https = scheme.len == strlen("https");
	url->user = part(arena, handle, CURLUPART_USER, CURLU_URLDECODE);
	url->password = part(arena, handle, CURLUPART_PASSWORD, CURLU_URLDECODE);
	curl_url_set(handle, CURLUPART_USER, NULL, 0);
	curl_url_set(handle, CURLUPART_PASSWORD, NULL, 0);
	struct foreign host = lower(arena, ascii_part(arena, handle, CURLUPART_HOST));
	curl_url_set(handle, CURLUPART_HOST, host.utf8, 0);
	bool is_bracketed = host.len > 2 && host.utf8[0] == '[';
	url->host = is_bracketed ? (struct foreign){host.utf8 + 1, host.len - 2} : host;
	url->port = atoi(part(arena, handle, CURLUPART_PORT, CURLU_DEFAULT_PORT).utf8);
	url->text = ascii_part(arena, handle, CURLUPART_URL);
	curl_url_cleanup(handle);
	return true;
}

bool url_parse_typed(struct url *url, struct arena *arena, struct foreign text, struct error *error)
{
	text = foreign_trim(text);
	if (text.len == 0 || memmem(text.utf8, text.len, "://", 3))
		return url_parse(url, arena, text, error);
	const char *whole = arena_printf(arena, "https://%.*s", (int)text.len, text.utf8);
	return url_parse(url, arena, foreign_from_string(whole), NULL) || refuse(text, error);
}

static struct foreign before_fragment(struct foreign url)
{
	const char *sign = url.len > 0 ? memchr(url.utf8, '#', url.len) : NULL;
	return sign ? (struct foreign){url.utf8, (size_t)(sign - url.utf8)} : url;
}

static struct foreign join(struct arena *arena, struct foreign a, struct foreign b)
{
	char *out = arena_text(arena, a.len + b.len + 1);
	if (a.len > 0)
		memcpy(out, a.utf8, a.len);
	if (b.len > 0)
		memcpy(out + a.len, b.utf8, b.len);
	return (struct foreign){out, a.len + b.len};
}

/* "page/2" seen from "https://outlet.example/dir/feed", by letters alone; NONE when
 * that takes libcurl. */
static struct foreign resolve_simple(
	struct arena *arena, struct foreign base, struct foreign reference)
{
	size_t scheme = foreign_starts_with(base, FOREIGN("https://"))  ? 8
			: foreign_starts_with(base, FOREIGN("http://")) ? 7
									: 0;
	if (scheme == 0 || !is_simple(reference) || !is_plain_web(base) || base.len > URL_LIMIT)
		return NONE;
	const char *path = memchr(base.utf8 + scheme, '/', base.len - scheme);
	const char *end = path, *stop = base.utf8 + base.len;
	for (const char *at = path; at < stop && *at != '?' && *at != '#'; at++)
		if (*at == '/')
			end = at;
	struct foreign folder = {path, (size_t)(end - path)};
	if (*reference.utf8 == '/')
		folder.len = 0;
	else if ((folder.len > 0 && !is_simple(folder)) || (end + 1 < stop && end[1] == '.'))
		return NONE;
	bool needs_slash = *reference.utf8 != '/';
	size_t kept = (size_t)(path - base.utf8) + folder.len + needs_slash;
	return join(arena, (struct foreign){base.utf8, kept}, reference);
}

/* libcurl's resolution knows neither "" nor "#part" alone in all its versions. */
static struct foreign resolve_web(
	struct arena *arena, struct foreign base, struct foreign reference)
{
	if (reference.len == 0)
		return before_fragment(base);
	if (*reference.utf8 == '#')
		return join(arena, before_fragment(base), reference);
	if (is_plain_web(reference))
		return reference;
	CURLU *handle = curl_url();
	bool is_absolute = scheme_of(reference).len > 0;
	bool has_base = is_absolute || set(handle, arena, before_fragment(base)) == CURLUE_OK;
	struct foreign result = NONE;
	if (has_base && set(handle, arena, reference) == CURLUE_OK)
		result = is_absolute ? reference : ascii_part(arena, handle, CURLUPART_URL);
	curl_url_cleanup(handle);
	return result;
}

/* "http:page" and "http:/page" are how some write a relative address. */
static struct foreign without_empty_scheme(struct foreign reference, struct foreign scheme)
{
	size_t skip = scheme.len + 1;
	if (!is_web(scheme) ||
		(reference.len >= skip + 2 && memcmp(reference.utf8 + skip, "//", 2) == 0))
		return reference;
	return (struct foreign){reference.utf8 + skip, reference.len - skip};
}

struct foreign url_resolve(struct arena *arena, struct foreign base, struct foreign reference)
{
	struct foreign simple = resolve_simple(arena, base, reference);
	if (simple.len > 0)
		return simple;
	struct foreign text = tidy(arena, reference);
	struct foreign scheme = scheme_of(text);
	if (scheme.len > 0 && !is_web(scheme))
		return is_shown(scheme) ? text : NONE;
	text = without_empty_scheme(text, scheme);
	if (scheme_of(text).len > 0)
		return resolve_web(arena, NONE, text);
	base = tidy(arena, base);
	if (!is_web(scheme_of(base)))
		return text;
	return resolve_web(arena, base, text);
}
