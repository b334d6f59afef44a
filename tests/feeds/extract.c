#include "feeds/extract.h"

#include <stdio.h>
#include <stdlib.h>

#include "src/base/buffer.h"
#include "tests/lib/check.h"

static void read_corpus(struct buffer *out, const char *name)
{
	char path[512];
	snprintf(path, sizeof path, "%s/tests/feeds/corpus-html/%s", getenv("SRCDIR"), name);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	size_t got;
	buffer_clear(out);
	do {
		got = fread(buffer_reserve(out, 4096), 1, 4096, file);
		out->len += got;
	} while (got > 0);
	fclose(file);
	buffer_append_char(out, '\0');
	out->len--;
}

static struct extract extract(struct arena *arena, const char *html)
{
	struct extract out;
	struct error error;
	bool is_found = extract_article(&out, arena, foreign_from_string(html),
		FOREIGN("https://example.org/2022/04/railway/"), &error);
	assert_true(is_found);
	return out;
}

static void check_page(const char *page, const char *expected)
{
	struct arena *arena = arena_new();
	struct buffer html = {0}, text = {0};
	read_corpus(&html, page);
	read_corpus(&text, expected);
	text.data[text.len - 1] = '\0'; /* the line break at the end of the file */
	struct extract out = extract(arena, html.data);
	assert_text(out.content_text, text.data);
	buffer_done(&html);
	buffer_done(&text);
	arena_free(arena);
}

static void outlet_page(void **state)
{
	(void)state;
	check_page("outlet.html", "outlet.txt");
}

static void body_in_two_parts(void **state)
{
	(void)state;
	check_page("two-parts.html", "two-parts.txt");
}

static void page_with_contents(void **state)
{
	(void)state;
	check_page("contents.html", "contents.txt");
}

static void facts_of_a_page(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer html = {0};
	read_corpus(&html, "outlet.html");
	struct extract out = extract(arena, html.data);
	assert_text(out.title, "Steppe Railway Opens Its Last Section");
	assert_text(out.byline, "A. Writer");
	assert_text(out.site_name, "The Steppe Post");
	assert_text(out.language, "en-US");
	assert_text(out.excerpt, "Trains now run the whole way.");
	assert_text(out.published_text, "2022-04-05T15:12:33+06:00");
	assert_int_equal(out.published, 1649149953);
	buffer_done(&html);
	arena_free(arena);
}

static void html_is_clean_and_small(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer html = {0};
	read_corpus(&html, "outlet.html");
	struct foreign clean = extract(arena, html.data).content_html;
	assert_true(foreign_holds(
		clean, "<img src=\"https://example.org/thumb.jpg\" alt=\"A train\">"));
	assert_true(foreign_holds(clean, "<figcaption>A train on the new section.</figcaption>"));
	assert_true(foreign_holds(clean, "<li>Length: 214 kilometers.</li>"));
	assert_true(foreign_holds(clean, "<a href=\"https://tickets.example.org/\">"));
	assert_false(foreign_holds(clean, "<div"));
	assert_false(foreign_holds(clean, "Sign up"));
	buffer_done(&html);
	arena_free(arena);
}

/* What an article may hold besides paragraphs, and what they are told by. */
#define PARAGRAPH                                                                              \
	"<p>The baker rose before the sun did, as she had done for thirty years, and lit the " \
	"oven "                                                                                \
	"with the wood of the old orchard, which burns slowly and smells of pears.</p>"

static void amounts_cells_and_notes_stay(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct foreign text = extract(arena,
		"<title>Bread of the valley</title><div class=entry-content>"
		"<h3>Highlights</h3><ul><li><a href='https://mills.example.com/'>The year of the "
		"mill, told in pictures!</a></ul>" PARAGRAPH PARAGRAPH
		"<ul><li>8-9 ripe pears<li>1/2 tsp cloves</ul>" PARAGRAPH
		"<table><tr><th>Train<th>Leaves<tr><td><a href='https://trains.example.com/'>IC"
		"</a><td>12:01<tr><td>Share<td>5 April 2022</table>" PARAGRAPH
		"<div><h3>Notes</h3><ol><li>Baker, A. <a href=/1>Wood and its smoke</a>. 1987."
		"<li>Miller, B. <a href=/2>The slow oven</a>. 2001.</ol></div></div>")
				      .content_text;
	static const char *const kept[] = {"Highlights", "the mill, told", "8-9 ripe pears",
		"1/2 tsp cloves", "IC", "12:01", "Share", "5 April 2022", "The slow oven. 2001."};
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		assert_true(foreign_holds(text, kept[i]));
	arena_free(arena);
}

