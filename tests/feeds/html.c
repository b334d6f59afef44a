#include "feeds/html.h"

#include <stdlib.h>
#include <time.h>

#include "feeds/html_filter.h"

#include "src/base/buffer.h"
#include "tests/lib/check.h"

/* As assert_text(), for a value that has no address. */
static void assert_foreign(struct foreign text, const char *expected)
{
	assert_text(text, expected);
}

static struct html_tree parse(struct arena *arena, struct foreign html, enum html_shape shape)
{
	struct html_tree tree;
	assert_true(html_parse(&tree, arena, html, shape, NULL));
	return tree;
}

static int depth_of(const struct html_tree *tree)
{
	int deepest = 0;
	for (size_t i = 0; i < tree->count; i++) {
		int depth = 0;
		for (const struct html_node *node = &tree->nodes[i]; node; node = node->parent)
			depth++;
		deepest = depth > deepest ? depth : deepest;
	}
	return deepest;
}

static void tree_in_document_order(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct html_tree tree = parse(arena, FOREIGN("<p id=a>x<b>y</b></p><p>z"), HTML_FRAGMENT);
	const struct html_node *first = tree.nodes + 1;
	assert_int_equal(first->tag, HTML_P);
	assert_foreign(html_attribute(first, "id"), "a");
	assert_text(first[1].text, "x");
	assert_int_equal(first[2].tag, HTML_B);
	assert_int_equal(first->end->tag, HTML_P);
	assert_ptr_equal(first->end->end, tree.nodes + tree.count);
	assert_ptr_equal(first[3].parent, first + 2);
	arena_free(arena);
}

static void walk_enters_and_leaves(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct html_tree tree =
		parse(arena, FOREIGN("<ul><li>a<br><li><i>b</i></ul>"), HTML_FRAGMENT);
	struct html_walk walk;
	struct buffer trace = {0};
	enum html_step step;
	html_walk_start(&walk, tree.nodes);
	while ((step = html_walk_next(&walk)) != HTML_DONE) {
		const char *sign = step == HTML_ENTER ? "+" : "-";
		if (walk.node->tag != HTML_TEXT)
			buffer_printf(&trace, "%s%s ", sign, html_tag_name(walk.node->tag));
		if (step == HTML_ENTER && walk.node->tag == HTML_I)
			html_walk_skip(&walk);
	}
	assert_string_equal(trace.data, "+html +ul +li +br -br -li +li +i -i -li -ul -html ");
	buffer_done(&trace);
	arena_free(arena);
}

static void names_in_any_case(void **state)
{
	(void)state;
	assert_int_equal(html_tag_by_name(FOREIGN("BlockQuote")), HTML_BLOCKQUOTE);
	assert_int_equal(html_tag_by_name(FOREIGN("x-widget")), HTML_OTHER);
	for (int tag = HTML_OTHER + 1; tag <= HTML_XMP; tag++) {
		const char *name = html_tag_name((enum html_tag)tag);
		assert_int_equal(html_tag_by_name(foreign_from_string(name)), tag);
	}
}

static void scripts_and_comments_leave_no_trace(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct html_tree tree = parse(arena,
		FOREIGN("a<script>x<p></script>b<!-- <i> -->c<style>p{}</style>d<svg><p>no</svg>e"
			"<script><!-- <script> </script> --> f </script>g"),
		HTML_FRAGMENT);
	assert_foreign(html_text(arena, tree.nodes), "abcdeg");
	assert_null(html_find(tree.nodes, HTML_SCRIPT));
	arena_free(arena);
}

static void json_ld_is_kept(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct html_tree tree = parse(arena,
		FOREIGN("<script type='application/ld+json'>{\"a\": \"<b>\"}</script>"), HTML_PAGE);
	const struct html_node *script = html_find(tree.nodes, HTML_SCRIPT);
	assert_non_null(script);
	assert_text(script[1].text, "{\"a\": \"<b>\"}");
	arena_free(arena);
}

static void base_moves_addresses(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct html_tree tree = parse(arena, FOREIGN("<base href='/files/'><p>x"), HTML_PAGE);
	struct foreign base = html_base_url(arena, &tree, FOREIGN("https://example.org/a/b"));
	assert_text(base, "https://example.org/files/");
	arena_free(arena);
}

/* ---- what a hostile page may send ---- */

static struct foreign repeated(struct buffer *html, const char *piece, size_t bytes)
{
	buffer_clear(html);
	while (html->len < bytes)
		buffer_append_string(html, piece);
	return (struct foreign){html->data, html->len};
}

static void deep_pages_stay_shallow_and_quick(void **state)
{
	(void)state;
	static const char *const pieces[] = {"<div>", "<b>", "<table>", "<table><tr><td>",
		"<a><div>", "<font size=1><p>", "<span><div></span>", "<form><div></form>",
		"<li><ul></li>", "<li><section>", "<x><div></y>", "<h1><b></h2>",
		"<video><div></video>", "<ruby><rt>", "<select><option>", "<button><p>",
		"<b><i></b>", "<ul><li>", "<dl><dt>", "<svg>", "<math>", "<a><b><p></a></b>",
		"<noscript><div></noscript>", "<object><p>", "<p a=\"", "<p>", "<template>",
		"<title>", "<![CDATA[", "</a>", "<table><b>x</b>"};
	struct buffer html = {0};
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		struct arena *arena = arena_new();
		clock_t start = clock();
		struct html_tree tree =
			parse(arena, repeated(&html, pieces[i], 1 << 20), HTML_PAGE);
		assert_in_range((clock() - start) / (CLOCKS_PER_SEC / 1000), 0, 2000);
		assert_in_range(depth_of(&tree), 1, 4 * HTML_DEPTH_LIMIT);
		arena_free(arena);
	}
	buffer_done(&html);
}

