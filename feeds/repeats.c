#include "feeds/repeats.h"

#include <string.h>

#include "feeds/extract_words.h"
#include "feeds/html.h"
#include "feeds/strip.h"
#include "src/base/buffer.h"
#include "src/base/hash.h"

enum {
	SHORTEST = 25,        /* shorter lines recur by chance: "Weather", "Read on" … */
	SHORTEST_ASKING = 10, /* … unless they ask for something */
	LONGEST = 600,
	FIRST_BLOCKS = 2,
	LAST_BLOCKS = 6,
	BLOCKS_BETWEEN = 2000, /* no article has more that ask for something */
	BLOCK_BYTES = 64 << 10,
	START_BYTES = 200, /* of a block's text: enough to see how it begins */
};

/* Stands for a link, whatever it says. */
#define LINK_SIGN " # "

/* Where a block stands decides how much its text must say. */
enum place { PLACE_TEXT, PLACE_HEADING, PLACE_OTHER };

static unsigned asking(struct foreign folded)
{
	return words_phrases(folded) & (PHRASE_RELATED | PHRASE_TAIL | PHRASE_CTA);
}

/* What is alike in two articles: letters alone, for numbers do not count ("12
 * comments"), nor do case, blanks and signs. */
static uint64_t hash_letters(struct arena *scratch, struct foreign text)
{
	char *letters = arena_alloc(scratch, text.len + 1);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.utf8[i], lower = byte | 0x20;
		bool is_latin = lower >= 'a' && lower <= 'z';
		bool is_hard_blank =
			byte == 0xC2 && i + 1 < text.len && (unsigned char)text.utf8[i + 1] == 0xA0;
		letters[len] = (char)(is_latin ? lower : byte);
		len += (is_latin || byte >= 0x80) && !is_hard_blank;
		i += is_hard_blank;
	}
	uint64_t hash = hash_bytes(letters, len) & ~REPEATS_COUNT_MASK;
	return hash ? hash : REPEATS_COUNT_MASK + 1;
}

/* 0 when the text says too little, or so much that it is an article's own. */
static uint64_t hash_text(struct arena *scratch, struct foreign text, enum place place)
{
	if (place == PLACE_OTHER || text.len > 4 * LONGEST)
		return 0;
	/* In any script, so many bytes weigh neither too little nor too much. */
	bool is_between = text.len >= 4 * SHORTEST && text.len <= LONGEST;
	size_t weight = is_between ? text.len : words_weight(text);
	if (weight < SHORTEST_ASKING || weight > LONGEST)
		return 0;
	bool must_ask = place == PLACE_HEADING || weight < SHORTEST;
	if (must_ask && !asking(words_fold(scratch, text)))
		return 0;
	return hash_letters(scratch, text);
}

/* ---- a block of a document ---- */

static enum place place_of_block(enum block_kind kind)
{
	switch (kind) {
	case BLOCK_PARAGRAPH:
		return PLACE_TEXT;
	case BLOCK_HEADING:
		return PLACE_HEADING;
	default:
		return PLACE_OTHER;
	}
}

static struct foreign as_text(const struct buffer *buffer)
{
	return foreign_trim((struct foreign){buffer->data ? buffer->data : "", buffer->len});
}

/* A block has two wordings: as people read it, and with a sign in place of each
 * link, for "The post # appeared first on #" recurs although every title is
 * another.  That one counts, if it says enough. */
uint64_t repeats_hash_block(struct arena *scratch, const struct block *block)
{
	struct buffer text = {0}, frame = {0};
	int32_t link = -1;
	for (size_t i = 0; i < block->spans_count; i++) {
		const struct span *span = &block->spans[i];
		if (span->image < 0)
			buffer_append(&text, span->text.utf8, span->text.len);
		if (span->link < 0 && span->image < 0)
			buffer_append(&frame, span->text.utf8, span->text.len);
		else if (span->link >= 0 && span->link != link)
			buffer_append_string(&frame, LINK_SIGN);
		link = span->link;
	}
	enum place place = place_of_block(block->kind);
	uint64_t hash = hash_text(scratch, as_text(&frame), place);
	if (hash == 0)
		hash = hash_text(scratch, as_text(&text), place);
	buffer_done(&text);
	buffer_done(&frame);
	return hash;
}

