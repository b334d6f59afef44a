/* What a worker can no longer do, tried in a child that entered the sandbox. */
#include "src/jobs/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/check.h"

/* Whether `attempt` succeeds inside. */
static bool works_inside(bool (*attempt)(void))
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		sandbox_enter();
		_exit(attempt() ? 1 : 0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status) == 1;
}

/* A sanitizer needs files and memory without end: there the sandbox stays open. */
static void skip_with_sanitizer(void)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__linux__)
	skip();
#endif
}

static bool read_passwords(void)
{
	return open("/etc/passwd", O_RDONLY) >= 0;
}

static void its_limits_alone_leave_files_open(void **state)
{
	(void)state;
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		sandbox_limit();
		_exit(read_passwords() ? 1 : 0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(WEXITSTATUS(status), 1);
}

/* A file of ours, but for one test. */
static char file_path[] = "/tmp/steppe-sandbox-XXXXXX";

static bool write_file(void)
{
	return open(file_path, O_WRONLY | O_CREAT, 0600) >= 0;
}

/* Emptied by those who may write it. */
static bool empty_file(void)
{
	return open(file_path, O_RDONLY | O_TRUNC) >= 0;
}

static pid_t parent;

static bool signal_parent(void)
{
	return syscall(SYS_tgkill, parent, parent, 0) == 0;
}

static bool abort_itself(void)
{
	return syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), 0) == 0;
}

static bool open_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0) >= 0;
}

static bool start_process(void)
{
	pid_t child = fork();
	if (child == 0)
		_exit(0);
	return child > 0;
}

static bool take_two_gigabytes(void)
{
	char *volatile memory = malloc((size_t)2 << 30);
	return memory != NULL;
}

static bool convert_kazakh(void)
{
	iconv_t converter = iconv_open("UTF-8", "WINDOWS-1251");
	char in[] = "\xC4\xE0\xEB\xE0", out[16], *from = in, *to = out;
	size_t in_left = 4, out_left = sizeof out;
	return converter != (iconv_t)-1 &&
	       iconv(converter, &from, &in_left, &to, &out_left) != (size_t)-1 &&
	       memcmp(out, "Дала", 8) == 0;
}

static bool see_other_descriptors(void)
{
	return fcntl(9, F_GETFD) >= 0;
}

static void files_are_out_of_reach(void **state)
{
	(void)state;
	skip_with_sanitizer();
	assert_false(works_inside(read_passwords));
	assert_false(works_inside(write_file));
}

/* As on a kernel that was built without it. */
static void forbid_landlock(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_landlock_create_ruleset, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static bool works_inside_without_landlock(bool (*attempt)(void))
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		forbid_landlock();
		_exit(works_inside(attempt) ? 1 : 0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status) == 1;
}

static void files_are_out_of_reach_without_landlock(void **state)
{
	(void)state;
	skip_with_sanitizer();
	int file = mkstemp(file_path);
	assert_int_equal(write(file, "kept", 4), 4);
	assert_false(works_inside_without_landlock(read_passwords));
	assert_false(works_inside_without_landlock(write_file));
	assert_false(works_inside_without_landlock(empty_file));
	assert_int_equal(lseek(file, 0, SEEK_END), 4);
	assert_true(works_inside_without_landlock(convert_kazakh));
	unlink(file_path);
	close(file);
}

static void no_other_process_can_be_ended(void **state)
{
	(void)state;
	skip_with_sanitizer();
	parent = getpid();
	assert_false(works_inside(signal_parent));
	assert_true(works_inside(abort_itself));
}

static void the_network_is_out_of_reach(void **state)
{
	(void)state;
	skip_with_sanitizer();
	assert_false(works_inside(open_socket));
}

static void no_process_can_be_started(void **state)
{
	(void)state;
	skip_with_sanitizer();
	assert_false(works_inside(start_process));
}

static void memory_has_an_end(void **state)
{
	(void)state;
	skip_with_sanitizer();
	assert_false(works_inside(take_two_gigabytes));
}

static void old_encodings_can_still_be_read(void **state)
{
	(void)state;
	assert_true(works_inside(convert_kazakh));
}

static void what_the_parent_had_open_is_closed(void **state)
{
	(void)state;
	assert_int_equal(dup2(0, 9), 9);
	assert_false(works_inside(see_other_descriptors));
	close(9);
}

TEST_MAIN(TEST("its limits alone leave files open", its_limits_alone_leave_files_open),
	TEST("files are out of reach", files_are_out_of_reach),
	TEST("files are out of reach without Landlock", files_are_out_of_reach_without_landlock),
	TEST("no other process can be ended", no_other_process_can_be_ended),
	TEST("the network is out of reach", the_network_is_out_of_reach),
	TEST("no process can be started", no_process_can_be_started),
	TEST("memory has an end", memory_has_an_end),
	TEST("old encodings can still be read", old_encodings_can_still_be_read),
	TEST("what the parent had open is closed", what_the_parent_had_open_is_closed))
