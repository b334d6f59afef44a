#include "feeds/fetch_queue.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "src/base/hash.h"
#include "src/base/memory.h"

enum { BUCKETS = 512 };

struct fetch_host {
	struct fetch_host *next_in_bucket;
	struct fetch_host *next_ready;
	struct waiting *first, *last;
	int active;
	bool is_ready; /* in the ready list: something waits and the limit is not reached */
	bool is_spaced;
	int64_t not_before_ms;
	size_t name_len;
	char name[];
};

struct fetch_queue {
	int host_limit;
	int64_t spacing_ms;
	struct fetch_host *ready, *last_ready;
	struct fetch_host *buckets[BUCKETS];
};

/* Seen to answer a reader with many feeds there with 429; all names below one
 * of these count as one host. */
static const char *const spaced_domains[] = {
	"blogspot.com",
	"deviantart.com",
	"feedburner.com",
	"feeds.feedburner.com",
	"flickr.com",
	"github.com",
	"gitlab.com",
	"medium.com",
	"openrss.org",
	"patreon.com",
	"reddit.com",
	"stackexchange.com",
	"substack.com",
	"t.me",
	"tumblr.com",
	"vimeo.com",
	"youtube.com",
};

static struct foreign spaced_domain(struct foreign host)
{
	for (size_t i = 0; i < sizeof spaced_domains / sizeof *spaced_domains; i++) {
		size_t len = strlen(spaced_domains[i]);
		if (host.len < len ||
			strncasecmp(host.utf8 + host.len - len, spaced_domains[i], len) != 0)
			continue;
		if (host.len == len || host.utf8[host.len - len - 1] == '.')
			return (struct foreign){spaced_domains[i], len};
	}
	return (struct foreign){"", 0};
}

struct fetch_queue *fetch_queue_new(int host_limit, int64_t spacing_ms)
{
	struct fetch_queue *queue = memory_calloc(1, sizeof *queue);
	queue->host_limit = host_limit;
	queue->spacing_ms = spacing_ms;
	return queue;
}

void fetch_queue_free(struct fetch_queue *queue)
{
	for (size_t i = 0; queue && i < BUCKETS; i++)
		while (queue->buckets[i]) {
			struct fetch_host *host = queue->buckets[i];
			queue->buckets[i] = host->next_in_bucket;
			free(host);
		}
	free(queue);
}

static struct fetch_host **bucket_of(struct fetch_queue *queue, const char *name, size_t len)
{
	return &queue->buckets[hash_bytes(name, len) % BUCKETS];
}

static struct fetch_host *find_host(struct fetch_queue *queue, struct foreign name)
{
	struct foreign domain = spaced_domain(name);
	if (domain.len > 0)
		name = domain;
	struct fetch_host **bucket = bucket_of(queue, name.utf8, name.len);
	for (struct fetch_host *host = *bucket; host; host = host->next_in_bucket)
		if (host->name_len == name.len && memcmp(host->name, name.utf8, name.len) == 0)
			return host;
	struct fetch_host *host = memory_calloc(1, sizeof *host + name.len + 1);
	host->is_spaced = domain.len > 0;
	host->name_len = name.len;
	if (name.len > 0)
		memcpy(host->name, name.utf8, name.len);
	host->next_in_bucket = *bucket;
	*bucket = host;
	return host;
}

/* A spaced host is remembered, or its pause would be forgotten with it. */
static void forget_if_idle(struct fetch_queue *queue, struct fetch_host *host)
{
	if (host->active > 0 || host->first || host->is_ready || host->is_spaced)
		return;
	struct fetch_host **at = bucket_of(queue, host->name, host->name_len);
	while (*at != host)
		at = &(*at)->next_in_bucket;
	*at = host->next_in_bucket;
	free(host);
}

