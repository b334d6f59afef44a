"""The reader, two writers and updates at once: nobody hears of a lock, nothing acknowledged is lost.

STEPPE_SEEDS=100 runs as many rounds, STEPPE_FIRST_SEED=20 begins with that one: several side by
side share the seeds.  STEPPE_TOGETHER is the seconds of a round."""
import os
import random
import sqlite3
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import equal, ok  # noqa: E402

SECONDS = float(os.environ.get("STEPPE_TOGETHER", "60" if os.environ.get("STEPPE_LONG") else "6"))


def is_trouble(said):
    """On a slow machine a writer may say that it waits for another one."""
    return any("another program is writing to it" not in line for line in said.splitlines())


class Writer(threading.Thread):
    """Marks and bookmarks articles of its own and remembers what was acknowledged."""

    def __init__(self, s, ids, seed):
        super().__init__()
        self.s, self.ids, self.chance = s, ids, random.Random(seed)
        self.state, self.trouble, self.count = {}, [], 0

    def run(self):
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            what = self.chance.choice(["read", "unread", "bookmark", "unbookmark"])
            number = self.chance.choice(self.ids)
            done = self.s.run("mark", what, str(number))
            self.count += 1
            if done.returncode != 0 or is_trouble(done.stderr):
                self.trouble.append(done.stderr)
                continue
            self.state[number, what.replace("un", "")] = not what.startswith("un")


class Updates(threading.Thread):
    def __init__(self, s):
        super().__init__()
        self.s, self.trouble, self.count = s, [], 0

    def run(self):
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            with open(self.s.www("busy.xml"), "w") as f:
                f.write("<rss version='2.0'><channel><title>Busy</title>" + "".join(
                    "<item><guid>b%d</guid><title>Busy %d</title></item>" % (i, i)
                    for i in range(self.count * 3)) + "</channel></rss>")
            done = self.s.run("update", "--force")
            self.count += 1
            # The reader may be at it: that is a sentence, not a lock.
            if done.returncode != 0 and "another update" not in done.stderr:
                self.trouble.append(done.stdout + done.stderr)


class Copies(threading.Thread):
    """`export store` while the others write: each copy is whole by itself."""

    def __init__(self, s):
        super().__init__()
        self.s, self.trouble, self.count = s, [], 0

    def run(self):
        until = time.monotonic() + SECONDS
        path = os.path.join(self.s.home, "copy.db")
        while time.monotonic() < until:
            done = self.s.run("export", "store", path)
            self.count += 1
            if done.returncode != 0 or is_trouble(done.stderr):
                self.trouble.append(done.stderr)
                continue
            copy = sqlite3.connect(path)
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0]
            feeds, astana = copy.execute("SELECT count(*), sum(total = 10) FROM counts").fetchone()
            wrong = copy.execute("SELECT count(*) FROM counts WHERE total <> (SELECT count(*) FROM articles"
                                 " WHERE feed_id = counts.feed_id)").fetchone()[0]
            copy.close()
            os.unlink(path)
            if (sound, wrong) != ("ok", 0) or feeds < 2 or not astana:
                self.trouble.append((sound, wrong, feeds, astana))
            time.sleep(0.2)


def at_once(s, seed):
    s.open()
    s.wait_for("The Astana Times")
    writers = [Writer(s, range(1 + half, 11, 2), seed * 2 + half) for half in (0, 1)]
    updates, copies = Updates(s), Copies(s)
    threads = writers + [updates, copies]
    for thread in threads:
        thread.start()
    chance = random.Random(seed)
    while any(thread.is_alive() for thread in writers):
        s.keys(chance.choice(["j", "j", "k", "Tab", "r", "R", "G", "Home"]))
        time.sleep(0.05)
    for thread in threads:
        thread.join()
    equal([thread.trouble for thread in threads], [[], [], [], []],
          "seed %d: nobody hears of a lock, and each copy is whole" % seed)
    ok(all(thread.count > 0 for thread in threads), "seed %d: all had their turns" % seed,
       "%s marks, %d updates, %d copies" % ([w.count for w in writers], updates.count, copies.count))
    lost = []
    for writer in writers:
        for (number, what), is_set in writer.state.items():
            query = "id:%d is:%s" % (number, {"read": "read", "bookmark": "bookmarked"}[what])
            said = s.run("count", query)
            if said.stdout != "%d\n" % is_set:
                lost.append((number, what, is_set, said.stdout, said.stderr, s.run("log").stdout[:2000], s.screen()))
    equal(lost, [], "seed %d: what was acknowledged is there" % seed)
    screen = s.screen()
    ok("locked" not in screen and "busy" not in screen.replace("Busy", ""), "seed %d: nor does the reader" % seed, screen)


def seen_within_a_second(s):
    """In the tree, not in the status line: with that list open it has "Bookmarks  0/0"."""
    s.run("mark", "unbookmark", "is:bookmarked")
    s.wait_gone(r"(?m)^ Bookmarks +\d+ *│")
    took = []
    for number in range(1, 6):
        s.run("mark", "bookmark", str(number))
        start = time.monotonic()
        s.wait_for(r"(?m)^ Bookmarks +%d *│" % number, "the reader shows what another process changed")
        took.append(time.monotonic() - start)
    ok(min(took) < 1.5, "within a second: other work may hold some of them up", took)


def main():
    story.need("nginx", "tmux")
    first = int(os.environ.get("STEPPE_FIRST_SEED", "0"))
    for seed in range(first, first + int(os.environ.get("STEPPE_SEEDS", "1"))):
        with story.Story(env={"STEPPE_NOW": "1650000000"}) as s:
            os.makedirs(s.dir)
            with open(os.path.join(s.dir, "config"), "w") as f:
                f.write("preview = off\n")  # with it Tab opens what the list stands on, and that is read then
            s.serve("astana")
            s.run("add", s.url("feed.xml"))
            with open(s.www("busy.xml"), "w") as f:
                f.write("<rss version='2.0'><channel><title>Busy</title></channel></rss>")
            s.run("add", s.url("busy.xml"))
            at_once(s, seed)
            seen_within_a_second(s)
            said = s.run("check").stdout
            ok("the file is sound" in said and "put right" not in said, "seed %d: the store is sound" % seed, said)
    story.done()


main()
