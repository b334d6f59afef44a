#include "src/jobs/password.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/command_words.h"
#include "src/base/memory.h"
#include "src/base/program.h"
#include "src/base/words.h"

enum {
	LENGTH_LIMIT = 1024,
	KEPT_MS = 10 * 60 * 1000,
	FAILURE_KEPT_MS = 5000, /* for all that waited for it */
};

struct password {
	struct password *next;
	char *command;
	struct program program; /* runs while the password is awaited */
	char text[LENGTH_LIMIT];
	size_t len; /* of what was printed so far */
	struct error failure;
	int64_t since_ms; /* when the command ended; 0 = never */
};

/* ---- the command ---- */

static void end(struct password *password, bool is_well)
{
	program_close_pipe(&password->program);
	password->since_ms = clock_monotonic_ms();
	password->text[password->len] = '\0';
	password->text[strcspn(password->text, "\r\n")] = '\0';
	if (password->failure.kind == ERROR_NONE && (!is_well || *password->text == '\0'))
		error_set(&password->failure, ERROR_CONFIG, "%s", _("it told no password"));
	password->failure.kind = password->failure.kind == ERROR_NONE ? ERROR_NONE : ERROR_CONFIG;
}

static void start(struct password *password, struct arena *arena)
{
	char *words[COMMAND_WORDS_ROOM];
	bool has_words = command_words(words, arena, password->command) > 0;
	explicit_bzero(password->text, sizeof password->text);
	password->len = 0;
	password->failure = (struct error){0};
	if (!has_words || !program_start(&password->program, words, PROGRAM_TELLS,
				  PASSWORD_SECONDS * 1000, &password->failure))
		end(password, false);
}

/* False once it can print no more, or nothing that there is room for. */
static bool is_printing(struct password *password)
{
	size_t room = LENGTH_LIMIT - 1 - password->len;
	if (password->program.pipe < 0 || room == 0)
		return false;
	ssize_t got = read(password->program.pipe, password->text + password->len, room);
	password->len += got > 0 ? (size_t)got : 0;
	return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

static bool has_ended(struct password *password)
{
	int status = 0;
	if (!is_printing(password)) {
		program_close_pipe(&password->program);
		if (program_has_ended(&password->program, &status)) {
			end(password, WIFEXITED(status) && WEXITSTATUS(status) == 0);
			return true;
		}
	}
	if (!program_is_late(&password->program))
		return false;
	program_kill(&password->program);
	error_set(&password->failure, ERROR_CONFIG, _("no answer within %d seconds"),
		PASSWORD_SECONDS);
	end(password, false);
	return true;
}

/* ---- what is known ---- */

static struct password *find_or_add(struct passwords *passwords, struct foreign command)
{
	for (struct password *one = passwords->first; one; one = one->next)
		if (foreign_equal(foreign_from_string(one->command), command))
			return one;
	struct password *password = memory_calloc(1, sizeof *password);
	password->command = memory_calloc(1, command.len + 1);
	memcpy(password->command, command.utf8, command.len);
	password->program.pipe = -1;
	password->next = passwords->first;
	passwords->first = password;
	return password;
}

static bool is_fresh(const struct password *password)
{
	int kept_ms = password->failure.kind == ERROR_NONE ? KEPT_MS : FAILURE_KEPT_MS;
	return password->since_ms > 0 && clock_monotonic_ms() - password->since_ms < kept_ms;
}

static enum password_answer fail(
	const struct password *password, struct arena *arena, struct error *error)
{
	char *words[COMMAND_WORDS_ROOM];
	bool has_words = command_words(words, arena, password->command) > 0;
	*error = password->failure;
	error_context(error, _("the password command %s"), has_words ? words[0] : "");
	return PASSWORD_FAILED;
}

enum password_answer password_ask(struct foreign *out, struct passwords *passwords,
	struct arena *arena, struct foreign command, struct error *error)
{
	struct password *password = find_or_add(passwords, command);
	if (password->program.pid == 0 && !is_fresh(password))
		start(password, arena);
	if (password->program.pid != 0)
		return PASSWORD_AWAITED;
	if (password->failure.kind != ERROR_NONE)
		return fail(password, arena, error);
	struct bytes text = {password->text, strlen(password->text)};
	*out = foreign_copy(arena, foreign_from_bytes(arena, text));
	return PASSWORD_TOLD;
}

bool passwords_are_awaited(const struct passwords *passwords)
{
	for (const struct password *one = passwords->first; one; one = one->next)
		if (one->program.pid != 0)
			return true;
	return false;
}

bool passwords_listen(struct passwords *passwords)
{
	bool is_any = false;
	for (struct password *one = passwords->first; one; one = one->next)
		if (one->program.pid != 0 && has_ended(one))
			is_any = true;
	return is_any;
}

void passwords_done(struct passwords *passwords)
{
	while (passwords->first) {
		struct password *password = passwords->first;
		passwords->first = password->next;
		program_kill(&password->program);
		explicit_bzero(password->text, sizeof password->text);
		free(password->command);
		free(password);
	}
}
