#include "src/base/bell.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool bell_init(struct bell *bell)
{
	int ends[2];
	if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0)
		return false;
	*bell = (struct bell){.read_fd = ends[0], .write_fd = ends[1]};
	return true;
}

void bell_done(struct bell *bell)
{
	close(bell->read_fd);
	close(bell->write_fd);
}

void bell_ring(const struct bell *bell)
{
	/* A full pipe is a bell that rings already. */
	int saved = errno;
	ssize_t ignored = write(bell->write_fd, "!", 1);
	(void)ignored;
	errno = saved;
}

void bell_clear(const struct bell *bell)
{
	char rings[64];
	while (read(bell->read_fd, rings, sizeof rings) > 0)
		;
}
