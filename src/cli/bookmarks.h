/* Bookmarks out: Netscape HTML (what browsers import), JSON Feed, Markdown. */
#ifndef STEPPE_CLI_BOOKMARKS_H
#define STEPPE_CLI_BOOKMARKS_H

#include "src/cli/cli.h"

int bookmarks_export(struct cli *cli);

#endif
