/* [uchardet] What encoding some bytes are in, as their statistics tell.  The library
 * brings that of C++, which costs a process a millisecond and more than a megabyte, and
 * few bytes need it: it is loaded when it is first asked. */
#ifndef STEPPE_FEEDS_ENCODING_DETECT_H
#define STEPPE_FEEDS_ENCODING_DETECT_H

#include "src/base/text.h"

enum { ENCODING_NAME_SIZE = 40 };

/* Fills in the name as uchardet has it, or "" when it does not know.  Any thread. */
void encoding_detect(char name[ENCODING_NAME_SIZE], struct bytes sample);

/* For a process that will soon be unable to open files. */
void encoding_detect_load(void);

#endif
