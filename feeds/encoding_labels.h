/* What a label like "cp1251" or "gb2312" means (WHATWG Encoding, 4.2). */
#ifndef STEPPE_FEEDS_ENCODING_LABELS_H
#define STEPPE_FEEDS_ENCODING_LABELS_H

#include "src/base/text.h"

struct encoding_label {
	const char *label; /* lower case */
	const char *name;  /* of the encoding, as the standard calls it */
	const char *iconv; /* as iconv_open() calls it */
};

/* White space and case do not matter; NULL when there is no such label. */
const struct encoding_label *encoding_label_find(struct foreign label);

/* Opens a converter from each encoding and never closes it: the C library loads them from
 * files, for a process that will soon be unable to open any. */
void encoding_load_converters(void);

#endif
