#include "tests/lib/check.h"

#include "feeds/json.h"
#include "feeds/json_scan.h"

static struct json *read_string(const char *text, struct error *error)
{
	return json_read((struct foreign){text, strlen(text)}, error);
}

static void assert_written(struct json *value, const char *expected)
{
	struct buffer text = {0};
	json_write(&text, value, JSON_LINE);
	assert_string_equal(text.data, expected);
	buffer_done(&text);
	json_release(value);
}

static void members_keep_their_order(void **state)
{
	struct json *object = json_make_object();
	struct json *list = json_make_array();
	(void)state;
	json_push_text(list, FOREIGN("a"));
	json_put_text(object, "z", FOREIGN("1"));
	json_put_integer(object, "a", 2);
	json_put_bool(object, "m", true);
	json_put(object, "list", list);
	json_put_text_if_any(object, "none", FOREIGN(""));
	json_put_if_any(object, "empty", json_make_array());
	json_put_time(object, "never", 0);
	json_put_time(object, "time", 1649148753);
	assert_written(object, "{\"z\":\"1\",\"a\":2,\"m\":true,\"list\":[\"a\"],"
			       "\"time\":\"2022-04-05T08:52:33+00:00\"}");
}

static void what_could_steer_a_terminal_is_escaped(void **state)
{
	struct json *list = json_make_array();
	(void)state;
	json_push_text(list, FOREIGN("a\x1b[0m\x7f"
				     "b\xC2\x9D\u202e\u2066 é"));
	assert_written(list, "[\"a\\u001B[0m\\u007fb\\u009d\\u202e\\u2066 é\"]");
}

static void half_a_surrogate_pair_becomes_a_replacement(void **state)
{
	struct json *list = read_string("[\"\\ud83d\\ude00 \\ud83d \\udc00 \\u0000\"]", NULL);
	(void)state;
	struct foreign text = json_text(json_element(list, 0));
	assert_text(text, "😀 \uFFFD \uFFFD \uFFFD");
	json_release(list);
}

static void what_is_not_json_gets_one_sentence(void **state)
{
	static const char *const bad[] = {"", "{", "[1,,]", "{\"a\":,}", "{a:1}", "x [1]",
		"[\"open", "nul", "'a'", "[01]", "\xEF\xBB\xBF[]"};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct error error = {0};
		assert_null(read_string(bad[i], &error));
		assert_int_equal(error.kind, ERROR_FORMAT);
		assert_true(strlen(error.sentence) > 0);
	}
}

static void what_programs_leave_in_json_is_mended(void **state)
{
	static const struct {
		const char *written, *read;
	} rows[] = {{"[1,]", "[1]"}, {"{\"a\":[1 , ] ,\n}", "{\"a\":[1]}"}, {"[1] x", "[1]"},
		{"[\"a\tb\nc\"]", "[\"a b c\"]"}, {"[\",]\"]", "[\",]\"]"},
		{"[\"it\\'s \\x \\u12\"]", "[\"it's x u12\"]"}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer text = {0};
		struct json *value = read_string(rows[i].written, NULL);
		json_write(&text, value, JSON_LINE);
		buffer_append_char(&text, '\0');
		assert_string_equal(text.data, rows[i].read);
		json_release(value);
		buffer_done(&text);
	}
}

static void depth_and_number_of_values_are_limited(void **state)
{
	struct buffer text = {0};
	struct error error = {0};
	(void)state;
	for (int i = 0; i < 100000; i++)
		buffer_append_char(&text, '[');
	assert_null(json_read((struct foreign){text.data, text.len}, &error));
	assert_int_equal(error.kind, ERROR_LIMIT);
	buffer_clear(&text);
	buffer_append_char(&text, '[');
	for (int i = 0; i <= JSON_CONTAINERS_LIMIT; i++)
		buffer_append_string(&text, "{},");
	buffer_append_string(&text, "1]");
	assert_null(json_read((struct foreign){text.data, text.len}, &error));
	assert_int_equal(error.kind, ERROR_LIMIT);
	buffer_done(&text);
}

static void brackets_in_strings_do_not_count(void **state)
{
	struct buffer text = {0};
	(void)state;
	buffer_append_string(&text, "[\"");
	for (int i = 0; i < 1000; i++)
		buffer_append_string(&text, "[{\\\"");
	buffer_append_string(&text, "\"]");
	struct json *list = json_read((struct foreign){text.data, text.len}, NULL);
	assert_non_null(list);
	json_release(list);
	buffer_done(&text);
}

static void a_value_of_another_type_is_none(void **state)
{
	struct json *object =
		read_string("{\"n\":5,\"s\":\"7\",\"t\":true,\"o\":{},\"z\":null,\"r\":2.5}", NULL);
	struct arena *arena = arena_new();
	(void)state;
	assert_int_equal(json_text(json_member(object, "n")).len, 0);
	assert_int_equal(json_integer_or(json_member(object, "s"), -1), 7);
	assert_int_equal(json_integer_or(json_member(object, "o"), -1), -1);
	assert_int_equal(json_integer_or(json_member(object, "r"), -1), 2);
	assert_int_equal(json_truth(json_member(object, "t")), 1);
	assert_int_equal(json_truth(json_member(object, "n")), -1);
	assert_int_equal(json_kind(json_member(object, "z")), JSON_NOTHING);
	assert_int_equal(json_kind(json_member(object, "absent")), JSON_NOTHING);
	assert_null(json_member(NULL, "x"));
	struct foreign id = json_text_of_any(json_member(object, "n"), arena);
	assert_text(id, "5");
	arena_free(arena);
	json_release(object);
}

TEST_MAIN(TEST("members keep their order", members_keep_their_order),
	TEST("what could steer a terminal is escaped", what_could_steer_a_terminal_is_escaped),
	TEST("half a surrogate pair becomes a replacement",
		half_a_surrogate_pair_becomes_a_replacement),
	TEST("what is not JSON gets one sentence", what_is_not_json_gets_one_sentence),
	TEST("what programs leave in JSON is mended", what_programs_leave_in_json_is_mended),
	TEST("depth and number of values are limited", depth_and_number_of_values_are_limited),
	TEST("brackets in strings do not count", brackets_in_strings_do_not_count),
	TEST("a value of another type is none", a_value_of_another_type_is_none))
