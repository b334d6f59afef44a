#include "src/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* vsnprintf cuts anywhere; a cut UTF-8 sequence at the end goes. */
static void trim_cut_character(char *sentence, size_t size)
{
	size_t len = strlen(sentence);
	if (len + 1 < size)
		return;
	size_t start = len;
	while (start > 0 && len - start < 4 && ((unsigned char)sentence[start - 1] & 0xC0) == 0x80)
		start--;
	if (start == 0)
		return;
	unsigned char lead = (unsigned char)sentence[start - 1];
	size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
	if (len - (start - 1) < wanted)
		sentence[start - 1] = '\0';
}

bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
{
	if (!error)
		return false;
	error->kind = kind;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(error->sentence, sizeof error->sentence, format, arguments);
	va_end(arguments);
	trim_cut_character(error->sentence, sizeof error->sentence);
	return false;
}

bool error_is_of_store(const struct error *error)
{
	return error->kind == ERROR_STORE || error->kind == ERROR_DISK || error->kind == ERROR_BUSY;
}

bool error_context(struct error *error, const char *format, ...)
{
	if (!error)
		return false;
	char before[sizeof error->sentence];
	memcpy(before, error->sentence, sizeof before);
	va_list arguments;
	va_start(arguments, format);
	int len = vsnprintf(error->sentence, sizeof error->sentence, format, arguments);
	va_end(arguments);
	size_t room = len >= 0 && (size_t)len < sizeof error->sentence
			      ? sizeof error->sentence - (size_t)len
			      : 0;
	if (room > 3)
		snprintf(error->sentence + len, room, ": %.*s", (int)room - 3, before);
	trim_cut_character(error->sentence, sizeof error->sentence);
	return false;
}
