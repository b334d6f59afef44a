/* Enter in the prompt: what each kind of answer leads to. */
#include "src/session/folders.h"
#include "src/session/inside.h"
#include "src/session/prompt.h"

#include "src/base/clock.h"
#include "src/store/query.h"

static void accept_command(struct session *session, struct foreign text)
{
	struct arena *scratch = arena_new();
	const char *line = foreign_string(scratch, foreign_trim(text));
	history_add(session, line);
	session_run(session, line, 0);
	arena_free(scratch);
}

static void accept_with(struct session *session, const char *command, struct foreign text)
{
	struct arena *scratch = arena_new();
	if (text.len > 0)
		session_run(session,
			arena_printf(scratch, "%s %.*s", command, (int)text.len, text.utf8), 0);
	arena_free(scratch);
}

/* What is no query is shown again, to be mended. */
static bool takes_query(struct session *session, enum prompt_kind kind, struct foreign text)
{
	struct arena *scratch = arena_new();
	struct error error = {0};
	bool is_query = query_parse(scratch, text, clock_now(), &error) != NULL;
	if (!is_query)
		prompt_ask_again(session, kind, text, &error);
	arena_free(scratch);
	return is_query;
}

static void accept_search(struct session *session, struct foreign text)
{
	if (text.len > 0 && takes_query(session, PROMPT_SEARCH, text))
		accept_with(session, "search", text);
}

static void accept_filter(struct session *session, struct foreign text)
{
	struct arena *scratch = arena_new();
	if (text.len == 0 || takes_query(session, PROMPT_FILTER, text))
		list_set_filter(session, foreign_string(scratch, text));
	arena_free(scratch);
}

static void accept_query(struct session *session, struct foreign text)
{
	if (text.len == 0 || takes_query(session, PROMPT_QUERY, text))
		smart_set_query(session, text);
}

static void accept_add(struct session *session, struct foreign text)
{
	accept_with(session, "add", foreign_trim(text));
}

/* Where the tags of "News +rail +asia" begin. */
static size_t tags_start(struct foreign text)
{
	size_t at = 0;
	while (at < text.len && !(text.utf8[at] == '+' && (at == 0 || text.utf8[at - 1] == ' ')))
		at++;
	return at;
}

static void accept_folder(struct session *session, struct foreign text)
{
	if (!session->inside->prompt.takes_tags) {
		session_move(session, foreign_trim(text));
		return;
	}
	size_t len = tags_start(text);
	struct buffer tags = {0};
	for (size_t i = len; i < text.len; i++)
		buffer_append(&tags, text.utf8[i] == '+' ? " " : &text.utf8[i], 1);
	session_move(session, foreign_trim((struct foreign){text.utf8, len}));
	session_tag_feed(session, (struct foreign){tags.data, tags.len});
	buffer_done(&tags);
}

static void accept_new_folder(struct session *session, struct foreign text)
{
	if (foreign_trim(text).len > 0)
		session_add_folder(session, foreign_trim(text));
}

static void accept_name(struct session *session, struct foreign text)
{
	struct session_inside *inside = session->inside;
	session_rename(session, inside->prompt.feed, inside->prompt.folder, foreign_trim(text));
}

static void accept_save(struct session *session, struct foreign text)
{
	session_save(session, foreign_trim(text));
}

static void accept_pipe(struct session *session, struct foreign text)
{
	session_pipe(session, foreign_trim(text));
}

static void (*const accepts[])(struct session *session, struct foreign text) = {
	[PROMPT_COMMAND] = accept_command,
	[PROMPT_SEARCH] = accept_search,
	[PROMPT_FILTER] = accept_filter,
	[PROMPT_ADD] = accept_add,
	[PROMPT_TAGS] = session_take_tags,
	[PROMPT_NOTE] = session_take_note,
	[PROMPT_FEED_FOLDER] = accept_folder,
	[PROMPT_SETTING] = session_edit,
	[PROMPT_QUERY] = accept_query,
	[PROMPT_NEW_FOLDER] = accept_new_folder,
	[PROMPT_RENAME] = accept_name,
	[PROMPT_SAVE] = accept_save,
	[PROMPT_PIPE] = accept_pipe,
};

void session_prompt_accept(struct session *session)
{
	if (session->mode != MODE_PROMPT)
		return;
	enum prompt_kind kind = session->prompt.kind;
	struct arena *scratch = arena_new();
	struct foreign text = foreign_copy(scratch, prompt_text(session));
	prompt_close(session);
	if ((size_t)kind < sizeof accepts / sizeof *accepts && accepts[kind] != NULL)
		accepts[kind](session, text);
	arena_free(scratch);
}
