/* A file of a test's folder. */
#ifndef STEPPE_TESTS_LIB_READ_FILE_H
#define STEPPE_TESTS_LIB_READ_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "src/base/buffer.h"

/* Appends all of FOLDER/NAME; false when there is no such file. */
static inline bool read_file(struct buffer *out, const char *folder, const char *name)
{
	struct buffer path = {0};
	buffer_printf(&path, "%s/%s", folder, name);
	FILE *file = fopen(path.data, "rb");
	buffer_done(&path);
	if (!file)
		return false;
	size_t got;
	do {
		got = fread(buffer_reserve(out, 65536), 1, 65536, file);
		out->len += got;
	} while (got > 0);
	fclose(file);
	return true;
}

#endif
