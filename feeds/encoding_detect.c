#include "feeds/encoding_detect.h"

#include <config.h>
#include <stddef.h>
#include <stdio.h>
#include <uchardet/uchardet.h>

/* Every function of uchardet that is called, without its uchardet_. */
#define FUNCTIONS(F) F(new) F(delete) F(handle_data) F(data_end) F(get_charset)

struct library {
#define MEMBER(name) __typeof__(uchardet_##name) *name;
	FUNCTIONS(MEMBER)
};

#ifdef UCHARDET_SONAME /* configure: --disable-late-uchardet links it as usual */

#include <pthread.h>

#include "src/base/lazy_library.h"

#define NAME(name) {"uchardet_" #name, offsetof(struct library, name)},
static const struct lazy_function functions[] = {FUNCTIONS(NAME)};

/* Filled once, before anybody reads it. */
static struct library library;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
	lazy_library_load(
		&library, UCHARDET_SONAME, functions, sizeof functions / sizeof *functions);
}

static const struct library *loaded(void)
{
	pthread_once(&once, load);
	return &library;
}

#else

static const struct library *loaded(void)
{
#define ADDRESS(name) .name = uchardet_##name,
	static const struct library library = {FUNCTIONS(ADDRESS)};
	return &library;
}

#endif

void encoding_detect_load(void)
{
	loaded();
}

void encoding_detect(char name[ENCODING_NAME_SIZE], struct bytes sample)
{
	const struct library *uchardet = loaded();
	uchardet_t detector = uchardet->new ();
	name[0] = '\0';
	if (uchardet->handle_data(detector, sample.data, sample.len) == 0) {
		uchardet->data_end(detector);
		snprintf(name, ENCODING_NAME_SIZE, "%s", uchardet->get_charset(detector));
	}
	uchardet->delete (detector);
}
