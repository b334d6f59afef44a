/* Letters and signs for a terminal without Unicode: one character each, so that
 * columns stay.  Cyrillic is written as ISO 9 has it, without its accents; Kazakh's
 * Қ is Q, as in its Latin alphabet. */
#ifndef STEPPE_UI_PLAIN_H
#define STEPPE_UI_PLAIN_H

#include <stdint.h>

/* ASCII for a character; '?' when there is nothing near to it. */
char plain_character(uint32_t character);

#endif
