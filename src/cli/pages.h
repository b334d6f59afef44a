/* An article's blocks as the lines the reader shows, links as footnotes. */
#ifndef STEPPE_CLI_PAGES_H
#define STEPPE_CLI_PAGES_H

#include "feeds/document.h"
#include "src/cli/cli.h"

/* --width, else the terminal's up to the reading width.  False after saying what is wrong. */
bool pages_width(struct cli *cli, int *columns);
void pages_print(struct cli *cli, const struct document *document, int columns);
/* A line of our own above it, broken as the text is. */
void pages_print_line(struct cli *cli, enum print_style style, struct foreign text, int columns);

#endif
