/* Standard input, output and error: the three descriptors that whoever started us gives. */
#ifndef STEPPE_BASE_STREAMS_H
#define STEPPE_BASE_STREAMS_H

/* Before anything is opened.  A stream that is closed becomes /dev/null, opened the wrong way
 * round: reading or writing it stays an error, but no file or pipe of ours takes its place
 * and gets what is printed. */
void streams_reserve(void);

#endif
