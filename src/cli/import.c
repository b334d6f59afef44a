/* `steppe import`: what other readers and browsers kept, told apart by what is in the
 * file; all that one call takes is one undoable step. */
#include <stdio.h>
#include <string.h>

#include "feeds/bookmark_table.h"
#include "feeds/bookmarks.h"
#include "src/base/array.h"
#include "src/base/words.h"
#include "src/cli/commands.h"
#include "src/cli/import_lines.h"
#include "src/cli/import_list.h"

struct import {
	struct cli *cli;
	struct import_list list; /* of all files */
	size_t added, existing, smarts_added;
	struct import_counts counts;
	bool has_articles; /* some file was one of articles or bookmarks */
	int status;
};

static bool starts_with(struct bytes file, const char *start, size_t len)
{
	return file.len >= len && memcmp(file.data, start, len) == 0;
}

/* Markup begins with '<', in UTF-16 behind a byte order mark. */
static bool is_markup(struct bytes file)
{
	if (starts_with(file, "\xFF\xFE", 2) || starts_with(file, "\xFE\xFF", 2))
		return true;
	size_t at = starts_with(file, "\xEF\xBB\xBF", 3) ? 3 : 0;
	while (at < file.len && strchr(" \t\r\n", file.data[at]) != NULL && file.data[at] != '\0')
		at++;
	return at < file.len && file.data[at] == '<';
}

static bool starts_with_brace(struct bytes file)
{
	size_t at = 0;
	while (at < file.len && file.data[at] != '\0' && strchr(" \t\r\n", file.data[at]) != NULL)
		at++;
	return at < file.len && file.data[at] == '{';
}

static bool is_database(const char *path)
{
	char head[16] = "";
	FILE *file = strcmp(path, "-") == 0 ? NULL : fopen(path, "re");
	size_t got = file == NULL ? 0 : fread(head, 1, sizeof head, file);
	if (file != NULL)
		fclose(file);
	return got == sizeof head && memcmp(head, "SQLite format 3", sizeof head) == 0;
}

static bool read_text(
	struct import_list *list, const char *path, struct foreign text, struct error *error)
{
	if (import_is_markdown(text)) {
		import_markdown(list, text);
		return true;
	}
	if (bookmark_table_is_in(text))
		return import_bookmark_table(list, text, error);
	if (import_is_sfeed(text))
		return import_sfeed(list, text, error);
	if (import_is_feed_lines(text))
		return import_feed_lines(list, text, error);
	if (import_is_newsraft(path, text))
		return import_newsraft(list, text, error);
	return import_newsboat(list, text, error);
}

static bool read_list(
	struct import_list *list, const char *path, struct bytes file, struct error *error)
{
	if (starts_with(file, "SQLite format 3", 15))
		return error_set(error, ERROR_FORMAT, "%s",
			_("a database is read from its file, not from standard input"));
	if (bookmarks_are_in(file))
		return import_bookmark_file(list, file, error);
	if (starts_with_brace(file))
		return import_json_feed(list, file, error);
	if (file.len > 0 && is_markup(file))
		return import_opml(list, file, error);
	if (file.len > 0 && memchr(file.data, '\0', file.len) != NULL)
		return error_set(error, ERROR_FORMAT, "%s", _(import_no_list));
	return read_text(list, path, foreign_from_bytes(list->arena, file), error);
}

/* ---- reading, while nobody waits for the store ---- */

static void say_missed(struct import *import, const char *path, size_t first)
{
	struct arena *arena = import->cli->arena;
	for (size_t i = first; i < import->list.missed_count; i++) {
		const struct import_missed *missed = &import->list.missed[i];
		const char *where = foreign_string(arena, missed->where);
		print_problem(import->cli->err, arena_printf(arena, "%s: %s", path, where),
			cli_without_repeating(where, missed->why));
		import->status = CLI_PARTLY;
	}
}

/* A file that is wrong leaves the others alone. */
static void read_file(struct import *import, const char *path)
{
	struct import_list *list = &import->list;
	size_t count = list->count, missed_count = list->missed_count;
	struct bytes file;
	struct error error = {0};
	if (is_database(path)) {
		ARRAY_PUSH(list->caches, list->caches_count, list->caches_capacity) = path;
		return;
	}
	if (cli_read_file(import->cli, path, IMPORT_SIZE_LIMIT, &file, &error) &&
		read_list(list, path, file, &error)) {
		say_missed(import, path, missed_count);
		return;
	}
	list->count = count;
	list->missed_count = missed_count;
	cli_fail(import->cli, path, &error);
	import->status = CLI_PARTLY;
}

/* ---- applying ---- */

