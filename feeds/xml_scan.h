/* XML as a row of tokens, one pass, nothing copied, nothing refused: what feeds
 * get wrong (a lone '<', a CDATA section or a comment that never ends) is read
 * as what was meant. */
#ifndef STEPPE_FEEDS_XML_SCAN_H
#define STEPPE_FEEDS_XML_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "feeds/xml_unsteady.h"
#include "src/base/text.h"

#define XML_NAME_LIMIT 1024

enum xml_token_kind {
	XML_TEXT,
	XML_CDATA,
	XML_OPEN,
	XML_CLOSE,
	XML_ASIDE /* comments, <?…?>, <!…> */
};

struct xml_token {
	enum xml_token_kind kind;
	struct foreign text;       /* of a text or CDATA */
	struct foreign name;       /* of a tag, as written */
	struct foreign attributes; /* what stands between the name and the '>' */
	bool is_empty;             /* <name/> */
};

struct xml_scan {
	const char *at;
	const char *end;
	const char *cdata_end;   /* the next "]]>" as far as it was looked for */
	const char *comment_end; /* the next "-->" */
	const char *item_tag;    /* the next tag of an item */
	bool no_cdata_end;       /* there is no "]]>" further on */
	bool no_comment_end;     /* no "-->" */
	const char *tag;         /* where a tag was measured last, and its length */
	size_t tag_len;
	bool no_bracket;    /* no '>' */
	bool no_subset_end; /* no "]>" */
	bool is_damaged;    /* something had to be guessed */
};

/* False at the end. */
bool xml_scan_next(struct xml_scan *scan, struct xml_token *token);

/* `scan` is at the start of an item whose tag is called `name`: its length, up to
 * and with its end tag, or, when that is missing, up to where the next item
 * begins or the feed ends.  Sets `is_whole` when the end tag was there, and
 * notes what of it is unsteady. */
size_t xml_scan_element(
	struct xml_scan *scan, struct foreign name, bool *is_whole, struct xml_unsteady *unsteady);

#endif
