/* One update at a time for one store, whoever runs it. */
#include "src/jobs/store_lock.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/lib/check.h"

static void a_second_update_is_told_so(void **state)
{
	(void)state;
	char folder[] = "/tmp/steppe-lock-XXXXXX", store[64], path[80];
	assert_non_null(mkdtemp(folder));
	snprintf(store, sizeof store, "%s/steppe.db", folder);
	snprintf(path, sizeof path, "%s.update", store);
	struct store_lock first, second;
	struct error error = {0};
	assert_true(update_lock_take(&first, store, &error));
	assert_false(update_lock_take(&second, store, &error));
	assert_int_equal(error.kind, ERROR_REFUSED);
	store_lock_drop(&first);
	assert_true(update_lock_take(&second, store, &error));
	store_lock_drop(&second);
	unlink(path);
	rmdir(folder);
}

static void a_store_that_cannot_be_locked_counts_as_free(void **state)
{
	(void)state;
	struct store_lock lock;
	assert_true(update_lock_take(&lock, "/nonexistent/folder/steppe.db", NULL));
	store_lock_drop(&lock);
}

TEST_MAIN(TEST("a second update of the same store is told so", a_second_update_is_told_so),
	TEST("a store that cannot be locked counts as free",
		a_store_that_cannot_be_locked_counts_as_free))
