#include "src/settings_check.h"

#include <string.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/session/commands.h"
#include "src/store/query.h"
#include "ui/keymap.h"
#include "ui/style.h"

struct ui_key_setting settings_key(const char *name, const char *value)
{
	static const char *const views[] = {"tree", "list", "article", "sheet"};
	for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
		size_t len = strlen(views[i]);
		if (strncmp(name, views[i], len) == 0 && name[len] == ' ')
			return (struct ui_key_setting){views[i], name + len + 1, value};
	}
	return (struct ui_key_setting){"all", name, value};
}

bool settings_check_key(const struct config_value *value, struct error *error)
{
	if (!keymap_check(settings_key(value->name, value->value).keys, error))
		return false;
	struct foreign line = foreign_trim(foreign_from_string(value->value));
	return line.len == 0 || command_line_is_known(line) ||
	       error_set(error, ERROR_CONFIG,
		       _("there is no command %.*s; ? in the reader lists them"), (int)line.len,
		       line.utf8);
}

bool settings_check_color(const struct config_value *value, struct error *error)
{
	struct style_sheet any = {0};
	return style_set(&any, value->name, value->value, error);
}

bool settings_check_smart(
	const struct config_value *value, struct arena *arena, struct error *error)
{
	struct foreign query = foreign_from_string(value->value);
	return foreign_trim(query).len == 0 ||
	       query_parse(arena, query, clock_now(), error) != NULL ||
	       error_context(error, "smart \"%s\": query", value->title);
}

/* What stands behind "http://" and the like; NULL when it is no proxy's kind of address. */
static const char *behind_scheme(const char *value)
{
	static const char *const schemes[] = {
		"http", "https", "socks4", "socks4a", "socks5", "socks5h"};
	const char *colon = strstr(value, "://");
	if (colon == NULL)
		return value;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (strlen(schemes[i]) == (size_t)(colon - value) &&
			strncmp(schemes[i], value, strlen(schemes[i])) == 0)
			return colon + 3;
	return NULL;
}

bool settings_check_proxy(const char *value)
{
	const char *host = behind_scheme(value);
	if (value[0] == '\0')
		return true;
	return host != NULL && host[0] != '\0' && strpbrk(host, " \t\"'<>\\^`{|}") == NULL;
}

bool settings_check_bridge(const char *value)
{
	bool is_web = strncmp(value, "http://", 7) == 0 || strncmp(value, "https://", 8) == 0;
	bool has_place = strstr(value, "{url}") != NULL ||
			 (strstr(value, "{site}") != NULL && strstr(value, "{name}") != NULL);
	return value[0] == '\0' || (is_web && has_place);
}