static void attributes_by_the_thousand_are_cut(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer html = {0};
	buffer_append_string(&html, "<p ");
	for (int i = 0; i < 40000; i++)
		buffer_printf(&html, "a%d=1 ", i);
	buffer_append_string(&html, ">text</p>");
	clock_t start = clock();
	struct html_tree tree = parse(arena, (struct foreign){html.data, html.len}, HTML_FRAGMENT);
	assert_in_range((clock() - start) / (CLOCKS_PER_SEC / 1000), 0, 2000);
	assert_true(tree.is_cut);
	const struct html_node *paragraph = html_find(tree.nodes, HTML_P);
	assert_int_equal(paragraph->attributes_count, HTML_ATTRIBUTES_LIMIT);
	assert_foreign(html_text(arena, paragraph), "text");
	buffer_done(&html);
	arena_free(arena);
}

static void pictures_written_into_a_page_cost_no_text(void **state)
{
	static const char *const tags[] = {"<img alt='data:' src=\"data:image/png;base64,%s\">",
		"<img src='data:image/png;base64,%s'>", "<img src=data:image/png;base64,%s >"};
	char *data = malloc(HTML_LIMIT + 1);
	(void)state;
	assert_non_null(data);
	memset(data, 'A', HTML_LIMIT);
	data[HTML_LIMIT] = '\0';
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
		struct arena *arena = arena_new();
		struct html_tree tree;
		struct buffer html = {0};
		buffer_append_string(&html, "<p>before");
		buffer_printf(&html, tags[i], data);
		buffer_append_string(&html, "<p>after");
		assert_true(html_parse(
			&tree, arena, (struct foreign){html.data, html.len}, HTML_FRAGMENT, NULL));
		assert_false(tree.is_cut);
		assert_foreign(html_text(arena, tree.nodes), "before after");
		buffer_done(&html);
		arena_free(arena);
	}
	free(data);
}

static void long_pages_are_cut_between_characters(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer html = {0};
	struct html_tree tree = parse(arena, repeated(&html, "қ", HTML_LIMIT + 3), HTML_FRAGMENT);
	assert_true(tree.is_cut);
	struct foreign text = tree.nodes[1].text;
	assert_in_range(text.len, HTML_LIMIT - 4, HTML_LIMIT);
	assert_true(bytes_are_utf8((struct bytes){text.utf8, text.len}));
	buffer_done(&html);
	arena_free(arena);
}

static void unclosed_inline_tags_end_with_their_paragraph(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct html_tree tree = parse(arena, FOREIGN("<p><b>x</p><p>y</p>"), HTML_FRAGMENT);
	const struct html_node *second = html_find(tree.nodes, HTML_P)->end;
	assert_int_equal(second[1].tag, HTML_TEXT);
	arena_free(arena);
}

static void text_after_too_deep_elements_is_kept(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct buffer html = {0};
	repeated(&html, "<div>", 300 * 5);
	buffer_append_string(&html, "inside");
	for (int i = 0; i < 300; i++)
		buffer_append_string(&html, "</div>");
	buffer_append_string(&html, "<p>behind</p>");
	struct html_tree tree = parse(arena, (struct foreign){html.data, html.len}, HTML_FRAGMENT);
	assert_foreign(html_text(arena, tree.nodes), "inside behind");
	assert_ptr_equal(html_find(tree.nodes, HTML_P)->parent, tree.nodes);
	buffer_done(&html);
	arena_free(arena);
}

TEST_MAIN(TEST("nodes lie in document order and know where they end", tree_in_document_order),
	TEST("a walk tells when elements begin and end, and can pass over one",
		walk_enters_and_leaves),
	TEST("every name in the table is found, in any case", names_in_any_case),
	TEST("scripts, styles, drawings and comments leave no trace",
		scripts_and_comments_leave_no_trace),
	TEST("JSON-LD is kept as it is", json_ld_is_kept),
	TEST("<base> moves where addresses start from", base_moves_addresses),
	TEST("1 MiB of any nesting stays shallow and takes under two seconds",
		deep_pages_stay_shallow_and_quick),
	TEST("an element keeps its first 64 attributes", attributes_by_the_thousand_are_cut),
	TEST("pictures written into a page cost no text",
		pictures_written_into_a_page_cost_no_text),
	TEST("a page over the limit is cut between two characters",
		long_pages_are_cut_between_characters),
	TEST("bold that is not closed ends with its paragraph",
		unclosed_inline_tags_end_with_their_paragraph),
	TEST("what follows after too deep a part stands where it belongs",
		text_after_too_deep_elements_is_kept))
