/* Reading: the open article, its links, its place, and the line below it. */
#include <stdio.h>
#include <unistd.h>

#include "src/session/commands.h"
#include "tests/session/place.h"

static struct place place;

static int open_article(void **state)
{
	(void)state;
	place_init(&place);
	place_fill(&place);
	place_open(&place);
	place.session->focus = VIEW_LIST;
	press(&place, "down");
	press(&place, "open");
	return 0;
}

static int close_place(void **state)
{
	(void)state;
	place_done(&place);
	return 0;
}

static void header_and_page_are_there(void **state)
{
	(void)state;
	const struct article_pane *article = &place.session->article;
	assert_int_equal(place.session->focus, VIEW_ARTICLE);
	assert_text(article->title, "Ministers Meet");
	assert_text(article->feed, "The Astana Times");
	assert_text(article->date, "5 April 2022, 10:00");
	assert_false(article->is_unread);
	assert_false(article->is_loading);
	assert_int_equal(article->page->blocks_count, 2);
	assert_int_equal(article->page->links_count, 2);
	assert_int_equal(store_counts(&place, "is:unread"), 7);
}

static void the_head_names_other_feeds_that_carry_it(void **state)
{
	(void)state;
	assert_int_equal(place.session->article.also_in.len, 0);
	static const struct place_article same[] = {{"Ministers Meet", 2, NULL}};
	place_add_feed(&place, "Echo", "", same, 1);
	press(&place, "next-article");
	press(&place, "previous-article");
	assert_text(place.session->article.title, "Ministers Meet");
	assert_text(place.session->article.also_in, "Echo");
}

/* The pane has what was read when it was opened. */
static void marks_go_on_from_what_is_written(void **state)
{
	(void)state;
	press(&place, "bookmark");
	press(&place, "toggle-read");
	assert_true(place.session->article.is_bookmarked);
	assert_int_equal(store_counts(&place, "is:unread"), 8);
	press(&place, "bookmark");
	assert_int_equal(store_counts(&place, "is:bookmarked"), 0);
	press(&place, "toggle-read");
	assert_false(place.session->article.is_bookmarked);
	assert_int_equal(store_counts(&place, "is:unread"), 7);
	press(&place, "previous-pane");
	press(&place, "bookmark");
	press(&place, "bookmark");
	assert_int_equal(store_counts(&place, "is:bookmarked"), 0);
}

static void the_place_is_kept(void **state)
{
	(void)state;
	lay_out(&place, 100, 10);
	press_times(&place, "down", 30);
	assert_int_equal(place.session->article.top, 30);
	press(&place, "next-article");
	assert_text(place.session->article.title, "Snow in Almaty");
	press(&place, "previous-article");
	lay_out(&place, 100, 10);
	assert_int_equal(place.session->article.top, 30);
	press(&place, "last");
	assert_int_equal(place.session->article.top, 90);
}

static void space_reads_on_to_the_next_unread(void **state)
{
	(void)state;
	lay_out(&place, 15, 10);
	press(&place, "read-on");
	assert_int_equal(place.session->article.top, 5);
	press(&place, "read-on");
	assert_text(place.session->article.title, "Snow in Almaty");
}

static void links_are_walked_opened_and_copied(void **state)
{
	(void)state;
	lay_out(&place, 20, 10);
	press(&place, "next-link");
	assert_int_equal(place.session->article.link, 0);
	press(&place, "next-link");
	press(&place, "open");
	assert_string_equal(place.started, "w3m https://two.example/");
	press_times(&place, "browse", 1);
	assert_string_equal(place.started, "w3m https://one.example/");
	press_times(&place, "copy", 2);
	assert_string_equal(place.copied, "https://two.example/");
	place.started[0] = '\0';
	press(&place, "link 4294967297");
	assert_string_equal(place.started, "");
	press(&place, "links");
	assert_int_equal(place.session->sheet.count, 2);
}

/* A page that cannot be reached flashes by. */
static void a_browser_that_shows_nothing_is_told(void **state)
{
	(void)state;
	lay_out(&place, 20, 10);
	place.status = 2 << 8;
	press_times(&place, "browse", 1);
	assert_string_equal(place.started, "w3m https://one.example/");
	assert_text(place.session->message.text, "w3m ended with status 2.");
	place.status = 9;
	press_times(&place, "browse", 1);
	assert_text(place.session->message.text, "w3m was ended by a signal: Killed.");
	place.status = 0;
}

