#include "tests/lib/check.h"

#include "src/base/url.h"

struct row {
	const char *base;
	const char *text;
	const char *expected;
};

static struct foreign text_of(const char *string)
{
	return (struct foreign){string, strlen(string)};
}

static void resolve_all(const struct row *rows, size_t count)
{
	struct arena *arena = arena_new();
	for (size_t i = 0; i < count; i++) {
		struct foreign result =
			url_resolve(arena, text_of(rows[i].base), text_of(rows[i].text));
		assert_text(result, rows[i].expected);
	}
	arena_free(arena);
}

#define RESOLVE_ALL(rows) resolve_all(rows, sizeof(rows) / sizeof *(rows))

static void relative_references_resolve_as_rfc_3986_says(void **state)
{
	static const struct row rows[] = {
		{"http://a/b/c/d;p?q", "g", "http://a/b/c/g"},
		{"http://a/b/c/d;p?q", "./g", "http://a/b/c/g"},
		{"http://a/b/c/d;p?q", "g/", "http://a/b/c/g/"},
		{"http://a/b/c/d;p?q", "/g", "http://a/g"},
		{"http://a/b/c/d;p?q", "//g/x", "http://g/x"},
		{"http://a/b/c/d;p?q", "?y", "http://a/b/c/d;p?y"},
		{"http://a/b/c/d;p?q", "g?y", "http://a/b/c/g?y"},
		{"http://a/b/c/d;p?q", "#s", "http://a/b/c/d;p?q#s"},
		{"http://a/b/c/d;p?q", "g#s", "http://a/b/c/g#s"},
		{"http://a/b/c/d;p?q", "", "http://a/b/c/d;p?q"},
		{"http://a/b/c/d;p?q", "..", "http://a/b/"},
		{"http://a/b/c/d;p?q", "../g", "http://a/b/g"},
		{"http://a/b/c/d;p?q", "../../g", "http://a/g"},
		{"http://a/b/c/d;p?q", "../../../g", "http://a/g"},
		{"http://a/b/c/d;p?q", "./../g", "http://a/b/g"},
		{"http://a/b/c/d;p?q", "g;x=1/../y", "http://a/b/c/y"},
		{"https://e.org", "page", "https://e.org/page"},
		{"https://e.org/", "page?a=b&c=_", "https://e.org/page?a=b&c=_"},
		{"https://e.org/a/b?x/y", "page", "https://e.org/a/page"},
		{"https://e.org/a/b#x/y", "page", "https://e.org/a/page"},
		{"https://e.org/a/../b/c", "page", "https://e.org/b/page"},
		{"https://e.org/a/..", "page", "https://e.org/page"},
		{"https://e.org/a/b", "page/../x", "https://e.org/a/x"},
		{"https://e.org/a/b", "page?", "https://e.org/a/page"},
		{"https://e.org:8080/a/b", "/page", "https://e.org:8080/page"},
		{"https://me@e.org/a/b", "page", "https://me@e.org/a/page"},
		{"https://e.org/x#old", "#new", "https://e.org/x#new"},
	};
	(void)state;
	RESOLVE_ALL(rows);
}

static void an_absolute_address_stays_as_it_was_written(void **state)
{
	static const struct row rows[] = {
		{"", "http://example.org", "http://example.org"},
		{"http://a/b", " https://e.org/a?b=c&d#e ", "https://e.org/a?b=c&d#e"},
		{"http://a/b", "https://e.org/a b\"c", "https://e.org/a%20b%22c"},
		{"http://a/b", "https://e.org/\n  new/\tline", "https://e.org/%20%20new/line"},
		{"http://a/b", "mailto:me@example.org", "mailto:me@example.org"},
		{"http://a/b", "magnet:?xt=urn:btih:1", "magnet:?xt=urn:btih:1"},
		{"http://a/b/c", "http:d", "http://a/b/d"},
	};
	(void)state;
	RESOLVE_ALL(rows);
}

static void addresses_that_run_or_read_are_dropped(void **state)
{
	static const struct row rows[] = {
		{"http://a/", "javascript:alert(1)", ""},
		{"http://a/", " JaVaScRiPt:alert(1)", ""},
		{"http://a/", "java\nscript:alert(1)", ""},
		{"http://a/", "data:text/html,x", ""},
		{"http://a/", "vbscript:x", ""},
		{"http://a/", "file:///etc/passwd", ""},
		{"http://a/", "about:blank", ""},
	};
	(void)state;
	RESOLVE_ALL(rows);
}

