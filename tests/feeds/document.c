#include "feeds/document.h"

#include "src/base/buffer.h"
#include "tests/lib/check.h"

/* A document as lines that a test can compare:  KIND[level] >quotes -list*item text */
static void describe_spans(struct buffer *out, const struct span *spans, size_t count)
{
	static const char marks[] = "bicsu^_m!r";
	for (size_t i = 0; i < count; i++) {
		const struct span *span = &spans[i];
		bool is_plain = span->style == 0 && span->link < 0;
		if (!is_plain)
			buffer_append_char(out, '[');
		for (size_t bit = 0; bit < sizeof marks - 1; bit++)
			if (span->style & 1u << bit)
				buffer_append_char(out, marks[bit]);
		if (span->link >= 0)
			buffer_printf(out, "%d", span->link);
		if (!is_plain)
			buffer_append_char(out, ':');
		for (size_t j = 0; j < span->text.len; j++)
			buffer_append_char(
				out, span->text.utf8[j] == '\n' ? '/' : span->text.utf8[j]);
		if (!is_plain)
			buffer_append_char(out, ']');
	}
}

static void describe_table(struct buffer *out, const struct table *table)
{
	for (size_t row = 0; row < table->rows_count; row++) {
		for (size_t i = 0; i < table->rows[row].cells_count; i++) {
			const struct table_cell *cell = &table->rows[row].cells[i];
			buffer_append_string(out, cell->is_header ? "!" : "|");
			describe_spans(out, cell->spans, cell->spans_count);
			if (cell->columns > 1)
				buffer_printf(out, "(%d)", cell->columns);
		}
		buffer_append_string(out, row + 1 < table->rows_count ? ";" : "");
	}
}

static void describe_block(struct buffer *out, const struct block *block)
{
	static const char *const names[] = {
		"p", "h", "code", "rule", "figure", "caption", "dt", "dd", "table"};
	buffer_append_string(out, names[block->kind]);
	if (block->level)
		buffer_printf(out, "%d", block->level);
	for (int i = 0; i < block->quote_depth; i++)
		buffer_append_string(out, ">");
	if (block->list_depth)
		buffer_printf(out, " -%d", block->list_depth);
	if (block->starts_item && block->is_ordered)
		buffer_printf(out, "#%d", (int)block->item_number);
	else if (block->starts_item)
		buffer_append_string(out, "*");
	if (block->is_right_to_left)
		buffer_append_string(out, " rtl");
	if (block->is_verse)
		buffer_append_string(out, " verse");
	buffer_append_string(out, " ");
	describe_spans(out, block->spans, block->spans_count);
	if (block->table)
		describe_table(out, block->table);
	buffer_append_string(out, "\n");
}

static void compare(const struct document *document, const char *expected)
{
	struct buffer out = {0};
	buffer_append(&out, "", 0);
	for (size_t i = 0; i < document->blocks_count; i++)
		describe_block(&out, &document->blocks[i]);
	assert_string_equal(out.data ? out.data : "", expected);
	buffer_done(&out);
}

static struct document read(struct arena *arena, const char *html)
{
	struct document document;
	assert_true(document_from_html(&document, arena, foreign_from_string(html),
		FOREIGN("https://example.org/a/b"), NULL));
	return document;
}

static void check(const char *html, const char *expected)
{
	struct arena *arena = arena_new();
	struct document document = read(arena, html);
	compare(&document, expected);
	arena_free(arena);
}

static void paragraphs_and_headings(void **state)
{
	(void)state;
	check("<h2> A  title </h2><p>One\n two.</p>three<div>four<p>five</div>",
		"h2 A title\np One two.\np three\np four\np five\n");
	check("a<br>b<br><br>c", "p a/b\np c\n");
	check("<p>x<hr><hr><p>y", "p x\nrule \np y\n");
	check("<p> </p><div></div>", "");
}

