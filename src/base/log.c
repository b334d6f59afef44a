#include "src/base/log.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/clock.h"

enum { SIZE_LIMIT = 1 << 20 };

static atomic_int log_fd = -1;

static void rotate(const char *path)
{
	struct stat status;
	if (stat(path, &status) != 0 || status.st_size < SIZE_LIMIT)
		return;
	char older[4096];
	if (snprintf(older, sizeof older, "%s.1", path) < (int)sizeof older)
		rename(path, older);
}

void log_open(const char *path)
{
	log_close();
	rotate(path);
	atomic_store(
		&log_fd, open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600));
}

void log_close(void)
{
	int fd = atomic_exchange(&log_fd, -1);
	if (fd >= 0)
		close(fd);
}

void log_line(const char *room, const char *format, ...)
{
	int fd = atomic_load(&log_fd);
	if (fd < 0)
		return;
	/* One write() a line, so lines of several threads and processes do not mix. */
	char line[1024];
	clock_format_rfc3339(clock_now(), line);
	size_t len = strlen(line);
	len += (size_t)snprintf(line + len, sizeof line - len, " %s: ", room);
	va_list arguments;
	va_start(arguments, format);
	int more = vsnprintf(line + len, sizeof line - len - 1, format, arguments);
	va_end(arguments);
	if (more < 0)
		return;
	len = len + (size_t)more < sizeof line - 1 ? len + (size_t)more : sizeof line - 2;
	line[len++] = '\n';
	ssize_t ignored = write(fd, line, len);
	(void)ignored;
}
