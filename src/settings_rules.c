#include "src/settings_rules.h"

#include <string.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/store/query.h"

#define TAG_BYTES_LIMIT 100
#define COMMAND_WORDS_LIMIT 32

static const struct {
	const char *word;
	uint32_t flag;
} ACTIONS[] = {
	{"read", ARTICLE_READ},
	{"bookmark", ARTICLE_BOOKMARKED},
	{"hide", ARTICLE_HIDDEN},
};

static bool starts_with_word(const char *text, const char *word)
{
	size_t len = strlen(word);
	return strncmp(text, word, len) == 0 && (text[len] == '\0' || text[len] == ' ');
}

static bool add_tag(struct rule *rule, struct arena *arena, const char *name, struct error *error)
{
	struct foreign tag =
		foreign_trim(foreign_from_string(arena_copy(arena, name, strlen(name))));
	if (tag.len == 0 || tag.len > TAG_BYTES_LIMIT || strpbrk(tag.utf8, "\n,") != NULL)
		return error_set(error, ERROR_CONFIG,
			_("tag needs a name of one line without comma, up to %d bytes"),
			TAG_BYTES_LIMIT);
	if (rule->tags_count == RULE_TAGS_LIMIT)
		return error_set(
			error, ERROR_CONFIG, _("one rule puts at most %d tags"), RULE_TAGS_LIMIT);
	struct foreign *tags = arena_array(arena, rule->tags_count + 1, sizeof *tags);
	if (rule->tags_count > 0)
		memcpy(tags, rule->tags, rule->tags_count * sizeof *tags);
	tags[rule->tags_count++] = tag;
	rule->tags = tags;
	return true;
}

/* No shell: blanks part the words, and nothing of an article becomes one. */
static bool set_command(
	struct rule *rule, struct arena *arena, const char *words, struct error *error)
{
	char **argv = arena_array(arena, COMMAND_WORDS_LIMIT + 1, sizeof *argv);
	size_t count = 0;
	char *rest = arena_copy(arena, words, strlen(words));
	for (char *word; (word = strtok_r(rest, " \t\n", &rest)); argv[count++] = word)
		if (count == COMMAND_WORDS_LIMIT)
			return error_set(error, ERROR_CONFIG, _("a command has at most %d words"),
				COMMAND_WORDS_LIMIT);
	if (count == 0)
		return error_set(error, ERROR_CONFIG, "%s", _("run needs a command"));
	if (rule->command)
		return error_set(error, ERROR_CONFIG, "%s", _("one rule runs one command"));
	rule->command = argv;
	return true;
}

static bool add_action(
	struct rule *rule, struct arena *arena, const char *action, struct error *error)
{
	for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++) {
		if (strcmp(action, ACTIONS[i].word) == 0) {
			rule->flags |= ACTIONS[i].flag;
			return true;
		}
	}
	if (strcmp(action, "notify") == 0)
		return rule->notifies = true;
	if (starts_with_word(action, "tag"))
		return add_tag(rule, arena, action + strlen("tag"), error);
	if (starts_with_word(action, "run"))
		return set_command(rule, arena, action + strlen("run"), error);
	return error_set(error, ERROR_CONFIG,
		_("then = %s: allowed are read, bookmark, tag NAME, hide, notify and run COMMAND"),
		action);
}

static bool set_when(struct rule *rule, struct arena *arena, const char *when, struct error *error)
{
	rule->when = foreign_from_string(when);
	if (foreign_trim(rule->when).len == 0)
		return true; /* as if it were missing: finish() says so */
	return query_parse(arena, rule->when, clock_now(), error) != NULL ||
	       error_context(error, "when");
}

static bool is_of(const struct config_value *value, const char *title)
{
	return strcmp(value->section, "rule") == 0 && strcmp(value->title, title) == 0;
}

static bool is_whole(const struct rule *rule, struct error *error)
{
	if (foreign_trim(rule->when).len == 0)
		return error_set(error, ERROR_CONFIG, _("it needs when = \"QUERY\""));
	if (rule->flags == 0 && rule->tags_count == 0 && !rule->notifies && !rule->command)
		return error_set(error, ERROR_CONFIG, _("it needs then = {ACTION}"));
	return true;
}

/* The rule of all values from `first` on that have its title; false after blaming its line. */
static bool read_rule(struct rule *rule, struct config *config, struct arena *arena, size_t first)
{
	const char *title = config->values[first].title;
	struct error error = {0};
	int line = config->values[first].line;
	bool is_good = true;
	*rule = (struct rule){.name = foreign_from_string(title)};
	for (size_t i = first; i < config->count && is_good; i++) {
		const struct config_value *value = &config->values[i];
		if (!is_of(value, title))
			continue;
		line = value->line;
		is_good = strcmp(value->name, "when") == 0
				  ? set_when(rule, arena, value->value, &error)
				  : add_action(rule, arena, value->value, &error);
	}
	if (is_good && is_whole(rule, &error))
		return true;
	config_blame(config, arena, line, _("rule \"%s\": %s"), title, error.sentence);
	return false;
}

static bool is_first(const struct config *config, size_t index)
{
	const char *title = config->values[index].title;
	if (!is_of(&config->values[index], title))
		return false;
	for (size_t i = 0; i < index; i++)
		if (is_of(&config->values[i], title))
			return false;
	return true;
}

struct rules settings_read_rules(struct config *config, struct arena *arena)
{
	struct rule *items = arena_array(arena, RULES_LIMIT, sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < config->count; i++) {
		if (!is_first(config, i))
			continue;
		if (count == RULES_LIMIT) {
			config_blame(config, arena, config->values[i].line,
				_("more than %d rules: the rest is not obeyed"), RULES_LIMIT);
			break;
		}
		count += read_rule(&items[count], config, arena, i);
	}
	return (struct rules){items, count};
}
