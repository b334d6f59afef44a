/* The query language: what is read, and what is said of mistakes. */
#include "src/store/query.h"

#include "src/store/finds.h"
#include "src/store/query_sql.h"
#include "tests/lib/check.h"

enum { NOW = 1649149953 }; /* 5 April 2022, 09:12:33 UTC */

static struct arena *arena;

static struct foreign foreign_of(const char *text)
{
	return (struct foreign){text, strlen(text)};
}

static void each_term_becomes_sql(void **state)
{
	(void)state;
	static const struct {
		const char *query, *where;
	} rows[] = {
		{"", ""},
		{"  ", ""},
		{"is:unread", "(a.flags & 225 = 0)"},
		{"is:bookmarked", "(a.flags & 226 = 2)"},
		{"is:read", "(a.flags & 1 = 1)"},
		{"is:updated", "(a.flags & 4 = 4)"},
		{"has:fulltext", "(a.flags & 8 = 8)"},
		{"id:7", "(a.id = ?1)"},
		{"-is:read", "(NOT (a.flags & 1 = 1))"},
		{"is:read id:1", "((a.flags & 1 = 1 AND a.id = ?1))"},
		{"id:1 OR id:2", "((a.id = ?1 OR a.id = ?2))"},
		{"id:1 OR id:2 id:3", "((a.id = ?1 OR (a.id = ?2 AND a.id = ?3)))"},
		{"(id:1 OR id:2) id:3", "(((a.id = ?1 OR a.id = ?2) AND a.id = ?3))"},
		{"since:2d", "(a.date >= ?1)"},
		{"before:2022-05-01", "(a.date < ?1)"},
		{"tag:\"to read\"",
			"(a.id IN (SELECT article_id FROM tags WHERE tag = ?1 COLLATE NOCASE))"},
		{"sort:date id:5", "(a.id = ?1)"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};
		struct query *query = query_parse(arena, foreign_of(rows[i].query), NOW, &error);
		assert_non_null(query);
		struct query_sql sql;
		query_compile(&sql, arena, query, 0);
		assert_string_equal(sql.where.data ? sql.where.data : "", rows[i].where);
		query_sql_done(&sql);
	}
}

