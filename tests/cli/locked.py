"""Another program that holds the store: who reads goes on, who writes waits, says so, and gives up in time."""
import os
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

READS = [("count", ""), ("list",), ("feeds",), ("show", "1"), ("search", "steppe"), ("log",),
         ("export", "opml"), ("export", "bookmarks"), ("rules",)]


def hold(s, *statements):
    connection = sqlite3.connect(os.path.join(s.dir, "steppe.db"), isolation_level=None)
    for statement in statements:
        connection.execute(statement).fetchall()
    return connection


def release(connection):
    connection.execute("COMMIT")
    connection.close()


def reading(s):
    connection = hold(s, "BEGIN IMMEDIATE")
    for words in READS:
        result = s.run(*words)
        equal((result.returncode, result.stderr), (0, ""), "%s does not wait for who writes" % " ".join(words))
    release(connection)


def said_while_waiting(process):
    """The first line of its standard error, which comes while it waits."""
    return process.stderr.readline()


def writing(s):
    for words, answer in ((("mark", "read", "1"), "1 marked read\n"),
                          (("update", "--force"), "1 feeds, 0 new, 1 unchanged, 0 failed\n")):
        connection = hold(s, "BEGIN IMMEDIATE")
        process = subprocess.Popen(s.command(*words), env=s.env, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        said = said_while_waiting(process)
        ok(process.poll() is None, "%s waits" % words[0])
        contains(said, "another program is writing to it; it is waited for, for 30 seconds at most", "and says so")
        release(connection)
        out, more = process.communicate(timeout=story.PATIENCE)
        equal((process.returncode, out, more), (0, answer, ""), "and goes on when it may")


def gives_up(s, words):
    began = time.monotonic()
    result = s.run(*words)
    took = time.monotonic() - began
    equal((result.returncode, result.stdout), (3, ""), "%s gives up with status 3" % words[0])
    contains(result.stderr, "another program has kept the store locked for too long", "and says why")
    return took


def locked_whole(s):
    connection = hold(s, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "COMMIT")
    took = gives_up(s, ("count", ""))
    ok(took >= 4, "who reads waits for some seconds where nobody may read", took)
    if os.environ.get("STEPPE_LONG"):
        for words in (("mark", "read", "1"), ("update",)):
            took = gives_up(s, words)
            ok(29 <= took < 60, "%s waits for half a minute, once" % words[0], took)
    connection.close()
    equal(s.run("count", "").returncode, 0, "and all is as before")


def main():
    story.need("nginx")
    with story.Story() as s:
        s.serve("astana")
        s.run("add", s.url("feed.xml"))
        reading(s)
        writing(s)
        locked_whole(s)
    story.done()


main()
