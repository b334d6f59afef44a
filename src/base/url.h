/* An address on the web, parsed once (RFC 3986, with what browsers forgive).
 * Only http and https can be fetched or opened: a struct url is built by
 * url_parse() alone, so whatever holds one may be given to libcurl or a browser.
 * Built on libcurl's URL API. */
#ifndef STEPPE_BASE_URL_H
#define STEPPE_BASE_URL_H

#include <stdbool.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

struct url {
	struct foreign text; /* normalised, ASCII, NUL-terminated behind len, no user info */
	struct foreign host; /* lower case, punycode; IPv6 without brackets */
	int port;
	bool is_https;
	struct foreign user;     /* from https://user:password@…, else empty */
	struct foreign password; /* never shown, never logged */
};

/* An absolute http(s) address from what a person typed or a document named.
 * White space around it is dropped; blanks, quotes and non-ASCII inside are
 * percent-encoded; IDN hosts become punycode.  `url` lives in `arena`. */
bool url_parse(struct url *url, struct arena *arena, struct foreign text, struct error *error);

/* As url_parse() for what a person typed: "astanatimes.com" gets https://. */
bool url_parse_typed(
	struct url *url, struct arena *arena, struct foreign text, struct error *error);

/* `reference` resolved against `base` (RFC 3986, section 5): any scheme that a
 * reader may show (http, https, mailto, ftp, magnet, gemini, geo, tel, xmpp …);
 * empty for javascript:, data:, vbscript:, file: and what cannot be parsed.
 * With an empty base a relative reference stays as it is. */
struct foreign url_resolve(struct arena *arena, struct foreign base, struct foreign reference);

/* For people: no password, IDN as Unicode unless its scripts are mixed. */
struct foreign url_for_display(struct arena *arena, struct foreign url);

/* For comparing articles and links: no fragment, no tracking parameters
 * (utm_*, fbclid, gclid …), the others in one order, http = https, no "www.", no
 * trailing slash, escapes as RFC 3986, 6.2.2 has them.  Hashes of it are kept in the
 * store: what changes here needs a step of the schema. */
struct foreign url_canonical(struct arena *arena, struct foreign url);

/* The registrable part of a host ("bbc.co.uk" of "news.bbc.co.uk"), by a short
 * built-in list of two-level suffixes; the host itself for addresses. */
struct foreign url_registrable_domain(struct foreign host);

#endif
