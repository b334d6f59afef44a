"""What lies at the store's place and beside it: lost and foreign logs, links, folders, a store that goes and comes back."""
import os
import shutil
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402


def in_folder(s, folder, *words):
    result = subprocess.run([story.STEPPE, "-C", folder, *words], capture_output=True, text=True, env=s.env,
                            timeout=story.PATIENCE, check=False)
    return result.returncode, result.stdout, result.stderr.replace(folder + "/", "")


def leave_a_log(s):
    """The folder as a kill leaves it: two bookmarks stand in the log alone."""
    connection = sqlite3.connect(os.path.join(s.dir, "steppe.db"))
    connection.execute("SELECT count(*) FROM articles").fetchone()
    s.run("mark", "bookmark", "2", "3")
    folder = os.path.join(s.home, "left")
    os.mkdir(folder)
    for ending in ("", "-wal", "-shm"):
        shutil.copy(os.path.join(s.dir, "steppe.db" + ending), folder)
    connection.close()
    return folder


def copy_of(s, left, name):
    folder = os.path.join(s.home, name)
    shutil.copytree(left, folder)
    return folder, os.path.join(folder, "steppe.db")


def logs(s, left):
    folder, path = copy_of(s, left, "whole")
    equal(in_folder(s, folder, "count", "is:bookmarked"), (0, "2\n", ""), "what a kill left in the log is there")
    for name, damage in (("an index of the log that is no index", lambda: open(path + "-shm", "wb").write(os.urandom(32768))),
                         ("no index of the log", lambda: os.unlink(path + "-shm"))):
        folder, path = copy_of(s, left, name.replace(" ", "-"))
        damage()
        equal(in_folder(s, folder, "count", "is:bookmarked"), (0, "2\n", ""), "%s: nothing is lost" % name)
    for name, damage in (("a log that is none", lambda: open(path + "-wal", "wb").write(b"no log " * 9000)),
                         ("a log that is cut", lambda: os.truncate(path + "-wal", 40)),
                         ("no log", lambda: os.unlink(path + "-wal"))):
        folder, path = copy_of(s, left, name.replace(" ", "-"))
        damage()
        equal(in_folder(s, folder, "count", ""), (0, "10\n", ""), "%s: what is in the file is there" % name)
        contains(in_folder(s, folder, "check")[1], "the file is sound", "%s: and sound" % name)


def log_alone(s, left):
    for name, take in (("moved away", os.unlink), ("emptied", lambda path: os.truncate(path, 0))):
        folder, path = copy_of(s, left, name.replace(" ", "-"))
        take(path)
        status, out, said = in_folder(s, folder, "count", "")
        equal((status, out), (0, "0\n"), "a store that was %s is a new one" % name)
        contains(said, "changes lay here without the store they belong to; they were set aside as steppe.db-wal.left-",
                 "its log is not erased")
        aside = [n for n in os.listdir(folder) if n.startswith("steppe.db-wal.left-")]
        with open(os.path.join(folder, aside[0]), "rb") as f, open(os.path.join(left, "steppe.db-wal"), "rb") as g:
            ok(f.read() == g.read(), "nor changed")
        equal(in_folder(s, folder, "count", "")[2], "", "which is said once")
    shutil.copy(os.path.join(left, "steppe.db"), path)
    os.rename(os.path.join(folder, aside[0]), path + "-wal")
    equal(in_folder(s, folder, "count", "is:bookmarked"), (0, "2\n", ""), "both put back: all is there")


def no_files(s, left):
    for name, make, sentence in (
            ("folder", os.mkdir, "it is a folder"),
            ("fifo", os.mkfifo, "it is not a regular file"),
            ("nowhere", lambda path: os.symlink("/does/not/exist", path), "it cannot be opened: No such file or directory")):
        folder, path = copy_of(s, left, name)
        os.unlink(path)
        make(path)
        for words in (("count", ""), ("mark", "read", "1")):
            equal(in_folder(s, folder, *words), (3, "", "steppe: steppe.db: %s\n" % sentence), "%s: %s" % (words[0], sentence))
        ok(os.path.exists(path + "-wal"), "and what is beside it stays")
    folder, path = copy_of(s, left, "beside")
    os.unlink(path + "-wal")
    os.mkdir(path + "-wal")
    equal(in_folder(s, folder, "count", ""),
          (3, "", "steppe: steppe.db: steppe.db-wal is not a regular file: move it away\n"), "a folder in the log's place is named")


