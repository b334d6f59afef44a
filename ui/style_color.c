/* Colours as people write them, and as few as the terminal has. */
#include <stdlib.h>
#include <string.h>

#include "src/base/words.h"
#include "ui/style.h"

struct word {
	const char *name;
	int value;
};

static const struct word COLORS[] = {
	{"default", -1},
	{"black", 0},
	{"red", 1},
	{"green", 2},
	{"yellow", 3},
	{"blue", 4},
	{"magenta", 5},
	{"cyan", 6},
	{"white", 7},
	{"gray", 8},
	{"grey", 8},
	{"bright-red", 9},
	{"bright-green", 10},
	{"bright-yellow", 11},
	{"bright-blue", 12},
	{"bright-magenta", 13},
	{"bright-cyan", 14},
	{"bright-white", 15},
	{NULL, 0},
};

static const struct word ATTRIBUTES[] = {
	{"bold", STYLE_BOLD},
	{"italic", STYLE_ITALIC},
	{"underline", STYLE_UNDERLINE},
	{"reverse", STYLE_REVERSE},
	{"faint", STYLE_FAINT},
	{"strike", STYLE_STRIKE},
	{NULL, 0},
};

static const struct word *word_find(const struct word *words, const char *name)
{
	for (; words->name; words++)
		if (strcmp(words->name, name) == 0)
			return words;
	return NULL;
}

static bool color_parse(const char *text, int32_t *color)
{
	const struct word *named = word_find(COLORS, text);
	if (named) {
		*color = named->value;
		return true;
	}
	char *end;
	if (text[0] == '#' && strlen(text) == 7 &&
		strspn(text + 1, "0123456789abcdefABCDEF") == 6) {
		*color = STYLE_RGB | (int32_t)strtol(text + 1, NULL, 16);
		return true;
	}
	long number = strtol(text, &end, 10);
	if (*text == '\0' || *end != '\0' || number < 0 || number > 255)
		return false;
	*color = (int32_t)number;
	return true;
}

static bool look_parse(struct style_look *look, char *value, struct error *error)
{
	*look = (struct style_look){-1, -1, 0};
	int32_t *target = &look->foreground;
	char *rest = NULL;
	for (char *part = strtok_r(value, " ", &rest); part; part = strtok_r(NULL, " ", &rest)) {
		const struct word *attribute = word_find(ATTRIBUTES, part);
		if (attribute)
			look->attributes |= (uint16_t)attribute->value;
		else if (strcmp(part, "on") == 0)
			target = &look->background;
		else if (!color_parse(part, target))
			return error_set(error, ERROR_CONFIG,
				_("“%s” is no colour: write a name, 0 to 255, or #rrggbb"), part);
	}
	return true;
}

bool style_set(struct style_sheet *sheet, const char *name, const char *value, struct error *error)
{
	char copy[128];
	if (strlen(value) >= sizeof copy)
		return error_set(error, ERROR_CONFIG, _("the colour of “%s” is too long"), name);
	memcpy(copy, value, strlen(value) + 1);
	for (int i = 0; i < STYLE_NAMES_COUNT; i++)
		if (strcmp(style_name((enum style_name)i), name) == 0)
			return look_parse(&sheet->looks[i], copy, error);
	return error_set(error, ERROR_CONFIG,
		_("nothing on the screen is called “%s”; steppe-config(5) has the names"), name);
}

struct rgb {
	int red, green, blue;
};

static const struct rgb SIXTEEN[16] = {
	{0, 0, 0},
	{205, 0, 0},
	{0, 205, 0},
	{205, 205, 0},
	{30, 30, 238},
	{205, 0, 205},
	{0, 205, 205},
	{229, 229, 229},
	{127, 127, 127},
	{255, 0, 0},
	{0, 255, 0},
	{255, 255, 0},
	{92, 92, 255},
	{255, 0, 255},
	{0, 255, 255},
	{255, 255, 255},
};

/* The palette of xterm: 16 named, a cube of 6 × 6 × 6, 24 greys. */
static struct rgb palette(int index)
{
	static const int STEPS[6] = {0, 95, 135, 175, 215, 255};
	if (index < 16)
		return SIXTEEN[index];
	if (index >= 232)
		return (struct rgb){
			8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10};
	index -= 16;
	return (struct rgb){STEPS[index / 36], STEPS[index / 6 % 6], STEPS[index % 6]};
}

static struct rgb color_rgb(int32_t color)
{
	if (color & STYLE_RGB)
		return (struct rgb){(color >> 16) & 0xFF, (color >> 8) & 0xFF, color & 0xFF};
	return palette(color & 0xFF);
}

static int distance(struct rgb a, struct rgb b)
{
	int red = a.red - b.red, green = a.green - b.green, blue = a.blue - b.blue;
	return 3 * red * red + 4 * green * green + 2 * blue * blue;
}

static int32_t as_rgb(int32_t color)
{
	struct rgb rgb = color_rgb(color);
	return STYLE_RGB | (rgb.red << 16) | (rgb.green << 8) | rgb.blue;
}

int32_t style_nearest(int32_t color, int colors)
{
	/* With true colours only the first eight are numbers to a terminal. */
	int numbers = colors >= STYLE_RGB ? 8 : colors;
	if (color < 0 || (!(color & STYLE_RGB) && color < numbers))
		return color;
	if (colors >= STYLE_RGB)
		return as_rgb(color);
	int first = colors >= 256 ? 16 : 0, end = colors >= 256 ? 256 : colors >= 16 ? 16 : 8;
	struct rgb wanted = color_rgb(color);
	int best = first;
	for (int i = first; i < end; i++)
		if (distance(palette(i), wanted) < distance(palette(best), wanted))
			best = i;
	return best;
}
