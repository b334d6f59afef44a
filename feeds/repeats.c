#include "feeds/repeats.h"

#include <string.h>

#include "feeds/extract_words.h"
#include "feeds/html.h"
#include "feeds/strip.h"
#include "src/base/buffer.h"
#include "src/base/hash.h"

enum {
	SHORTEST = 25, /* shorter lines recur by chance: "Weather", "Read on" */
	LONGEST = 600,
	FIRST_BLOCKS = 2,
	LAST_BLOCKS = 6,
};

/* Where a block stands decides how much its text must say. */
enum place { PLACE_TEXT, PLACE_HEADING, PLACE_OTHER };

static unsigned asking(struct foreign folded)
{
	return words_phrases(folded) & (PHRASE_RELATED | PHRASE_TAIL | PHRASE_CTA);
}

/* Numbers do not count ("12 comments"), nor does case.  0 when the text is not eligible. */
static uint64_t hash_text(struct arena *scratch, struct foreign text, enum place place)
{
	if (place == PLACE_OTHER || text.len > 4 * LONGEST)
		return 0;
	size_t weight = words_weight(text);
	if (weight < SHORTEST || weight > LONGEST)
		return 0;
	struct foreign folded = words_fold(scratch, text);
	if (place == PLACE_HEADING && !asking(folded))
		return 0;
	uint64_t hash = hash_bytes(folded.utf8, folded.len);
	return hash ? hash : 1;
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

uint64_t repeats_hash_block(struct arena *scratch, const struct block *block)
{
	struct buffer text = {0};
	for (size_t i = 0; i < block->spans_count; i++)
		if (block->spans[i].image < 0)
			buffer_append(&text, block->spans[i].text.utf8, block->spans[i].text.len);
	struct foreign all = {text.data ? text.data : "", text.len};
	uint64_t hash = hash_text(scratch, foreign_trim(all), place_of_block(block->kind));
	buffer_done(&text);
	return hash;
}

/* ---- the blocks of HTML, without a tree ---- */

struct learner {
	struct arena *scratch;
	uint64_t *hashes;
	size_t count;
	uint64_t last[LAST_BLOCKS]; /* a ring of the blocks read last */
	size_t blocks;
};

static bool is_known(const struct learner *learner, uint64_t hash)
{
	for (size_t i = 0; i < learner->count; i++)
		if (learner->hashes[i] == hash)
			return true;
	return false;
}

static void learn(struct learner *learner, uint64_t hash)
{
	if (hash != 0 && learner->count < REPEATS_LEARNED_LIMIT && !is_known(learner, hash))
		learner->hashes[learner->count++] = hash;
}

static void end_block(struct learner *learner, struct foreign html, enum place place)
{
	if (html.len == 0 || html.len > 64 * 1024)
		return;
	struct foreign text = foreign_trim(strip_html(learner->scratch, html));
	if (text.len == 0)
		return;
	uint64_t hash = hash_text(learner->scratch, text, place);
	bool is_first = learner->blocks < FIRST_BLOCKS;
	bool leaves_room = learner->count + LAST_BLOCKS < REPEATS_LEARNED_LIMIT;
	if (hash != 0 && leaves_room && (is_first || asking(words_fold(learner->scratch, text))))
		learn(learner, hash);
	learner->last[learner->blocks++ % LAST_BLOCKS] = hash;
}

static enum place place_of_tag(enum html_tag tag)
{
	if (tag >= HTML_H1 && tag <= HTML_H6)
		return PLACE_HEADING;
	switch (tag) {
	case HTML_PRE:
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

size_t repeats_learn(
	uint64_t hashes[REPEATS_LEARNED_LIMIT], struct arena *scratch, struct foreign html)
{
	struct learner learner = {.scratch = scratch, .hashes = hashes};
	enum place place = PLACE_TEXT;
	const char *start = html.utf8, *end = html.utf8 + html.len;
	for (const char *at = start; (at = memchr(at, '<', (size_t)(end - at)));) {
		enum html_tag tag = tag_at(at + 1, end);
		if (tag != HTML_OTHER && (html_traits(tag) & HTML_IS_BLOCK)) {
			end_block(&learner, (struct foreign){start, (size_t)(at - start)}, place);
			bool is_end = at + 1 < end && at[1] == '/';
			place = is_end ? PLACE_TEXT : place_of_tag(tag);
			start = at;
		}
		at++;
	}
	end_block(&learner, (struct foreign){start, (size_t)(end - start)}, place);
	for (size_t i = 0; i < LAST_BLOCKS; i++)
		learn(&learner, learner.last[i]);
	return learner.count;
}
