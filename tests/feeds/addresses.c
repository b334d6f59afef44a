/* However an address of one's own network is spelled, it is known for what it is
 * once url_parse() has read it; and what is public is not taken for private. */
#include "feeds/fetch_address.h"

#include <stdio.h>

#include "src/base/url.h"
#include "tests/lib/check.h"

static const char *const private_hosts[] = {"127.0.0.1", "127.1", "127.0.1", "127.255.255.254",
	"2130706433", "0x7f000001", "0x7F.0x0.0x0.0x1", "0x7f.1", "017700000001", "0177.0.0.1",
	"0177.1", "127.0.0.01", "0", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.1", "0xa.0.0.1",
	"012.0.0.1", "167772161", "10.255.255.255", "172.16.0.1", "172.31.255.255", "0xac100001",
	"192.168.0.1", "192.168.1", "3232235521", "0300.0250.0.1", "0xc0a80001", "169.254.0.1",
	"169.254.169.254", "2852039166", "0xA9FEA9FE", "0251.0376.0251.0376", "100.64.0.1",
	"100.127.255.255", "192.0.0.1", "198.18.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
	"255.255.255.255", "4294967295", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]",
	"[0000:0000:0000:0000:0000:0000:0000:0001]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
	"[::FFFF:10.0.0.1]", "[0:0:0:0:0:ffff:c0a8:1]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]",
	"[64:ff9b::a00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:c0a8:1::1]",
	"[2001:0:1::1]", "[fc00::1]", "[fd12:3456::1]", "[fe80::1]", "[fe80::1%25eth0]",
	"[fec0::1]", "[ff02::1]", "aliya:secret@127.0.0.1", "example.org@10.0.0.1",
	"example.org%40x@[::1]", "127.0.0.1.", "10.0.0.1.", "１２７.0.0.1", "①27.0.0.1",
	"127。0。0。1", "%31%32%37.0.0.1"};

static const char *const public_hosts[] = {"8.8.8.8", "93.184.216.34", "1.1.1.1", "172.15.255.255",
	"172.32.0.1", "192.167.255.255", "192.169.0.1", "100.63.255.255", "100.128.0.1",
	"9.255.255.255", "11.0.0.0", "126.255.255.255", "128.0.0.1", "169.253.0.1", "198.17.0.1",
	"223.255.255.255", "0x08080808", "134744072", "[2606:2800:220:1::1]",
	"[2001:4860:4860::8888]", "[::ffff:8.8.8.8]", "[64:ff9b::8.8.8.8]", "[2002:808:808::1]"};

/* False, too, for what is no address at all: nothing is fetched from there. */
static bool leads_out(const char *host)
{
	struct arena *arena = arena_new();
	struct error error = {0};
	struct url url;
	const char *text = arena_printf(arena, "http://%s/feed", host);
	bool leads = url_parse(&url, arena, foreign_from_string(text), &error) &&
		     address_text_is_public(url.host.utf8);
	arena_free(arena);
	return leads;
}

static void private_ones(void **state)
{
	(void)state;
	int wrong = 0;
	for (size_t i = 0; i < sizeof private_hosts / sizeof *private_hosts; i++)
		if (leads_out(private_hosts[i])) {
			print_message("%s counts as public\n", private_hosts[i]);
			wrong++;
		}
	assert_int_equal(wrong, 0);
}

static void public_ones(void **state)
{
	(void)state;
	int wrong = 0;
	for (size_t i = 0; i < sizeof public_hosts / sizeof *public_hosts; i++)
		if (!leads_out(public_hosts[i])) {
			print_message("%s counts as private\n", public_hosts[i]);
			wrong++;
		}
	assert_int_equal(wrong, 0);
}

static void in_brackets(void **state)
{
	(void)state;
	assert_false(address_text_is_public("[::ffff:10.0.0.1]"));
	assert_false(address_text_is_public("[::1]"));
	assert_false(address_text_is_public("fe80::1%eth0"));
	assert_true(address_text_is_public("[2001:4860:4860::8888]"));
	assert_true(address_text_is_public("example.org."));
}

TEST_MAIN(TEST("seventy spellings of one's own network are known for it", private_ones),
	TEST("brackets and zones are no part of an address", in_brackets),
	TEST("what is public is not taken for private", public_ones))
