#include "feeds/xml_names.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feeds/xml_fields.h"
#include "src/base/array.h"
#include "src/base/hash.h"

#define BINDINGS_LIMIT 1024
#define LOCAL_LIMIT 64 /* all that anybody asks for are shorter */

struct xml_namespace {
	const char *uri; /* as normalise_uri() leaves it */
	const char *prefix;
	unsigned family;
};

/* The spellings in use; compared without scheme, "www.", case and the signs at the end. */
static const struct xml_namespace namespaces[] = {
	{"w3.org/2005/atom", "atom", XML_ATOM_10},
	{"purl.org/atom/ns", "atom", XML_ATOM_03},
	{"purl.org/rss/1.0", "rss", XML_RSS_10},
	{"my.netscape.com/rdf/simple/0.9", "rss", XML_RSS_090},
	{"channel.netscape.com/rdf/simple/0.9", "rss", XML_RSS_090},
	{"my.netscape.com/publish/formats/rss-0.91.dtd", "rss", XML_RSS_20},
	{"backend.userland.com/rss", "rss", XML_RSS_20},
	{"backend.userland.com/rss2", "rss", XML_RSS_20},
	{"backend.userland.com/rss091", "rss", XML_RSS_20},
	{"blogs.law.harvard.edu/tech/rss", "rss", XML_RSS_20},
	{"cyber.law.harvard.edu/rss/rss.html", "rss", XML_RSS_20},
	{"purl.org/net/rss1.1", "rss", XML_RSS_10},
	{"w3.org/1999/02/22-rdf-syntax-ns", "rdf", XML_RDF},
	{"purl.org/dc/elements/1.1", "dc", 0},
	{"purl.org/dc/elements/1.0", "dc", 0},
	{"purl.org/dc/terms", "dcterms", 0},
	{"purl.org/rss/1.0/modules/dc", "dc", 0},
	{"purl.org/rss/1.0/modules/dcterms", "dcterms", 0},
	{"purl.org/rss/1.0/modules/content", "content", 0},
	{"purl.org/rss/1.0/modules/slash", "slash", 0},
	{"purl.org/rss/1.0/modules/syndication", "sy", 0},
	{"purl.org/rss/1.0/modules/wiki", "wiki", 0},
	{"search.yahoo.com/mrss", "media", 0},
	{"search.yahoo.com/mrss/mediarss", "media", 0},
	{"tools.search.yahoo.com/mrss", "media", 0},
	{"rssboard.org/media-rss", "media", 0},
	{"video.search.yahoo.com/mrss", "media", 0},
	{"itunes.com/dtds/podcast-1.0.dtd", "itunes", 0},
	{"itunes.com/dtds/podcast-1.0", "itunes", 0},
	{"example.com/dtds/podcast-1.0.dtd", "itunes", 0},
	{"podcastindex.org/namespace/1.0", "podcast", 0},
	{"github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", "podcast", 0},
	{"wellformedweb.org/commentapi", "wfw", 0},
	{"purl.org/syndication/thread/1.0", "thr", 0},
	{"purl.org/syndication/history/1.0", "fh", 0},
	{"backend.userland.com/creativecommonsrssmodule", "creativecommons", 0},
	{"creativecommons.org/ns", "cc", 0},
	{"web.resource.org/cc", "cc", 0},
	{"cyber.law.harvard.edu/rss/creativecommonsrssmodule.html", "creativecommons", 0},
	{"webns.net/mvcb", "admin", 0},
	{"rssnamespace.org/feedburner/ext/1.0", "feedburner", 0},
	{"pheedo.com/namespace/pheedo", "feedburner", 0},
	{"news.yandex.ru", "yandex", 0},
	{"turbo.yandex.ru", "turbo", 0},
	{"webfeeds.org/rss/1.0", "webfeeds", 0},
	{"google.com/schemas/play-podcasts/1.0", "googleplay", 0},
	{"georss.org/georss", "georss", 0},
	{"prismstandard.org/namespaces/basic/2.0", "prism", 0},
	{"prismstandard.org/namespaces/1.2/basic", "prism", 0},
	{"prismstandard.org/namespaces/2.0/basic", "prism", 0},
	{"purl.org/prism", "prism", 0},
	{"gdata.youtube.com/schemas/2007", "yt", 0},
	{"youtube.com/xml/schemas/2015", "yt", 0},
	{"w3.org/1999/xhtml", "xhtml", 0},
	{"w3.org/xml/1998/namespace", "xml", 0},
};