/* ---- the blocks of HTML, without a tree ---- */

struct piece {
	struct foreign html;
	enum place place;
};

static enum place place_of_tag(enum html_tag tag)
{
	if (tag >= HTML_H1 && tag <= HTML_H6)
		return PLACE_HEADING;
	switch (tag) {
	case HTML_PRE:
	case HTML_TABLE:
	case HTML_TR:
	case HTML_TD:
	case HTML_TH:
	case HTML_DT:
	case HTML_DD:
	case HTML_FIGCAPTION:
	case HTML_CAPTION:
		return PLACE_OTHER;
	default:
		return PLACE_TEXT;
	}
}

/* The element named behind '<' or "</" at `at`. */
static enum html_tag tag_at(const char *at, const char *end)
{
	at += at < end && *at == '/';
	size_t len = 0;
	while (at + len < end && len < 12 &&
		(((at[len] | 32) >= 'a' && (at[len] | 32) <= 'z') ||
			(at[len] >= '1' && at[len] <= '6')))
		len++;
	return html_tag_by_name((struct foreign){at, len});
}

/* Where the reading of HTML stands. */
struct pieces {
	const char *at, *end;
};

static struct pieces pieces_of(struct foreign html)
{
	return (struct pieces){html.utf8, html.len > 0 ? html.utf8 + html.len : html.utf8};
}

/* False for pieces of blanks and tags: they do not count as blocks. */
static bool has_text(struct foreign html)
{
	static const struct foreign hard_blank = FOREIGN("&nbsp;");
	bool is_tag = false;
	for (size_t i = 0; i < html.len; i++) {
		char byte = html.utf8[i];
		struct foreign rest = {html.utf8 + i, html.len - i};
		if (byte == '<')
			is_tag = true;
		else if (byte == '>')
			is_tag = false;
		else if (!is_tag && foreign_starts_with(rest, hard_blank))
			i += hard_blank.len - 1;
		else if (!is_tag && byte != ' ' && (byte < '\t' || byte > '\r'))
			return true;
	}
	return false;
}

/* The next piece between tags that part blocks, with text in it or without. */
static bool next_piece(struct pieces *pieces, struct piece *out)
{
	const char *start = pieces->at, *end = pieces->end;
	if (start == end)
		return false;
	out->place = PLACE_TEXT;
	pieces->at = end;
	for (const char *at = start; (at = memchr(at, '<', (size_t)(end - at))); at++) {
		enum html_tag tag = tag_at(at + 1, end);
		if (tag == HTML_OTHER || !(html_traits(tag) & HTML_IS_BLOCK))
			continue;
		if (at > start) {
			pieces->at = at;
			break;
		}
		bool is_end = at + 1 < end && at[1] == '/';
		out->place = is_end ? PLACE_TEXT : place_of_tag(tag);
	}
	out->html = (struct foreign){start, (size_t)(pieces->at - start)};
	return true;
}

static bool next_block(struct pieces *pieces, struct piece *out)
{
	while (next_piece(pieces, out))
		if (out->html.len <= BLOCK_BYTES && has_text(out->html))
			return true;
	return false;
}

static struct foreign piece_text(struct arena *scratch, struct foreign html)
{
	return foreign_trim(strip_html(scratch, html));
}

/* The HTML with a sign in place of each link. */
static struct foreign frame_html(struct arena *scratch, struct foreign html)
{
	struct buffer frame = {0};
	const char *start = html.utf8, *end = html.utf8 + html.len;
	bool in_link = false;
	for (const char *at = start; (at = memchr(at, '<', (size_t)(end - at))); at++) {
		bool is_end = at + 1 < end && at[1] == '/';
		if (tag_at(at + 1, end) != HTML_A || is_end != in_link)
			continue;
		if (!in_link) {
			buffer_append(&frame, start, (size_t)(at - start));
			buffer_append_string(&frame, LINK_SIGN);
		}
		in_link = !in_link;
		start = at;
	}
	if (frame.len == 0)
		return html;
	if (!in_link)
		buffer_append(&frame, start, (size_t)(end - start));
	struct foreign copy = {arena_copy(scratch, frame.data, frame.len), frame.len};
	buffer_done(&frame);
	return copy;
}

