/* Locale, language and catalogues.  A system that was never told to build the person's
 * locale (a container, a server reached by SSH) still gets UTF-8 and the right words. */
#include "src/language.h"

#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <config.h>

#include "src/base/words.h"

/* What the person asked for, in the order of setlocale(3). */
static const char *wanted_locale(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value != NULL && value[0] != '\0')
			return value;
	}
	return "";
}

static bool is_utf8(const char *locale)
{
	return strcasestr(locale, "utf-8") != NULL || strcasestr(locale, "utf8") != NULL;
}

static bool has_language(void)
{
	const char *language = getenv("LANGUAGE");
	return language != NULL && language[0] != '\0';
}

static void take_locale(void)
{
	const char *wanted = wanted_locale();
	if (setlocale(LC_ALL, "") == NULL) {
		if (!is_utf8(wanted) || setlocale(LC_ALL, "C.UTF-8") == NULL)
			return;
		/* gettext finds the language by this name alone. */
		if (!has_language())
			setenv("LANGUAGE", wanted, 1);
	}
	/* Since glibc 2.39 gettext takes C.UTF-8 for C and looks at LANGUAGE no more; the
	 * same locale by its path in /usr/lib/locale is not recognised. */
	if (has_language() && strcmp(setlocale(LC_MESSAGES, NULL), "C.UTF-8") == 0)
		setlocale(LC_MESSAGES, "/C.utf8");
}

/* True when `folder` beside the program holds our catalogues; any of them tells. */
static bool bind_beside(const char *program, const char *folder)
{
	const char *end = strrchr(program, '/');
	char path[PATH_MAX], catalogue[PATH_MAX + 64];
	if (end == NULL || end - program + strlen(folder) >= sizeof path)
		return false;
	snprintf(path, sizeof path, "%.*s%s", (int)(end - program), program, folder);
	snprintf(catalogue, sizeof catalogue, "%s/ru/LC_MESSAGES/" PACKAGE ".mo", path);
	return access(catalogue, R_OK) == 0 && bindtextdomain(PACKAGE, path) != NULL;
}

void language_open(const char *program)
{
	take_locale();
	if (!bind_beside(program, "/po/locale") && !bind_beside(program, "/../share/locale"))
		bindtextdomain(PACKAGE, LOCALE_DIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
	/* Reads the catalogue: a worker can open no file later. */
	gettext("");
}
