#include "src/config.h"

#include <confuse.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"
#include "src/base/buffer.h"
#include "src/base/words.h"
#include "src/config_lines.h"

#define SETTINGS_LIMIT 64

/* libconfuse's error function gets no context, but every section carries this option along. */
#define BLAME_OPTION "(blame)"

struct blame {
	int line;
	char sentence[160];
	int lines[SETTINGS_LIMIT + 7]; /* where each option at the top was set last */
};

/* libconfuse calls it once the value is read; it keeps no lines itself. */
static int note_line(cfg_t *cfg, cfg_opt_t *opt)
{
	cfg_opt_t *blame_option = cfg_getopt(cfg, BLAME_OPTION);
	struct blame *blame = (void *)blame_option->simple_value.ptr;
	blame->lines[opt - cfg->opts] = cfg->line;
	return 0;
}

static void hear_error(cfg_t *cfg, const char *format, va_list arguments)
{
	cfg_opt_t *opt = cfg_getopt(cfg, BLAME_OPTION);
	if (opt == NULL)
		return;
	struct blame *blame = (void *)opt->simple_value.ptr;
	if (blame->sentence[0] != '\0')
		return;
	blame->line = cfg->line;
	vsnprintf(blame->sentence, sizeof blame->sentence, format, arguments);
}

static int not_a_function(cfg_t *cfg, cfg_opt_t *opt, int argc, const char **argv)
{
	(void)opt, (void)argc, (void)argv;
	cfg_error(cfg, "no such option '%s'", BLAME_OPTION);
	return -1;
}

void config_blame(struct config *config, struct arena *arena, int line, const char *format, ...)
{
	if (config->problems_count == CONFIG_PROBLEMS_LIMIT)
		return;
	va_list arguments;
	va_start(arguments, format);
	struct config_problem problem = {line, arena_vprintf(arena, format, arguments)};
	va_end(arguments);
	ARRAY_PUSH(config->problems, config->problems_count, config->problems_capacity) = problem;
}

void config_done(struct config *config)
{
	free(config->values);
	free(config->problems);
	*config = (struct config){0};
}

/* ---- what libconfuse read, as our values ---- */

struct reading {
	struct config *config;
	struct arena *arena;
	const char *text;
	const struct blame *blame;
};

static const char *copy(struct reading *reading, const char *string)
{
	return arena_copy(reading->arena, string, strlen(string));
}

/* `line` is 0 where libconfuse does not tell it. */
static void take_option(
	struct reading *reading, const char *section, const char *title, cfg_opt_t *opt, int line)
{
	for (unsigned i = 0; i < cfg_opt_size(opt); i++) {
		const char *text = cfg_opt_getnstr(opt, i);
		if (text == NULL)
			continue;
		struct config_value value = {
			section, title, copy(reading, opt->name), copy(reading, text), line};
		if (line == 0)
			value.line = config_line_of(reading->text, section, title, opt->name);
		struct config *config = reading->config;
		ARRAY_PUSH(config->values, config->count, config->capacity) = value;
	}
}

static void take_section(struct reading *reading, const char *section, cfg_t *cfg)
{
	const char *title = cfg_title(cfg) == NULL ? "" : copy(reading, cfg_title(cfg));
	size_t count = reading->config->count;
	bool is_top = section[0] == '\0';
	for (cfg_opt_t *opt = cfg->opts; opt->name != NULL; opt++)
		if (opt->type == CFGT_STR)
			take_option(reading, section, title, opt,
				is_top ? reading->blame->lines[opt - cfg->opts] : 0);
	if (cfg_title(cfg) != NULL && reading->config->count == count)
		config_blame(reading->config, reading->arena,
			config_line_with(reading->text, section, title),
			_("%s \"%s\": there is nothing in it"), section, title);
}

static void take_all(struct reading *reading, cfg_t *cfg)
{
	static const char *const sections[] = {"keys", "colors", "smart", "rule", "folder"};
	take_section(reading, "", cfg);
	for (size_t s = 0; s < sizeof sections / sizeof *sections; s++)
		for (unsigned i = 0; i < cfg_size(cfg, sections[s]); i++)
			take_section(reading, sections[s], cfg_getnsec(cfg, sections[s], i));
}

/* ---- parsing ---- */

