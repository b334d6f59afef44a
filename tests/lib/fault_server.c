#include "tests/lib/fault_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

enum {
	SCRIPTS_LIMIT = 64,
	LINE_LIMIT = 2048,
	REQUEST_LIMIT = 8192,
	LIFE_SECONDS = 60,
	TLS_HANDSHAKE = 0x16
};

struct fault_server {
	pid_t process;
	int port;
	char *text;
	struct fault_script scripts[SCRIPTS_LIMIT];
	size_t scripts_count;
};

/* ---- the script file ---- */

static char *read_file(const char *path)
{
	enum { SIZE = 64 << 10 };
	FILE *file = fopen(path, "r");
	char *text = calloc(1, SIZE);
	if (file && fread(text, 1, SIZE - 1, file) > 0 && fclose(file) == 0)
		return text;
	free(text);
	return NULL;
}

static void take_script(struct fault_server *server, const char *head)
{
	struct fault_script *script = &server->scripts[server->scripts_count++];
	sscanf(head, "== %39s", script->name);
	const char *line = strchr(head, '\n') + 1;
	if (sscanf(line, "expect %79[^\n]", script->expect) == 1)
		line = strchr(line, '\n') + 1;
	script->commands = line;
}

static void find_scripts(struct fault_server *server)
{
	const char *at = server->text;
	while (at && server->scripts_count < SCRIPTS_LIMIT) {
		if (strncmp(at, "== ", 3) == 0)
			take_script(server, at);
		at = strstr(at + 1, "\n== ");
		at += at != NULL;
	}
}

/* ---- one connection ---- */

struct connection {
	int fd;
	bool is_reset;
	int status;
};