static void words_become_one_match(void **state)
{
	(void)state;
	static const struct {
		const char *query, *match;
	} rows[] = {
		{"almaty", "\"almaty\""},
		{"almaty metro", "(\"almaty\") AND (\"metro\")"},
		{"alm*", "\"alm\" *"},
		{"\"second metro\"", "\"second metro\""},
		{"title:almaty", "{title} : \"almaty\""},
		{"author:\"staff report\"", "{author} : \"staff report\""},
		{"almaty OR metro", "(\"almaty\") OR (\"metro\")"},
		{"almaty is:unread", "\"almaty\""},
		{"almaty OR is:unread", ""},
		{"almaty -metro", "\"almaty\""},
		{"12:30", "\"12:30\""},
		{"日本", "\"日 本\""},
		{"NOT AND NEAR", "((\"NOT\") AND (\"AND\")) AND (\"NEAR\")"},
		{"a*b", "\"a*b\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct query *query = query_parse(arena, foreign_of(rows[i].query), NOW, NULL);
		assert_non_null(query);
		struct query_sql sql;
		query_compile(&sql, arena, query, 0);
		assert_text(sql.match, rows[i].match);
		query_sql_done(&sql);
	}
}

static void mistakes_are_named_with_their_column(void **state)
{
	(void)state;
	static const struct {
		const char *query, *sentence;
	} rows[] = {
		{"is:blue", "column 1: is: takes unread, read, bookmarked, updated or failed"},
		{"жаңа has:x", "column 6: has: takes fulltext or enclosure"},
		{"colour:red", "column 1: there is no field \"colour:\""},
		{"(a", "column 1: the parenthesis is never closed"},
		{"a)", "column 2: this parenthesis was never opened"},
		{"a \"b", "column 3: the quotation mark is never closed"},
		{"OR a", "column 1: something to look for is missing here"},
		{"a OR", "column 5: something to look for is missing here"},
		{"()", "column 2: something to look for is missing here"},
		{"feed:", "column 6: a value is missing after the colon"},
		{"id:x", "column 1: an id is a number"},
		{"sort:size", "column 1: sort: takes date, -date, feed, title or rank"},
		{"since:2022-13-01",
			"column 1: a date is 2022-04-05, 2022-04, 2022, today, yesterday, or a "
			"time back such as 2d, 36h, 3w"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};
		assert_null(query_parse(arena, foreign_of(rows[i].query), NOW, &error));
		assert_int_equal(error.kind, ERROR_USAGE);
		assert_string_equal(error.sentence, rows[i].sentence);
	}
}

static int64_t date_of(const char *text)
{
	struct query *query = query_parse(arena, foreign_of(text), NOW, NULL);
	assert_non_null(query);
	return query->root->number;
}

static void dates_mean_what_people_mean(void **state)
{
	(void)state;
	assert_int_equal(date_of("since:2d"), NOW - 2 * 86400);
	assert_int_equal(date_of("since:2022-04-01"), 1648771200);
	assert_int_equal(date_of("until:2022-04-01"), 1648771200 + 86400);
	assert_int_equal(date_of("after:2022-04-01"), 1648771200 + 86400);
	assert_int_equal(date_of("before:2022-05-01"), 1651363200);
	assert_int_equal(date_of("since:2022-04"), 1648771200);
	assert_int_equal(date_of("until:2022"), 1672531200);
	assert_int_equal(date_of("since:today"), 1649116800);
	assert_int_equal(date_of("since:yesterday"), 1649116800 - 86400);
}

static void depth_and_length_have_limits(void **state)
{
	(void)state;
	struct error error;
	char deep[QUERY_LENGTH_LIMIT + 2];
	memset(deep, '(', 100);
	deep[100] = '\0';
	assert_null(query_parse(arena, foreign_of(deep), NOW, &error));
	memset(deep, '-', 100);
	memcpy(deep + 100, "a", 2);
	assert_null(query_parse(arena, foreign_of(deep), NOW, &error));
	memset(deep, 'a', QUERY_LENGTH_LIMIT + 1);
	deep[QUERY_LENGTH_LIMIT + 1] = '\0';
	assert_null(query_parse(arena, foreign_of(deep), NOW, &error));
	for (size_t i = 0; i < 1000; i++)
		memcpy(deep + i * 2, "a ", 3);
	assert_null(query_parse(arena, foreign_of(deep), NOW, &error));
	assert_string_equal(error.sentence, "column 401: the query has too many words");
}

static void what_is_not_indexed_is_found(void **state)
{
	(void)state;
	struct finds_text in = {FOREIGN("Алматыда метро ашылды"), FOREIGN("Staff Report"),
		FOREIGN("The second line of Almaty’s metro. 日本語の記事")};
	static const struct {
		const char *pattern;
		bool found;
	} rows[] = {
		{"0.метро", true},
		{"0.almaty s", true},
		{"0*almat", true},
		{"0.almat", false},
		{"0.second line", true},
		{"0.second of", false},
		{"0.econd", false},
		{"1.metro", false},
		{"1*алматы", true},
		{"2.staff report", true},
		{"0.本 語", true},
		{"0.本 の", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(finds(arena, foreign_of(rows[i].pattern), &in), rows[i].found);
}

int main(void)
{
	arena = arena_new();
	const struct CMUnitTest tests[] = {
		TEST("each term becomes a condition with bound values", each_term_becomes_sql),
		TEST("words become one full-text expression for ranking", words_become_one_match),
		TEST("mistakes are named with their column", mistakes_are_named_with_their_column),
		TEST("dates mean what people mean by them", dates_mean_what_people_mean),
		TEST("depth, length and number of words have limits", depth_and_length_have_limits),
		TEST("what is not indexed yet is found by its words", what_is_not_indexed_is_found),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
