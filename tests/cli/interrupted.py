"""Ctrl-C in the middle: nothing is half done, and no half of a file stays."""
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

COUNT = 8000
TIMES = 100 if os.environ.get("STEPPE_LONG") else 12


def interrupt(s, chance, most, *words):
    """After a while; its status and what it said."""
    process = subprocess.Popen(s.command(*words), env=s.env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    time.sleep(chance.uniform(0, most))
    process.send_signal(signal.SIGINT)
    said = process.communicate()[1]
    return process.returncode, said


def imports(s, chance, path):
    found = set()
    for _ in range(TIMES):
        interrupt(s, chance, 0.6, "import", path)
        found.add(s.run("count", "").stdout)
        s.run("undo")
    ok(found <= {"0\n", "%d\n" % COUNT}, "an import is there whole or not at all", found)


def is_whole(path):
    connection = sqlite3.connect(path)
    count = connection.execute("SELECT count(*) FROM articles WHERE flags & 224 = 0").fetchone()[0]
    connection.close()
    return count == COUNT


def copies(s, chance):
    wrong, said = [], set()
    for number in range(TIMES):
        path = os.path.join(s.home, "copy", "%d.db" % number)
        status, words = interrupt(s, chance, 0.12, "export", "store", path)
        said.add((status, words.replace(path, "FILE")))
        is_there = os.path.exists(path)
        if status == 0 and not is_there or is_there and not is_whole(path):
            wrong.append((number, status))
    equal(wrong, [], "a copy of the store is there whole or not at all")
    equal([n for n in os.listdir(os.path.join(s.home, "copy")) if not n.endswith(".db")], [], "and no part of one stays")
    # Before the signals are watched, and when all is done, it just ends.
    ok(said <= {(0, ""), (1, "steppe: FILE: stopped\n"), (-signal.SIGINT, "")}, "which is said in one sentence", said)
    for name in ("taken.db.part", "taken.db.part-journal"):
        with open(os.path.join(s.home, "copy", name), "w", encoding="utf-8") as f:
            f.write("of a copy that was killed")
    contains(s.run("export", "store", os.path.join(s.home, "copy", "taken.db")).stdout, "a copy of the store",
             "what a killed copy left is in nobody's way")
    ok(is_whole(os.path.join(s.home, "copy", "taken.db")), "and the copy is whole")


def checks(s, chance):
    for _ in range(TIMES // 4):
        interrupt(s, chance, 0.3, "check")
    equal(s.run("count", "").stdout, "%d\n" % COUNT, "a check that is stopped takes nothing away")
    contains(s.run("check").stdout, "the file is sound", "and leaves the file sound")


def main():
    chance = random.Random(int(os.environ.get("STEPPE_SEED", "1")))
    with story.Story() as s:
        os.mkdir(os.path.join(s.home, "copy"))
        path = os.path.join(s.home, "many.html")
        with open(path, "w", encoding="utf-8") as f:
            f.write("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n" + "".join(
                '<DT><A HREF="https://many.example/%d" TAGS="a">B %d</A><DD>%s\n' % (i, i, "a note " * 60) for i in range(COUNT)))
        imports(s, chance, path)
        s.run("import", path)
        copies(s, chance)
        checks(s, chance)
    story.done()


main()
