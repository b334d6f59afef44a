/* The scheduler against a table (schedule.table), one test a row. */
#include "src/jobs/schedule.h"

#include <stdio.h>
#include <stdlib.h>

#include "src/store/arrivals.h"
#include "tests/lib/check.h"

enum { LINE_SIZE = 512, ROWS_LIMIT = 400 };

struct row {
	char sentence[LINE_SIZE];
	int64_t now;
	struct feed_history history;
	struct schedule_answer answer;
	struct schedule_settings settings;
	int64_t at_least, at_most; /* from now */
	struct schedule expected;
};

/* "90", "5m", "2h", "14d" in seconds. */
static int64_t seconds_of(const char *text)
{
	char *unit;
	int64_t number = strtoll(text, &unit, 10);
	return number * (*unit == 'm' ? 60 : *unit == 'h' ? 3600 : *unit == 'd' ? 86400 : 1);
}

static struct foreign address_of(const char *text)
{
	return *text == 'b' ? FOREIGN("https://b.example/") : FOREIGN("https://a.example/");
}

static enum error_kind failure_of(const char *text)
{
	static const struct {
		const char *name;
		enum error_kind kind;
	} kinds[] = {{"network", ERROR_NETWORK}, {"timeout", ERROR_TIMEOUT}, {"tls", ERROR_TLS},
		{"server", ERROR_SERVER}, {"proxy", ERROR_PROXY}, {"refused", ERROR_REFUSED},
		{"format", ERROR_FORMAT}, {"limit", ERROR_LIMIT}, {"worker", ERROR_WORKER}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, text) == 0)
			return kinds[i].kind;
	fail_msg("no such failure: %s", text);
	return ERROR_NONE;
}

static void read_history(struct row *row, const char *name, const char *value)
{
	struct feed_history *history = &row->history;
	if (strcmp(name, "last-new") == 0)
		history->last_new = row->now - seconds_of(value);
	else if (strcmp(name, "failing-for") == 0)
		history->failing_since = row->now - seconds_of(value);
	else if (strcmp(name, "failures") == 0)
		history->failures = atoi(value);
	else if (strcmp(name, "was-moved-to") == 0)
		history->moved_to = address_of(value);
	else if (strcmp(name, "was-moved-times") == 0)
		history->moved_count = atoi(value);
	else if (strcmp(name, "was-moved-for") == 0)
		history->moved_since = row->now - seconds_of(value);
	else
		fail_msg("no such word: %s", name);
}

static void read_answer(struct row *row, const char *name, const char *value)
{
	struct schedule_answer *answer = &row->answer;
	if (strcmp(name, "status") == 0)
		answer->status = atoi(value);
	else if (strcmp(name, "failure") == 0)
		answer->failure = failure_of(value);
	else if (strcmp(name, "max-age") == 0)
		answer->hints.max_age_seconds = seconds_of(value);
	else if (strcmp(name, "expires-in") == 0)
		answer->hints.expires_in_seconds = seconds_of(value);
	else if (strcmp(name, "retry-in") == 0)
		answer->hints.retry_at = row->now + seconds_of(value);
	else if (strcmp(name, "ttl") == 0)
		answer->feed.interval_seconds = seconds_of(value);
	else if (strcmp(name, "skip-hours") == 0)
		answer->feed.skip_hours = (uint32_t)strtoul(value, NULL, 16);
	else if (strcmp(name, "skip-days") == 0)
		answer->feed.skip_days = (uint8_t)strtoul(value, NULL, 16);
	else if (strcmp(name, "moved-to") == 0)
		answer->moved_to = address_of(value);
	else
		read_history(row, name, value);
}

/* "never", "about 2h" (one to ten percent more) or "in 2h..130m" */
static void read_range(struct row *row, const char *how, char **rest)
{
	row->at_least = row->at_most = SCHEDULE_NEVER - row->now;
	if (strcmp(how, "never") == 0)
		return;
	const char *range = strtok_r(NULL, " \n", rest), *second = strstr(range, "..");
	row->at_least = seconds_of(range);
	row->at_most = second ? seconds_of(second + 2) : row->at_least * 110 / 100 + 1;
	if (!second)
		row->at_least = row->at_least * 101 / 100;
}

/* "about 1h ok", "never gone", "in 2h..130m failing", "about 1h ok moves" */
static void read_expected(struct row *row, char *text)
{
	char *how = strtok_r(text, " \n", &text);
	read_range(row, how, &text);
	const char *state = strtok_r(NULL, " \n", &text);
	row->expected.state = *state == 'o' ? FEED_OK : *state == 'g' ? FEED_GONE : FEED_FAILING;
	row->expected.takes_new_url = strtok_r(NULL, " \n", &text) != NULL;
}

static void read_row(struct row *row, char *line)
{
	*row = (struct row){.now = 1649149200}; /* Tuesday, 5 April 2022, 09:00 */
	row->answer.hints = (struct response_hints){-1, -1, 0};
	char *rest = line;
	snprintf(row->sentence, sizeof row->sentence, "%s", strtok_r(line, "|", &rest));
	char *words = strtok_r(NULL, "|", &rest);
	for (char *word = strtok_r(words, " \t", &words); word;
		word = strtok_r(NULL, " \t", &words)) {
		char *value = strchr(word, '=');
		if (value)
			*value++ = '\0';
		if (strcmp(word, "validators") == 0)
			row->answer.has_validators = true;
		else if (strcmp(word, "new") == 0)
			row->answer.has_new = true;
		else if (strcmp(word, "now") == 0)
			row->now = seconds_of(value);
		else if (strcmp(word, "interval") == 0)
			row->settings.interval_seconds = seconds_of(value);
		else if (strcmp(word, "wish") == 0)
			row->settings.feed_interval_seconds = seconds_of(value);
		else
			read_answer(row, word, value);
	}
	read_expected(row, rest);
}

/* Every row with a hundred different chances: the range must hold for all. */
static void run_row(void **state)
{
	const struct row *row = *state;
	for (uint64_t seed = 0; seed < 100; seed++) {
		struct random random = {seed};
		struct schedule got = schedule_next(
			&row->history, &row->answer, &row->settings, row->now, &random);
		assert_int_equal(got.state, row->expected.state);
		assert_int_equal(got.takes_new_url, row->expected.takes_new_url);
		assert_in_range(got.next_due - row->now, row->at_least, row->at_most);
	}
}

static size_t read_table(struct row *rows)
{
	char path[4096], line[LINE_SIZE];
	snprintf(path, sizeof path, "%s/tests/jobs/schedule.table", getenv("SRCDIR"));
	FILE *file = fopen(path, "r");
	size_t count = 0;
	while (file && fgets(line, sizeof line, file) && count < ROWS_LIMIT)
		if (*line != '#' && *line != '\n')
			read_row(&rows[count++], line);
	if (file)
		fclose(file);
	return count;
}

int main(void)
{
	struct row *rows = calloc(ROWS_LIMIT, sizeof *rows);
	struct CMUnitTest *tests = calloc(ROWS_LIMIT, sizeof *tests);
	size_t count = read_table(rows);
	for (size_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){rows[i].sentence, run_row, NULL, NULL, &rows[i]};
	int failed =
		count < 200 ? 1 : _cmocka_run_group_tests("schedule", tests, count, NULL, NULL);
	free(tests);
	free(rows);
	return failed;
}
