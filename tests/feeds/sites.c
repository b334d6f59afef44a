/* What a person types → the feed, by the table of known sites. */
#include "feeds/discover.h"

#include <stdio.h>

#include "src/base/arena.h"
#include "tests/lib/check.h"

struct row {
	const char *typed;
	const char *expected; /* a feed; "page", "none" or "unknown" */
};

#define YOUTUBE "https://www.youtube.com/feeds/videos.xml"

static const struct row rows[] = {
	{"https://www.youtube.com/channel/UC123", YOUTUBE "?channel_id=UC123"},
	{"https://m.youtube.com/channel/UC123/videos", YOUTUBE "?channel_id=UC123"},
	{"https://www.youtube.com/playlist?list=PL1&si=x", YOUTUBE "?playlist_id=PL1"},
	{"https://www.youtube.com/watch?v=1&list=PL1", YOUTUBE "?playlist_id=PL1"},
	{"https://www.youtube.com/user/astanatimes", YOUTUBE "?user=astanatimes"},
	{"https://www.youtube.com/@AstanaTimes", "page"},
	{"https://www.youtube.com/c/AstanaTimes/featured", "page"},
	{"https://www.youtube.com/watch?v=1", "page"},
	{YOUTUBE "?channel_id=UC123", "unknown"},
	{"https://github.com/curl/curl", "https://github.com/curl/curl/releases.atom"},
	{"https://github.com/curl/curl/releases", "https://github.com/curl/curl/releases.atom"},
	{"https://github.com/curl/curl/releases/tag/v8",
		"https://github.com/curl/curl/releases.atom"},
	{"https://github.com/curl/curl/tags", "https://github.com/curl/curl/tags.atom"},
	{"https://github.com/curl/curl/commits", "https://github.com/curl/curl/commits.atom"},
	{"https://github.com/curl/curl/commits/master",
		"https://github.com/curl/curl/commits/master.atom"},
	{"https://github.com/curl/curl/commits/fix/a-b",
		"https://github.com/curl/curl/commits/fix/a-b.atom"},
	{"https://github.com/curl/curl/commits/master.atom", "unknown"},
	{"https://github.com/curl/curl/releases.atom", "unknown"},
	{"https://github.com/bagder", "https://github.com/bagder.atom"},
	{"https://github.com/bagder.atom", "unknown"},
	{"https://github.com/orgs/curl", "https://github.com/curl.atom"},
	{"https://github.com/orgs/curl/repositories", "https://github.com/curl.atom"},
	{"https://github.com/topics/ncurses", "unknown"},
	{"https://github.com/curl/curl/wiki", "https://github.com/curl/curl/wiki.atom"},
	{"https://www.reddit.com/r/Kazakhstan/search/?q=snow%20leopard&type=link",
		"https://www.reddit.com/r/Kazakhstan/"
		"search.rss?q=snow%20leopard&restrict_sr=on&sort=new"},
	{"https://www.reddit.com/r/Kazakhstan/search.rss?q=snow", "unknown"},
	{"https://www.reddit.com/search/?q=snow",
		"https://www.reddit.com/search.rss?q=snow&sort=new"},
	{"https://www.reddit.com/user/someone/submitted/",
		"https://www.reddit.com/user/someone/submitted/.rss"},
	{"https://www.reddit.com/user/someone/submitted/.rss", "unknown"},
	{"https://www.reddit.com/u/someone/comments",
		"https://www.reddit.com/user/someone/comments/.rss"},
	{"https://bsky.app/profile/astanatimes.com/post/3kabc",
		"https://bsky.app/profile/astanatimes.com/rss"},
	{"https://bsky.app/profile/astanatimes.com/rss", "unknown"},
	{"https://medium.com/@someone/a-post-0123456789ab", "https://medium.com/feed/@someone"},
	{"https://medium.com/feed/@someone", "unknown"},
	{"https://medium.com/feed/some-paper", "unknown"},
	{"https://medium.com/some-paper/a-post-0123456789ab", "https://medium.com/feed/some-paper"},
	{"https://medium.com/p/0123456789ab", "page"},
	{"https://someone.medium.com/a-post-0123456789ab", "https://someone.medium.com/feed"},
	{"https://someone.medium.com/feed", "unknown"},
	{"https://gitlab.com/fdroid/fdroidclient",
		"https://gitlab.com/fdroid/fdroidclient/-/releases.atom"},
	{"https://gitlab.com/a/b/c/-/releases", "https://gitlab.com/a/b/c/-/releases.atom"},
	{"https://gitlab.example/a/b/-/tags", "https://gitlab.example/a/b/-/tags?format=atom"},
	{"https://gitlab.example/a/b/-/commits/main",
		"https://gitlab.example/a/b/-/commits/main?format=atom"},
	{"https://codeberg.org/forgejo/forgejo",
		"https://codeberg.org/forgejo/forgejo/releases.rss"},
	{"https://www.reddit.com/r/Kazakhstan", "https://www.reddit.com/r/Kazakhstan/.rss"},
	{"https://old.reddit.com/r/Kazakhstan/", "https://www.reddit.com/r/Kazakhstan/.rss"},
	{"https://www.reddit.com/r/Kazakhstan/new/",
		"https://www.reddit.com/r/Kazakhstan/new/.rss"},
	{"https://www.reddit.com/r/Kazakhstan/.rss", "unknown"},
	{"https://www.reddit.com/r/Kazakhstan.rss", "unknown"},
	{"https://www.reddit.com/user/someone.rss", "unknown"},
	{"https://codeberg.org/forgejo/forgejo.rss", "unknown"},
	{"https://gitlab.com/fdroid/fdroidclient.atom", "unknown"},
	{"https://www.reddit.com/user/someone", "https://www.reddit.com/user/someone/.rss"},
	{"https://www.reddit.com/u/someone", "https://www.reddit.com/user/someone/.rss"},
	{"https://www.reddit.com/r/a/comments/x1/title_here/",
		"https://www.reddit.com/r/a/comments/x1/.rss"},
	{"https://mastodon.social/@Gargron", "https://mastodon.social/@Gargron.rss"},
	{"https://mastodon.social/@Gargron.rss", "unknown"},
	{"https://fosstodon.org/@kev", "https://fosstodon.org/@kev.rss"},
	{"https://social.example/@someone", "page"},
	{"https://bsky.app/profile/astanatimes.com",
		"https://bsky.app/profile/astanatimes.com/rss"},
	{"https://t.me/astanatimes", "https://t.me/s/astanatimes"},
	{"https://t.me/s/astanatimes", "https://t.me/s/astanatimes"},
	{"https://t.me/s/astanatimes?before=100", "https://t.me/s/astanatimes"},
	{"https://t.me/s/astanatimes/123", "https://t.me/s/astanatimes"},
	{"https://t.me/astanatimes/123", "https://t.me/s/astanatimes"},
	{"https://telegram.me/astanatimes", "https://t.me/s/astanatimes"},
	{"https://t.me/c/1234567/12", "none"},
	{"https://t.me/joinchat/AAAA", "none"},
	{"https://t.me/+AAAA", "none"},
	{"https://medium.com/@someone", "https://medium.com/feed/@someone"},
	{"https://medium.com/netflix-techblog", "https://medium.com/feed/netflix-techblog"},
	{"https://medium.com/tag/kazakhstan", "https://medium.com/feed/tag/kazakhstan"},
	{"https://someone.medium.com/", "https://someone.medium.com/feed"},
	{"https://medium.com/feed/@someone", "unknown"},
	{"https://someone.substack.com", "https://someone.substack.com/feed"},
	{"https://someone.substack.com/p/a-post", "https://someone.substack.com/feed"},
	{"https://substack.com/@someone", "https://someone.substack.com/feed"},
	{"https://someone.substack.com/feed", "unknown"},
	{"https://someone.wordpress.com/", "https://someone.wordpress.com/feed/"},
	{"https://someone.wordpress.com/category/news/",
		"https://someone.wordpress.com/category/news/feed/"},
	{"https://someone.blogspot.com/", "https://someone.blogspot.com/feeds/posts/default"},
	{"https://someone.tumblr.com/", "https://someone.tumblr.com/rss"},
	{"https://www.tumblr.com/someone", "https://someone.tumblr.com/rss"},
	{"https://www.tumblr.com/blog/someone", "https://someone.tumblr.com/rss"},
	{"https://stackoverflow.com/questions/tagged/c", "https://stackoverflow.com/feeds/tag/c"},
	{"https://stackoverflow.com/questions/11227809/why-is",
		"https://stackoverflow.com/feeds/question/11227809"},
	{"https://unix.stackexchange.com/", "https://unix.stackexchange.com/feeds"},
	{"https://unix.stackexchange.com/users/22565/gilles",
		"https://unix.stackexchange.com/feeds/user/22565"},
	{"https://news.ycombinator.com/", "https://news.ycombinator.com/rss"},
	{"https://news.ycombinator.com/news", "https://news.ycombinator.com/rss"},
	{"https://news.ycombinator.com/item?id=123", "https://hnrss.org/item?id=123"},
	{"https://lobste.rs/", "https://lobste.rs/rss"},
	{"https://lobste.rs/t/c", "https://lobste.rs/t/c.rss"},
	{"https://lobste.rs/s/abc123/some_title", "https://lobste.rs/s/abc123.rss"},
	{"https://framatube.org/c/framasoft/videos",
		"https://framatube.org/feeds/videos.xml?videoChannelName=framasoft"},
	{"https://peertube.example/a/someone",
		"https://peertube.example/feeds/videos.xml?accountName=someone"},
	{"https://any.example/video-channels/news",
		"https://any.example/feeds/videos.xml?videoChannelName=news"},
	{"https://www.flickr.com/photos/someone/", "page"},
	{"https://vimeo.com/someone", "https://vimeo.com/someone/videos/rss"},
	{"https://vimeo.com/channels/staffpicks",
		"https://vimeo.com/channels/staffpicks/videos/rss"},
	{"https://vimeo.com/123456", "page"},
	{"https://pypi.org/project/requests/",
		"https://pypi.org/rss/project/requests/releases.xml"},
	{"https://soundcloud.com/someone", "none"},
	{"https://twitter.com/TheAstanaTimes", "none"},
	{"https://x.com/TheAstanaTimes", "none"},
	{"https://www.facebook.com/AstanaTimes", "none"},
	{"https://www.instagram.com/astanatimes/", "none"},
	{"https://www.tiktok.com/@astanatimes", "none"},
	{"https://astanatimes.com/", "unknown"},
	{"https://astanatimes.com/feed/", "unknown"},
	{"https://notreddit.com/r/a", "unknown"},
	{"https://example.org/a/b", "unknown"},
	{"ftp://github.com/a/b", "unknown"},
};

