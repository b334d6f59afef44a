"""The reader, two writers and updates at once: nobody hears of a lock, nothing acknowledged is lost."""
import os
import random
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import equal, ok  # noqa: E402

SECONDS = float(os.environ.get("STEPPE_TOGETHER", "60" if os.environ.get("STEPPE_LONG") else "6"))


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
            if done.returncode != 0 or done.stderr:
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
            if done.returncode != 0 and "another" not in done.stderr:
                self.trouble.append(done.stdout + done.stderr)


def at_once(s, seed):
    s.open()
    s.wait_for("The Astana Times")
    writers = [Writer(s, range(1 + half, 11, 2), seed * 2 + half) for half in (0, 1)]
    updates = Updates(s)
    for thread in writers + [updates]:
        thread.start()
    chance = random.Random(seed)
    while any(thread.is_alive() for thread in writers):
        s.keys(chance.choice(["j", "j", "k", "Tab", "r", "R", "G", "Home"]))
        time.sleep(0.05)
    for thread in writers + [updates]:
        thread.join()
    equal([thread.trouble for thread in writers + [updates]], [[], [], []], "seed %d: nobody hears of a lock" % seed)
    ok(all(thread.count > 0 for thread in writers + [updates]), "seed %d: all had their turns" % seed,
       "%s marks, %d updates" % ([w.count for w in writers], updates.count))
    lost = []
    for writer in writers:
        for (number, what), is_set in writer.state.items():
            query = "id:%d is:%s" % (number, {"read": "read", "bookmark": "bookmarked"}[what])
            if s.run("count", query).stdout != "%d\n" % is_set:
                lost.append((number, what, is_set))
    equal(lost, [], "seed %d: what was acknowledged is there" % seed)
    screen = s.screen()
    ok("locked" not in screen and "busy" not in screen.replace("Busy", ""), "seed %d: nor does the reader" % seed, screen)


def seen_within_a_second(s):
    s.run("mark", "unbookmark", "is:bookmarked")
    s.wait_gone(r"(?m)^ Bookmarks +\d")
    for number in range(1, 6):
        s.run("mark", "bookmark", str(number))
        start = time.monotonic()
        s.wait_for(r"(?m)^ Bookmarks +%d\b" % number)
        took = time.monotonic() - start
        ok(took < 1.5, "the reader shows what another process changed within a second", "%.2f s" % took)


def main():
    story.need("nginx", "tmux")
    for seed in range(int(os.environ.get("STEPPE_SEEDS", "1"))):
        with story.Story(env={"STEPPE_NOW": "1650000000"}) as s:
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
