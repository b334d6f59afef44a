#include "src/settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/words.h"
#include "src/settings_check.h"
#include "src/store/upkeep.h"
#include <config.h>

#define USER_AGENT "Steppe/" PACKAGE_VERSION " (+" PACKAGE_URL ")"
#define AT(field) offsetof(struct settings, field)
#define DAY (24 * 60 * 60)

enum setting_kind {
	SETTING_SWITCH,   /* on, off */
	SETTING_NUMBER,   /* from min to max */
	SETTING_DURATION, /* 30m, 2h, 7d; min and max in seconds */
	SETTING_CHOICE,   /* one of the words in `choices` */
	SETTING_KEEP,     /* forever, a number of articles, or a number of days: 90d */
	SETTING_PROXY,
	SETTING_BRIDGE,
	SETTING_TEXT,
};

struct setting_rule {
	const char *name;
	enum setting_kind kind;
	size_t offset; /* in struct settings */
	const char *initial;
	int64_t min, max;
	const char *choices; /* parted by blanks */
	const char *help;    /* N_() */
};

static const struct setting_rule setting_rules[] = {
	{"fulltext", SETTING_CHOICE, AT(fulltext), "auto", 0, 0, "auto on off",
		N_("fetch whole articles where a feed carries teasers")},
	{"prefetch", SETTING_SWITCH, AT(prefetch), "off", 0, 0, NULL,
		N_("fetch the whole text of new articles with every update")},
	{"prefetch_budget", SETTING_NUMBER, AT(prefetch_budget), "64", 1, 4096, NULL,
		N_("MiB that one update may prefetch")},
	{"interval", SETTING_DURATION, AT(interval), "1h", 15 * 60, 30 * DAY, NULL,
		N_("time between updates of a feed that names none")},
	{"auto_update", SETTING_SWITCH, AT(auto_update), "on", 0, 0, NULL,
		N_("update what is due while the reader is open")},
	{"share_marks", SETTING_SWITCH, AT(share_marks), "on", 0, 0, NULL,
		N_("one mark for an article that two feeds carry")},
	{"keep", SETTING_KEEP, AT(keep), "forever", 0, 0, NULL,
		N_("how many read articles of a feed to keep, or for how long")},
	{"store_budget", SETTING_NUMBER, AT(store_budget), "5120", 0, 1 << 20, NULL,
		N_("MiB of the store above which a word is said; 0 means never")},
	{"workers", SETTING_NUMBER, AT(workers), "0", 0, 4, NULL,
		N_("processes that read documents; 0 means one a processor")},
	{"transfers", SETTING_NUMBER, AT(transfers), "256", 1, 256, NULL, N_("transfers at once")},
	{"sandbox", SETTING_SWITCH, AT(sandbox), "on", 0, 0, NULL,
		N_("lock the processes that read documents in")},
	{"proxy", SETTING_PROXY, AT(proxy), "", 0, 0, NULL,
		N_("address of a proxy; without it the environment's")},
	{"bridge", SETTING_BRIDGE, AT(bridge), "", 0, 0, NULL,
		N_("address with {url} that makes feeds of sites without any")},
	{NULL, SETTING_TEXT, 0, NULL, 0, 0, NULL, NULL},
};

static const struct setting_rule *rule_find(const char *name)
{
	for (const struct setting_rule *rule = setting_rules; rule->name != NULL; rule++)
		if (strcmp(rule->name, name) == 0)
			return rule;
	return NULL;
}

static void *field(struct settings *settings, const struct setting_rule *rule)
{
	return (char *)settings + rule->offset;
}

static bool read_switch(bool *out, const char *value)
{
	static const struct {
		const char *word;
		bool is_on;
	} words[] = {{"on", true}, {"off", false}, {"yes", true}, {"no", false}, {"true", true},
		{"false", false}, {"1", true}, {"0", false}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, value) == 0) {
			*out = words[i].is_on;
			return true;
		}
	return false;
}

/* A number and the one letter behind it, '\0' without. */
static bool read_number(int64_t *out, char *unit, const char *value)
{
	if (value[0] < '0' || value[0] > '9')
		return false;
	char *end = NULL;
	errno = 0;
	long long number = strtoll(value, &end, 10);
	if (errno != 0 || number > INT32_MAX || (end[0] != '\0' && end[1] != '\0'))
		return false;
	*out = number;
	*unit = end[0];
	return true;
}

static bool read_plain_number(int64_t *out, const struct setting_rule *rule, const char *value)
{
	int64_t number = 0;
	char unit = '\0';
	if (!read_number(&number, &unit, value) || unit != '\0' || number < rule->min ||
		number > rule->max)
		return false;
	*out = number;
	return true;
}

static bool read_duration(int64_t *out, const struct setting_rule *rule, const char *value)
{
	int64_t number = 0;
	char unit = '\0';
	if (!read_number(&number, &unit, value))
		return false;
	int64_t seconds = unit == 'm' ? 60 : unit == 'h' ? 60 * 60 : unit == 'd' ? DAY : 0;
	if (seconds == 0 || number * seconds < rule->min || number * seconds > rule->max)
		return false;
	*out = number * seconds;
	return true;
}

static bool is_choice(const char *choices, const char *value)
{
	size_t len = strlen(value);
	for (const char *word = choices; *word != '\0'; word += strspn(word, " ")) {
		size_t word_len = strcspn(word, " ");
		if (word_len == len && strncmp(word, value, len) == 0)
			return true;
		word += word_len;
	}
	return false;
}