static void without_a_base_a_relative_reference_stays(void **state)
{
	static const struct row rows[] = {{"", "a/b", "a/b"}, {"file:///x", "a/b", "a/b"}};
	(void)state;
	RESOLVE_ALL(rows);
}

static void a_typed_address_gets_its_scheme(void **state)
{
	struct arena *arena = arena_new();
	struct url url;
	(void)state;
	assert_true(url_parse_typed(&url, arena, FOREIGN(" astanatimes.com/feed "), NULL));
	assert_text(url.text, "https://astanatimes.com/feed");
	assert_true(url.is_https);
	assert_int_equal(url.port, 443);
	arena_free(arena);
}

static void a_password_is_kept_apart(void **state)
{
	struct arena *arena = arena_new();
	struct url url;
	(void)state;
	assert_true(url_parse(&url, arena, FOREIGN("https://me:p%40ss@example.org:8443/x"), NULL));
	assert_text(url.user, "me");
	assert_text(url.password, "p@ss");
	assert_text(url.text, "https://example.org:8443/x");
	assert_text(url.host, "example.org");
	assert_int_equal(url.port, 8443);
	arena_free(arena);
}

static void other_schemes_are_refused_in_one_sentence(void **state)
{
	static const char *const bad[] = {"ftp://e.org/", "file:///etc/passwd", "javascript:x", "",
		"e.org", "http://", "mailto:a@b.c", "exec:x", "|ls"};
	struct arena *arena = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct url url;
		struct error error = {0};
		assert_false(url_parse(&url, arena, text_of(bad[i]), &error));
		assert_int_equal(error.kind, ERROR_REFUSED);
	}
	arena_free(arena);
}

static void ipv6_hosts_lose_their_brackets(void **state)
{
	struct arena *arena = arena_new();
	struct url url;
	(void)state;
	assert_true(url_parse(&url, arena, FOREIGN("http://[::1]:8080/"), NULL));
	assert_text(url.host, "::1");
	assert_text(url.text, "http://[::1]:8080/");
	arena_free(arena);
}

static void one_article_has_one_canonical_address(void **state)
{
	static const char *const rows[][2] = {
		{"https://www.Example.org/a/?utm_source=rss&utm_medium=x#top",
			"http://example.org/a"},
		{"http://example.org/a", "http://example.org/a"},
		{"https://example.org/a?id=5&fbclid=x", "http://example.org/a?id=5"},
		{"https://example.org/a?gclid=x&id=5&page=2", "http://example.org/a?id=5&page=2"},
		{"https://example.org/a?page=2&id=5", "http://example.org/a?id=5&page=2"},
		{"https://example.org/a?page=2&amp;id=5&amp;utm_source=x",
			"http://example.org/a?id=5&page=2"},
		{"https://example.org:443/a", "http://example.org/a"},
		{"http://example.org:80/a", "http://example.org/a"},
		{"http://example.org:8080/a", "http://example.org:8080/a"},
		{"https://example.org/%7Eme/caf%c3%a9?q=%2f",
			"http://example.org/~me/caf%C3%A9?q=%2F"},
		{"https://example.org/~me/café?q=%2F", "http://example.org/~me/caf%C3%A9?q=%2F"},
		{"https://example.org/100%?q=%zz", "http://example.org/100%?q=%zz"},
		{"https://example.org/", "http://example.org"},
		{"tag:e.org,2022:1", "tag:e.org,2022:1"},
	};
	struct arena *arena = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct foreign result = url_canonical(arena, text_of(rows[i][0]));
		assert_text(result, rows[i][1]);
	}
	arena_free(arena);
}

/* With a fragment an address is always parsed whole; plain ones need not be. */
/* With a user in front libcurl reads them. */
static void a_plain_address_is_read_as_libcurl_reads_it(void **state)
{
	static const char *const plain[] = {"e.org/", "e.org/a/b.html", "e.org/a?b=c&d=e_f",
		"localhost/feed", "a.b-c.example/x~y/", "e.org/A/B", "e..org/", "e.org./",
		"xn--e1afmkfd.example/", "E.org/", "eX.org/", "e.org/a/./b", "e.org/a/../b",
		"e.org/a//b", "e.org/a?", "e.org/%41", "e.org/a#b", "e.org", "e.org?a", "e.org:80/",
		"e_f.org/", "e.org/..", "e.org/a?x=/../y", "e.org/.a", "e.org/a."};
	(void)state;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof plain / sizeof *plain * 2; i++) {
		const char *scheme = i % 2 == 0 ? "http" : "https";
		const char *alone = arena_printf(arena, "%s://%s", scheme, plain[i / 2]);
		const char *with_user = arena_printf(arena, "%s://me@%s", scheme, plain[i / 2]);
		struct url url, other;
		assert_true(url_parse(&url, arena, text_of(alone), NULL));
		assert_true(url_parse(&other, arena, text_of(with_user), NULL));
		assert_text(url.text, foreign_string(arena, other.text));
		assert_text(url.host, foreign_string(arena, other.host));
		assert_int_equal(url.port, other.port);
		assert_int_equal(url.is_https, other.is_https);
		assert_int_equal(url.user.len + url.password.len, 0);
		assert_int_equal(url.text.utf8[url.text.len], 0);
	}
	arena_free(arena);
}

