#include "src/base/curl.h"

#ifdef CURL_SONAME

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

#include "src/base/halt.h"

#define CURL_NAME(name) {"curl_" #name, offsetof(struct curl_library, name)},
static const struct {
	const char *name;
	size_t offset;
} functions[] = {CURL_FUNCTIONS(CURL_NAME)};

/* Filled once, before anybody reads it. */
static struct curl_library library;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void)
{
	void *handle = dlopen(CURL_SONAME, RTLD_LAZY | RTLD_LOCAL);
	if (!handle)
		halt(dlerror());
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		void *function = dlsym(handle, functions[i].name);
		if (!function)
			halt(dlerror());
		*(void **)((char *)&library + functions[i].offset) = function;
	}
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
