/* Programs on our terminal, the clipboard, suspending: always by argument vector. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ui/terminal_inside.h"

extern char **environ;

enum { COPY_LIMIT = 56000 }; /* what terminals take: 74 994 bytes of base64 */

static void base64(struct buffer *out, struct safe text)
{
	static const char DIGITS[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < text.len; i += 3) {
		size_t left = text.len - i;
		uint32_t bits = (uint32_t)(unsigned char)text.utf8[i] << 16;
		bits |= left > 1 ? (uint32_t)(unsigned char)text.utf8[i + 1] << 8 : 0;
		bits |= left > 2 ? (uint32_t)(unsigned char)text.utf8[i + 2] : 0;
		buffer_append_char(out, DIGITS[bits >> 18]);
		buffer_append_char(out, DIGITS[bits >> 12 & 63]);
		buffer_append_char(out, left > 1 ? DIGITS[bits >> 6 & 63] : '=');
		buffer_append_char(out, left > 2 ? DIGITS[bits & 63] : '=');
	}
}

static int file_with(const char *input, size_t len)
{
	FILE *file = tmpfile();
	if (!file)
		return -1;
	bool is_whole = fwrite(input, 1, len, file) == len && fflush(file) == 0;
	rewind(file);
	int copy = is_whole ? dup(fileno(file)) : -1;
	fclose(file);
	return copy;
}

/* What the terminal sends to all of its programs is meant for the one that has it. */
static const int KEYBOARD[] = {SIGINT, SIGQUIT};
enum { KEYBOARD_COUNT = sizeof KEYBOARD / sizeof *KEYBOARD };

static void ignore_keyboard(struct sigaction before[KEYBOARD_COUNT])
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	for (size_t i = 0; i < KEYBOARD_COUNT; i++)
		sigaction(KEYBOARD[i], &ignore, &before[i]);
}

static void heed_keyboard(const struct sigaction before[KEYBOARD_COUNT])
{
	for (size_t i = 0; i < KEYBOARD_COUNT; i++)
		sigaction(KEYBOARD[i], &before[i], NULL);
}

/* A signal of ours, as of a window that changed, does not end the program. */
static int wait_for(pid_t child)
{
	int status;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int spawn_and_wait(char *const argv[], int input, bool is_quiet)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t defaults;
	struct sigaction before[KEYBOARD_COUNT];
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGPIPE);
	for (size_t i = 0; i < KEYBOARD_COUNT; i++)
		sigaddset(&defaults, KEYBOARD[i]);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	if (input >= 0)
		posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	if (is_quiet)
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	pid_t child;
	ignore_keyboard(before);
	int failure = posix_spawnp(&child, argv[0], &actions, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	int status = failure == 0 ? wait_for(child) : -1;
	heed_keyboard(before);
	return status;
}

int terminal_run(struct terminal *terminal, char *const argv[], const char *input, size_t len)
{
	int file = input ? file_with(input, len) : -1;
	if (input && file < 0)
		return -1;
	terminal_leave(terminal);
	int status = spawn_and_wait(argv, file, false);
	terminal_return(terminal);
	if (file >= 0)
		close(file);
	return status;
}

void terminal_suspend(struct terminal *terminal)
{
	terminal_leave(terminal);
	raise(SIGSTOP);
	terminal_return(terminal);
}

static void copy_with_program(struct safe text)
{
	char wl_copy[] = "wl-copy", xclip[] = "xclip", selection[] = "-selection",
	     name[] = "clipboard";
	char *const wayland[] = {wl_copy, NULL}, *const x11[] = {xclip, selection, name, NULL};
	bool has_wayland = getenv("WAYLAND_DISPLAY") != NULL, has_x11 = getenv("DISPLAY") != NULL;
	if (!has_wayland && !has_x11)
		return;
	int file = file_with(text.utf8, text.len);
	if (file < 0)
		return;
	spawn_and_wait(has_wayland ? wayland : x11, file, true);
	close(file);
}

void terminal_copy(struct terminal *terminal, struct safe text)
{
	(void)terminal;
	struct buffer out = {0};
	buffer_append_string(&out, "\033]52;c;");
	base64(&out, safe_part(text, 0, COPY_LIMIT));
	buffer_append_char(&out, '\a');
	fwrite(out.data, 1, out.len, stdout);
	fflush(stdout);
	buffer_done(&out);
	copy_with_program(text);
}

void terminal_set_title(struct terminal *terminal, struct safe title)
{
	if (!terminal->has_title)
		return;
	fputs("\033]2;", stdout);
	fwrite(title.utf8, 1, title.len, stdout);
	fputs("\a", stdout);
	fflush(stdout);
}
