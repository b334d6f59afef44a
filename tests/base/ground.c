/* The ground: arena, buffer, array, error, clock, hash, random. */
#include <stdalign.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "src/base/arena.h"
#include "src/base/array.h"
#include "src/base/bell.h"
#include "src/base/buffer.h"
#include "src/base/clock.h"
#include "src/base/error.h"
#include "src/base/hash.h"
#include "src/base/memory.h"
#include "src/base/random.h"
#include "tests/lib/check.h"

static void an_arena_gives_zeroed_aligned_memory(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	for (size_t size = 1; size < 50000; size = size * 3 + 1) {
		char *memory = arena_alloc(arena, size);
		assert_int_equal((uintptr_t)memory % sizeof(max_align_t) % 16, 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(memory[i], 0);
		memset(memory, 0xAA, size);
	}
	arena_adopt(arena, memory_copy_string("adopted"));
	assert_string_equal(arena_printf(arena, "%d-%s", 7, "x"), "7-x");
	arena_reset(arena);
	assert_int_equal(arena_size(arena), 0);
	char *again = arena_alloc(arena, 100);
	for (size_t i = 0; i < 100; i++)
		assert_int_equal(again[i], 0);
	arena_free(arena);
	arena_free(NULL);
}

static void a_buffer_grows_and_stays_terminated(void **state)
{
	(void)state;
	struct buffer buffer = {0};
	for (int i = 0; i < 1000; i++)
		buffer_printf(&buffer, "%d,", i);
	assert_int_equal(strlen(buffer.data), buffer.len);
	assert_memory_equal(buffer.data, "0,1,2,", 6);
	char *taken = buffer_take(&buffer);
	assert_null(buffer.data);
	free(taken);
	buffer_done(&buffer);
}

static void an_array_grows(void **state)
{
	(void)state;
	int *items = NULL;
	size_t count = 0, capacity = 0;
	for (int i = 0; i < 1000; i++)
		ARRAY_PUSH(items, count, capacity) = i;
	assert_int_equal(count, 1000);
	assert_int_equal(items[999], 999);
	free(items);
}

static void an_error_takes_context_and_is_cut_between_characters(void **state)
{
	(void)state;
	struct error error = {0};
	assert_false(error_set(&error, ERROR_SERVER, "the server answered %d", 503));
	error_context(&error, "while updating %s", "LWN");
	assert_string_equal(error.sentence, "while updating LWN: the server answered 503");
	char sentence[300] = "";
	for (int i = 0; i < 140; i++)
		strcat(sentence, "ж");
	error_set(&error, ERROR_FORMAT, "%s", sentence);
	assert_int_equal(strlen(error.sentence) % 2, 0);
	error_set(NULL, ERROR_FORMAT, "nobody listens");
}

static void times_are_written_as_rfc3339(void **state)
{
	(void)state;
	char out[32];
	clock_format_rfc3339(1649149953, out);
	assert_string_equal(out, "2022-04-05T09:12:33+00:00");
	setenv("STEPPE_NOW", "1649149953", 1);
	assert_int_equal(clock_now(), 1649149953);
	unsetenv("STEPPE_NOW");
}

static void a_hash_is_stable_and_differs(void **state)
{
	(void)state;
	/* Kept in stores: these numbers may never change. */
	assert_true(hash_bytes("", 0) == hash_bytes(NULL, 0));
	assert_true(hash_bytes("a", 1) != hash_bytes("b", 1));
	assert_true(hash_bytes("a\0", 2) != hash_bytes("a", 1));
	char text[64] = {0};
	for (size_t len = 0; len < sizeof text; len++)
		for (size_t i = 0; i < len; i++) {
			uint64_t plain = hash_bytes(text, len);
			text[i] ^= 1;
			assert_true(hash_bytes(text, len) != plain);
			text[i] ^= 1;
		}
}

static void chance_is_even_and_repeatable(void **state)
{
	(void)state;
	setenv("STEPPE_SEED", "42", 1);
	struct random one, other;
	random_init(&one);
	random_init(&other);
	int counts[4] = {0};
	for (int i = 0; i < 4000; i++) {
		uint32_t number = random_below(&one, 4);
		assert_int_equal(number, random_below(&other, 4));
		counts[number]++;
	}
	for (int i = 0; i < 4; i++)
		assert_in_range(counts[i], 850, 1150);
	unsetenv("STEPPE_SEED");
}

static void rings_fold_into_one(void **state)
{
	(void)state;
	struct bell bell;
	assert_true(bell_init(&bell));
	for (int i = 0; i < 100000; i++)
		bell_ring(&bell); /* never blocks */
	bell_clear(&bell);
	bell_done(&bell);
}

static void texts_and_things_share_an_arena(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	int *numbers = NULL;
	const char *texts[500];
	for (int i = 0; i < 500; i++) {
		char *text = arena_text(arena, 100);
		size_t len = (size_t)snprintf(text, 100, "text %d", i);
		arena_text_ends(arena, text, 100, len + 1);
		texts[i] = text;
		numbers = arena_extend(
			arena, numbers, (size_t)i * 16, 16); /* four at a time, one is used */
		assert_int_equal((uintptr_t)numbers % alignof(max_align_t), 0);
		assert_int_equal(numbers[4 * i], 0);
		numbers[4 * i] = i;
	}
	for (int i = 0; i < 500; i++) {
		assert_int_equal(numbers[4 * i], i);
		assert_int_equal(strtol(texts[i] + 5, NULL, 10), i);
	}
	arena_free(arena);
}

TEST_MAIN(TEST("an arena gives zeroed, aligned memory", an_arena_gives_zeroed_aligned_memory),
	TEST("texts and things share an arena", texts_and_things_share_an_arena),
	TEST("a buffer grows and stays terminated", a_buffer_grows_and_stays_terminated),
	TEST("an array grows", an_array_grows),
	TEST("an error takes context and is cut between characters",
		an_error_takes_context_and_is_cut_between_characters),
	TEST("times are written as RFC 3339", times_are_written_as_rfc3339),
	TEST("a hash is stable and differs with every bit", a_hash_is_stable_and_differs),
	TEST("chance is even, and repeatable with a seed", chance_is_even_and_repeatable),
	TEST("rings fold into one and never block", rings_fold_into_one))