static bool refuse(const struct setting_rule *rule, const char *value, struct error *error)
{
	switch (rule->kind) {
	case SETTING_SWITCH:
		return error_set(error, ERROR_CONFIG, _("%s = %s: allowed are on and off"),
			rule->name, value);
	case SETTING_NUMBER:
		return error_set(error, ERROR_CONFIG,
			_("%s = %s: allowed is a number from %d to %d"), rule->name, value,
			(int)rule->min, (int)rule->max);
	case SETTING_DURATION:
		return error_set(error, ERROR_CONFIG,
			_("%s = %s: allowed is a time such as 30m, 2h or 1d, from %dm to %dd"),
			rule->name, value, (int)(rule->min / 60), (int)(rule->max / DAY));
	case SETTING_KEEP:
		return error_set(error, ERROR_CONFIG,
			_("%s = %s: allowed is forever, a number of articles, or days such as 90d"),
			rule->name, value);
	case SETTING_PROXY:
		return error_set(error, ERROR_CONFIG,
			_("%s = %s: allowed is an address such as http://proxy.example:3128 or "
			  "socks5h://localhost:9050, or none"),
			rule->name, value);
	case SETTING_BRIDGE:
		return error_set(error, ERROR_CONFIG,
			_("%s = %s: allowed is a web address with {url} in it, or with {site} and "
			  "{name}"),
			rule->name, value);
	case SETTING_CHOICE:
	case SETTING_TEXT:
		break;
	}
	return error_set(error, ERROR_CONFIG, _("%s = %s: allowed is one of %s"), rule->name, value,
		rule->choices);
}

static bool set_text(const char **out, struct arena *arena, const char *value)
{
	*out = arena_copy(arena, value, strlen(value));
	return true;
}

static bool set_by_rule(struct settings *settings, struct arena *arena,
	const struct setting_rule *rule, const char *value)
{
	void *out = field(settings, rule);
	switch (rule->kind) {
	case SETTING_SWITCH:
		return read_switch(out, value);
	case SETTING_NUMBER:
		return read_plain_number(out, rule, value);
	case SETTING_DURATION:
		return read_duration(out, rule, value);
	case SETTING_KEEP:
		return store_retention(&(struct retention){0}, foreign_from_string(value)) &&
		       set_text(out, arena, value);
	case SETTING_CHOICE:
		return is_choice(rule->choices, value) && set_text(out, arena, value);
	case SETTING_PROXY:
		return settings_check_proxy(value) && set_text(out, arena, value);
	case SETTING_BRIDGE:
		return settings_check_bridge(value) && set_text(out, arena, value);
	case SETTING_TEXT:
		break;
	}
	return set_text(out, arena, value);
}

void settings_set_initial(struct settings *settings, struct arena *arena)
{
	for (const struct setting_rule *rule = setting_rules; rule->name != NULL; rule++)
		set_by_rule(settings, arena, rule, rule->initial);
}

bool settings_set(struct settings *settings, struct arena *arena, const char *name,
	const char *value, struct error *error)
{
	const struct option *option = option_find(name, strlen(name));
	if (option != NULL)
		return option_set(&settings->reader, option, value, error);
	const struct setting_rule *rule = rule_find(name);
	if (rule == NULL)
		return error_set(error, ERROR_CONFIG, _("there is no setting %s"), name);
	return set_by_rule(settings, arena, rule, value) || refuse(rule, value, error);
}

const char **settings_names(struct arena *arena)
{
	size_t options_count = 0;
	const struct option *options = option_table(&options_count);
	size_t rules_count = sizeof setting_rules / sizeof *setting_rules;
	const char **names = arena_array(arena, options_count + rules_count, sizeof *names);
	for (size_t i = 0; i < options_count; i++)
		names[i] = options[i].name;
	for (size_t i = 0; i < rules_count; i++)
		names[options_count + i] = setting_rules[i].name;
	return names;
}

/* ---- to the rooms ---- */

static const char *or_null(const char *text)
{
	return text[0] == '\0' ? NULL : text;
}

void settings_for_jobs(struct jobs_settings *jobs, const struct settings *settings,
	const struct paths *paths, const char *program)
{
	*jobs = (struct jobs_settings){
		.store_path = paths->store,
		.program = program,
		.fetch = {.user_agent = USER_AGENT,
			.proxy = or_null(settings->proxy),
			.hsts_file = paths->hsts,
			.transfers_limit = (int)settings->transfers},
		.bridge = or_null(settings->bridge),
		.interval_seconds = settings->interval,
		.workers = (int)settings->workers,
		.keeps_marks_apart = !settings->share_marks,
		.keep = settings->retentions,
		.rules = settings->rules,
		.without_sandbox = !settings->sandbox,
	};
}

struct whole_wishes settings_whole_wishes(const struct settings *settings)
{
	bool is_auto = strcmp(settings->fulltext, "auto") == 0;
	bool is_on = strcmp(settings->fulltext, "on") == 0;
	return (struct whole_wishes){
		.fulltext = is_auto ? SETTING_AUTO
			    : is_on ? SETTING_ON
				    : SETTING_OFF,
		.prefetch = settings->prefetch,
		.budget = settings->prefetch_budget << 20,
	};
}
