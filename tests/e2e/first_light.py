"""The main job: subscribe, update, cut the network, read, bookmark."""
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

story.need("nginx", "tmux")

TITLE = "Unfolding Events In Post-Soviet Space"
LAST_WORDS = "steer Eurasia towards this goal"


def command_line(s):
    added = s.run("add", s.url("feed.xml"))
    equal(added.stdout, "The Astana Times (10 articles)\n", "add names the outlet and counts its articles")
    equal(added.returncode, 0, "add succeeds")
    updated = s.run("update", "--force")
    contains(updated.stdout, "1 feeds, 0 new, 1 unchanged, 0 failed", "update prints its summary")
    equal(s.run("count").stdout, "10\n", "count prints what is unread")
    listed = s.run("list")
    equal(len(listed.stdout.splitlines()), 10, "list has a line an article")
    contains(listed.stdout.splitlines()[0], TITLE, "the newest article is listed first")
    items = json.loads(s.run("list", "--json").stdout)["items"]
    equal(len(items), 10, "list --json has them all")
    first = items[0]["_steppe"]["id"]
    shown = s.run("show", str(first)).stdout
    contains(" ".join(shown.split()), LAST_WORDS, "show prints the article to its last sentence")
    contains(shown, "Kazakhstan’s", "curly quotes are intact")
    contains(s.run("feeds").stdout, "The Astana Times", "feeds lists the outlet")
    equal(s.run("mark", "read", str(first)).returncode, 0, "mark read succeeds")
    equal(s.run("count").stdout, "9\n", "one less is unread")
    s.run("mark", "unread", str(first))
    return first


def read_offline(s, columns, rows, first):
    size = "%dx%d: " % (columns, rows)
    s.resize(columns, rows)
    s.open()
    s.wait_for("The Astana Times|Astana", size + "the tree shows the outlet")
    s.keys("text:gg")
    # Down the tree to the outlet, in to its list, in to its newest article.
    for _ in range(8):
        if re.search("Astana", current_line(s)):
            break
        s.keys("j")
    s.keys("Enter")
    s.wait_for("Unfolding", size + "Enter opens the list")
    s.keys("text:gg", "Enter")
    # It opens where it was left: at another size that is the end.
    s.wait_for(r"NUR-SULTAN|Tokayev|goal|\d+%", size + "Enter opens the article")
    s.keys("G")
    s.wait_for("100%", size + "G goes to its end")
    text = s.screen()
    s.keys("text:gg")
    s.wait_for("NUR-SULTAN")
    pages = []
    for _ in range(40):
        pages.append(s.screen())
        if "towards this goal" in " ".join(s.screen().split()):
            break
        s.keys("C-f")
    s.keys("G")
    pages.append(s.wait_for("goal"))
    flat = " ".join(" ".join(pages).split())
    ok("goal" in flat, size + "the last sentence can be read", text)
    s.keys("q")
    s.wait_for("Unfolding")
    return first


def reads_without_curl(s):
    """Thirty libraries and their start-up are for who asks the network (src/base/curl.h)."""
    linked = subprocess.run(["ldd", story.STEPPE], stdout=subprocess.PIPE, universal_newlines=True).stdout
    if "libcurl" in linked:
        return
    with open("/proc/%d/maps" % s.reader_pid()) as f:
        ok("libcurl" not in f.read(), "who fetches nothing has no libcurl loaded")


def current_line(s):
    x, y = s.cursor()
    lines = s.screen().splitlines()
    line = lines[y] if y < len(lines) else ""
    return line.split("│")[0]  # the tree, where it is beside a list


def main():
    with story.Story() as s:
        s.serve("astana")
        first = command_line(s)
        copy = os.path.join(s.home, "copy.db")
        equal(s.run("export", "store", copy).returncode, 0, "export store succeeds while nothing stands still")
        ok(os.path.getsize(copy) > 10000, "and the copy holds the store")
        s.stop_serving()

        for columns, rows in ((120, 36), (80, 24), (40, 12)):
            read_offline(s, columns, rows, first)
            s.keys("Q")
            s.wait_for("exit status 0", "%dx%d: Q quits" % (columns, rows))
            s.tmux("kill-server")

        s.resize(120, 36)
        config = os.path.join(s.dir, "config")
        with open(config, "w") as f:
            f.write("fulltext = off\nauto_update = off\n")
        s.open()
        s.wait_for("Astana")
        for _ in range(8):
            if "Astana" in current_line(s):
                break
            s.keys("j")
        s.keys("Enter", "text:gg")
        s.wait_for("NUR-SULTAN|Nur-Sultan|goal")
        reads_without_curl(s)
        os.unlink(config)
        s.keys("b")
        s.wait_for("◆|bookmark", "b bookmarks the article")
        s.keys("Q")
        s.wait_for("exit status 0")
        marked = json.loads(s.run("list", "is:bookmarked", "--json").stdout)["items"]
        equal(len(marked), 1, "the bookmark is there after quitting")
        s.tmux("kill-server")

        failed = s.run("update", "--force")
        equal(failed.returncode, 1, "an update without a network says so by its status")
        contains(failed.stdout, "0 new", "and prints its summary")
        ok(failed.stderr.startswith("steppe: "), "and one line for the failure", failed.stderr)
        equal(s.run("list").stdout.count("\n"), 10, "nothing is lost")

        s.serve("astana")
        with open(s.www("feed.xml"), encoding="utf-8") as f:
            document = f.read()
        item = ("<item><title>Fresh from the press</title><link>https://astanatimes.com/2022/04/fresh/</link>"
                "<guid>https://astanatimes.com/2022/04/fresh/</guid><pubDate>Wed, 06 Apr 2022 10:00:00 +0000</pubDate>"
                "<description>New.</description></item>")
        with open(s.www("feed.xml"), "w", encoding="utf-8") as f:
            f.write(document.replace("<item>", item + "<item>", 1))
        s.open()
        s.wait_for("Astana")
        s.keys("R")
        s.keys("j", "k")
        s.wait_for("1 new|Fresh", "R updates from inside the reader")
        s.keys("Q")
        s.wait_for("exit status 0")
        equal(s.run("count", "").stdout, "11\n", "the new article was stored")

        s.tmux("kill-server")
        s.run("remove", "The Astana Times")
        equal(s.run("list", "is:bookmarked").stdout.count("\n"), 1, "a bookmark outlives its feed")
        equal(s.run("undo").returncode, 0, "undo brings the feed back")
        equal(s.run("count", "").stdout, "11\n", "with all its articles")
    story.done()


main()