/* Without `reading` only looks whether it is right. */
static bool parse(
	const char *text, struct reading *reading, const char *const *names, struct blame *blame)
{
	cfg_opt_t blame_option = CFG_FUNC(BLAME_OPTION, not_a_function);
	blame_option.simple_value.ptr = (void **)(void *)blame;
	cfg_opt_t free_form[] = {blame_option, CFG_END()};
	cfg_opt_t smart[] = {CFG_STR("query", NULL, CFGF_NODEFAULT), blame_option, CFG_END()};
	cfg_opt_t rule[] = {CFG_STR("when", NULL, CFGF_NODEFAULT),
		CFG_STR_LIST("then", NULL, CFGF_NODEFAULT), blame_option, CFG_END()};
	cfg_opt_t folder[] = {CFG_STR("keep", NULL, CFGF_NODEFAULT), blame_option, CFG_END()};
	cfg_opt_t options[SETTINGS_LIMIT + 7] = {
		blame_option,
		CFG_SEC("keys", free_form, CFGF_KEYSTRVAL),
		CFG_SEC("colors", free_form, CFGF_KEYSTRVAL),
		CFG_SEC("smart", smart, CFGF_MULTI | CFGF_TITLE),
		CFG_SEC("rule", rule, CFGF_MULTI | CFGF_TITLE),
		CFG_SEC("folder", folder, CFGF_MULTI | CFGF_TITLE),
	};
	size_t count = 6;
	for (; *names != NULL && count < SETTINGS_LIMIT + 6; names++) {
		cfg_opt_t setting = CFG_STR(*names, NULL, CFGF_NODEFAULT);
		setting.validcb = note_line;
		options[count++] = setting;
	}
	options[count] = (cfg_opt_t)CFG_END();

	cfg_t *cfg = cfg_init(options, CFGF_NONE);
	cfg_set_error_function(cfg, hear_error);
	bool is_good = cfg_parse_buf(cfg, text) == CFG_SUCCESS;
	if (is_good && reading != NULL) {
		reading->blame = blame;
		take_all(reading, cfg);
	}
	cfg_free(cfg);
	return is_good;
}

/* The line that was blamed counts no longer; its place stays, so that numbers stay right. */
static bool blank_line(char *text, int line)
{
	for (; line > 1 && *text != '\0'; line--)
		text += strcspn(text, "\n") + (text[strcspn(text, "\n")] == '\n');
	size_t len = strcspn(text, "\n");
	bool had_text = strspn(text, " \t\r") < len;
	memset(text, ' ', len);
	return had_text;
}

static bool is_about_end(const struct blame *blame)
{
	return strstr(blame->sentence, "end of file") != NULL;
}

static void blame_line(struct reading *reading, const struct blame *blame, const char *const *names)
{
	if (strncmp(blame->sentence, "no such option", 14) != 0) {
		config_blame(reading->config, reading->arena, blame->line,
			_("%s; allowed are NAME = VALUE and NAME { }, and text with blanks in "
			  "quotation marks"),
			is_about_end(blame) ? _("something has no end") : blame->sentence);
		return;
	}
	struct buffer allowed = {0};
	for (; *names != NULL; names++)
		buffer_printf(&allowed, "%s, ", *names);
	config_blame(reading->config, reading->arena, blame->line,
		_("%s; allowed are %skeys { }, colors { }, smart \"NAME\" { query }, rule "
		  "\"NAME\" { when, then }, folder \"NAME\" { keep }"),
		blame->sentence, allowed.data == NULL ? "" : allowed.data);
	buffer_done(&allowed);
}

static char *read_file(struct config *config, struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "re");
	if (file == NULL) {
		if (errno != ENOENT && errno != ENOTDIR)
			config_blame(config, arena, 0, "%s", strerror(errno));
		return NULL;
	}
	struct buffer text = {0};
	size_t got =
		fread(buffer_reserve(&text, CONFIG_SIZE_LIMIT + 1), 1, CONFIG_SIZE_LIMIT + 1, file);
	if (ferror(file))
		config_blame(config, arena, 0, "%s", strerror(errno));
	else if (got > CONFIG_SIZE_LIMIT)
		config_blame(
			config, arena, 0, _("it is larger than %u MiB"), CONFIG_SIZE_LIMIT >> 20);
	fclose(file);
	bool is_good = config->problems_count == 0;
	/* NUL ends the text for libconfuse: what is behind would be lost without a word. */
	char *copied = is_good ? arena_copy(arena, text.data, got) : NULL;
	for (size_t i = 0; copied != NULL && i < got; i++)
		if (copied[i] == '\0')
			copied[i] = ' ';
	buffer_done(&text);
	return copied;
}

/* libconfuse takes the end of the file for the end of a section: then one more brace is right. */
static void check_closed(struct reading *reading, const char *const *names)
{
	struct blame blame = {0};
	if (!parse(arena_printf(reading->arena, "%s\n}", reading->text), NULL, names, &blame))
		return;
	int comment = config_line_of_open(reading->text);
	if (comment > 0)
		config_blame(reading->config, reading->arena, comment,
			_("this comment is not closed: */ is missing"));
	else
		config_blame(reading->config, reading->arena, config_last_line(reading->text),
			_("the last section is not closed: } is missing"));
}

void config_read(
	struct config *config, struct arena *arena, const char *path, const char *const *names)
{
	*config = (struct config){.path = path};
	char *text = path == NULL ? NULL : read_file(config, arena, path);
	if (text == NULL)
		return;
	config_drop_comments(text);
	struct reading reading = {.config = config, .arena = arena, .text = text};
	for (int tries = 0; tries < CONFIG_PROBLEMS_LIMIT; tries++) {
		struct blame blame = {0};
		if (parse(text, &reading, names, &blame)) {
			check_closed(&reading, names);
			return;
		}
		if (is_about_end(&blame))
			blame.line = config_line_of_open(text);
		if (blame.line == 0)
			blame.line = config_last_line(text);
		blame_line(&reading, &blame, names);
		if (!blank_line(text, blame.line))
			return;
	}
}
