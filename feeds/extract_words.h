/* What words tell about a piece of a page: tables of phrases and class names,
 * one file a language in feeds/words, compiled in.  Languages are not told
 * apart: a phrase of one is hardly ever the start of a paragraph in another. */
#ifndef STEPPE_FEEDS_EXTRACT_WORDS_H
#define STEPPE_FEEDS_EXTRACT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/text.h"

/* What a block that begins with a phrase is likely to be. */
enum phrase_kind {
	PHRASE_RELATED = 1 << 0, /* points away from the article, wherever it stands */
	PHRASE_TAIL = 1 << 1,    /* stands behind the text */
	PHRASE_CTA = 1 << 2,     /* asks for something: sign up, follow */
	PHRASE_LABEL = 1 << 3,   /* the whole block is the label of a button */
	PHRASE_BY = 1 << 4,      /* names the author */
	PHRASE_DATE = 1 << 5,
	PHRASE_MONTH = 1 << 6,
	PHRASE_NOTE = 1 << 7,      /* anywhere in it: a note on the author or the outlet */
	PHRASE_BOX = 1 << 8,       /* begins a box that asks for consent or an address */
	PHRASE_REPLY = 1 << 9,     /* lets one answer to a comment */
	PHRASE_COMMENTS = 1 << 10, /* heads what readers say */
};

/* Text made comparable: lower case, no apostrophes, white space collapsed, each
 * number one '#', signs at the start left out. */
struct foreign words_fold(struct arena *arena, struct foreign text);

/* The kinds of all phrases that folded text begins with. */
unsigned words_phrases(struct foreign folded);
/* The kinds of the one phrase that is all of it. */
unsigned words_phrase(struct foreign folded);
/* The kinds of those that are all of it; also when it is a row of labels. */
bool words_are_labels(struct foreign folded);
/* True when a PHRASE_NOTE stands anywhere in it. */
bool words_hold_note(struct foreign folded);
/* True when the last word is a PHRASE_REPLY, as in a row of buttons. */
bool words_hold_reply(struct foreign folded);
/* "5 April 2022", "Published 3 hours ago", "12:30", "2022-04-05". */
bool words_begin_with_date(struct foreign folded);

enum class_kind {
	CLASS_DROP = 1 << 0,
	CLASS_HIDE = 1 << 1,
	CLASS_PRIOR = 1 << 2,
	CLASS_CAPTION = 1 << 3,
};

/* What the words of class or id say; looks at each word and at runs of them. */
unsigned words_of_class(struct foreign classes);

/* The words of a text, as hashes: letters and digits of any script, lower
 * case; each Chinese or Japanese character is a word. */
struct word_list {
	uint64_t *hashes;
	size_t count;
};

struct word_list words_of(struct arena *arena, struct foreign text);
/* Which share of `words` is among `sorted` (by words_sort()). */
size_t words_shared(const struct word_list *words, const struct word_list *sorted);
void words_sort(struct word_list *words);

/* Characters, Chinese, Japanese and Korean ones twice. */
size_t words_weight(struct foreign text);

#endif
