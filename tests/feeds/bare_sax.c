/* Mini-XML 3 alone, for `make bench-parse`: reads FILE that often and does
 * nothing with it.  TIMES FILE */
#include <mxml.h>
#include <stdio.h>
#include <stdlib.h>

#include "src/base/buffer.h"

static void count_event(mxml_node_t *node, mxml_sax_event_t event, void *count)
{
	(void)node;
	(void)event;
	++*(long *)count;
}

static void drop_error(const char *message)
{
	(void)message;
}

static bool read_file(struct buffer *out, const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t got;
	if (!file)
		return false;
	do {
		got = fread(buffer_reserve(out, 1u << 16), 1, 1u << 16, file);
		out->len += got;
	} while (got > 0);
	fclose(file);
	buffer_append(out, "", 0);
	return true;
}

int main(int count, char **arguments)
{
	struct buffer text = {0};
	long events = 0;
	if (count != 3 || !read_file(&text, arguments[2]))
		return EXIT_FAILURE;
	mxmlSetErrorCallback(drop_error);
	for (long times = strtol(arguments[1], NULL, 10); times > 0; times--)
		mxmlDelete(mxmlSAXLoadString(
			NULL, text.data, MXML_OPAQUE_CALLBACK, count_event, &events));
	printf("%ld\n", events);
	buffer_done(&text);
	return EXIT_SUCCESS;
}
