#include "tests/lib/check.h"

#include <stdio.h>
#include <stdlib.h>

#include "feeds/date.h"
#include "src/base/clock.h"

/* dates.txt: "written<TAB>RFC 3339", or "written<TAB>none". */
static void every_row_of_the_table_is_read(void **state)
{
	char path[4096], line[512];
	int rows = 0, wrong = 0;
	(void)state;
	snprintf(path, sizeof path, "%s/tests/feeds/dates.txt", getenv("SRCDIR"));
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		char *tab = strchr(line, '\t'), found[32] = "none";
		if (*line == '#' || !tab)
			continue;
		*tab = '\0';
		tab[1 + strcspn(tab + 1, "\n")] = '\0';
		int64_t seconds = date_parse((struct foreign){line, strlen(line)});
		if (seconds != 0)
			clock_format_rfc3339(seconds, found);
		if (strcmp(found, tab + 1) != 0) {
			print_error("%s: %s, not %s\n", line, found, tab + 1);
			wrong++;
		}
		rows++;
	}
	fclose(file);
	assert_int_equal(wrong, 0);
	assert_true(rows > 300);
}

static void the_length_is_limited(void **state)
{
	char text[1000];
	(void)state;
	memset(text, '1', sizeof text);
	assert_int_equal(date_parse((struct foreign){text, sizeof text}), 0);
}

static void a_date_cut_anywhere_does_no_harm(void **state)
{
	static const char text[] = "<time datetime=\"Вт, 05 апр. 2022 09:12:33.5 p.m. GMT+06:00";
	(void)state;
	for (size_t from = 0; from < sizeof text; from++)
		for (size_t len = 0; from + len < sizeof text; len++)
			date_parse((struct foreign){text + from, len});
}

TEST_MAIN(TEST("every row of the table is read", every_row_of_the_table_is_read),
	TEST("the length is limited", the_length_is_limited),
	TEST("a date cut anywhere does no harm", a_date_cut_anywhere_does_no_harm))