static void run_row(void **state)
{
	const struct row *row = *state;
	struct arena *arena = arena_new();
	struct error error = {0};
	struct foreign feed = {"", 0};
	static const char *const words[] = {
		[SITE_UNKNOWN] = "unknown", [SITE_PAGE] = "page", [SITE_NONE] = "none"};
	enum site_answer answer = discover_by_site(
		&feed, arena, foreign_from_string(row->typed), FOREIGN(""), &error);
	if (answer == SITE_FEED)
		assert_text(feed, row->expected);
	else
		assert_string_equal(words[answer], row->expected);
	assert_int_equal(answer == SITE_NONE, error.kind != ERROR_NONE);
	arena_free(arena);
}

static void assert_bridge(const char *bridge, const char *expected)
{
	struct arena *arena = arena_new();
	struct error error = {0};
	struct foreign feed = {"", 0};
	enum site_answer answer =
		discover_by_site(&feed, arena, FOREIGN("https://x.com/TheAstanaTimes?lang=en"),
			foreign_from_string(bridge), &error);
	assert_int_equal(answer, SITE_FEED);
	assert_text(feed, expected);
	arena_free(arena);
}

static void bridge_takes_the_address(void **state)
{
	(void)state;
	assert_bridge("https://bridge.example/?action=findfeed&format=Atom&url={url}",
		"https://bridge.example/?action=findfeed&format=Atom&url="
		"https%3A%2F%2Fx.com%2FTheAstanaTimes%3Flang%3Den");
}