static void make_ready(struct fetch_queue *queue, struct fetch_host *host)
{
	if (host->is_ready || !host->first || host->active >= queue->host_limit)
		return;
	host->is_ready = true;
	host->next_ready = NULL;
	if (queue->ready)
		queue->last_ready->next_ready = host;
	else
		queue->ready = host;
	queue->last_ready = host;
}

void fetch_queue_add(struct fetch_queue *queue, struct waiting *one, struct foreign host)
{
	one->host = find_host(queue, host);
	one->next = NULL;
	if (one->host->first)
		one->host->last->next = one;
	else
		one->host->first = one;
	one->host->last = one;
	make_ready(queue, one->host);
}

void fetch_queue_add_first(struct fetch_queue *queue, struct waiting *one, struct foreign name)
{
	struct fetch_host *host = one->host = find_host(queue, name);
	one->next = host->first;
	if (!host->first)
		host->last = one;
	host->first = one;
	if (host->is_ready || host->active >= queue->host_limit)
		return;
	host->is_ready = true;
	host->next_ready = queue->ready;
	if (!queue->ready)
		queue->last_ready = host;
	queue->ready = host;
}

static struct fetch_host *take_ready(struct fetch_queue *queue, int64_t now_ms)
{
	struct fetch_host *before = NULL;
	for (struct fetch_host *host = queue->ready; host; before = host, host = host->next_ready) {
		if (host->first && host->not_before_ms > now_ms)
			continue;
		if (before)
			before->next_ready = host->next_ready;
		else
			queue->ready = host->next_ready;
		if (queue->last_ready == host)
			queue->last_ready = before;
		host->is_ready = false;
		return host;
	}
	return NULL;
}

struct waiting *fetch_queue_next(struct fetch_queue *queue, int64_t now_ms)
{
	for (;;) {
		struct fetch_host *host = take_ready(queue, now_ms);
		if (!host)
			return NULL;
		struct waiting *one = host->first;
		if (!one) { /* all of it was removed meanwhile */
			forget_if_idle(queue, host);
			continue;
		}
		host->first = one->next;
		host->active++;
		if (host->is_spaced)
			host->not_before_ms = now_ms + queue->spacing_ms;
		make_ready(queue, host); /* behind the others: each host in its turn */
		return one;
	}
}

void fetch_queue_ended(struct fetch_queue *queue, struct waiting *one)
{
	one->host->active--;
	make_ready(queue, one->host);
	forget_if_idle(queue, one->host);
	one->host = NULL;
}

void fetch_queue_remove(struct fetch_queue *queue, struct waiting *one)
{
	struct fetch_host *host = one->host;
	struct waiting *before = NULL;
	for (struct waiting *at = host->first; at != one; at = at->next)
		before = at;
	if (before)
		before->next = one->next;
	else
		host->first = one->next;
	if (host->last == one)
		host->last = before;
	one->host = NULL;
	forget_if_idle(queue, host);
}

void fetch_queue_slow_down(struct fetch_queue *queue, const struct waiting *one, int64_t now_ms)
{
	one->host->is_spaced = true;
	one->host->not_before_ms = now_ms + queue->spacing_ms;
}

int fetch_queue_pause(const struct fetch_queue *queue, int64_t now_ms)
{
	int64_t soonest = -1;
	for (const struct fetch_host *host = queue->ready; host; host = host->next_ready) {
		int64_t wait = host->not_before_ms - now_ms;
		if (host->first && wait > 0 && (soonest < 0 || wait < soonest))
			soonest = wait;
	}
	return (int)soonest;
}

void fetch_queue_each(
	struct fetch_queue *queue, void (*visit)(void *context, struct waiting *one), void *context)
{
	/* A visit may free the request and its host: the next ones are noted before. */
	for (size_t i = 0; i < BUCKETS; i++)
		for (struct fetch_host *host = queue->buckets[i], *next; host; host = next) {
			next = host->next_in_bucket;
			for (struct waiting *one = host->first, *after; one; one = after) {
				after = one->next;
				visit(context, one);
			}
		}
}
