/* Stores with articles that never change, by name. */
#include "src/store/arrivals.h"
#include "tests/ui/stage.h"

#include <string.h>

static int64_t add_feed(struct world *world, const char *url, const char *title, const char *folder)
{
	struct new_feed feed = {.url = text(url), .title = text(title), .folder = text(folder)};
	int64_t id = store_add_feed(world->writer, &feed, NULL, &world->error);
	assert_works(world, id > 0);
	return id;
}

static struct article at(struct article article, int64_t age)
{
	article.published = NOW - age;
	return article;
}

static const char STORY[] =
	"<p>NUR-SULTAN – The recent events in the post-Soviet space are a <b>test</b> for the "
	"whole "
	"region, said the President in his <a href='https://example.org/speech'>speech</a> on "
	"Tuesday.</p><h2>What comes next</h2><ul><li>Talks in May</li><li>A second round, for "
	"which "
	"the ministers have already named the day and the place</li></ul><blockquote><p>We stay on "
	"course.</p></blockquote><table><tr><th>City</th><th>People</th></tr><tr><td>Astana</td>"
	"<td>1 350 000</td></tr><tr><td>Almaty</td><td>2 200 000</td></tr></table>"
	"<p>The same day the ministry published the <a "
	"href='https://example.org/plan'>plan</a>.</p>";

static void let_fail(struct world *world, int64_t feed_id)
{
	struct error why = {.kind = ERROR_SERVER, .sentence = "the server answered 404"};
	struct update_counts counts = {0};
	struct update_result result = {
		.status = 404, .error = &why, .state = FEED_FAILING, .next_due = NOW + DAY};
	assert_works(world,
		store_keep_update(world->writer, feed_id, &result, NOW, &counts, &world->error));
}

static void fill(struct world *world)
{
	int64_t astana =
		add_feed(world, "https://astanatimes.com/feed", "The Astana Times", "Kazakhstan");
	int64_t kazinform = add_feed(world, "https://inform.kz/rss", "Kazinform", "Kazakhstan");
	int64_t habr = add_feed(world, "https://habr.com/rss", "Habr", "Technology");
	let_fail(world, add_feed(world, "https://example.org/gone", "Broken outlet", ""));
	struct article first[] = {
		at(world_article("a1", "https://astanatimes.com/1",
			   "Unfolding Events In Post-Soviet Space Will Not Derail Kazakhstan’s "
			   "March Forward",
			   STORY),
			2 * HOUR),
		at(world_article("a2", "https://astanatimes.com/2",
			   "Almaty Opens a Second Metro Line Section", "<p>Short.</p>"),
			5 * HOUR),
		at(world_article("a3", "https://astanatimes.com/3", "Steppe Eagles Return",
			   "<p>They do.</p>"),
			50 * HOUR),
	};
	struct article second[] = {
		at(world_article("k1", "https://inform.kz/1",
			   "Central Asian Ministers Meet in Turkistan", "<p>They met.</p>"),
			26 * HOUR),
		at(world_article(
			   "k2", "https://inform.kz/2", "عاصمة كازاخستان", "<p dir=rtl>مرحبا</p>"),
			30 * HOUR),
	};
	struct article third[] = {
		at(world_article(
			   "h1", "https://habr.com/1", "Как устроен планировщик", "<p>Просто.</p>"),
			49 * HOUR),
		at(world_article("h2", "https://habr.com/2", "日本語の長い見出しと 👍 emoji",
			   "<p>本文。</p>"),
			72 * HOUR),
	};
	world_update(world, astana, first, 3, NOW);
	world_update(world, kazinform, second, 2, NOW);
	world_update(world, habr, third, 2, NOW);
}

static const char SAMPLES[] =
	"<h2>Қазақша мәтін</h2><p>A word of one breath: "
	"Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft.</p>"
	"<pre>int main(void)\n{\n\treturn 0;\n}</pre><blockquote><p>Outer quote.</p><blockquote>"
	"<p>Inner quote.</p></blockquote></blockquote><ol><li>One<ul><li>Inner</li></ul></li>"
	"<li>Two</li></ol><hr><figure><img src='https://example.org/a.jpg' alt='A steppe'>"
	"<figcaption>The steppe in May</figcaption></figure><p>中文字符也要对齐。</p>"
	"<p dir=rtl>שלום עולם</p>";

