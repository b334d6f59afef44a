/* Sheets from the inside.  Whoever shows one opens it, adds its entries and says
 * that it is ready; text lives in `inside->sheet.arena` as long as the sheet does. */
#ifndef STEPPE_SESSION_SHEET_H
#define STEPPE_SESSION_SHEET_H

#include "feeds/discover.h"
#include "src/session/session.h"
#include "src/store/store.h"

struct sheet_entry {
	struct safe text, detail;
	int64_t id;
	const char *value; /* foreign, for what Enter does */
	bool is_heading, is_picked;
};

/* ---- sheet.c: entries, those that the filter leaves, the cursor among them ---- */
/* `hint` is translated and may name commands by {NAME}: their keys are put in. */
void sheet_open(struct session *session, enum sheet_kind kind, struct safe title, const char *hint);
struct sheet_entry *sheet_add(struct session *session);
void sheet_add_pair(struct session *session, const char *name, struct safe value);
/* What Enter and `y` take, for the entry added last. */
void sheet_add_value(struct session *session, struct foreign value);
void sheet_ready(struct session *session); /* after the last entry */
void sheet_close(struct session *session);
void sheet_select(struct session *session, size_t index);
struct sheet_entry *sheet_selected(struct session *session);
void sheet_set_filter(struct session *session, struct foreign text);
void sheet_pick(struct session *session); /* Space */
void sheet_pick_all(struct session *session);

/* ---- sheet_text.c: text for entries ---- */
/* `text` translated already. */
struct safe sheet_words(struct session *session, const char *text);
struct safe sheet_number(struct session *session, int64_t value);
struct safe sheet_line(struct session *session, struct foreign text);
struct safe sheet_date(struct session *session, int64_t at); /* 0 = never */
/* as needed, always, never */
const char *setting_words(enum setting3 setting);
/* A sentence, or lines, in as many rows as a narrow screen needs to show them whole. */
void sheet_add_sentence(struct session *session, const char *name, const char *sentence);
void sheet_add_lines(struct session *session, const char *name, struct foreign text);

/* ---- who opens which; what Enter does is in sheet_choose.c ---- */
void sheet_choose(struct session *session); /* Enter */
/* A command whose last word is the value that it sets. */
struct sheet_choice {
	const char *command, *words; /* N_() */
};
/* `now` is the value as it is. */
void choice_sheet_open(struct session *session, const char *title,
	const struct sheet_choice *choices, size_t count, const char *now);
void sort_sheet_open(struct session *session);
void tree_sort_sheet_open(struct session *session);
void health_sheet_open(struct session *session, const struct feed_row *feed);
void edit_sheet_choose(struct session *session, const struct sheet_entry *entry);
/* After what it shows may have changed. */
void edit_sheet_refresh(struct session *session);
/* Unless a prompt, a question or another sheet is before the person. */
void offer_open(struct session *session, const struct feed_links *links, int64_t feed_id);
void starter_subscribe(struct session *session);

#endif