static bool add_feeds(struct import *import, struct error *error)
{
	for (size_t i = 0; i < import->list.count; i++) {
		bool existed = false;
		if (store_add_feed(import->cli->writer, &import->list.feeds[i], &existed, error) <=
			0)
			return false;
		import->added += !existed;
		import->existing += existed;
	}
	return true;
}

static bool has_smart(struct foreign lines, struct foreign name)
{
	while (lines.len > 0) {
		struct foreign line = import_cut_line(&lines);
		if (foreign_starts_with(line, name) && line.len > name.len &&
			line.utf8[name.len] == '\t')
			return true;
	}
	return false;
}

/* Those of a name that is there already stay as they are. */
static bool add_smart_folders(struct import *import, struct error *error)
{
	struct cli *cli = import->cli;
	struct foreign kept = {0};
	if (import->list.smarts_count == 0)
		return true;
	if (!store_get_value(&kept, cli->arena, cli_reader(cli), "smart-folders", error))
		return false;
	for (size_t i = 0; i < import->list.smarts_count; i++) {
		const struct import_smart *smart = &import->list.smarts[i];
		if (has_smart(kept, smart->name))
			continue;
		kept = foreign_from_string(arena_printf(cli->arena, "%.*s%.*s\t%s\n", (int)kept.len,
			kept.utf8, (int)smart->name.len, smart->name.utf8, smart->query));
		import->smarts_added++;
	}
	return import->smarts_added == 0 ||
	       store_set_smart_folders(cli->writer, kept, _("smart folders"), error);
}

static const char *step_name(struct cli *cli)
{
	size_t files = cli->options->arguments_count;
	if (files > 1)
		return arena_printf(cli->arena, _("imported %zu files"), files);
	struct foreign path = cli_foreign(cli, cli_argument(cli, 0));
	return arena_printf(cli->arena, _("imported %s"), foreign_string(cli->arena, path));
}

static bool add_articles(struct import *import, struct error *error)
{
	struct store_writer *writer = import->cli->writer;
	struct import_list *list = &import->list;
	struct import_cache cache = {
		writer, list, &import->added, &import->existing, &import->counts};
	for (size_t i = 0; i < list->caches_count; i++) {
		size_t missed = list->missed_count;
		struct error wrong = {0};
		if (!import_cache(&cache, list->caches[i], &wrong)) {
			if (wrong.kind == ERROR_STORE || wrong.kind == ERROR_BUSY)
				return error_set(error, wrong.kind, "%s: %s", list->caches[i],
					wrong.sentence);
			cli_fail(import->cli, list->caches[i], &wrong);
			import->status = CLI_PARTLY;
		}
		say_missed(import, list->caches[i], missed);
	}
	import->has_articles = list->caches_count > 0 || list->bookmarks_count > 0;
	return store_import_bookmarks(
		writer, list->bookmarks, list->bookmarks_count, &import->counts, error);
}

static bool has_changed(const struct import *import)
{
	return import->added > 0 || import->smarts_added > 0 || import->has_articles;
}

static bool apply_as_one_step(struct import *import, struct error *error)
{
	struct store_writer *writer = import->cli->writer;
	if (!store_begin_step(writer, step_name(import->cli), error))
		return false;
	bool is_good = add_feeds(import, error) && add_smart_folders(import, error) &&
		       add_articles(import, error);
	if (is_good && has_changed(import))
		return store_end_step(writer, error);
	store_drop_step(writer);
	return is_good;
}

static void print_counts(struct cli *cli, const struct import_counts *counts)
{
	print_line(cli->out, _("%lld articles, %lld already there, %lld read, %lld bookmarked"),
		(long long)counts->articles, (long long)counts->existing, (long long)counts->read,
		(long long)counts->bookmarks);
}

int import_run(struct cli *cli)
{
	struct import import = {.cli = cli, .list.arena = cli->arena};
	struct error error = {0};
	if (cli_writer(cli) == NULL)
		return CLI_STORE;
	for (size_t i = 0; i < cli->options->arguments_count; i++)
		read_file(&import, cli_argument(cli, i));
	bool is_good = apply_as_one_step(&import, &error);
	size_t missed = import.list.missed_count;
	import_list_done(&import.list);
	if (!is_good)
		return cli_fail(cli, NULL, &error);
	print_line(cli->out, _("%zu feeds, %zu already there, %zu not mapped"), import.added,
		import.existing, missed);
	if (import.smarts_added > 0)
		print_line(cli->out,
			ngettext("%zu query is a smart folder now",
				"%zu queries are smart folders now", import.smarts_added),
			import.smarts_added);
	if (import.has_articles)
		print_counts(cli, &import.counts);
	return import.status;
}
