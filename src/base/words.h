/* Words for people go through gettext: _("…") translates, N_("…") marks a
 * word in a table that is translated where it is shown. */
#ifndef STEPPE_BASE_WORDS_H
#define STEPPE_BASE_WORDS_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

#endif