static void hints_follow_a_link(void **state)
{
	(void)state;
	lay_out(&place, 20, 10);
	press(&place, "hints");
	assert_int_equal(place.session->mode, MODE_HINTS);
	struct safe label = session_hint_label(place.session, 1);
	assert_text(label, "s");
	session_hint_key(place.session, 's');
	assert_string_equal(place.started, "w3m https://two.example/");
	assert_int_equal(place.session->mode, MODE_KEYS);
}

static void a_wrong_command_is_told(void **state)
{
	(void)state;
	press(&place, "frobnicate");
	assert_int_equal(place.session->message.kind, MESSAGE_ERROR);
	press(&place, "set width 1000");
	assert_text(place.session->message.text, "width is a number from 20 to 200");
	press(&place, "set width 60");
	assert_int_equal(place.session->options.width, 60);
	press(&place, "map article X quit");
	assert_string_equal(place.mapped, "article|X|quit");
}

static void the_command_line_completes_and_remembers(void **state)
{
	(void)state;
	press(&place, "command-line");
	type(&place, "set th");
	session_prompt_complete(place.session, 1);
	assert_text(place.session->prompt.text, "set theme ");
	type(&place, "li");
	session_prompt_complete(place.session, 1);
	assert_text(place.session->prompt.text, "set theme light");
	session_prompt_accept(place.session);
	assert_string_equal(place.session->options.theme, "light");
	press(&place, "command-line");
	session_prompt_history(place.session, -1);
	assert_text(place.session->prompt.text, "set theme light");
}

static void every_command_survives_everywhere(void **state)
{
	(void)state;
	static const enum view views[] = {VIEW_TREE, VIEW_LIST, VIEW_ARTICLE};
	size_t count = 0;
	const struct command *commands = command_table(&count);
	for (size_t v = 0; v < 3; v++) {
		for (size_t i = 0; i < count; i++) {
			if (views[v] != VIEW_ARTICLE || place.session->article.is_open)
				place.session->focus = views[v];
			press(&place, commands[i].name);
			session_prompt_cancel(place.session);
			session_answer(place.session, false);
			session_escape(place.session);
		}
	}
}

#define CASE(sentence, function) TEST_WITH(sentence, function, open_article, close_place)

static void what_the_outlet_changed_is_shown(void **state)
{
	(void)state;
	struct article_pane *article = &place.session->article;
	press(&place, "difference");
	assert_int_equal(article->page->blocks_count, 2);
	static const struct place_article corrected = {
		"Ministers Meet", 2, "<h2>Start</h2><p>Read &lt;three&gt; and two.</p>"};
	press(&place, "back");
	place_update(&place, 1, &corrected, 1);
	press(&place, "open");
	press(&place, "difference");
	assert_int_equal(article->page->blocks_count, 2);
	assert_text(article->page->blocks[1].spans[1].text, "[-one-]");
	assert_int_equal(article->page->blocks[1].spans[1].style, PAGE_STRIKE);
	assert_text(article->page->blocks[1].spans[3].text, "{+<three>+}");
	press(&place, "difference");
	assert_int_equal(article->page->blocks_count, 2);
}

/* Whoever saves does not know where the reader was started. */
static void saving_tells_the_folder(void **state)
{
	(void)state;
	char told[160];
	assert_int_equal(chdir(place.folder), 0);
	press(&place, "save kept.txt");
	snprintf(told, sizeof told, "Saved as %s/kept.txt.", place.folder);
	assert_text(place.session->message.text, told);
	assert_int_equal(access("kept.txt", R_OK), 0);
	assert_int_equal(chdir("/"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE("an opened article has its header, its page and is read",
			header_and_page_are_there),
		CASE("the head names other feeds that carry the article",
			the_head_names_other_feeds_that_carry_it),
		CASE("a mark goes on from what the one before has written",
			marks_go_on_from_what_is_written),
		CASE("the place in an article is kept", the_place_is_kept),
		CASE("reading on leads to the next unread", space_reads_on_to_the_next_unread),
		CASE("links are walked, opened and copied", links_are_walked_opened_and_copied),
		CASE("a browser that shows nothing is told", a_browser_that_shows_nothing_is_told),
		CASE("a hint follows its link", hints_follow_a_link),
		CASE("a wrong command or value is told in words", a_wrong_command_is_told),
		CASE("the command line completes and remembers",
			the_command_line_completes_and_remembers),
		CASE("what an outlet changed is shown word by word",
			what_the_outlet_changed_is_shown),
		CASE("what is saved is told with its folder", saving_tells_the_folder),
		CASE("every command may be called anywhere", every_command_survives_everywhere),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
