#include "src/base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int64_t clock_now(void)
{
	const char *fixed = getenv("STEPPE_NOW");
	if (fixed && *fixed)
		return strtoll(fixed, NULL, 10);
	return (int64_t)time(NULL);
}

int64_t clock_monotonic_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void clock_sleep_ms(int ms)
{
	struct timespec pause = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
	nanosleep(&pause, NULL);
}

void clock_format_rfc3339(int64_t seconds, char out[32])
{
	time_t time = (time_t)seconds;
	struct tm tm;
	out[0] = '\0';
	if (gmtime_r(&time, &tm))
		strftime(out, 32, "%Y-%m-%dT%H:%M:%S+00:00", &tm);
}
