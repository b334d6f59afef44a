/* cmocka with test names that are sentences:
 *
 *     TEST_MAIN(TEST("an Atom entry without a title shows its first words", entry_without_title))
 */
#ifndef STEPPE_TESTS_LIB_CHECK_H
#define STEPPE_TESTS_LIB_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Built with a sanitizer, which makes all of it several times slower and larger. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED
#endif

/* clang-format off */
#define TEST(sentence, function) {sentence, function, NULL, NULL, NULL}
#define TEST_WITH(sentence, function, set_up, tear_down) {sentence, function, set_up, tear_down, NULL}
#define TEST_MAIN(...)                                                                             \
	int main(void)                                                                             \
	{                                                                                          \
		const struct CMUnitTest tests[] = {__VA_ARGS__};                                   \
		return cmocka_run_group_tests(tests, NULL, NULL);                                  \
	}
/* clang-format on */

/* Compares any of the three texts with a C string. */
#define assert_text(text, expected) assert_text_(&(text), sizeof(text), expected)

static inline void assert_text_(const void *text, size_t size, const char *expected)
{
	struct {
		const char *start;
		size_t len;
	} view;
	assert_int_equal(size, sizeof view);
	memcpy(&view, text, sizeof view);
	char copy[4096];
	assert_true(view.len < sizeof copy);
	if (view.len > 0)
		memcpy(copy, view.start, view.len);
	copy[view.len] = '\0';
	assert_string_equal(copy, expected);
}

#endif