def two_ways(s, left):
    folder, path = copy_of(s, left, "ways")
    link = os.path.join(s.home, "link")
    os.mkdir(link)
    os.symlink(path, os.path.join(link, "steppe.db"))
    equal(in_folder(s, link, "count", "is:bookmarked"), (0, "2\n", ""), "a link leads to the store and its log")
    equal(in_folder(s, link, "mark", "read", "5")[:2], (0, "1 marked read\n"), "and is written through")
    in_folder(s, link, "update")
    equal([n for n in os.listdir(link) if n != "steppe.log"], ["steppe.db"], "nothing is made beside the link")
    ok(os.path.exists(path + ".update"), "one update at a time, whichever way it came")
    name = os.path.join(s.home, "name")
    os.mkdir(name)
    os.link(path, os.path.join(name, "steppe.db"))
    contains(in_folder(s, name, "check")[1], "the file has more than one name", "check tells of a second name")


WITHOUT_LOCKS = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>

static int refuse(const char *name, int fd, int command, void *argument)
{
	if (command == F_SETLK || command == F_SETLKW || command == F_GETLK || command == F_OFD_SETLK || command == F_OFD_GETLK) {
		errno = ENOLCK;
		return -1;
	}
	int (*next)(int, int, ...) = (int (*)(int, int, ...))dlsym(RTLD_NEXT, name);
	return next(fd, command, argument);
}

int fcntl(int fd, int command, ...)
{
	va_list list;
	va_start(list, command);
	void *argument = va_arg(list, void *);
	va_end(list);
	return refuse("fcntl", fd, command, argument);
}

int fcntl64(int fd, int command, ...)
{
	va_list list;
	va_start(list, command);
	void *argument = va_arg(list, void *);
	va_end(list);
	return refuse("fcntl64", fd, command, argument);
}
"""


def without_locks(s):
    """A disk that knows none, as fcntl(2) tells it."""
    source, library = os.path.join(s.home, "nolock.c"), os.path.join(s.home, "nolock.so")
    with open(source, "w", encoding="utf-8") as f:
        f.write(WITHOUT_LOCKS)
    if shutil.which("cc") is None or subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"],
                                                    check=False).returncode != 0:
        ok(True, "a disk without locks is told # SKIP there is no compiler")
        return
    if s.run("--version", env={"LD_PRELOAD": library}).returncode != 0:
        ok(True, "a disk without locks is told # SKIP a sanitizer wants to be loaded first")
        return
    for words in (("count", ""), ("mark", "read", "1"), ("update",)):
        result = s.run(*words, env={"LD_PRELOAD": library})
        equal((result.returncode, result.stdout), (3, ""), "%s: a disk without locks: status 3" % words[0])
        contains(result.stderr, "the disk that it lies on knows no locks", "and it is told")


def while_it_is_open(s):
    path = os.path.join(s.dir, "steppe.db")
    s.open()
    s.wait_for("The Astana Times")
    os.rename(path, path + ".away")
    s.wait_for("the store was moved away", "a store that is moved away under the reader is told")
    os.rename(path + ".away", path)
    s.keys("j", "k")
    s.wait_gone("the store was moved away")
    s.keys("a")
    shutil.copy(path, path + ".other")
    os.rename(path + ".other", path)
    s.wait_for("the store was replaced by another file", "and so is one that another takes the place of")
    s.keys("Q")
    s.wait_for("exit status 0")


def main():
    story.need("nginx", "tmux")
    with story.Story() as s:
        s.serve("astana")
        s.run("add", s.url("feed.xml"))
        left = leave_a_log(s)
        logs(s, left)
        log_alone(s, left)
        no_files(s, left)
        two_ways(s, left)
        without_locks(s)
        while_it_is_open(s)
    story.done()


main()
