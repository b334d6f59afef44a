/* In which language and letters the program speaks. */
#ifndef STEPPE_LANGUAGE_H
#define STEPPE_LANGUAGE_H

/* Takes locale and language from the environment and finds our catalogues: installed, or
 * made in the build tree.  `program` is the address of the program's own file.  Call once,
 * before any other thread is there. */
void language_open(const char *program);

#endif