static void a_plain_address_is_canonical_as_a_parsed_one(void **state)
{
	static const char *const rows[] = {"https://example.org/a-b_c~d/E.html?x=1&y=2",
		"http://www.example.org/a/", "https://example.org/a/../b",
		"https://example.org/./b", "https://example.org/.well-known/x",
		"https://example.org/a?b=../c", "https://example.org/?", "https://example.org/a?",
		"https://example.org", "https://example.org:443/a", "http://example.org:8080/a",
		"https://me@example.org/a", "https://Example.org/A", "HTTPS://example.org/a",
		"https://example.org/%7ea", "https://example.org/a b", "https://пример.рф/a",
		"https://xn--e1afmkfd.xn--p1ai/a", "https://127.1/a", "https://0x7f.1/a",
		"https://example.org./a"};
	struct arena *arena = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *parsed = arena_printf(arena, "%s#top", rows[i]);
		struct foreign plain = url_canonical(arena, text_of(rows[i]));
		assert_text(plain, url_canonical(arena, text_of(parsed)).utf8);
	}
	arena_free(arena);
}

static void people_see_no_password_and_honest_letters(void **state)
{
	static const char *const rows[][2] = {
		{"https://me:secret@example.org/", "https://example.org/"},
		{"https://xn--80ak6aa92e.com/",
			"https://xn--80ak6aa92e.com/"}, /* "apple" in Cyrillic */
		{"https://xn--mnchen-3ya.de/x", "https://münchen.de/x"},
		{"https://xn--e1afmkfd.xn--p1ai/", "https://пример.рф/"},
		{"https://xn--pypal-4ve.com/",
			"https://xn--pypal-4ve.com/"}, /* one Cyrillic letter */
		{"https://xn--fsqu00a.xn--0zwm56d/", "https://例子.测试/"},
	};
	struct arena *arena = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct foreign result = url_for_display(arena, text_of(rows[i][0]));
		assert_text(result, rows[i][1]);
	}
	arena_free(arena);
}

static void a_host_belongs_to_its_registrable_domain(void **state)
{
	static const char *const rows[][2] = {
		{"news.bbc.co.uk", "bbc.co.uk"},
		{"www.astanatimes.com", "astanatimes.com"},
		{"astanatimes.com", "astanatimes.com"},
		{"someone.github.io", "someone.github.io"},
		{"a.b.gov.kz", "b.gov.kz"},
		{"127.0.0.1", "127.0.0.1"},
		{"::1", "::1"},
		{"localhost", "localhost"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct foreign result = url_registrable_domain(text_of(rows[i][0]));
		assert_text(result, rows[i][1]);
	}
}

TEST_MAIN(TEST("relative references resolve as RFC 3986 says",
		  relative_references_resolve_as_rfc_3986_says),
	TEST("an absolute address stays as it was written",
		an_absolute_address_stays_as_it_was_written),
	TEST("addresses that run or read are dropped", addresses_that_run_or_read_are_dropped),
	TEST("without a base a relative reference stays",
		without_a_base_a_relative_reference_stays),
	TEST("a typed address gets its scheme", a_typed_address_gets_its_scheme),
	TEST("a password is kept apart", a_password_is_kept_apart),
	TEST("other schemes are refused in one sentence",
		other_schemes_are_refused_in_one_sentence),
	TEST("IPv6 hosts lose their brackets", ipv6_hosts_lose_their_brackets),
	TEST("one article has one canonical address", one_article_has_one_canonical_address),
	TEST("a plain address is read as libcurl reads it",
		a_plain_address_is_read_as_libcurl_reads_it),
	TEST("a plain address is canonical as a parsed one",
		a_plain_address_is_canonical_as_a_parsed_one),
	TEST("people see no password and honest letters",
		people_see_no_password_and_honest_letters),
	TEST("a host belongs to its registrable domain", a_host_belongs_to_its_registrable_domain))
