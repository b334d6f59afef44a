/* Prompts from the inside: opening one, what it completes, its history, and what
 * those who open one do with the answer. */
#ifndef STEPPE_SESSION_PROMPT_H
#define STEPPE_SESSION_PROMPT_H

#include "src/session/inside.h"

/* ---- prompt.c, complete.c ---- */
struct completion {
	struct foreign text, detail; /* what it is; may be empty */
};

struct completions {
	struct completion *items;
	size_t count;
};

/* A command or an option that is whole and goes on with a value. */
bool complete_wants_more(enum prompt_kind kind, struct foreign text);
/* Candidates for the word at the end of `text`; *start is where it begins. */
void complete_find(struct session *session, struct completions *out, struct arena *arena,
	struct foreign text, size_t *start);
void prompt_open(
	struct session *session, enum prompt_kind kind, struct safe label, struct foreign text);
/* Of a prompt just answered: with what was answered, and what is wrong with it. */
void prompt_ask_again(struct session *session, enum prompt_kind kind, struct foreign answer,
	const struct error *error);
void prompt_set(struct session *session, struct foreign text, size_t cursor);
/* What is typed in it. */
struct foreign prompt_text(const struct session *session);
void prompt_close(struct session *session);

/* ---- history.c ---- */
void history_load(struct session *session);
void history_add(struct session *session, const char *line);
void history_free(struct history *history);

/* ---- what prompts ask for (command_articles.c, command_feeds.c) ---- */
/* Of the articles that the prompt is about. */
void session_take_tags(struct session *session, struct foreign text);
void session_take_note(struct session *session, struct foreign text);
/* The tags that were typed before are kept all the same. */
void session_leave_note(struct session *session);
void session_subscribe(struct session *session, struct foreign address, struct foreign folder);
/* The answer to a row of SHEET_EDIT; empty takes the setting away. */
void session_edit(struct session *session, struct foreign text);
/* The feed that the prompt was about gets these tags and no others. */
void session_tag_feed(struct session *session, struct foreign tags);
void session_save(struct session *session, struct foreign path);
void session_pipe(struct session *session, struct foreign command);

#endif
