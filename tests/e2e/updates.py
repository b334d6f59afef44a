"""Updates in the running reader: what is due comes by itself, and what R says at its end."""
import fcntl
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import equal, ok  # noqa: E402

story.need("nginx", "tmux")

FEED = ('<rss version="2.0"><channel><title>%s</title>%s</channel></rss>')
ITEM = "<item><guid>%d</guid><title>Story %d of %s</title><description>Words.</description></item>"


def publish(s, name, items):
    """The feed as its outlet has it now; the date of the file is another each time."""
    with open(s.www(name), "w", encoding="utf-8") as f:
        f.write(FEED % (name, "".join(ITEM % (i, i, name) for i in range(items))))
    os.utime(s.www(name), (4e8 + items, 4e8 + items))


def make_due(s):
    store = sqlite3.connect(os.path.join(s.dir, "steppe.db"))
    with store:
        store.execute("UPDATE health SET next_due = 1")
    store.close()


def unindexed(s):
    """Articles that a search still has to scan for."""
    store = sqlite3.connect(os.path.join(s.dir, "steppe.db"))
    until = store.execute("SELECT value FROM vals WHERE name = 'indexed-until'").fetchone()
    left = store.execute("SELECT count(*) FROM articles WHERE id > ?", (until[0] if until else 0,)).fetchone()[0]
    store.close()
    return left


def niceness(pid):
    """Of the thread that draws, and of the others."""
    found = {}
    for thread in os.listdir("/proc/%d/task" % pid):
        with open("/proc/%d/task/%s/stat" % (pid, thread)) as f:
            found[int(thread)] = int(f.read().rsplit(")", 1)[1].split()[16])
    return found.pop(pid), sorted(found.values())


def main():
    with story.Story(columns=100, rows=24) as s:
        s.serve("astana")
        for name in ("one", "two"):
            publish(s, name, 1)
            equal(s.run("add", s.url(name)).returncode, 0, "the feed %s is added" % name)
        ok(unindexed(s) > 0, "what add fetched waits for the index", unindexed(s))
        publish(s, "two", 2)
        s.run("update", "--force")
        equal(unindexed(s), 0, "an update that brings a few articles makes the index, too")
        make_due(s)
        publish(s, "one", 3)
        s.open()
        s.wait_for("Story 0 of one")
        s.wait_for("2 new: one 2", "what is due is fetched by itself, and its news are told")
        s.wait_for("Story 2 of one", "and stand in the list")

        if os.path.isdir("/proc/self/task"):
            drawing, others = niceness(s.reader_pid())
            ok(drawing < others[-1] and others[0] == drawing, "who draws or reads goes before who fetches and writes",
               (drawing, others))

        with open(os.path.join(s.dir, "steppe.db.update"), "w") as held:
            fcntl.lockf(held, fcntl.LOCK_EX)
            s.keys("R")
            s.wait_for("another update is running", "R beside another update fetches nothing twice")
        s.keys("R")
        s.wait_for("Nothing new", "R says when nothing is new")
        os.unlink(s.www("two"))
        publish(s, "one", 4)
        s.keys("R")
        screen = s.wait_for("1 new: one 1", "R tells who has news")
        ok("two failed: the server answered 404" in screen, "and who failed, and why", screen)
        os.unlink(s.www("one"))
        s.keys("R")
        s.wait_for("2 failed: (one, two|two, one)", "of several it tells the names")
        s.keys("Q")
    story.done()


main()