static void inline_looks(void **state)
{
	(void)state;
	check("<p>a <b>b<i>c</i></b> d<sup>2</sup><sub>x</sub>", "p a [b:b][bi:c] d[^:2][_:x]\n");
	check("<p><q>hm</q> <del>o</del><code>int</code>", "p “hm” [s:o][c:int]\n");
	check("<p>W<span>ord</span> <b> spaced </b> out", "p Word [b:spaced ]out\n");
	check("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "p 漢[r:kan]\n");
}

static void links_once_per_target(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct document document =
		read(arena, "<a href=/x>a</a> <a href='https://example.org/x'>b</a> <a "
			    "href='javascript:x'>c</a> "
			    "<a href='#top'>d</a> <a href='mailto:a@example.org'>e</a>");
	compare(&document, "p [0:a] [0:b] c d [1:e]\n");
	assert_int_equal(document.links_count, 2);
	assert_text(document.links[0], "https://example.org/x");
	assert_text(document.links[1], "mailto:a@example.org");
	arena_free(arena);
}

static void lists(void **state)
{
	(void)state;
	check("<ul><li>a<ul><li>b</ul>c<li><p>d<p>e</ul>f",
		"p -1* a\np -2* b\np -1 c\np -1* d\np -1 e\np f\n");
	check("<ol start=3><li>a<li value=7>b<li>c</ol>", "p -1#3 a\np -1#7 b\np -1#8 c\n");
	check("<ol reversed start=2><li>a<li>b</ol>", "p -1#2 a\np -1#1 b\n");
	check("<dl><dt>t<dd>d<dd><p>e</dl>", "dt t\ndd d\ndd e\n");
}

static void short_boxes_in_a_row_are_lines(void **state)
{
	(void)state;
	check("<div><div>one</div><div>two<br></div><div>three</div><div>four</div></div>",
		"p one/two/three/four\n");
	check("<div><div>one</div><div>two</div><div><br></div><div>three</div><div>four</div></"
	      "div>",
		"p one/two\np three/four\n");
	check("<div><div>one</div><div>two</div><div>three</div></div>", "p one\np two\np three\n");
	check("<div><div>one</div><div>two</div><div>three</div><div>four</div><p>five</p></div>",
		"p one\np two\np three\np four\np five\n");
}

static void quotes_code_and_verse(void **state)
{
	(void)state;
	check("<blockquote>a<blockquote>b</blockquote></blockquote>c", "p> a\np>> b\np c\n");
	check("<pre>  int x;\r\n\n  y();\n</pre>", "code   int x;//  y();\n");
	check("<div class=poem>one<br>two</div>", "p verse one/two\n");
	struct arena *arena = arena_new();
	struct document document =
		read(arena, "<pre><code class='hljs language-rust'>fn</code></pre>");
	assert_text(document.blocks[0].language, "rust");
	arena_free(arena);
}

static void tables(void **state)
{
	(void)state;
	check("<table><caption>c</caption><tr><th>a<th>b<tr><td>1<br>2<td "
	      "colspan=2><b>x</b></table>",
		"caption c\ntable !a!b;|1/2|[b:x](2)\n");
	check("<table><tr><td><h2>Layout</h2><p>text<td>side</table>",
		"h2 Layout\np text\np side\n");
	check("<table><tr><td>one<tr><td>column</table>", "p one\np column\n");
	check("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
		"p a\np b\np c\np d\n");
}

static void pictures(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct document document = read(arena,
		"<figure><a href=/big><img src=s.jpg alt='A  dog' width=20 height=10></a>"
		"<figcaption>Cap</figcaption></figure><p>x <img src=i.png alt=icon> y"
		"<img src=/pixel.gif width=1 height=1>");
	compare(&document, "figure [!0:A dog]\ncaption Cap\np x [!:icon] y\n");
	assert_int_equal(document.images_count, 2);
	assert_text(document.images[0].url, "https://example.org/a/s.jpg");
	assert_int_equal(document.images[0].width, 20);
	arena_free(arena);
	check("<a href=/a>more</a> <a href=/b><img src=i.gif></a> <br>", "p [0:more] [!1:]\n");
}

static void directions(void **state)
{
	(void)state;
	check("<p dir=rtl>abc<p>שלום<p>abc שלום<p>“سلام”",
		"p rtl abc\np rtl שלום\np abc שלום\np rtl “سلام”\n");
}

static void what_never_shows(void **state)
{
	(void)state;
	check("<script>x</script><style>y</style><select><option>z</select><p hidden>h</p>"
	      "<p style='display:none'>h</p>k",
		"p k\n");
	check("<iframe src='https://video.example.org/1'></iframe>",
		"p [0:https://video.example.org/1]\n");
}

static void words_are_counted(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	assert_int_equal(read(arena, "<p>It's one <b>wo</b>rd. 12 men</p>").words, 5);
	assert_int_equal(read(arena, "<p>新闻报道</p>").words, 2);
	assert_int_equal(read(arena, "<p>Қазақ тілі</p><img src=x alt='not this'>").words, 2);
	arena_free(arena);
}

static void plain_text(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct document document;
	document_from_text(&document, arena,
		FOREIGN("One line\nanother (https://example.org/a).\n\n\n<b> is text"));
	compare(&document, "p One line/another ([0:https://example.org/a]).\np <b> is text\n");
	assert_text(document.links[0], "https://example.org/a");
	arena_free(arena);
}

TEST_MAIN(TEST("headings, paragraphs and loose text become blocks", paragraphs_and_headings),
	TEST("bold, italic, code and their kind become spans without doubled blanks", inline_looks),
	TEST("a target is listed once, and javascript: not at all", links_once_per_target),
	TEST("lists nest, count and keep their paragraphs", lists),
	TEST("short boxes in a row are lines of one paragraph", short_boxes_in_a_row_are_lines),
	TEST("quotes nest, code keeps its lines and its language, verse its breaks",
		quotes_code_and_verse),
	TEST("data tables stay tables, layout tables become text", tables),
	TEST("figures keep captions, counting pixels go", pictures),
	TEST("paragraphs know their direction", directions),
	TEST("what never shows on a page is left out, films leave their address", what_never_shows),
	TEST("words are counted, two Chinese characters as one", words_are_counted),
	TEST("plain text keeps its lines, and addresses in it become links", plain_text))
