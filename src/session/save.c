/* An article leaves the reader as a file: as text, Markdown or HTML, by the ending of
 * the name. */
#include "src/session/save.h"
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/words.h"
#include "src/session/page_cache.h"
#include "src/session/present.h"

static bool ends_with(const char *name, const char *ending)
{
	size_t len = strlen(name), ending_len = strlen(ending);
	return len >= ending_len && strcmp(name + len - ending_len, ending) == 0;
}

static enum save_format format_of(const char *path)
{
	if (ends_with(path, ".html") || ends_with(path, ".htm"))
		return SAVE_HTML;
	return ends_with(path, ".md") ? SAVE_MARKDOWN : SAVE_TEXT;
}

bool save_read(struct session *session, struct arena *arena, struct saved_article *out,
	struct error *error)
{
	int64_t id =
		session->focus == VIEW_ARTICLE ? session->article.id : list_selected_id(session);
	if (id == 0)
		return error_set(error, ERROR_NOT_FOUND, _("No article is selected."));
	if (!store_article(&out->article, arena, session->inside->reader, id, error))
		return false;
	const struct stored_article *article = &out->article;
	bool whole = stored_article_is_whole(article);
	out->html = whole ? article->fulltext_html : article->content_html;
	out->date_format = session->options.date_format;
	const struct cached_page *cached =
		page_cache_find(session->inside, id, (struct text_choice){.is_fulltext = whole});
	if (cached == NULL)
		cached = page_cache_find(session->inside, id, (struct text_choice){0});
	bool is_open = session->focus == VIEW_ARTICLE;
	out->page = is_open ? session->article.page : cached ? &cached->page : NULL;
	return out->page != NULL || error_set(error, ERROR_NOT_FOUND,
					    _("Its text is not ready yet; once more, please."));
}

/* Never over a file that is there: a slip of the finger must not cost one. */
static bool write_file(const char *path, const struct buffer *text, struct error *error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return error_set(error, ERROR_DISK, "%s: %s", path, strerror(errno));
	size_t done = 0;
	while (done < text->len) {
		ssize_t n = write(fd, text->data + done, text->len - done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		done += (size_t)n;
	}
	bool is_written = done == text->len && fsync(fd) == 0;
	int reason = errno;
	if (close(fd) == 0 && is_written)
		return true;
	unlink(path);
	return error_set(error, ERROR_DISK, "%s: %s", path, strerror(reason));
}

static const char *full_path(const struct session *session, struct arena *arena, const char *path)
{
	const char *home = getenv("HOME");
	const char *folder = session->options.save_folder;
	if (path[0] == '~' && path[1] == '/' && home != NULL)
		return arena_printf(arena, "%s%s", home, path + 1);
	if (folder[0] == '\0' && session->inside->downloads != NULL)
		folder = session->inside->downloads;
	if (path[0] == '/' || folder[0] == '\0')
		return path;
	return arena_printf(arena, "%s/%s", folder, path);
}

/* Where somebody would look for it who does not know where the reader was started. */
static const char *told_path(struct arena *arena, const char *path)
{
	char here[PATH_MAX];
	if (path[0] == '/' || getcwd(here, sizeof here) == NULL)
		return path;
	return arena_printf(arena, "%s/%s", here, path);
}

void session_save(struct session *session, struct foreign path)
{
	struct arena *scratch = arena_new();
	struct saved_article saved = {0};
	struct buffer text = {0};
	struct error error = {0};
	const char *full = full_path(session, scratch, foreign_string(scratch, path));
	if (path.len > 0 && save_read(session, scratch, &saved, &error)) {
		save_format(&text, &saved, format_of(full));
		if (write_file(full, &text, &error))
			session_say(
				session, MESSAGE_NEWS, _("Saved as %s."), told_path(scratch, full));
	}
	if (error.kind != ERROR_NONE)
		session_say_error(session, &error);
	buffer_done(&text);
	arena_free(scratch);
}

/* A name from the title that every file system takes. */
static const char *proposed_name(struct arena *arena, struct foreign title)
{
	enum { LENGTH = 60 };
	struct buffer name = {0};
	for (size_t i = 0; i < title.len && name.len <= LENGTH; i++) {
		unsigned char c = (unsigned char)title.utf8[i];
		bool plain =
			c >= 0x80 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
		if (plain)
			buffer_append_char(&name, (char)c);
		else if (name.len > 0 && name.data[name.len - 1] != '-')
			buffer_append_char(&name, '-');
	}
	struct foreign start = foreign_cut((struct foreign){name.data, name.len}, LENGTH);
	const char *out = start.len == 0
				  ? _("article.txt")
				  : arena_printf(arena, "%.*s.txt", (int)start.len, start.utf8);
	buffer_done(&name);
	return out;
}

void run_save(struct session *session, const struct call *call)
{
	if (call->argument.len > 0) {
		session_save(session, call->argument);
		return;
	}
	struct arena *scratch = arena_new();
	const struct article_row *row = targets_first(session);
	if (row != NULL) {
		article_prepare(session, row->id);
		prompt_open(session, PROMPT_SAVE,
			present_string(session->inside->prompt.arena, _("Save as: ")),
			foreign_from_string(proposed_name(scratch, row->title)));
	}
	arena_free(scratch);
}