/* What is hard to draw: every kind of block, titles in all directions and widths. */
static void fill_samples(struct world *world)
{
	int64_t samples = add_feed(world, "https://example.org/samples", "Үлгілер", "");
	struct article articles[] = {
		at(world_article("s1", "https://example.org/s1", "All blocks", SAMPLES), HOUR),
		at(world_article("s2", "https://example.org/s2", "שלום עולם: a Hebrew title",
			   "<p>Text.</p>"),
			2 * HOUR),
		at(world_article("s3", "https://example.org/s3",
			   "Ұзақ қазақша тақырып: дала, жел, көкжиек және тағы басқалары",
			   "<p>Мәтін.</p>"),
			3 * HOUR),
		at(world_article("s4", "https://example.org/s4",
			   "👩‍👩‍👧‍👦 é 한국어 ไทย", "<p>.</p>"),
			4 * HOUR),
		at(world_article("s5", "https://example.org/s5",
			   "Supercalifragilisticexpialidociousantidisestablishmentarianism", ""),
			5 * HOUR),
	};
	world_update(world, samples, articles, 5, NOW);
}

static void fill_failing(struct world *world)
{
	let_fail(world, add_feed(world, "https://example.org/broken", "Broken outlet", "News"));
	add_feed(world, "https://example.org/new", "Not fetched yet", "News");
}

#define LINK(number) "<a href='https://example.org/l" number "'>link</a> "

static void fill_old(struct world *world)
{
	int64_t weekly = add_feed(world, "https://example.org/weekly", "Weekly", "");
	struct article articles[] = {
		at(world_article("w1", "https://example.org/w1", "This week's",
			   "<p>" LINK("1") LINK("2") LINK("3") LINK("4") LINK("5") LINK("6")
				   LINK("7") LINK("8") LINK("9") LINK("10") LINK("11") "</p>"),
			6 * DAY),
		at(world_article("w2", "https://example.org/w2", "This winter's", "<p>Text.</p>"),
			60 * DAY),
		at(world_article("w3", "https://example.org/w3", "An old one", "<p>Text.</p>"),
			1000 * DAY + 5 * HOUR),
	};
	world_update(world, weekly, articles, 3, NOW);
}

static void fill_untitled(struct world *world)
{
	add_feed(world, "https://www.astanatimes.com/category/nation/feed/", "", "");
	add_feed(world, "http://inform.kz/rss", "", "");
}

static void fill_nothing(struct world *world)
{
	(void)world;
}

static void fill_enclosures(struct world *world)
{
	static const char *const TYPES[] = {"audio/mpeg", "image/jpeg", "video/mp4"};
	static const char *const TITLES[] = {"To hear", "To look at", "To see"};
	int64_t feed = add_feed(world, "https://example.org/feed", "Things", "");
	struct article articles[3];
	struct enclosure enclosures[3];
	for (int i = 0; i < 3; i++) {
		enclosures[i] = (struct enclosure){
			text("https://example.org/file"), text(TYPES[i]), text(""), -1, -1};
		articles[i] = at(
			world_article(TITLES[i], NULL, TITLES[i], "<p>Words.</p>"), (i + 1) * HOUR);
		articles[i].enclosures = &enclosures[i];
		articles[i].enclosures_count = 1;
	}
	world_update(world, feed, articles, 3, NOW);
}

/* The same story by two feeds, and one of each. */
static void fill_common_in(struct world *world, const char *folder)
{
	static const char *const FEEDS[] = {"Kazinform", "The Astana Times"};
	for (int i = 0; i < 2; i++) {
		const char *url = i == 0 ? "https://inform.kz/rss" : "https://astanatimes.com/feed";
		int64_t feed = add_feed(world, url, FEEDS[i], folder);
		const char *own = i == 0 ? "https://inform.kz/own" : "https://astanatimes.com/own";
		struct article articles[] = {
			at(world_article("common", "https://akorda.kz/speech",
				   "A speech that both carry", "<p>Words.</p>"),
				(i + 1) * HOUR),
			at(world_article(own, own, "A story of its own", "<p>Words.</p>"),
				(i + 3) * HOUR),
		};
		world_update(world, feed, articles, 2, NOW);
	}
}

static void fill_common(struct world *world)
{
	fill_common_in(world, "");
}

static void fill_common_folder(struct world *world)
{
	fill_common_in(world, "Kazakhstan");
}

static const struct {
	const char *name;
	fill_world *fill;
} WORLDS[] = {{"usual", fill}, {"enclosures", fill_enclosures}, {"common", fill_common},
	{"common-folder", fill_common_folder}, {"samples", fill_samples}, {"old", fill_old},
	{"failing", fill_failing}, {"untitled", fill_untitled}, {"empty", fill_nothing}};

fill_world *stage_world(const char *name)
{
	for (size_t i = 0; i < sizeof WORLDS / sizeof *WORLDS; i++)
		if (strcmp(WORLDS[i].name, name) == 0)
			return WORLDS[i].fill;
	return NULL;
}
