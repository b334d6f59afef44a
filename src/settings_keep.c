#include "src/settings_keep.h"

#include <string.h>

#include "src/base/words.h"
#include "src/store/upkeep.h"

struct retentions settings_read_retentions(
	struct config *config, struct arena *arena, const char *keep)
{
	struct folder_retention *folders = arena_array(arena, config->count, sizeof *folders);
	struct retentions out = {.folders = folders};
	store_retention(&out.all, foreign_from_string(keep));
	for (size_t i = 0; i < config->count; i++) {
		const struct config_value *value = &config->values[i];
		if (strcmp(value->section, "folder") != 0)
			continue;
		struct folder_retention *folder = &folders[out.folders_count];
		folder->path = foreign_from_string(value->title);
		if (store_retention(&folder->keep, foreign_from_string(value->value)))
			out.folders_count++;
		else
			config_blame(config, arena, value->line,
				_("folder \"%s\": keep = %s: allowed are forever, a number of "
				  "articles, or days such as 90d"),
				value->title, value->value);
	}
	return out;
}
