#include "src/jobs/sandbox.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif
#ifdef HAVE_LINUX_LANDLOCK_H
#include <linux/landlock.h>
#endif
#ifdef HAVE_LINUX_SECCOMP_H
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#endif

#include "feeds/encoding_detect.h"
#include "feeds/encoding_labels.h"
#include "src/base/curl.h"

/* Sanitizers map terabytes and look at files to name their findings. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define HAS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
	__has_feature(memory_sanitizer)
#define HAS_SANITIZER 1
#endif
#endif
#ifndef HAS_SANITIZER
#define HAS_SANITIZER 0
#endif

static void limit(int resource, rlim_t most)
{
	struct rlimit now;
	if (getrlimit(resource, &now) != 0)
		return;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most)
		most = now.rlim_max;
	setrlimit(resource, &(struct rlimit){.rlim_cur = most, .rlim_max = most});
}

void sandbox_limit_one_document(void)
{
	/* SIGPROF ends the process; the parent names the feed that did it. */
	struct itimerval timer = {.it_value = {.tv_sec = SANDBOX_CPU_SECONDS}};
	setitimer(ITIMER_PROF, &timer, NULL);
}

#if defined(HAVE_LINUX_LANDLOCK_H) && defined(SYS_landlock_create_ruleset)

/* iconv loads its converters from here when a feed needs one. */
static const char *const READABLE[] = {
	"/usr/lib", "/lib", "/lib64", "/usr/lib64", "/etc/ld.so.cache"};

static void allow_reading(int rules, const char *path)
{
	int folder = open(path, O_PATH | O_CLOEXEC);
	if (folder < 0)
		return;
	struct landlock_path_beneath_attr rule = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE, .parent_fd = folder};
	syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(folder);
}

/* No file but the C library's own can be opened, none written or run.  False when the
 * system does not know how (Landlock: Linux 5.13, where it is switched on). */
static bool lock_files(void)
{
	struct landlock_ruleset_attr all = {/* Every right of the first version: bits 0 to 12. */
		.handled_access_fs = (UINT64_C(1) << 13) - 1};
	int rules =
		(int)syscall(SYS_landlock_create_ruleset, &all, sizeof all.handled_access_fs, 0);
	if (rules < 0)
		return false;
	for (size_t i = 0; i < sizeof READABLE / sizeof *READABLE; i++)
		allow_reading(rules, READABLE[i]);
	bool is_locked = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
	close(rules);
	return is_locked;
}

#else
static bool lock_files(void)
{
	return false;
}
#endif

#if defined(HAVE_LINUX_SECCOMP_H) && (defined(__x86_64__) || defined(__aarch64__))

#ifdef __x86_64__
#define OUR_ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define OUR_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/* clang-format off */
#define ALLOW(name)                                            \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1), \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* Its lower half, which comes first on these two: the kernel takes an int there. */
#define LOAD_ARGUMENT(number) \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[number]))

/* Allowed when its argument `number` is `value`.  Nothing follows for this call. */
#define ALLOW_WITH(name, number, value)                                     \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 4),              \
		LOAD_ARGUMENT(number),                                      \
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), 0, 1), \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),               \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

/* Allowed when its argument `number` has none of `bits`. */
#define ALLOW_WITHOUT(name, number, bits)                                    \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 4),               \
		LOAD_ARGUMENT(number),                                       \
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (uint32_t)(bits), 1, 0), \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),                \
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)
/* clang-format on */

/* What opening a file for more than to read it would ask for. */
#define OPEN_CHANGES (O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY))

static void add_filter(struct sock_filter *filter, size_t count)
{
	struct sock_fprog program = {.len = (unsigned short)count, .filter = filter};
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

/* No file at all, where nobody says which. */
static void lock_opening(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	add_filter(filter, sizeof filter / sizeof *filter);
}

/* Reading and writing what is open, memory, time and the end; openat to read iconv's
 * converters (Landlock says which files these are), tgkill for abort().  All else fails
 * with EPERM: no sockets, no processes, no other descriptors. */
static void lock_calls(void)
{
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCHITECTURE, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		ALLOW(read),
		ALLOW(write),
		ALLOW(readv),
		ALLOW(writev),
		ALLOW(pread64),
		ALLOW(lseek),
		ALLOW(close),
		ALLOW_WITHOUT(openat, 2, OPEN_CHANGES),
		ALLOW(fstat),
		ALLOW(newfstatat),
		ALLOW(brk),
		ALLOW(mmap),
		ALLOW(munmap),
		ALLOW(mremap),
		ALLOW(mprotect),
		ALLOW(madvise),
		ALLOW(futex),
		ALLOW(clock_gettime),
		ALLOW(gettimeofday),
		ALLOW(getrandom),
		ALLOW(getrusage),
		ALLOW(setitimer),
		ALLOW(getpid),
		ALLOW(gettid),
		ALLOW_WITH(tgkill, 0, getpid()),
		ALLOW(rt_sigaction),
		ALLOW(rt_sigprocmask),
		ALLOW(rt_sigreturn),
		ALLOW(restart_syscall),
		ALLOW(exit),
		ALLOW(exit_group),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
	};
	add_filter(filter, sizeof filter / sizeof *filter);
}

#else
static void lock_opening(void)
{
}

static void lock_calls(void)
{
}
#endif

static void close_the_rest(void)
{
#ifdef SYS_close_range
	syscall(SYS_close_range, 3u, ~0u, 0u);
#else
	for (int descriptor = 3; descriptor < 1024; descriptor++)
		close(descriptor);
#endif
}

void sandbox_limit(void)
{
	close_the_rest();
	limit(RLIMIT_CORE, 0);
	limit(RLIMIT_FSIZE, 0);
	if (HAS_SANITIZER)
		return;
	limit(RLIMIT_AS, SANDBOX_MEMORY_LIMIT);
	limit(RLIMIT_NPROC, 0);
}

void sandbox_enter(void)
{
	/* Addresses are libcurl's, statistics uchardet's; from here on no file can be opened. */
	curl_load_now();
	encoding_detect_load();
	sandbox_limit();
	if (HAS_SANITIZER)
		return;
#ifdef __linux__
	prctl(PR_SET_DUMPABLE, 0);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (!lock_files()) {
		encoding_load_converters();
		lock_opening();
	}
	lock_calls();
#endif
#ifdef HAVE_PLEDGE
	pledge("stdio", NULL);
#endif
}
