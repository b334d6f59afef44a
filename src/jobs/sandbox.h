/* What a worker process gives up before it reads its first hostile byte: files,
 * network, other processes, memory without end, time without end.  Each part is
 * done as far as the system has it; none failing stops the worker. */
#ifndef STEPPE_JOBS_SANDBOX_H
#define STEPPE_JOBS_SANDBOX_H

/* Once, at the start; there is no way back. */
void sandbox_enter(void);
/* Its limits alone: a person chose to leave files and network open. */
void sandbox_limit(void);
/* Before each document: processor time from now. */
void sandbox_limit_one_document(void);

#define SANDBOX_MEMORY_LIMIT (1ull << 30)
#define SANDBOX_CPU_SECONDS 10

#endif
