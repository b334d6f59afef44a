/* Text for the entries of sheets. */
#include "src/session/inside.h"
#include "src/session/sheet.h"

#include <string.h>

#include "src/base/words.h"
#include "src/session/present.h"

struct safe sheet_words(struct session *session, const char *text)
{
	return present_string(session->inside->sheet_arena, text);
}

struct safe sheet_number(struct session *session, int64_t value)
{
	return safe_number(session->inside->sheet_arena, value);
}

/* A copy: safe text may look into what it was made from, and that is gone before the sheet. */
struct safe sheet_line(struct session *session, struct foreign text)
{
	struct arena *arena = session->inside->sheet_arena;
	return present_line(arena, foreign_copy(arena, text));
}

struct safe sheet_date(struct session *session, int64_t at)
{
	return at == 0 ? sheet_words(session, _("never"))
		       : present_date(
				 session->inside->sheet_arena, at, session->options.date_format);
}

const char *setting_words(enum setting3 setting)
{
	static const char *const names[] = {[SETTING_AUTO] = N_("as needed"),
		[SETTING_ON] = N_("always"),
		[SETTING_OFF] = N_("never")};
	return _(names[setting]);
}

void sheet_add_lines(struct session *session, const char *name, struct foreign text)
{
	for (size_t at = 0; at < text.len;) {
		const char *end = memchr(text.utf8 + at, '\n', text.len - at);
		size_t len = end != NULL ? (size_t)(end - text.utf8) - at : text.len - at;
		sheet_add_pair(session, at == 0 ? name : "",
			sheet_line(session, (struct foreign){text.utf8 + at, len}));
		at += len + 1;
	}
}

/* A sentence in rows that a narrow screen shows whole. */
void sheet_add_sentence(struct session *session, const char *name, const char *sentence)
{
	enum { COLUMNS = 36 };
	while (*sentence != '\0') {
		size_t len = 0, columns = 0;
		const char *end = sentence + strlen(sentence);
		for (const char *at = sentence; *at != '\0' && columns <= COLUMNS; at++) {
			columns += ((unsigned char)*at & 0xC0) != 0x80;
			if (*at == ' ' && columns <= COLUMNS + 1)
				len = (size_t)(at - sentence);
			else if (at + 1 == end && columns <= COLUMNS)
				len = (size_t)(end - sentence);
		}
		len = len == 0 ? (size_t)(end - sentence) : len;
		sheet_add_pair(session, name, sheet_line(session, (struct foreign){sentence, len}));
		sentence += len + (sentence[len] == ' ');
		name = "";
	}
}
