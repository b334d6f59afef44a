/* A server that misbehaves as a text file says, in processes of its own.
 *
 *     == truncated
 *     send HTTP/1.1 {status} Status\r\nContent-Length: 1000\r\n\r\n
 *     repeat 500 x
 *
 * GET /STATUS/NAME runs the script NAME with its {status}; {redirect} becomes a
 * Location line for a redirecting status, else nothing.  Commands: send TEXT
 * (\r \n \xHH), repeat COUNT TEXT, endless TEXT (until the other side goes),
 * gzip COUNT (that many blanks, compressed), wait MILLISECONDS, reset.  A TLS
 * handshake to 127.N.x.x runs the Nth script instead.
 * Lines before the first command that begin with "expect" are for the test. */
#ifndef STEPPE_TESTS_LIB_FAULT_SERVER_H
#define STEPPE_TESTS_LIB_FAULT_SERVER_H

#include <stddef.h>

struct fault_script {
	char name[40];
	char expect[80];
	const char *commands; /* lines, up to the next "==" or the end */
};

struct fault_server;

/* Listens on all of 127.0.0.0/8 at a free port; NULL when the file cannot be read. */
struct fault_server *fault_server_start(const char *script_path);
void fault_server_stop(struct fault_server *server);
int fault_server_port(const struct fault_server *server);
const struct fault_script *fault_server_scripts(const struct fault_server *server, size_t *count);

#endif