/* Prefixes that mean their usual namespace when nothing was declared. */
static const char *const usual[] = {"admin", "atom", "cc", "content", "creativecommons", "dc",
	"dcterms", "feedburner", "fh", "geo", "georss", "googleplay", "itunes", "media", "podcast",
	"prism", "rdf", "slash", "sy", "thr", "turbo", "webfeeds", "wfw", "xhtml", "xml", "yandex",
	"yt"};

static bool equals_string(struct foreign text, const char *string)
{
	return strlen(string) == text.len && strncasecmp(string, text.utf8, text.len) == 0;
}

/* "HTTP://www.X.org/a/#" and "https://x.org/a" are the same name to those who write feeds. */
static struct foreign bare_uri(struct foreign uri)
{
	uri = foreign_trim(uri);
	const char *scheme =
		uri.len > 0 ? memmem(uri.utf8, uri.len < 9 ? uri.len : 9, "://", 3) : NULL;
	if (scheme) {
		uri.len -= (size_t)(scheme + 3 - uri.utf8);
		uri.utf8 = scheme + 3;
	}
	if (uri.len > 4 && strncasecmp(uri.utf8, "www.", 4) == 0)
		uri = (struct foreign){uri.utf8 + 4, uri.len - 4};
	while (uri.len > 0 && strchr("/#?", uri.utf8[uri.len - 1]))
		uri.len--;
	return uri;
}

static const struct xml_namespace *known_namespace(struct foreign uri)
{
	uri = bare_uri(uri);
	for (size_t i = 0; i < sizeof namespaces / sizeof *namespaces; i++)
		if (equals_string(uri, namespaces[i].uri))
			return &namespaces[i];
	return NULL;
}

static const char *usual_prefix(struct foreign prefix)
{
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (equals_string(prefix, usual[i]))
			return usual[i];
	return NULL;
}

void xml_names_done(struct xml_names *names)
{
	free(names->bindings);
	buffer_done(&names->other);
	*names = (struct xml_names){0};
}

/* Equal for equal bindings, wherever in the document they are made. */
static uint64_t scope_of(const struct xml_names *names)
{
	return names->count > 0 ? names->bindings[names->count - 1].scope : 0;
}

static uint64_t scope_inside(uint64_t outer, const struct xml_binding *binding)
{
	const uint64_t parts[] = {outer, hash_bytes(binding->prefix.utf8, binding->prefix.len),
		hash_bytes(binding->uri.utf8, binding->uri.len)};
	return hash_bytes(parts, sizeof parts);
}

bool xml_names_declare(struct xml_names *names, struct foreign attribute, struct foreign value)
{
	if (attribute.len < 5 || strncasecmp(attribute.utf8, "xmlns", 5) != 0)
		return false;
	if (attribute.len > 5 && attribute.utf8[5] != ':')
		return false;
	struct xml_binding binding = {
		.prefix = {"", 0}, .uri = value, .known = known_namespace(value)};
	if (attribute.len > 6)
		binding.prefix = (struct foreign){attribute.utf8 + 6, attribute.len - 6};
	binding.scope = scope_inside(scope_of(names), &binding);
	if (names->count < BINDINGS_LIMIT)
		ARRAY_PUSH(names->bindings, names->count, names->capacity) = binding;
	if (binding.known)
		names->declared |= binding.known->family;
	return true;
}

void xml_names_forget(struct xml_names *names, size_t count)
{
	if (names->count > count)
		names->count = count;
}

static const struct xml_binding *find_binding(const struct xml_names *names, struct foreign prefix)
{
	for (size_t i = names->count; i > 0; i--)
		if (foreign_equal_ignoring_ascii_case(names->bindings[i - 1].prefix, prefix))
			return &names->bindings[i - 1];
	return NULL;
}

