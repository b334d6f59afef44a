#include "src/base/difference.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"
#include "src/base/memory.h"

struct words {
	struct foreign *items;
	size_t count, capacity;
};

static bool is_blank(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static struct words split(struct foreign text)
{
	struct words words = {0};
	for (size_t i = 0; i < text.len;) {
		while (i < text.len && is_blank(text.utf8[i]))
			i++;
		size_t start = i;
		while (i < text.len && !is_blank(text.utf8[i]))
			i++;
		if (i > start)
			ARRAY_PUSH(words.items, words.count, words.capacity) =
				(struct foreign){text.utf8 + start, i - start};
	}
	return words;
}

/* Both texts without what they share at the start and at the end. */
struct middle {
	const struct foreign *before, *after;
	int before_count, after_count;
};

static size_t shared_start(const struct words *a, const struct words *b)
{
	size_t n = 0;
	while (n < a->count && n < b->count && foreign_equal(a->items[n], b->items[n]))
		n++;
	return n;
}

static size_t shared_end(const struct words *a, const struct words *b, size_t start)
{
	size_t n = 0;
	while (n < a->count - start && n < b->count - start &&
		foreign_equal(a->items[a->count - 1 - n], b->items[b->count - 1 - n]))
		n++;
	return n;
}

/* The furthest reach on each diagonal k (x - y = k) after d changes; `reach`
 * is indexed by k + d.  One row a step is kept, to walk back. */
static int step_from(const int *previous, int d, int k)
{
	/* previous has the diagonals -(d-1) … d-1, at k + d - 1 */
	bool down = k == -d || (k != d && previous[k - 1 + d - 1] < previous[k + 1 + d - 1]);
	return down ? previous[k + 1 + d - 1] : previous[k - 1 + d - 1] + 1;
}

static int slide(const struct middle *m, int x, int k)
{
	while (x < m->before_count && x - k < m->after_count &&
		foreign_equal(m->before[x], m->after[x - k]))
		x++;
	return x;
}

/* Fills rows[d] until the end is reached; the number of changes, or -1 beyond the limit. */
static int search(const struct middle *m, int **rows, int limit)
{
	for (int d = 0; d <= limit; d++) {
		rows[d] = memory_alloc(sizeof(int) * (size_t)(2 * d + 1));
		for (int k = -d; k <= d; k += 2) {
			int x = d == 0 ? 0 : step_from(rows[d - 1], d, k);
			/* A diagonal outside the square cannot be slid on, only carried. */
			bool inside = x <= m->before_count && x - k >= 0 && x - k <= m->after_count;
			rows[d][k + d] = inside ? slide(m, x, k) : x;
			if (inside && rows[d][k + d] >= m->before_count &&
				rows[d][k + d] - k >= m->after_count)
				return d;
		}
		for (int k = -d + 1; k < d; k += 2)
			rows[d][k + d] = -1;
	}
	return -1;
}

/* Walks the rows back and marks the words that changed. */
static void mark_changes(const struct middle *m, int **rows, int d, bool *gone, bool *added)
{
	int x = m->before_count, y = m->after_count;
	for (; d > 0; d--) {
		int k = x - y;
		const int *previous = rows[d - 1];
		bool down =
			k == -d || (k != d && previous[k - 1 + d - 1] < previous[k + 1 + d - 1]);
		int from_k = down ? k + 1 : k - 1;
		int from_x = previous[from_k + d - 1];
		if (down)
			added[from_x - from_k] = true;
		else
			gone[from_x] = true;
		x = from_x;
		y = from_x - from_k;
	}
}

static struct foreign span(const struct foreign *first, const struct foreign *last)
{
	return (struct foreign){first->utf8, (size_t)(last->utf8 + last->len - first->utf8)};
}

struct builder {
	struct difference *out;
	struct difference_run *runs;
	size_t count, capacity;
};

static void add_run(struct builder *builder, enum difference_kind kind, const struct foreign *words,
	size_t count)
{
	if (count == 0)
		return;
	builder->out->words_gone += kind == DIFFERENCE_GONE ? count : 0;
	builder->out->words_new += kind == DIFFERENCE_NEW ? count : 0;
	ARRAY_PUSH(builder->runs, builder->count, builder->capacity) =
		(struct difference_run){kind, span(&words[0], &words[count - 1])};
}

static void add_middle(
	struct builder *builder, const struct middle *m, const bool *gone, const bool *added)
{
	int x = 0, y = 0;
	while (x < m->before_count || y < m->after_count) {
		int from = x;
		while (x < m->before_count && gone[x])
			x++;
		add_run(builder, DIFFERENCE_GONE, m->before + from, (size_t)(x - from));
		from = y;
		while (y < m->after_count && added[y])
			y++;
		add_run(builder, DIFFERENCE_NEW, m->after + from, (size_t)(y - from));
		from = y;
		while (x < m->before_count && y < m->after_count && !gone[x] && !added[y]) {
			x++;
			y++;
		}
		add_run(builder, DIFFERENCE_SAME, m->after + from, (size_t)(y - from));
	}
}

static void compare_middle(struct builder *builder, const struct middle *m)
{
	int most = m->before_count + m->after_count;
	int limit = most < DIFFERENCE_LIMIT ? most : DIFFERENCE_LIMIT;
	int **rows = memory_calloc((size_t)limit + 1, sizeof *rows);
	bool *gone = memory_calloc((size_t)m->before_count + 1, sizeof *gone);
	bool *added = memory_calloc((size_t)m->after_count + 1, sizeof *added);
	int changes = search(m, rows, limit);
	if (changes >= 0) {
		mark_changes(m, rows, changes, gone, added);
	} else {
		memset(gone, true, (size_t)m->before_count);
		memset(added, true, (size_t)m->after_count);
	}
	add_middle(builder, m, gone, added);
	for (int d = 0; d <= limit; d++)
		free(rows[d]);
	free(rows);
	free(gone);
	free(added);
}

void difference_of(
	struct difference *out, struct arena *arena, struct foreign before, struct foreign after)
{
	*out = (struct difference){0};
	struct words a = split(before), b = split(after);
	size_t start = shared_start(&a, &b);
	size_t end = shared_end(&a, &b, start);
	struct builder builder = {.out = out};
	add_run(&builder, DIFFERENCE_SAME, b.items, start);
	struct middle middle = {a.items + start, b.items + start, (int)(a.count - start - end),
		(int)(b.count - start - end)};
	compare_middle(&builder, &middle);
	if (end > 0)
		add_run(&builder, DIFFERENCE_SAME, b.items + b.count - end, end);
	out->runs = arena_array(arena, builder.count, sizeof *out->runs);
	if (builder.count > 0)
		memcpy(out->runs, builder.runs, builder.count * sizeof *out->runs);
	out->count = builder.count;
	free(builder.runs);
	free(a.items);
	free(b.items);
}
