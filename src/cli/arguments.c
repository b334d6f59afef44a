/* Words of the command line as numbers, queries, files. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "feeds/discover.h"
#include "src/base/buffer.h"
#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/cli/cli.h"

const char *cli_argument(const struct cli *cli, size_t index)
{
	return index < cli->options->arguments_count ? cli->options->arguments[index] : NULL;
}

struct foreign cli_foreign(struct cli *cli, const char *argument)
{
	return foreign_from_bytes(cli->arena, (struct bytes){argument, strlen(argument)});
}

bool cli_feed_url(
	struct foreign *feed_url, struct cli *cli, struct foreign address, struct error *error)
{
	const char *bridge = cli->settings->bridge;
	*feed_url = address;
	return discover_by_site(feed_url, cli->arena, address,
		       foreign_from_string(bridge ? bridge : ""), error) != SITE_NONE;
}

const char *cli_option(const struct cli *cli, const char *name)
{
	return options_value(cli->options, name);
}

static bool read_number(const char *text, long min, long max, long *out)
{
	char *end = NULL;
	errno = 0;
	long number = strtol(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || number < min || number > max)
		return false;
	*out = number;
	return true;
}

bool cli_number(struct cli *cli, const char *name, long min, long max, long initial, long *out)
{
	const char *text = cli_option(cli, name);
	*out = initial;
	if (text == NULL || read_number(text, min, max, out))
		return true;
	struct error error = {0};
	error_set(&error, ERROR_USAGE, _("'%s' is not a number from %ld to %ld"), text, min, max);
	cli_fail(cli, arena_printf(cli->arena, "--%s", name), &error);
	return false;
}

bool cli_read_id(const char *text, int64_t *id)
{
	long number = 0;
	if (text[0] < '0' || text[0] > '9' || !read_number(text, 1, LONG_MAX, &number))
		return false;
	*id = number;
	return true;
}

bool cli_read_ids(struct cli *cli, size_t first, int64_t **ids, size_t *count)
{
	*count = cli->options->arguments_count - first;
	*ids = arena_array(cli->arena, *count + 1, sizeof **ids);
	for (size_t i = 0; i < *count; i++) {
		const char *text = cli_argument(cli, first + i);
		if (cli_read_id(text, &(*ids)[i]))
			continue;
		print_problem(
			cli->err, text, _("this is not an article's number; see steppe list"));
		return false;
	}
	return true;
}

static bool parse_query(struct cli *cli, struct foreign text, const struct query **query)
{
	struct error error = {0};
	*query = NULL;
	if (foreign_trim(text).len == 0)
		return true;
	*query = query_parse(cli->arena, text, clock_now(), &error);
	if (*query == NULL)
		cli_fail(cli, foreign_string(cli->arena, text), &error);
	return *query != NULL;
}

bool cli_query(struct cli *cli, size_t first, const char *initial, const char *more,
	const struct query **query)
{
	const struct query *ours = NULL;
	const char *text = cli_argument(cli, first) == NULL ? initial : "";
	for (size_t i = first; i < cli->options->arguments_count; i++)
		text = arena_printf(
			cli->arena, "%s%s%s", text, i > first ? " " : "", cli_argument(cli, i));
	/* Each by itself: an OR among the person's words may not reach into ours. */
	if (!parse_query(cli, cli_foreign(cli, text), query) ||
		!parse_query(cli, cli_foreign(cli, more), &ours))
		return false;
	*query = query_both(cli->arena, *query, ours);
	return true;
}

static bool read_stream(FILE *file, size_t limit, struct buffer *buffer, struct error *error)
{
	for (;;) {
		size_t step = 64 * 1024;
		size_t got = fread(buffer_reserve(buffer, step), 1, step, file);
		buffer->len += got;
		if (ferror(file))
			return error_set(error, ERROR_NOT_FOUND, "%s", strerror(errno));
		if (buffer->len > limit)
			return error_set(
				error, ERROR_LIMIT, _("it is larger than %zu MiB"), limit >> 20);
		if (got == 0)
			return true;
	}
}

bool cli_read_file(
	struct cli *cli, const char *path, size_t limit, struct bytes *out, struct error *error)
{
	bool is_input = strcmp(path, "-") == 0;
	FILE *file = is_input ? stdin : fopen(path, "re");
	if (file == NULL)
		return error_set(error, ERROR_NOT_FOUND, "%s", strerror(errno));
	struct buffer buffer = {0};
	bool is_read = read_stream(file, limit, &buffer, error);
	if (!is_input)
		fclose(file);
	out->len = buffer.len;
	out->data = buffer_take(&buffer);
	if (out->data != NULL)
		arena_adopt(cli->arena, (void *)out->data);
	return is_read;
}
