/* Is a <table> data, or only a way to place things on a page? */
#ifndef STEPPE_FEEDS_DOCUMENT_TABLE_H
#define STEPPE_FEEDS_DOCUMENT_TABLE_H

#include <stdbool.h>

#include "feeds/html.h"

bool document_table_is_data(const struct html_node *table);

#endif
