#include "feeds/encoding_labels.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

static const struct encoding_label labels[] = {
#define LABEL(label, name, iconv) {label, name, iconv},
#include "feeds/encoding_labels.def"
#undef LABEL
};

#define LABELS_COUNT (sizeof labels / sizeof *labels)

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
	return bsearch(lower, labels, LABELS_COUNT, sizeof *labels, compare);
}

void encoding_load_converters(void)
{
	for (size_t i = 0; i < LABELS_COUNT; i++)
		iconv_open("UTF-8", labels[i].iconv);
}
