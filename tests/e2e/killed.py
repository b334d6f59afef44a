"""kill -9 at any moment of an update and of a mark: the file is sound, what was acknowledged is there."""
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

KILLS = int(os.environ.get("STEPPE_KILLS", "1000" if os.environ.get("STEPPE_LONG") else "25"))
SEED = int(os.environ.get("STEPPE_SEED", "1"))
MARKS = {"read": ("read", True), "unread": ("read", False), "bookmark": ("bookmarked", True), "unbookmark": ("bookmarked", False)}


def write_busy(s, count):
    with open(s.www("busy.tmp"), "w") as f:
        f.write("<rss version='2.0'><channel><title>Busy</title>" + "".join(
            "<item><guid>b%d</guid><title>Busy %d</title><description>%s</description></item>" % (i, i, "wide steppe " * 200)
            for i in range(count)) + "</channel></rss>")
    os.rename(s.www("busy.tmp"), s.www("busy.xml"))


def start(s, *args):
    return subprocess.Popen(s.command(*args), env=s.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                            start_new_session=True)


def kill(process):
    """With its workers; True when it had not ended by itself."""
    was_alive = process.poll() is None
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
    return was_alive


def mark_until(s, chance, end, known):
    """Marks, one process each; the last one is killed.  `known` is what was acknowledged."""
    while True:
        name = chance.choice(sorted(MARKS))
        number = chance.randrange(1, 11)
        what, is_set = MARKS[name]
        process = start(s, "mark", name, str(number))
        try:
            process.wait(max(end - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            kill(process)
            known.pop((number, what), None)
            return
        if process.returncode == 0:
            known[number, what] = is_set


def states(s):
    out = {}
    for item in json.loads(s.run("list", "--json", "feed:astana").stdout)["items"]:
        for what in ("read", "bookmarked"):
            out[item["_steppe"]["id"], what] = item["_steppe"][what]
    return out


def integrity(s):
    connection = sqlite3.connect(os.path.join(s.dir, "steppe.db"))
    answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    return answer


def kills(s):
    chance = random.Random(SEED)
    known, damaged, lost, shrunk = {}, [], [], []
    killed, articles = 0, 0
    for number in range(KILLS):
        write_busy(s, number * 2 % 400 + 2)
        update = start(s, "update", "--force")
        mark_until(s, chance, time.monotonic() + chance.uniform(0.005, 0.12), known)
        killed += kill(update)
        sound, now = integrity(s), states(s)
        count = int(s.run("count", "").stdout)
        if sound != "ok":
            damaged.append((number, sound))
        lost += [(number, key) for key, is_set in known.items() if now.get(key) != is_set]
        if count < articles:
            shrunk.append((number, articles, count))
        articles = count
    equal(damaged, [], "integrity_check is clean after each of %d kills" % KILLS)
    equal(lost, [], "each acknowledged mark is there")
    equal(shrunk, [], "no article that was there is gone")
    ok(killed > KILLS // 4, "updates were killed while they ran", killed)


def main():
    story.need("nginx")
    with story.Story() as s:
        s.serve("astana")
        s.run("add", s.url("feed.xml"))
        write_busy(s, 1)
        s.run("add", s.url("busy.xml"))
        kills(s)
        write_busy(s, min(KILLS * 2, 400))
        s.run("update", "--force")
        equal(s.run("count", "feed:busy").stdout, "%d\n" % min(KILLS * 2, 400), "an update after it brings what is missing")
        contains(s.run("check").stdout, "the file is sound", "and the store is sound")
    story.done()


main()
