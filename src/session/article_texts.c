/* Which of an article's texts is shown: the page's, the feed's, or what changed. */
#include "src/session/changes.h"
#include "src/session/inside.h"
#include "src/session/page_cache.h"

bool article_switch_difference(struct session *session)
{
	struct session_inside *inside = session->inside;
	if (inside->article.choice.is_difference)
		article_show(session, article_first_choice(inside));
	else if (inside->article.stored.previous_html.len > 0)
		article_show(session, (struct text_choice){.is_difference = true});
	else
		return false;
	return true;
}

/* The whole article → as the feed sent it → the whole article with what is hidden in it. */
static struct text_choice next_choice(const struct session *session)
{
	struct session_inside *inside = session->inside;
	struct text_choice now = inside->article.choice;
	if (inside->article.stored.fulltext_html.len == 0)
		return (struct text_choice){.has_repeats = !now.has_repeats};
	if (now.is_fulltext && !now.has_repeats)
		return (struct text_choice){.has_repeats = true};
	struct text_choice whole = {.is_fulltext = true};
	const struct cached_page *cached = page_cache_find(inside, session->article.id, whole);
	whole.has_repeats =
		!now.is_fulltext && cached != NULL && cached->document->hidden_count > 0;
	return whole;
}

static void keep_choice(struct session *session, bool is_fulltext)
{
	session->inside->article.stored.shows_fulltext = is_fulltext;
	struct change *change = change_new(write_shows_fulltext);
	change->id = session->article.id;
	change->flag = is_fulltext;
	change_give_quietly(session, change);
}

bool article_switch_text(struct session *session)
{
	struct session_inside *inside = session->inside;
	if (inside->article.choice.is_difference)
		return article_switch_difference(session);
	bool has_whole = inside->article.stored.fulltext_html.len > 0;
	if (!has_whole && !inside->article.choice.has_repeats && !article_hides_something(session))
		return false;
	struct text_choice next = next_choice(session);
	bool is_other_text = next.is_fulltext != inside->article.choice.is_fulltext;
	article_show(session, next);
	if (is_other_text)
		keep_choice(session, next.is_fulltext);
	return has_whole;
}
