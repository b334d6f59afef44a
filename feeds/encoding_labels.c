#include "feeds/encoding_labels.h"

#include <stdlib.h>
#include <string.h>

static const struct encoding_label labels[] = {
#define LABEL(label, name, iconv) {label, name, iconv},
#include "feeds/encoding_labels.def"
#undef LABEL
};

static int compare(const void *key, const void *entry)
{
	return strcmp(key, ((const struct encoding_label *)entry)->label);
}

const struct encoding_label *encoding_label_find(struct foreign label)
{
	char lower[32];
	label = foreign_trim(label);
	if (label.len == 0 || label.len >= sizeof lower)
		return NULL;
	for (size_t i = 0; i < label.len; i++) {
		char byte = label.utf8[i];
		lower[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
	}
	lower[label.len] = '\0';
	return bsearch(lower, labels, sizeof labels / sizeof *labels, sizeof *labels, compare);
}
