/* Which line of the config is meant, where libconfuse does not tell it. */
#ifndef STEPPE_CONFIG_LINES_H
#define STEPPE_CONFIG_LINES_H

/* Where the option stands, as far as its section, title and name tell; they may be empty. */
int config_line_of(const char *text, const char *section, const char *title, const char *name);
/* The first line that has both words; an empty second one is everywhere.  0 = none. */
int config_line_with(const char *text, const char *word, const char *second);
/* Where a text in quotation marks or a comment begins that has no end; 0 = none does. */
int config_line_of_open(const char *text);
/* Blanks in place of comments: libconfuse counts lines wrong that have one. */
void config_drop_comments(char *text);
/* The last one that is not empty. */
int config_last_line(const char *text);

#endif
