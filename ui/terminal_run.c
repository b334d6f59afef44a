/* Programs on our terminal, the clipboard, suspending: always by argument vector. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/words.h"
#include "ui/terminal_inside.h"

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

int terminal_run(
	struct terminal *terminal, char *const argv[], struct bytes input, struct error *error)
{
	int file = input.data ? program_input(input) : -1;
	if (input.data && file < 0) {
		error_set(error, ERROR_DISK, _("no file for its text: %s"), strerror(errno));
		return -1;
	}
	terminal_leave(terminal);
	int status = program_run_here(argv, file, error);
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

/* It may have to wait for its display: nobody waits for it. */
static void copy_with_program(struct terminal *terminal, struct safe text)
{
	char wl_copy[] = "wl-copy", xclip[] = "xclip", selection[] = "-selection",
	     name[] = "clipboard";
	char *const wayland[] = {wl_copy, NULL}, *const x11[] = {xclip, selection, name, NULL};
	bool has_wayland = getenv("WAYLAND_DISPLAY") != NULL, has_x11 = getenv("DISPLAY") != NULL;
	struct program *copier = &terminal->copier;
	int status;
	program_has_ended(copier, &status); /* the one before */
	if (!has_wayland && !has_x11)
		return;
	if (!program_start(copier, has_wayland ? wayland : x11, PROGRAM_READS, 0, NULL))
		return;
	/* COPY_LIMIT fits into a pipe. */
	ssize_t written = write(copier->pipe, text.utf8, text.len);
	(void)written;
	program_close_pipe(copier);
}

void terminal_copy(struct terminal *terminal, struct safe text)
{
	struct buffer out = {0};
	text = safe_part(text, 0, COPY_LIMIT);
	buffer_append_string(&out, "\033]52;c;");
	base64(&out, text);
	buffer_append_char(&out, '\a');
	fwrite(out.data, 1, out.len, stdout);
	fflush(stdout);
	buffer_done(&out);
	copy_with_program(terminal, text);
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
