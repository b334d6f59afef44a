/* What changed between two texts, word by word. */
#include "src/base/difference.h"

#include "src/base/buffer.h"
#include "src/base/random.h"
#include "tests/lib/check.h"

/* "a [-b-] {+c+}" of two texts. */
static void show(struct buffer *out, struct foreign before, struct foreign after)
{
	static const char *const open[] = {"", "[-", "{+"}, *const close[] = {"", "-]", "+}"};
	struct arena *arena = arena_new();
	struct difference difference;
	difference_of(&difference, arena, before, after);
	buffer_clear(out);
	for (size_t i = 0; i < difference.count; i++) {
		struct difference_run *run = &difference.runs[i];
		buffer_printf(out, "%s%s%.*s%s", i > 0 ? " " : "", open[run->kind],
			(int)run->text.len, run->text.utf8, close[run->kind]);
	}
	arena_free(arena);
}

static void each_change_is_seen(void **state)
{
	(void)state;
	static const struct {
		struct foreign before, after;
		const char *expected;
	} rows[] = {
		{FOREIGN(""), FOREIGN(""), ""},
		{FOREIGN("a b c"), FOREIGN("a  b\nc"), "a  b\nc"},
		{FOREIGN(""), FOREIGN("a b"), "{+a b+}"},
		{FOREIGN("a b"), FOREIGN(""), "[-a b-]"},
		{FOREIGN("a b c"), FOREIGN("a x c"), "a [-b-] {+x+} c"},
		{FOREIGN("a b c d e"), FOREIGN("b c x e f"), "[-a-] b c [-d-] {+x+} e {+f+}"},
		{FOREIGN("120 000 trees"), FOREIGN("140 000 trees"), "[-120-] {+140+} 000 trees"},
		{FOREIGN("one"), FOREIGN("two"), "[-one-] {+two+}"},
	};
	struct buffer out = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		show(&out, rows[i].before, rows[i].after);
		assert_string_equal(out.data ? out.data : "", rows[i].expected);
	}
	buffer_done(&out);
}

static struct foreign random_text(struct random *random, struct buffer *buffer, uint32_t words)
{
	buffer_clear(buffer);
	buffer_append_string(buffer, "");
	for (uint32_t i = 0; i < words; i++)
		buffer_printf(buffer, "%c ", 'a' + (int)random_below(random, 4));
	return foreign_from_string(buffer->data);
}

/* The SAME and GONE runs together are the old words, SAME and NEW the new ones. */
static void nothing_is_lost(void **state)
{
	(void)state;
	struct random random = {.state = 7};
	struct buffer a = {0}, b = {0}, old = {0}, new = {0};
	for (int round = 0; round < 500; round++) {
		struct foreign before = random_text(&random, &a, random_below(&random, 30));
		struct foreign after = random_text(&random, &b, random_below(&random, 30));
		struct arena *arena = arena_new();
		struct difference difference;
		difference_of(&difference, arena, before, after);
		buffer_clear(&old);
		buffer_clear(&new);
		buffer_append_string(&old, "");
		buffer_append_string(&new, "");
		for (size_t i = 0; i < difference.count; i++) {
			struct difference_run *run = &difference.runs[i];
			if (run->kind != DIFFERENCE_NEW)
				buffer_printf(&old, "%.*s ", (int)run->text.len, run->text.utf8);
			if (run->kind != DIFFERENCE_GONE)
				buffer_printf(&new, "%.*s ", (int)run->text.len, run->text.utf8);
		}
		assert_string_equal(old.data, before.utf8);
		assert_string_equal(new.data, after.utf8);
		arena_free(arena);
	}
	buffer_done(&a);
	buffer_done(&b);
	buffer_done(&old);
	buffer_done(&new);
}

static void wholly_different_texts_are_no_burden(void **state)
{
	(void)state;
	struct buffer a = {0}, b = {0};
	for (int i = 0; i < 20000; i++) {
		buffer_printf(&a, "a%d ", i);
		buffer_printf(&b, "b%d ", i);
	}
	struct arena *arena = arena_new();
	struct difference difference;
	difference_of(&difference, arena, foreign_from_string(a.data), foreign_from_string(b.data));
	assert_int_equal(difference.count, 2);
	assert_int_equal(difference.words_gone, 20000);
	assert_int_equal(difference.words_new, 20000);
	arena_free(arena);
	buffer_done(&a);
	buffer_done(&b);
}

TEST_MAIN(TEST("each change is seen, and nothing else", each_change_is_seen),
	TEST("old and new words can be put together again", nothing_is_lost),
	TEST("wholly different texts become two runs", wholly_different_texts_are_no_burden))
