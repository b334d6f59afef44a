#include "src/store/options.h"

#include <stdio.h>
#include <string.h>

/* json_set() writes without blanks, so one look for `"name":"value"` is enough. */
static bool has_pair(struct foreign options, const char *name, const char *value)
{
	char pair[64];
	int len = snprintf(pair, sizeof pair, "\"%s\":\"%s\"", name, value);
	return memmem(options.utf8, options.len, pair, (size_t)len) != NULL;
}

enum setting3 options_setting(struct foreign options, const char *name)
{
	if (options.len <= 2)
		return SETTING_AUTO;
	if (has_pair(options, name, "on"))
		return SETTING_ON;
	return has_pair(options, name, "off") ? SETTING_OFF : SETTING_AUTO;
}

bool options_with(struct foreign *out, struct arena *arena, struct database *database,
	struct foreign options, struct foreign name, struct foreign value, struct error *error)
{
	struct statement *statement = statement_start(database,
		"SELECT CASE WHEN ?3 = '' THEN json_remove(?1, '$.\"' || ?2 || '\"')"
		" ELSE json_set(?1, '$.\"' || ?2 || '\"', ?3) END",
		VALUES(of_text(options), of_text(name), of_text(value)), error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW)
		*out = statement_text(statement, 0, arena);
	statement_end(statement);
	return step == STEP_ROW;
}
