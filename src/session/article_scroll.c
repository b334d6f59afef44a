/* Moving in the text, in lines of the layout that ui made. */
#include "src/session/inside.h"

#include "src/session/present.h"

static size_t last_top(const struct article_pane *article)
{
	return article->lines > article->height ? article->lines - article->height : 0;
}

static void remember_position(struct session *session)
{
	const struct article_layout *layout = &session->inside->article.layout;
	if (session->article.top < layout->lines && layout->line_words != NULL)
		session->article.position = layout->line_words[session->article.top];
}

void article_go_to_line(struct session *session, size_t line)
{
	struct article_pane *article = &session->article;
	size_t last = last_top(article);
	article->top = line < last ? line : last;
	remember_position(session);
}

void article_scroll(struct session *session, int64_t lines)
{
	int64_t line = (int64_t)session->article.top + lines;
	article_go_to_line(session, line > 0 ? (size_t)line : 0);
}

static size_t line_of_word(const struct article_layout *layout, int64_t word)
{
	size_t low = 0, high = layout->lines;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (layout->line_words[middle] <= word)
			low = middle;
		else
			high = middle;
	}
	return low;
}

/* Several lines may begin with the same word (blank ones above it do). */
static size_t first_line_of_word(const struct article_layout *layout, int64_t word)
{
	if (layout->line_words == NULL || layout->lines == 0 || word <= 0)
		return 0;
	size_t line = line_of_word(layout, word);
	while (line > 0 && layout->line_words[line - 1] == layout->line_words[line])
		line--;
	return line;
}

static bool is_in_sight(const struct article_pane *article, size_t line)
{
	return line >= article->top && line < article->top + article->height;
}

static void bring_into_sight(struct session *session, size_t line)
{
	const struct article_pane *article = &session->article;
	if (!is_in_sight(article, line))
		article_go_to_line(
			session, line > article->height / 3 ? line - article->height / 3 : 0);
}

static void first_match_from_here(struct session *session)
{
	const struct article_layout *layout = &session->inside->article.layout;
	struct article_pane *article = &session->article;
	article->match = 0;
	while (article->match + 1 < layout->matches_count &&
		layout->match_lines[article->match] < article->top)
		article->match++;
	if (layout->matches_count > 0)
		bring_into_sight(session, layout->match_lines[article->match]);
}

void session_set_layout(struct session *session, const struct article_layout *layout)
{
	struct article_pane *article = &session->article;
	if (!article->is_open || layout->serial != article->serial)
		return;
	bool is_new_search = layout->matches_count != article->matches;
	int64_t position = article->position;
	session->inside->article.layout = *layout;
	article->lines = layout->lines;
	article->height = layout->height;
	article->matches = layout->matches_count;
	size_t line = first_line_of_word(layout, position);
	size_t last = last_top(article);
	article->top = line < last ? line : last;
	if (article->search.len > 0 && is_new_search)
		first_match_from_here(session);
}

void article_set_search(struct session *session, struct foreign text)
{
	struct article_pane *article = &session->article;
	struct arena *arena = session->inside->article.arena;
	article->search = safe_copy(arena, present_line(arena, text));
	article->match = 0;
	article->matches = 0;
	article->serial++;
}

void article_go_to_match(struct session *session, int step)
{
	struct article_pane *article = &session->article;
	const struct article_layout *layout = &session->inside->article.layout;
	if (layout->matches_count == 0)
		return;
	size_t count = layout->matches_count;
	article->match = (article->match + (step > 0 ? 1 : count - 1)) % count;
	bring_into_sight(session, layout->match_lines[article->match]);
}

static int first_link_in_sight(const struct session *session, int step)
{
	const struct article_layout *layout = &session->inside->article.layout;
	int count = (int)layout->links_count;
	for (int i = 0; i < count; i++) {
		int link = step > 0 ? i : count - 1 - i;
		if (is_in_sight(&session->article, layout->link_lines[link]))
			return link;
	}
	return step > 0 ? 0 : count - 1;
}

/* From the current link when it is in sight, else from what is. */
void article_go_to_link(struct session *session, int step)
{
	struct article_pane *article = &session->article;
	const struct article_layout *layout = &session->inside->article.layout;
	int count = (int)layout->links_count;
	if (count == 0)
		return;
	if (article->link < 0 || !is_in_sight(article, layout->link_lines[article->link]))
		article->link = first_link_in_sight(session, step);
	else
		article->link = (article->link + step + count) % count;
	bring_into_sight(session, layout->link_lines[article->link]);
}

struct foreign article_link(const struct session *session, size_t link)
{
	const struct page *page = session->article.page;
	const struct session_inside *inside = session->inside;
	for (size_t i = 0; page != NULL && i < CACHED_PAGES; i++)
		if (&inside->cache.pages[i].page == page &&
			link < inside->cache.pages[i].document->links_count)
			return inside->cache.pages[i].document->links[link];
	return FOREIGN("");
}