/* Splits "prefix:local". */
static struct foreign split(struct foreign raw, struct foreign *local)
{
	const char *colon = memchr(raw.utf8, ':', raw.len);
	*local = raw;
	if (!colon || colon == raw.utf8)
		return (struct foreign){"", 0};
	size_t len = (size_t)(colon - raw.utf8);
	*local = (struct foreign){colon + 1, raw.len - len - 1};
	return (struct foreign){raw.utf8, len};
}

void xml_names_set_core(struct xml_names *names, struct foreign root_name, unsigned core)
{
	struct foreign local;
	struct foreign prefix = split(root_name, &local);
	const struct xml_binding *binding = find_binding(names, prefix);
	names->core = core;
	names->core_uri = binding ? binding->uri : (struct foreign){"", 0};
	/* The default namespace of an RDF document is that of its channel and items. */
	binding = find_binding(names, (struct foreign){"", 0});
	if (equals_string(local, "rdf") && binding)
		names->core_uri = binding->uri;
	memset(names->lately, 0, sizeof names->lately);
}

/* The usual prefix for an element's prefix; "" for the format's own names. */
static const char *canonical_prefix(const struct xml_names *names, struct foreign prefix)
{
	const struct xml_binding *binding = find_binding(names, prefix);
	if (!binding || binding->uri.len == 0) {
		const char *prefix_in_use = usual_prefix(prefix);
		bool is_atom = prefix_in_use && strcmp(prefix_in_use, "atom") == 0;
		if (prefix.len == 0 || (is_atom && names->core & XML_ATOM))
			return "";
		return prefix_in_use ? prefix_in_use : "other";
	}
	const struct xml_namespace *known = binding->known;
	bool is_core = foreign_equal(binding->uri, names->core_uri);
	if (known && (known->family & names->core))
		return "";
	/* RSS whose default namespace is Atom's: only the names without prefix are RSS. */
	if (is_core && (prefix.len == 0 || !known))
		return "";
	return known ? known->prefix : "other";
}

/* Mini-XML stops at names that are no names; what cannot be in one becomes '_'. */
static void append_lower(struct buffer *out, struct foreign text)
{
	if (text.len > LOCAL_LIMIT)
		text.len = LOCAL_LIMIT;
	char *at = buffer_reserve(out, text.len + 1);
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.utf8[i];
		bool is_letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
		bool is_other = (byte >= '0' && byte <= '9' && i > 0) || byte == '-' || byte == '.';
		at[i] = is_letter ? (char)(byte | 0x20) : is_other ? byte : '_';
	}
	at[text.len] = '\0';
	out->len += text.len;
}

static void write_element(struct buffer *out, const struct xml_names *names, struct foreign raw)
{
	struct foreign local;
	struct foreign raw_prefix = split(raw, &local);
	const char *prefix = canonical_prefix(names, raw_prefix);
	if (*prefix) {
		buffer_append_string(out, prefix);
		buffer_append_char(out, ':');
	}
	append_lower(out, local);
}

struct xml_name xml_names_find(struct xml_names *names, struct foreign raw)
{
	uint64_t scope = scope_of(names);
	struct xml_known_name *known =
		&names->lately[hash_bytes(raw.utf8, raw.len) % XML_KNOWN_NAMES];
	if (known->len > 0 && known->scope == scope && foreign_equal(known->raw, raw))
		return (struct xml_name){{known->canonical, known->len}, known->traits};
	buffer_clear(&names->other);
	write_element(&names->other, names, raw);
	struct xml_name name = {{names->other.data, names->other.len}, 0};
	name.traits = xml_field_traits(name.canonical);
	if (name.canonical.len <= XML_KNOWN_LENGTH) {
		*known = (struct xml_known_name){.raw = raw,
			.scope = scope,
			.traits = name.traits,
			.len = (unsigned char)name.canonical.len};
		memcpy(known->canonical, name.canonical.utf8, name.canonical.len);
	}
	return name;
}

void xml_names_write_attribute(
	struct buffer *out, const struct xml_names *names, struct foreign raw)
{
	struct foreign local;
	struct foreign prefix = split(raw, &local);
	if (prefix.len > 0)
		write_element(out, names, raw);
	else
		append_lower(out, local);
}
