#include "src/base/streams.h"

#include <fcntl.h>
#include <unistd.h>

void streams_reserve(void)
{
	static const int WRONG_WAYS[] = {O_WRONLY, O_RDONLY, O_RDONLY};
	/* open() takes the lowest descriptor that is free: those below are taken by now. */
	for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
		if (fcntl(stream, F_GETFD) < 0)
			open("/dev/null", WRONG_WAYS[stream]);
}
