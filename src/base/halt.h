/* The end of the program for what nobody can answer: no memory, no library. */
#ifndef STEPPE_BASE_HALT_H
#define STEPPE_BASE_HALT_H

/* Restores the terminal, says why on standard error and exits with status 3. */
_Noreturn void halt(const char *why);

/* What restores the terminal; called once by halt(), from any thread.  NULL takes it back. */
void halt_restores(void (*restore)(void));

#endif