static uint64_t hash_piece(struct arena *scratch, const struct piece *piece)
{
	if (piece->place == PLACE_OTHER)
		return 0;
	struct foreign frame = frame_html(scratch, piece->html);
	uint64_t hash = hash_text(scratch, piece_text(scratch, frame), piece->place);
	bool has_links = frame.len != piece->html.len;
	if (hash != 0 || !has_links)
		return hash;
	return hash_text(scratch, piece_text(scratch, piece->html), piece->place);
}

/* ---- learning ---- */

/* Blocks wait in a ring until it is known whether they are among the last ones. */
struct learner {
	struct arena *scratch;
	uint64_t *hashes;
	size_t count;
	struct piece last[LAST_BLOCKS];
	size_t blocks;
};

static void learn(struct learner *learner, const struct piece *piece)
{
	uint64_t hash = hash_piece(learner->scratch, piece);
	bool is_known = hash == 0;
	for (size_t i = 0; i < learner->count && !is_known; i++)
		is_known = learner->hashes[i] == hash;
	if (!is_known && learner->count < REPEATS_LEARNED_LIMIT)
		learner->hashes[learner->count++] = hash;
}

/* Between the first and the last blocks stands the article: only what asks for
 * something is looked at, and of the rest no more than its start. */
static void learn_between(struct learner *learner, const struct piece *piece)
{
	struct foreign text = foreign_cut(
		strip_html_start(learner->scratch, piece->html, START_BYTES), START_BYTES);
	if (learner->count + LAST_BLOCKS < REPEATS_LEARNED_LIMIT &&
		asking(words_fold(learner->scratch, text)))
		learn(learner, piece);
}

/* In their order, for the newest may lie before the oldest in the ring. */
static void learn_last(struct learner *learner)
{
	size_t count = learner->blocks < LAST_BLOCKS ? learner->blocks : LAST_BLOCKS;
	for (size_t i = learner->blocks - count; i < learner->blocks; i++)
		learn(learner, &learner->last[i % LAST_BLOCKS]);
}

size_t repeats_learn(
	uint64_t hashes[REPEATS_LEARNED_LIMIT], struct arena *scratch, struct foreign html)
{
	struct learner learner = {.scratch = scratch, .hashes = hashes};
	struct pieces pieces = pieces_of(html);
	for (struct piece piece; next_block(&pieces, &piece); learner.blocks++) {
		struct piece *oldest = &learner.last[learner.blocks % LAST_BLOCKS];
		if (learner.blocks < FIRST_BLOCKS)
			learn(&learner, &piece);
		if (learner.blocks >= LAST_BLOCKS + FIRST_BLOCKS && learner.blocks < BLOCKS_BETWEEN)
			learn_between(&learner, oldest);
		*oldest = piece;
	}
	learn_last(&learner);
	return learner.count;
}

/* ---- what is left ---- */

bool repeats_has(const uint64_t *hashes, size_t count, uint64_t hash)
{
	for (size_t i = 0; i < count; i++)
		if (hashes[i] == hash)
			return true;
	return false;
}

size_t repeats_weigh_news(
	struct arena *scratch, struct foreign html, const uint64_t *hashes, size_t count)
{
	size_t weight = 0;
	struct pieces pieces = pieces_of(html);
	for (struct piece piece; next_piece(&pieces, &piece);) {
		struct foreign text = piece_text(scratch, piece.html);
		if (text.len == 0 || asking(words_fold(scratch, text)))
			continue;
		uint64_t hash = hash_piece(scratch, &piece);
		if (hash == 0 || !repeats_has(hashes, count, hash))
			weight += words_weight(text);
	}
	return weight;
}