static void figures_keep_their_captions(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct extract out = extract(arena,
		"<title>Bread of the valley</title><div class=entry-content>" PARAGRAPH
		"<div class='wp-caption aligncenter'><a href=/big.jpg><img src=/oven.jpg></a>"
		"<p class=wp-caption-text>The oven.</p></div>" PARAGRAPH
		"<figure class='has-caption wide'><div><img src=/loaf.jpg></div>"
		"<span class=share><a href=/s>Share</a></span>"
		"<div class=words><span>A loaf.</span></div>Photo: A. Writer</figure>" PARAGRAPH
		"<figure><blockquote><p>Bread waits for nobody.</p></blockquote>"
		"<figcaption>The miller, at noon</figcaption></figure>" PARAGRAPH "</div>");
	static const char *const kept[] = {
		"<figure><a href=\"https://example.org/big.jpg\">"
		"<img src=\"https://example.org/oven.jpg\"></a>"
		"<figcaption>The oven.</figcaption></figure>",
		("<figure><img src=\"https://example.org/loaf.jpg\"><figcaption>A loaf."
		 "</figcaption>Photo: A. Writer</figure>"),
		"<figcaption>The miller, at noon</figcaption>",
	};
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		assert_true(foreign_holds(out.content_html, kept[i]));
	assert_false(foreign_holds(out.content_text, "The oven."));
	assert_false(foreign_holds(out.content_text, "Photo"));
	assert_true(foreign_holds(out.content_text, "The miller, at noon"));
	arena_free(arena);
}

static void formulas_stay_in_their_sentence(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct foreign text = extract(arena,
		"<title>Two solutions</title>" PARAGRAPH
		"<p>When <mjx-container class='MathJax CtxtMenu_Attached_0'><math><mi>a</mi>"
		"<mo>≠</mo><mn>0</mn></math></mjx-container>, there are two solutions, "
		"which the old books give in words.</p>" PARAGRAPH)
				      .content_text;
	assert_true(foreign_holds(text, "When a≠0, there are two"));
	arena_free(arena);
}

#define CAPTION \
	"<div>The minister, on the left, shakes hands with the baker in the old harbour.</div>"

static void gallery_in_front_of_a_text(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct extract out =
		extract(arena, "<title>Bread</title><div><h1>Bread</h1>" CAPTION CAPTION PARAGRAPH
			       "<p>By six the loaves stood on the sill, "
			       "and the street knew what time it was.</p></div>");
	assert_false(foreign_holds(out.content_text, "shakes hands"));
	assert_true(foreign_starts_with(out.content_text, FOREIGN("The baker rose")));
	arena_free(arena);
}

static void sentences_about_a_day_stay(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct extract out = extract(arena,
		"<title>Bread</title><div><h1>Bread</h1>" PARAGRAPH "<p>Monday was quiet.</p>"
		"<p>Сегодня идёт дождь.</p>" PARAGRAPH "<p>Updated 12:30, 5 April 2022</p></div>");
	assert_true(foreign_holds(out.content_text, "Monday was quiet."));
	assert_true(foreign_holds(out.content_text, "Сегодня идёт дождь."));
	assert_false(foreign_holds(out.content_text, "Updated 12:30"));
	arena_free(arena);
}

static void author_is_not_who_comments(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct extract out = extract(arena,
		"<title>Bread of the valley</title><nav><p class=author>A. Menu</p></nav>"
		"<div class=author-follow><p class=author>Follow A. Star</p></div>"
		"<div class='page sidebar-right'><h1>Bread of the valley</h1>"
		"<p class=dateline>Sunday, 5 April 2022</p><p class=byline>B. Baker</p>" PARAGRAPH
			PARAGRAPH
		"<ol class=comments><li class=comment-author>C. Guest</ol></div>");
	assert_text(out.byline, "B. Baker");
	out = extract(arena, "<title>Bread</title><h1>Bread</h1>" PARAGRAPH PARAGRAPH
			     "<ol class=comments><li class=comment-author>C. Guest</ol>");
	assert_text(out.byline, "");
	arena_free(arena);
}

static void text_that_only_json_ld_has(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct extract out =
		extract(arena, "<script "
			       "type='application/"
			       "ld+json'>{\"@type\":\"Article\",\"headline\":\"H\",\"articleBody\":"
			       "\"One two three four five six seven eight nine ten eleven twelve "
			       "thirteen fourteen fifteen "
			       "sixteen seventeen eighteen nineteen twenty and more &amp; "
			       "more.\"}</script><div id=app></div>");
	assert_true(foreign_holds(out.content_text, "twenty and more & more."));
	assert_true(foreign_holds(out.content_html, "<p>One two"));
	arena_free(arena);
}

static void noise_is_no_page(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer noise = {0};
	struct extract out;
	struct error error;
	buffer_append_string(&noise, "%PDF-1.7 a few words that can be read, as in any such file ");
	for (unsigned i = 1, byte = 7; i < 4000; i++) {
		byte = byte * 75 % 65537;
		buffer_append_char(&noise, (char)(byte & 0x7F));
	}
	assert_false(extract_article(
		&out, arena, (struct foreign){noise.data, noise.len}, FOREIGN(""), &error));
	assert_int_equal(error.kind, ERROR_FORMAT);
	assert_string_equal(error.sentence, "this is not a web page");
	buffer_done(&noise);
	arena_free(arena);
}

