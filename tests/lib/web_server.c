#include "tests/lib/web_server.h"

#include <microhttpd.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REQUESTS_LIMIT = 2000 };

struct web_server {
	struct MHD_Daemon *daemon;
	web_function *answer;
	struct web_request *requests;
	atomic_size_t count; /* moved by the server's one thread */
};

static enum MHD_Result note_header(
	void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct web_request *request = context;
	(void)kind;
	size_t used = strlen(request->headers);
	snprintf(request->headers + used, sizeof request->headers - used, "%s: %s\n", name,
		value ? value : "");
	return MHD_YES;
}

/* MHD hands the address with its query only here, before the headers. */
static void *note_address(void *context, const char *uri, struct MHD_Connection *connection)
{
	struct web_server *server = context;
	(void)connection;
	struct web_request *request = &server->requests[server->count % REQUESTS_LIMIT];
	*request = (struct web_request){0};
	snprintf(request->path, sizeof request->path, "%s", uri);
	return request;
}

static void add_headers(struct MHD_Response *response, const struct web_answer *answer)
{
	for (size_t i = 0; i < WEB_HEADERS_LIMIT && answer->headers[i]; i++) {
		char name[100] = "";
		const char *colon = strstr(answer->headers[i], ": ");
		snprintf(name, sizeof name, "%.*s", (int)(colon - answer->headers[i]),
			answer->headers[i]);
		MHD_add_response_header(response, name, colon + 2);
	}
}

static enum MHD_Result respond(void *context, struct MHD_Connection *connection, const char *url,
	const char *method, const char *version, const char *upload, size_t *upload_len,
	void **state)
{
	struct web_server *server = context;
	struct web_request *request = *state;
	(void)url, (void)method, (void)version, (void)upload, (void)upload_len;
	MHD_get_connection_values(connection, MHD_HEADER_KIND, note_header, request);
	struct web_answer answer = {.status = 200, .body = ""};
	server->answer(request, &answer);
	server->count++;
	size_t len = answer.body_len > 0 ? answer.body_len : strlen(answer.body);
	struct MHD_Response *response = MHD_create_response_from_buffer(
		len, (void *)(uintptr_t)answer.body, MHD_RESPMEM_MUST_COPY);
	add_headers(response, &answer);
	unsigned status = answer.status ? (unsigned)answer.status : 200;
	enum MHD_Result result = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return result;
}

struct web_server *web_server_start(
	web_function *answer, const char *tls_key, const char *tls_certificate)
{
	struct web_server *server = calloc(1, sizeof *server);
	struct MHD_OptionItem tls[] = {{MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)tls_key},
		{MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)tls_certificate},
		{MHD_OPTION_END, 0, NULL}};
	struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
	struct sockaddr_in loopback = {
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	server->answer = answer;
	server->requests = calloc(REQUESTS_LIMIT, sizeof *server->requests);
	server->daemon = MHD_start_daemon(
		MHD_USE_INTERNAL_POLLING_THREAD | (tls_key ? MHD_USE_TLS : 0), 0, NULL, NULL,
		respond, server, MHD_OPTION_SOCK_ADDR, &loopback, MHD_OPTION_URI_LOG_CALLBACK,
		note_address, server, MHD_OPTION_ARRAY, tls_key ? tls : none, MHD_OPTION_END);
	if (server->daemon)
		return server;
	web_server_stop(server);
	return NULL;
}

void web_server_stop(struct web_server *server)
{
	if (!server)
		return;
	if (server->daemon)
		MHD_stop_daemon(server->daemon);
	free(server->requests);
	free(server);
}

int web_server_port(const struct web_server *server)
{
	return MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

size_t web_server_requests(const struct web_server *server, const struct web_request **requests)
{
	*requests = server->requests;
	return server->count;
}

bool web_request_has(const struct web_request *request, const char *header_line)
{
	return strstr(request->headers, header_line) != NULL;
}
