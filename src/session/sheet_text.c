/* Text for the entries of sheets. */
#include "src/session/inside.h"
#include "src/session/sheet.h"

#include <string.h>

#include "src/base/words.h"
#include "src/session/present.h"

struct safe sheet_words(struct session *session, const char *text)
{
	return present_string(session->inside->sheet.arena, text);
}

struct safe sheet_number(struct session *session, int64_t value)
{
	return safe_number(session->inside->sheet.arena, value);
}

/* A copy: safe text may look into what it was made from, and that is gone before the sheet. */
struct safe sheet_line(struct session *session, struct foreign text)
{
	struct arena *arena = session->inside->sheet.arena;
	return present_line(arena, foreign_copy(arena, text));
}

struct safe sheet_date(struct session *session, int64_t at)
{
	return at == 0 ? sheet_words(session, _("never"))
		       : present_date(
				 session->inside->sheet.arena, at, session->options.date_format);
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

/* The bytes of its beginning that fill a row: whole words, unless the first is too long. */
static size_t row_length(const char *sentence, size_t most)
{
	size_t len = 0, columns = 0;
	const char *at = sentence;
	for (; *at != '\0' && columns <= most; at++) {
		columns += ((unsigned char)*at & 0xC0) != 0x80;
		if (*at == ' ')
			len = (size_t)(at - sentence);
	}
	bool is_rest = *at == '\0' && columns <= most;
	return is_rest || len == 0 ? strlen(sentence) : len;
}

/* Below its name, in rows that a screen of 40 columns shows whole. */
void sheet_add_sentence(struct session *session, const char *name, const char *sentence)
{
	enum { COLUMNS = 36 };
	struct arena *arena = session->inside->sheet.arena;
	if (*sentence != '\0')
		sheet_add(session)->text = sheet_words(session, name);
	while (*sentence != '\0') {
		size_t len = row_length(sentence, COLUMNS);
		sheet_add(session)->text = sheet_line(session,
			foreign_from_string(arena_printf(arena, "  %.*s", (int)len, sentence)));
		sentence += len + (sentence[len] == ' ');
	}
}