static void nothing_to_find(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct extract out;
	struct error error;
	assert_false(extract_article(
		&out, arena, FOREIGN("<script>app()</script>"), FOREIGN(""), &error));
	assert_int_equal(error.kind, ERROR_FORMAT);
	assert_false(extract_article(&out, arena, FOREIGN(""), FOREIGN(""), &error));
	arena_free(arena);
}

/* {"@graph": [article, …]}, as plugins for blogs write it. */
static void check_graph_author(const char *article, const char *name)
{
	struct arena *arena = arena_new();
	struct extract found;
	const char *page = arena_printf(arena,
		"<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Person\",\"@id\":"
		"\"#ann\",\"name\":\"Ann Bell\"},{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":"
		"\"admin\"},{\"@type\":\"Article\",\"headline\":\"It\\'s\",%s}]}</script>"
		"<p>The harbour woke late, because the wind had turned in the night.",
		article);
	assert_true(extract_article(
		&found, arena, foreign_from_string(page), FOREIGN("https://example.org/"), NULL));
	assert_true(foreign_equal(found.title, FOREIGN("It's")));
	assert_true(foreign_equal(found.byline, foreign_from_string(name)));
	arena_free(arena);
}

static void author_is_found_by_reference(void **state)
{
	(void)state;
	check_graph_author("\"author\":{\"@id\":\"#ann\"}", "Ann Bell");
	check_graph_author("\"author\":{\"@id\":\"#a\"}", "");
	check_graph_author("\"author\":{\"@id\":\"#b\"}", "");
	check_graph_author("\"creator\":[\"Ann Bell\",\"Joe Hill\"]", "Ann Bell, Joe Hill");
}

static void broken_json_ld_is_passed_over(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct extract out = extract(arena, "<title>Only the title</title><script "
					    "type='application/ld+json'>{\"@type\": oops</script>"
					    "<p>A paragraph that is long enough to be the text of "
					    "an article, with a comma and a stop.</p>");
	assert_text(out.title, "Only the title");
	arena_free(arena);
}

/* More tags than are read of a page, in front of its article. */
static void append_menu(struct buffer *html)
{
	enum { ITEMS = 31000 };
	buffer_append_string(
		html, "<title>The metro line opens</title></head><body><ul class=nav>");
	for (int i = 0; i < ITEMS; i++)
		buffer_append_string(html, "<li><a href=/a>x</a></li>");
	buffer_append_string(html, "</ul>");
}

static void article_behind_a_long_menu(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer html = {0};
	append_menu(&html);
	buffer_append_string(&html, "<main class=page><h1>The metro line opens</h1>");
	for (int i = 0; i < 8; i++)
		buffer_append_string(&html,
			"<p>The second line of the metro was built in twelve years, and is "
			"eight kilometres long, with six stations and a bridge.</p>");
	buffer_append_string(&html, "</main>");
	buffer_append_char(&html, '\0');
	struct extract out = extract(arena, html.data);
	assert_text(out.title, "The metro line opens");
	assert_true(foreign_starts_with(out.content_text, FOREIGN("The second line")));
	buffer_done(&html);
	arena_free(arena);
}

static void menu_without_an_article(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer html = {0};
	struct extract out;
	struct error error = {0};
	append_menu(&html);
	assert_false(extract_article(&out, arena, (struct foreign){html.data, html.len},
		FOREIGN("https://example.org/"), &error));
	assert_string_equal(
		error.sentence, "there is no article in the part of this large page that is read");
	buffer_done(&html);
	arena_free(arena);
}

TEST_MAIN(TEST("an article behind a menu of thirty thousand links is found",
		  article_behind_a_long_menu),
	TEST("a page that is too large to be read to its end is told so", menu_without_an_article),
	TEST("an outlet's page gives the article without bars, teasers and promotion", outlet_page),
	TEST("a body in two parts is taken whole", body_in_two_parts),
	TEST("headings that link to themselves and data tables belong to the text",
		page_with_contents),
	TEST("title, author, outlet, date and summary are read from what the page says",
		facts_of_a_page),
	TEST("the HTML keeps pictures, captions and links, and no wrappers",
		html_is_clean_and_small),
	TEST("amounts, cells of a table, sources and numbered notes belong to the text",
		amounts_cells_and_notes_stay),
	TEST("figures keep pictures and captions, whatever their class is called",
		figures_keep_their_captions),
	TEST("a gallery that gives its captions twice is no text", gallery_in_front_of_a_text),
	TEST("a sentence that begins with a day is no date line", sentences_about_a_day_stay),
	TEST("a formula stays in its sentence", formulas_stay_in_their_sentence),
	TEST("who comments or is to be followed is not the author", author_is_not_who_comments),
	TEST("a page that shows its text by script gives what JSON-LD repeats",
		text_that_only_json_ld_has),
	TEST("bytes that are no text are no page", noise_is_no_page),
	TEST("a page without text says so", nothing_to_find),
	TEST("an author is found by reference", author_is_found_by_reference),
	TEST("broken JSON-LD is passed over", broken_json_ld_is_passed_over))
