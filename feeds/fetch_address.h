/* Which network an address belongs to: what a document of the public web names
 * may not reach into the reader's own (RFC 6890, RFC 4291, RFC 6052). */
#ifndef STEPPE_FEEDS_FETCH_ADDRESS_H
#define STEPPE_FEEDS_FETCH_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

/* False for loopback, private, link-local, shared, multicast and reserved
 * addresses, and for the IPv6 forms that carry such an IPv4 address. */
bool address_is_public(const struct sockaddr *address);

/* As above for an address in digits ("192.0.2.1", "192.0.2.1.", "fe80::1", "[::1]");
 * a name in ASCII or anything else that is no address counts as public. */
bool address_text_is_public(const char *text);

#endif
