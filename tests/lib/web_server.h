/* A well-behaved web server on loopback (libmicrohttpd) that remembers what it
 * was asked.  The answers come from a function of the test. */
#ifndef STEPPE_TESTS_LIB_WEB_SERVER_H
#define STEPPE_TESTS_LIB_WEB_SERVER_H

#include <stdbool.h>
#include <stddef.h>

#define WEB_HEADERS_LIMIT 8

struct web_request {
	char path[200];     /* with its query */
	char headers[2048]; /* "Name: value\n" each, as they came */
};

struct web_answer {
	int status; /* 0 = 200 */
	const char *body;
	size_t body_len;                        /* 0 = strlen(body) */
	const char *headers[WEB_HEADERS_LIMIT]; /* "Name: value"; copied before the function is
						   called again */
};

typedef void web_function(const struct web_request *request, struct web_answer *answer);

struct web_server;

/* `tls_key` and `tls_certificate` are PEM texts, or NULL for plain HTTP. */
struct web_server *web_server_start(
	web_function *answer, const char *tls_key, const char *tls_certificate);
void web_server_stop(struct web_server *server);
int web_server_port(const struct web_server *server);
/* What was asked so far; valid until the server stops. */
size_t web_server_requests(const struct web_server *server, const struct web_request **requests);
bool web_request_has(const struct web_request *request, const char *header_line);

#endif
