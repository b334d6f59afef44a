/* One worker process, as its parent sees it: a pipe there, a pipe back, the
 * document it reads and one more behind it, so that it never waits for us.
 * Everything that comes back is checked; nothing here blocks. */
#ifndef STEPPE_JOBS_PROCESS_H
#define STEPPE_JOBS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "src/base/buffer.h"
#include "src/base/error.h"
#include "src/jobs/frame.h"
#include "src/jobs/task.h"

struct process {
	pid_t pid; /* 0 = there is none */
	int to, from;
	struct task *reading; /* the document it reads now */
	struct task *waiting; /* and the one behind it */
	struct task *sending; /* which of the two is not yet all in the pipe */
	struct buffer head;   /* of the one being sent: all but the document */
	size_t sent;          /* of head and document */
	struct frame_head answer_head;
	struct buffer answer;
	size_t received; /* of answer_head and answer */
	int64_t started_ms;
	unsigned served;
	size_t resident_kib;
};

/* Locked in: without files and network. */
bool process_start(
	struct process *process, const char *program, bool is_locked_in, struct error *error);
/* Its tasks must be gone.  A process that still runs is killed. */
void process_end(struct process *process);

bool process_has_room(const struct process *process);
void process_give(struct process *process, struct task *task);

/* Sends what the pipe takes.  False when the process is gone. */
bool process_send(struct process *process);
/* Receives what is there: *answered is a task with its answer, or NULL so far.
 * False when the process is gone or sent what cannot be. */
bool process_receive(struct process *process, struct task **answered);

#endif
