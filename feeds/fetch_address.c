#include "feeds/fetch_address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct network4 {
	uint32_t start;
	int bits;
};

static const struct network4 closed4[] = {
	{0x00000000, 8},  /* this network */
	{0x0A000000, 8},  /* private */
	{0x64400000, 10}, /* shared by a carrier */
	{0x7F000000, 8},  /* loopback */
	{0xA9FE0000, 16}, /* link-local, where clouds keep their secrets */
	{0xAC100000, 12}, /* private */
	{0xC0000000, 24}, /* protocol assignments */
	{0xC0000200, 24}, /* documentation */
	{0xC0586300, 24}, /* 6to4 relays */
	{0xC0A80000, 16}, /* private */
	{0xC6120000, 15}, /* benchmarks */
	{0xC6336400, 24}, /* documentation */
	{0xCB007100, 24}, /* documentation */
	{0xE0000000, 4},  /* multicast */
	{0xF0000000, 4},  /* reserved, broadcast */
};

static bool is_public4(uint32_t address)
{
	for (size_t i = 0; i < sizeof closed4 / sizeof *closed4; i++)
		if ((address ^ closed4[i].start) >> (32 - closed4[i].bits) == 0)
			return false;
	return true;
}

/* IPv6 networks by the bytes they start with; `carries4` is where an IPv4
 * address stands inside, which is then judged in its place. */
static const struct network6 {
	uint8_t start[12];
	int bits;
	int carries4;
} networks6[] = {
	{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96, 12}, /* mapped */
	{{0, 0x64, 0xFF, 0x9B}, 96, 12},                      /* NAT64 */
	{{0x20, 0x02}, 16, 2},                                /* 6to4 */
	{{0, 0x64, 0xFF, 0x9B, 0, 1}, 48, 0},                 /* local NAT64 */
	{{0x20, 0x01, 0, 0}, 32, 0},                          /* Teredo */
	{{0x20, 0x01, 0x0D, 0xB8}, 32, 0},                    /* documentation */
};

static bool starts_with(const uint8_t *address, const struct network6 *network)
{
	return memcmp(address, network->start, (size_t)network->bits / 8) == 0;
}

static bool is_public6(const uint8_t *address)
{
	for (size_t i = 0; i < sizeof networks6 / sizeof *networks6; i++) {
		if (!starts_with(address, &networks6[i]))
			continue;
		const uint8_t *at = address + networks6[i].carries4;
		return networks6[i].carries4 > 0 &&
		       is_public4((uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
				  (uint32_t)at[2] << 8 | at[3]);
	}
	/* Global unicast is 2000::/3; all else is local, multicast or unassigned. */
	return (address[0] & 0xE0) == 0x20;
}

bool address_is_public(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET)
		return is_public4(ntohl(
			((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr));
	if (address->sa_family == AF_INET6)
		return is_public6(
			((const struct sockaddr_in6 *)(const void *)address)->sin6_addr.s6_addr);
	return false;
}

/* What is not in ASCII is mapped by whoever resolves it, maybe to digits. */
static bool is_ascii(const char *text)
{
	while (*text != '\0' && !(*text & 0x80))
		text++;
	return *text == '\0';
}

bool address_text_is_public(const char *text)
{
	char copy[INET6_ADDRSTRLEN + 1] = "";
	const char *start = text + (*text == '[');
	size_t len = strcspn(start, "]%");
	if (!is_ascii(text))
		return false;
	if (len >= sizeof copy)
		return true;
	if (len > 0 && start[len - 1] == '.')
		len--;
	memcpy(copy, start, len);
	struct sockaddr_in four = {.sin_family = AF_INET};
	if (inet_pton(AF_INET, copy, &four.sin_addr) == 1)
		return address_is_public((const struct sockaddr *)&four);
	struct sockaddr_in6 six = {.sin6_family = AF_INET6};
	if (inet_pton(AF_INET6, copy, &six.sin6_addr) == 1)
		return address_is_public((const struct sockaddr *)&six);
	return true;
}
