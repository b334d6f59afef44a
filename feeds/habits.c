#include "feeds/habits.h"

#include <string.h>

#include "feeds/extract_words.h"
#include "feeds/repeats.h"
#include "feeds/strip.h"

enum {
	SHORT = 350, /* characters: a few lines */
	LONG = 2500, /* who sends this much sends all */
	LONG_HTML = 24 << 10,
	SHORT_BYTES = 2 * SHORT, /* mostly holds so many characters, in any script */
	END_BYTES = 480,         /* where a text says that it goes on elsewhere */
	END_HTML = 2 * END_BYTES,
	MORE_BYTES = 120,
};

/* As words_fold() leaves them. */
static const char *const MORE[] = {
	"read more",
	"read on",
	"read the full",
	"read full",
	"read the rest",
	"read the whole",
	"full story",
	"full article",
	"continue reading",
	"keep reading",
	"view article",
	"читать далее",
	"читать дальше",
	"читать полностью",
	"читать продолжение",
	"подробнее",
	"толығырақ",
	"жалғасын оқу",
	"читати далі",
	"czytaj dalej",
	"číst dál",
	"weiterlesen",
	"mehr lesen",
	"ganzen artikel",
	"lire la suite",
	"en lire plus",
	"leer más",
	"seguir leyendo",
	"continuar leyendo",
	"leia mais",
	"continue lendo",
	"leggi tutto",
	"continua a leggere",
	"lees verder",
	"lees meer",
	"läs mer",
	"les mer",
	"læs mere",
	"lue lisää",
	"devamını oku",
	"davomini oʻqish",
	"阅读全文",
	"閱讀全文",
	"続きを読む",
	"더 보기",
	"اقرأ المزيد",
};

static struct foreign last_bytes(struct foreign text, size_t bytes)
{
	if (text.len <= bytes)
		return text;
	size_t start = text.len - bytes;
	while (start < text.len && ((unsigned char)text.utf8[start] & 0xC0) == 0x80)
		start++;
	return (struct foreign){text.utf8 + start, text.len - start};
}

static bool ends_with(struct foreign text, const char *end)
{
	size_t len = strlen(end);
	return text.len >= len && memcmp(text.utf8 + text.len - len, end, len) == 0;
}

static bool is_small_letter(char byte)
{
	return byte >= 'a' && byte <= 'z';
}

/* A phrase begins a word, but for scripts that write without blanks. */
static bool may_begin_phrase(const char *at, const char *start)
{
	if (at == start || (unsigned char)*at >= 0xE0)
		return true;
	return (unsigned char)*at < 0x80 ? !is_small_letter(at[-1]) : (unsigned char)at[-1] < 0x80;
}

static bool holds_more(struct foreign folded)
{
	const char *end = folded.utf8 + folded.len;
	for (const char *at = folded.utf8; at < end; at++) {
		bool may_begin = may_begin_phrase(at, folded.utf8);
		for (size_t i = 0; may_begin && i < sizeof MORE / sizeof *MORE; i++)
			if (*at == *MORE[i] &&
				foreign_starts_with((struct foreign){at, (size_t)(end - at)},
					(struct foreign){MORE[i], strlen(MORE[i])}))
				return true;
	}
	return false;
}

/* In brackets the dots are the outlet's, wherever behind them something follows
 * ("The post … appeared first on …"); bare ones may end a sentence of its own. */
static bool breaks_off(struct arena *scratch, struct foreign text)
{
	struct foreign end = last_bytes(text, END_BYTES);
	if (foreign_holds(end, "[…]") || foreign_holds(end, "[...]") || foreign_holds(end, "[…") ||
		foreign_holds(end, "(…)"))
		return true;
	if (ends_with(text, "…") || ends_with(text, "..."))
		return true;
	return holds_more(words_fold(scratch, last_bytes(text, MORE_BYTES)));
}

/* The text of its last tags, if that is enough to see how it ends; else all of it. */
static struct foreign text_of_end(struct arena *scratch, struct foreign html)
{
	const char *start = html.len > END_HTML ? html.utf8 + html.len - END_HTML : NULL;
	start = start ? memchr(start, '<', END_HTML) : NULL;
	if (!start)
		return strip_html(scratch, html);
	size_t len = (size_t)(html.utf8 + html.len - start);
	struct foreign text = strip_html(scratch, (struct foreign){start, len});
	return text.len >= END_BYTES ? text : strip_html(scratch, html);
}

/* Most texts are neither short nor break off, as their two ends show. */
bool html_is_teaser(struct arena *scratch, struct foreign html)
{
	if (html.len > LONG_HTML)
		return false;
	bool may_be_short = words_weight(strip_html_start(scratch, html, SHORT_BYTES)) < SHORT;
	if (may_be_short && words_weight(strip_html(scratch, html)) < SHORT)
		return true;
	return breaks_off(scratch, text_of_end(scratch, html)) &&
	       words_weight(strip_html(scratch, html)) < LONG;
}

/* A recording is whole without words. */
static bool has_recording(const struct article *article)
{
	for (size_t i = 0; i < article->enclosures_count; i++)
		if (foreign_starts_with(article->enclosures[i].mime_type, FOREIGN("audio/")) ||
			foreign_starts_with(article->enclosures[i].mime_type, FOREIGN("video/")))
			return true;
	return false;
}

static struct foreign html_of(const struct article *article)
{
	return article->content_html.len > 0 ? article->content_html : article->content_text;
}

static void learn_blocks(struct article *article, struct arena *arena, struct arena *scratch)
{
	struct foreign html = html_of(article);
	uint64_t hashes[REPEATS_LEARNED_LIMIT];
	article->block_hashes_count = repeats_learn(hashes, scratch, html);
	article->block_hashes =
		arena_array(arena, article->block_hashes_count, sizeof *article->block_hashes);
	if (article->block_hashes_count > 0)
		memcpy(article->block_hashes, hashes, article->block_hashes_count * sizeof *hashes);
}

/* To look closely at an article costs more than to read it, and what an outlet
 * repeats stands in half a dozen as well as in hundreds. */
enum { TEACHERS = 6 };

void habits_learn_feed(struct feed *feed, struct arena *arena)
{
	struct arena *scratch = arena_new();
	for (size_t i = 0; i < feed->articles_count && i < TEACHERS; i++) {
		struct article *article = &feed->articles[i];
		bool is_teaser =
			!has_recording(article) && html_is_teaser(scratch, html_of(article));
		article->is_teaser = is_teaser ? TRISTATE_YES : TRISTATE_NO;
		learn_blocks(article, arena, scratch);
		arena_reset(scratch);
	}
	arena_free(scratch);
}