static void bridge_takes_site_and_name(void **state)
{
	(void)state;
	assert_bridge("https://rsshub.example/{site}/user/{name}",
		"https://rsshub.example/twitter/user/TheAstanaTimes");
}

static void bridge_without_a_place_is_refused(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct error error = {0};
	struct foreign feed = {"", 0};
	assert_int_equal(discover_by_site(&feed, arena, FOREIGN("https://x.com/a"),
				 FOREIGN("https://bridge.example/"), &error),
		SITE_NONE);
	assert_int_equal(error.kind, ERROR_CONFIG);
	arena_free(arena);
}

static void no_feed_is_said_with_the_name(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct error error = {0};
	struct foreign feed = {"", 0};
	discover_by_site(&feed, arena, FOREIGN("https://x.com/a"), FOREIGN(""), &error);
	assert_string_equal(error.sentence,
		"X (Twitter) has no feeds; set `bridge` to a service that makes them");
	arena_free(arena);
}

int main(void)
{
	enum { ROWS = sizeof rows / sizeof *rows };
	struct CMUnitTest tests[ROWS + 4] = {
		TEST("a bridge gets the whole address", bridge_takes_the_address),
		TEST("a bridge gets the site and the name", bridge_takes_site_and_name),
		TEST("a bridge without a place for the address is refused",
			bridge_without_a_place_is_refused),
		TEST("a site without feeds is called by its name", no_feed_is_said_with_the_name),
	};
	char names[ROWS][200];
	for (size_t i = 0; i < ROWS; i++) {
		snprintf(names[i], sizeof names[i], "%s leads to %s", rows[i].typed,
			rows[i].expected);
		tests[i + 4] = (struct CMUnitTest){
			names[i], run_row, NULL, NULL, (void *)(uintptr_t)&rows[i]};
	}
	return cmocka_run_group_tests_name("sites", tests, NULL, NULL);
}
