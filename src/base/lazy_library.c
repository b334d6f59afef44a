#include "src/base/lazy_library.h"

#include <config.h>

#if defined(CURL_SONAME) || defined(UCHARDET_SONAME)

#include <dlfcn.h>

#include "src/base/halt.h"

void lazy_library_load(
	void *library, const char *soname, const struct lazy_function *functions, size_t count)
{
	void *handle = dlopen(soname, RTLD_LAZY | RTLD_LOCAL);
	if (!handle)
		halt(dlerror());
	for (size_t i = 0; i < count; i++) {
		void *function = dlsym(handle, functions[i].name);
		if (!function)
			halt(dlerror());
		*(void **)((char *)library + functions[i].offset) = function;
	}
}

#endif
