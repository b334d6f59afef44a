#include <string.h>

#include "feeds/extract.h"
#include "src/base/buffer.h"
#include "tests/lib/check.h"

/* An article without a single class name, and what outlets put around it: whatever
 * that is called, the text that comes out is the same. */

static const char *const text[] = {
	"The baker rose before the sun did, as she had done for thirty years, and lit the oven.",
	"It burned the wood of the old orchard, which is slow and smells of pears all day long.",
	"By six the first loaves stood on the sill, and the street knew what time it was.",
	"Nobody remembered who had built the oven, but everybody knew whose bread it baked.",
	"When the new road was drawn, it had to make a bend around the bakery, and it did.",
	"Signed by hand",
};
enum { TEXT_COUNT = sizeof text / sizeof text[0] };

#define SENTENCE                                                                               \
	"Ministers agreed on a plan for the railway between both cities, which was discussed " \
	"for months and will cost a lot."

struct case_around {
	const char *what;
	const char *before, *between, *behind, *beside;
};

/* before: in front of the headline; between: after the second paragraph; behind: after the last
 * one, in the same box; beside: after that box. */
static const struct case_around cases[] = {
	{"an article comes out as it is", "", "", "", ""},
	{"a list of related stories stays outside", "",
		"<div><h4>Related</h4><ul><li><a href=/a>Ministers agree on a plan for the "
		"railway</a></li><li><a href=/b>Why bread is dear this autumn</a></li></ul></div>",
		"", ""},
	{"teasers with text stay outside", "",
		"<div><div><h3><a href=/a>Ministers agree on a plan</a></h3><p>" SENTENCE
		"</p></div><div><h3><a href=/b>Why bread is dear</a></h3><p>" SENTENCE
		"</p></div><div><h3><a href=/c>The first snow</a></h3><p>" SENTENCE
		"</p></div></div>",
		"", ""},
	{"a link behind a label stays outside", "",
		"<p><b>IN PICTURES: <a href=/n>The long road to a bridge</a></b></p>",
		"<p>À voir : <a href=/n>The long road to a second bridge</a></p>", ""},
	{"a newsletter's form stays outside", "",
		"<div><p>Get the best of our stories in your inbox every morning</p><form><input "
		"type=email><button>Go</button></form><p>By signing up you agree to our <a "
		"href=/t>terms of use</a> and to all that follows from them.</p></div>",
		"", ""},
	{"advertisements stay outside", "",
		"<div><p>Advertisement</p><div><a href=https://shop.example.com/x>Learn "
		"more</a></div></div>",
		"", ""},
	{"dialogues about cookies stay outside",
		"<div><h2>We value your privacy</h2><p>We and our partners store information on a "
		"device, such as cookies, and process data for all kinds of purposes.</p></div>",
		"", "",
		"<div><p>Мы используем cookie, чтобы сайт работал лучше для всех нас.</p></div>"},
	{"comments that can be answered stay outside", "", "", "",
		"<div><h3>Readers</h3><div><a href=/u/1>one</a><p>" SENTENCE
		"</p><a href=#>Reply</a></div><div><a href=/u/2>two</a><p>" SENTENCE
		"</p><a href=#>Reply</a></div></div>"},
	{"comments below a heading stay outside, in Kazakh, too", "", "", "",
		"<div><h3>2 пікір</h3><div><p>Мақала өте жақсы жазылған екен, авторға рақмет "
		"айтамын, "
		"тағы да жазыңыз.</p></div><div><p>Көпірдің қашан салынғаны туралы дерек қате, "
		"мұрағатты қарау керек еді.</p></div></div>"},
	{"the words below a picture stay outside", "",
		"<div><img src=/oven.jpg><div>The oven in its first winter, before the roof "
		"was finished. Photo: A. Baker</div></div>",
		"", ""},
	{"the next article of an endless scroll stays outside", "", "", "",
		"<div><h2><a href=/next>The next story of this outlet</a></h2><p>" SENTENCE
		"</p><p>" SENTENCE " " SENTENCE " " SENTENCE "</p><p>" SENTENCE " " SENTENCE
		"</p></div>"},
};

static void write_page(struct buffer *html, const struct case_around *around)
{
	buffer_append_string(html, "<!DOCTYPE html><title>Bread on the sill</title><body><div>");
	buffer_append_string(html, around->before);
	buffer_append_string(html, "<div><h1>Bread on the sill</h1></div><div>");
	for (size_t i = 0; i < TEXT_COUNT; i++) {
		buffer_append_string(html, "<p>");
		buffer_append_string(html, text[i]);
		buffer_append_string(html, "</p>");
		if (i == 1)
			buffer_append_string(html, around->between);
	}
	buffer_append_string(html, around->behind);
	buffer_append_string(html, "</div>");
	buffer_append_string(html, around->beside);
	buffer_append_string(html, "</div></body>");
}

static void check_case(const struct case_around *around)
{
	struct arena *arena = arena_new();
	struct buffer html = {0}, expected = {0};
	write_page(&html, around);
	for (size_t i = 0; i < TEXT_COUNT; i++) {
		buffer_append_string(&expected, i > 0 ? "\n" : "");
		buffer_append_string(&expected, text[i]);
	}
	buffer_append_char(&expected, '\0');
	struct extract out;
	struct error error;
	assert_true(extract_article(&out, arena, (struct foreign){html.data, html.len},
		FOREIGN("https://example.org/bread/"), &error));
	assert_text(out.content_text, expected.data);
	buffer_done(&html);
	buffer_done(&expected);
	arena_free(arena);
}

static void article_comes_out_alone(void **state)
{
	check_case(*state);
}

int main(void)
{
	struct CMUnitTest tests[sizeof cases / sizeof cases[0]];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		tests[i] = (struct CMUnitTest){
			cases[i].what, article_comes_out_alone, NULL, NULL, (void *)&cases[i]};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
