#include "src/base/curl.h"

#ifdef CURL_SONAME

#include <pthread.h>
#include <stddef.h>

#include "src/base/lazy_library.h"

#define CURL_NAME(name) {"curl_" #name, offsetof(struct curl_library, name)},
static const struct lazy_function functions[] = {CURL_FUNCTIONS(CURL_NAME)};

/* Filled once, before anybody reads it. */
static struct curl_library library;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
	lazy_library_load(&library, CURL_SONAME, functions, sizeof functions / sizeof *functions);
}

const struct curl_library *curl_load(void)
{
	pthread_once(&once, load);
	return &library;
}

#endif

void curl_load_now(void)
{
#ifdef CURL_SONAME
	curl_load();
#endif
}