static bool send_all(const struct connection *connection, const void *data, size_t len)
{
	const char *at = data;
	while (len > 0) {
		ssize_t sent = send(connection->fd, at, len, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		at += sent;
		len -= (size_t)sent;
	}
	return true;
}

static size_t put_word(const struct connection *connection, const char *word, char *out)
{
	bool redirects = connection->status == 301 || connection->status == 302 ||
			 connection->status == 303 || connection->status == 307 ||
			 connection->status == 308;
	if (strncmp(word, "{status}", 8) == 0)
		return (size_t)snprintf(out, 8, "%03d", connection->status);
	return (size_t)snprintf(out, 40, "%s", redirects ? "Location: /200/normal\r\n" : "");
}

/* The bytes that a TEXT of the script stands for. */
static size_t unescape(const struct connection *connection, const char *text, char *out)
{
	size_t len = 0;
	while (*text) {
		unsigned byte;
		if (*text == '{' && strchr(text, '}')) {
			len += put_word(connection, text, out + len);
			text = strchr(text, '}') + 1;
		} else if (sscanf(text, "\\x%2x", &byte) == 1) {
			out[len++] = (char)byte;
			text += 4;
		} else if (*text == '\\') {
			out[len++] = text[1] == 'r' ? '\r' : text[1] == 'n' ? '\n' : text[1];
			text += 2;
		} else {
			out[len++] = *text++;
		}
	}
	return len;
}

static bool run_send(struct connection *connection, long count, const char *text)
{
	char bytes[LINE_LIMIT * 2];
	size_t len = unescape(connection, text, bytes);
	for (long i = 0; count < 0 || i < count; i++)
		if (!send_all(connection, bytes, len))
			return false;
	return true;
}

static bool run_gzip(struct connection *connection, long count)
{
	static unsigned char blanks[1 << 16], out[1 << 16];
	memset(blanks, ' ', sizeof blanks);
	z_stream stream = {0};
	deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
	bool is_sent = true;
	for (int flush = Z_NO_FLUSH; is_sent && flush != Z_FINISH;) {
		stream.next_in = blanks;
		stream.avail_in =
			(unsigned)(count > (long)sizeof blanks ? (long)sizeof blanks : count);
		count -= stream.avail_in;
		flush = count > 0 ? Z_NO_FLUSH : Z_FINISH;
		do {
			stream.next_out = out;
			stream.avail_out = sizeof out;
			deflate(&stream, flush);
			is_sent = send_all(connection, out, sizeof out - stream.avail_out);
		} while (is_sent && stream.avail_out == 0);
	}
	deflateEnd(&stream);
	return is_sent;
}

static void run_reset(struct connection *connection)
{
	connection->is_reset = true;
	struct linger now = {1, 0};
	setsockopt(connection->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

/* False ends the script. */
static bool run_command(struct connection *connection, const char *line)
{
	char *rest;
	if (strncmp(line, "send ", 5) == 0)
		return run_send(connection, 1, line + 5);
	if (strncmp(line, "endless ", 8) == 0)
		return run_send(connection, -1, line + 8);
	if (strncmp(line, "repeat ", 7) == 0) {
		long count = strtol(line + 7, &rest, 10);
		return run_send(connection, count, rest + 1);
	}
	if (strncmp(line, "gzip ", 5) == 0)
		return run_gzip(connection, atol(line + 5));
	if (strncmp(line, "wait ", 5) == 0) {
		/* Not longer than the other side stays. */
		struct pollfd gone = {connection->fd, POLLIN, 0};
		return poll(&gone, 1, atoi(line + 5)) == 0;
	}
	run_reset(connection);
	return false;
}

static void run_script(struct connection *connection, const char *commands)
{
	while (*commands && strncmp(commands, "== ", 3) != 0) {
		char line[LINE_LIMIT] = "";
		size_t len = strcspn(commands, "\n");
		snprintf(line, sizeof line, "%.*s", (int)len, commands);
		if (*line && *line != '#' && !run_command(connection, line))
			return;
		commands += len + (commands[len] == '\n');
	}
}

static bool read_request(const struct connection *connection, char *request)
{
	size_t len = 0;
	while (len < REQUEST_LIMIT - 1) {
		ssize_t got = recv(connection->fd, request + len, REQUEST_LIMIT - 1 - len, 0);
		if (got <= 0)
			return false;
		len += (size_t)got;
		request[len] = '\0';
		if (strstr(request, "\r\n\r\n"))
			return true;
	}
	return false;
}

/* Unread bytes would make the end of the connection a reset, and that may overtake
 * what was sent. */
static void end_gently(int fd)
{
	char rest[REQUEST_LIMIT];
	struct pollfd more = {fd, POLLIN, 0};
	shutdown(fd, SHUT_WR);
	while (poll(&more, 1, 1000) > 0 && recv(fd, rest, sizeof rest, 0) > 0)
		;
}

/* Of a TLS handshake the address alone says what is meant: 127.NUMBER.x.x. */
static bool serve_tls(const struct fault_server *server, struct connection *connection)
{
	struct sockaddr_in own = {0};
	socklen_t size = sizeof own;
	unsigned char first;
	if (recv(connection->fd, &first, 1, MSG_PEEK) != 1 || first != TLS_HANDSHAKE)
		return false;
	getsockname(connection->fd, (struct sockaddr *)&own, &size);
	size_t number = (ntohl(own.sin_addr.s_addr) >> 16 & 0xFF) - 1;
	if (number < server->scripts_count)
		run_script(connection, server->scripts[number].commands);
	if (!connection->is_reset)
		end_gently(connection->fd);
	return true;
}

static void serve(const struct fault_server *server, int fd)
{
	struct connection connection = {.fd = fd};
	char request[REQUEST_LIMIT], name[40] = "";
	if (serve_tls(server, &connection) || !read_request(&connection, request) ||
		sscanf(request, "GET /%d/%39[^ ?]", &connection.status, name) != 2)
		return;
	for (size_t i = 0; i < server->scripts_count; i++)
		if (strcmp(server->scripts[i].name, name) == 0)
			run_script(&connection, server->scripts[i].commands);
	/* Unread bytes would make the end of the connection a reset. */
	shutdown(fd, SHUT_WR);
	while (recv(fd, request, sizeof request, MSG_DONTWAIT) > 0)
		;
}

/* ---- the process that listens ---- */

static void accept_all(const struct fault_server *server, int listening)
{
	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		struct sockaddr_in peer;
		socklen_t size = sizeof peer;
		int fd = accept(listening, (struct sockaddr *)&peer, &size);
		if (fd < 0)
			continue;
		bool is_local = ntohl(peer.sin_addr.s_addr) >> 24 == 127;
		if (is_local && fork() == 0) {
			alarm(LIFE_SECONDS);
			serve(server, fd);
			_exit(0);
		}
		close(fd);
	}
}

static int listen_somewhere(int *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_ANY)};
	socklen_t size = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) != 0 || listen(fd, 512) != 0 ||
		getsockname(fd, (struct sockaddr *)&address, &size) != 0)
		return -1;
	*port = ntohs(address.sin_port);
	return fd;
}

struct fault_server *fault_server_start(const char *script_path)
{
	struct fault_server *server = calloc(1, sizeof *server);
	server->text = read_file(script_path);
	int listening = server->text ? listen_somewhere(&server->port) : -1;
	if (listening < 0) {
		free(server->text);
		free(server);
		return NULL;
	}
	find_scripts(server);
	server->process = fork();
	if (server->process == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		accept_all(server, listening);
	}
	close(listening);
	return server;
}

void fault_server_stop(struct fault_server *server)
{
	if (!server)
		return;
	kill(server->process, SIGKILL);
	waitpid(server->process, NULL, 0);
	free(server->text);
	free(server);
}

int fault_server_port(const struct fault_server *server)
{
	return server->port;
}

const struct fault_script *fault_server_scripts(const struct fault_server *server, size_t *count)
{
	*count = server->scripts_count;
	return server->scripts;
}
