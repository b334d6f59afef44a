"""The command line: exit statuses, help, pipes, widths, JSON by its schema."""
import base64
import json
import os
import pty
import random
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

STATUSES = [
    (0, ["feeds"]), (0, ["list"]), (0, ["count"]), (0, ["show", "1"]), (0, ["search", "kazakhstan"]),
    (0, ["log"]), (0, ["check"]), (0, ["export", "opml"]), (0, ["export", "feeds"]), (0, ["note", "1"]),
    (0, ["list", "--limit=2"]), (0, ["--limit", "2", "list"]), (0, ["list", "--", "-almaty"]),
    (1, ["show", "999"]), (1, ["remove", "nothing"]), (1, ["mark", "read", "999"]), (1, ["tag", "+x", "999"]),
    (1, ["note", "999", "x"]), (1, ["import", "/nowhere"]), (1, ["parse", "/nowhere"]),
    (2, ["nonsense"]), (2, ["list", "--nonsense"]), (2, ["list", "--limit", "many"]), (2, ["show", "x"]),
    (2, ["list", "nofield:x"]), (2, ["mark", "loved", "1"]), (2, ["add"]), (2, ["undo", "x"]),
    (2, ["export", "cats"]), (2, ["tag", "1", "2"]), (2, ["-x", "cook"]), (2, ["list", "--limit"]),
    (2, ["completions", "tcsh"]), (2, ["-x"]), (2, ["export", "opml", "x"]),
    (2, ["list", "--sort", "size"]), (0, ["list", "--sort", "feed,-date"]), (0, ["help"]), (2, ["help", "cook"]),
]

COMMANDS = """add remove feeds edit update list count show search mark tag note fulltext save import
export undo log check parse extract render completions""".split()


def statuses(s):
    for status, words in STATUSES:
        result = s.run(*words)
        equal(result.returncode, status, "steppe %s: status %d" % (" ".join(words), status))
        if status:
            ok(result.stderr.startswith("steppe: "), "steppe %s: says why" % " ".join(words), result.stderr)
    sentences(s)
    blocked = os.path.join(s.home, "blocked")
    os.makedirs(os.path.join(blocked, "steppe.db"))
    result = subprocess.run([story.STEPPE, "-C", blocked, "count"], capture_output=True, env=s.env)
    equal(result.returncode, 3, "a store that cannot be opened: status 3")


def sentences(s):
    for words in (["show", "999"], ["note", "999"], ["fulltext", "999"], ["mark", "read", "999"]):
        equal(s.run(*words).stderr, "steppe: 999: there is no article with this number\n",
              "steppe %s: one sentence for a number that no article has" % " ".join(words))
    equal(s.run("remove", "nothing").stderr, "steppe: nothing: there is no feed of this name\n",
          "a feed that is none is named once")
    equal(s.run("save", "ftp://x").stderr, "steppe: ftp://x: is not a web address (http or https)\n",
          "an address that is none is named once")
    equal(s.run("add", s.url("feed.xml")).stdout, "The Astana Times (subscribed already, 0 new articles)\n",
          "a feed that was there is told as one")
    equal(s.run("edit", "--help").stdout.splitlines()[0], "usage: steppe edit", "no usage ends with a blank")


def helps(s):
    equal(s.run("help", "add").stdout, s.run("add", "--help").stdout, "steppe help add is steppe add --help")
    contains(s.run("list", "--sort", "size").stderr, "--sort: allowed are date", "a wrong order is told as one")
    for command in COMMANDS:
        short, long = s.run(command, "-h"), s.run("--help", command)
        ok(short.returncode == 0 and short.stdout == long.stdout and "usage: steppe " + command in short.stdout,
           "steppe %s -h: its usage" % command, short.stdout + short.stderr)


def on_terminal(s, columns, *words):
    """What a terminal of that width is sent."""
    pid, fd = pty.fork()
    if pid == 0:
        subprocess.run(["stty", "cols", str(columns), "rows", "24"])
        os.execve(story.STEPPE, s.command(*words), dict(s.env, NO_COLOR="1"))
    text = b""
    while True:
        try:
            part = os.read(fd, 4096)
        except OSError:
            break
        if not part:
            break
        text += part
    os.waitpid(pid, 0)
    os.close(fd)
    return text.decode().replace("\r\n", "\n")


def widths(s):
    for words in (["list"], ["feeds"], ["log"], ["search", "kazakhstan"]):
        lines = on_terminal(s, 60, *words).splitlines()
        ok(lines and max(map(len, lines)) <= 60, "%s: cut to the terminal" % words[0], "\n".join(lines))
    for columns in (40, 20, 8):
        for words in (["list"], ["feeds"], ["search", "kazakhstan"], ["--help"]):
            lines = on_terminal(s, columns, *words).splitlines()
            wide = [line for line in lines if len(line) > columns and "usage" not in line and "reader" not in line
                    and "says more" not in line]
            ok(lines and not wide, "%s: cut to %d columns, too" % (words[0], columns), "\n".join(wide))
    contains(on_terminal(s, 40, "list"), "Unfold", "and says what it is about")
    contains(on_terminal(s, 40, "feeds"), "The Astana Times", "feeds: the time gives way to a title")
    whole = s.run("list").stdout
    ok("…" not in whole and "\x1b" not in whole and "\t" not in whole, "a pipe gets titles whole, without control", whole)
    starts = {line.index("The Astana Times") for line in whole.splitlines()}
    equal(len(starts), 1, "columns are aligned")


def own_words(s):
    """Tags and notes: what was done is printed, and show has them."""
    equal(s.run("tag", "+econ", "+new lines", "1", "2").stdout, "2 tagged\n", "tag prints how many")
    equal(s.run("note", "1", "ask", "her").stdout, "note kept\n", "note says that it is kept")
    contains(s.run("show", "1").stdout, "\nTags: econ, new lines\nNote: ask her\n\n", "show has both")
    own = json.loads(s.run("show", "--json", "1").stdout)["items"][0]["_steppe"]
    equal((own["tags"], own["note"]), (["econ", "new lines"], "ask her"), "its JSON, too")
    refused = s.run("tag", "+a,b", "1")
    equal(refused.returncode, 2, "a comma in a tag is refused")
    contains(refused.stderr, "steppe: +a,b: a tag has no comma; write +one +another", "in one sentence")
    equal(s.run("tag", "-econ", "-new lines", "1", "2").stdout, "2 no longer tagged\n", "taking them off is told, too")
    equal(s.run("note", "1", "").stdout, "note taken away\n", "and that a note goes")
    page = os.path.join(s.dir, "bookmarks.html")
    with open(page, "w") as file:
        file.write("<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><H3>Food, Drink</H3><DL><p>"
                   "<DT><A HREF=\"https://example.org/tea\">Tea</A></DL></DL>\n")
    s.run("import", page)
    contains(s.run("export", "bookmarks", "--format", "html").stdout, 'TAGS="Food Drink"', "a folder's comma is a blank")
    s.run("import", page)
    equal(s.run("log").stdout.count("import"), 1, "which the same file does not change again")
    s.run("undo")


def pipes(s):
    program = " ".join("'%s'" % word for word in s.command("list", "--json"))
    result = subprocess.run(["bash", "-c", program + " | head -n 1; echo ${PIPESTATUS[0]}"], capture_output=True,
                            text=True, env=s.env)
    equal((result.stderr, result.stdout.splitlines()[-1]), ("", "0"), "list | head is quiet")


def hits_have_their_words(s):
    hit = json.loads(s.run("search", "--json", "--limit", "1", "kazakhstan").stdout)["items"][0]
    contains(hit["_steppe"]["snippet"].lower(), "kazakhstan", "a hit carries the words around it")


def edits(s):
    def edit(script):
        return s.run("edit", env={"VISUAL": "", "EDITOR": script})
    s.run("add", "--later", "--title", "Ay", "https://a.example/")
    s.run("add", "--later", "--title", "Bee", "https://me:hunter2@b.example/")
    before = s.run("export", "feeds").stdout
    swap = os.path.join(s.home, "swap")
    with open(swap, "w") as f:
        f.write("#!/bin/sh\nkill -INT $PPID  # as ^C in an editor that takes it as a key\n"
                "sed -n '/a.example/!p' \"$1\" > \"$1.new\"; grep a.example \"$1\" >> \"$1.new\"\n"
                "cat \"$1.new\" > \"$1\"; rm \"$1.new\"\n")
    os.chmod(swap, 0o755)
    contains(edit("true").stdout, "0 added, 0 changed, 0 removed", "an edit that changes nothing")
    ok("hunter2" not in before, "a password is never shown")
    contains(edit(swap).stdout, "the order is another", "lines in another order are a change")
    after = s.run("export", "feeds").stdout
    ok(after.index("b.example") < after.index("a.example"), "which is kept", after)
    s.run("undo")
    equal(s.run("export", "feeds").stdout, before, "and can be undone")


def saved_pages(s):
    """A page of one's own is in no list of addresses, and can be taken back."""
    before = s.run("count", "").stdout
    address = s.url("2022/04/saiga-calving-season-nears-what-the-spring-count-will-look-at/")
    contains(s.run("save", address).stdout, "saved as article", "a page is saved")
    equal(s.run("count", "").stdout, "%d\n" % (int(before) + 1), "it is an article")
    contains(s.run("edit", env={"VISUAL": "", "EDITOR": "true"}).stdout, "0 added, 0 changed, 0 removed",
             "with a saved page the subscriptions can be edited")
    contains(s.run("feeds").stdout, "Saved pages", "and its folder stays")
    for what in ("opml", "feeds"):
        ok("steppe:" not in s.run("export", what).stdout, "export %s names outlets only" % what)
    contains(s.run("undo").stdout, "undone: saved ", "undo says that the page goes")
    equal(s.run("count", "").stdout, before, "and it is gone")
    s.run("save", address)
    equal(s.run("count", "").stdout, "%d\n" % (int(before) + 1), "saved again it is back")
    s.run("undo")


def shared_marks(s):
    """Two feeds with the same articles."""
    shutil.copy(s.www("feed.xml"), s.www("again.xml"))
    s.run("add", s.url("again.xml"))
    before = int(s.run("count", "is:unread").stdout)
    s.run("mark", "read", "1")
    equal(int(s.run("count", "is:unread").stdout), before - 2, "an article that two feeds carry has one mark")
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write("share_marks = off\n")
    s.run("mark", "read", "2")
    equal(int(s.run("count", "is:unread").stdout), before - 3, "with share_marks = off it has two")


def retention(s):
    """`keep` erases what was read, and nothing else."""
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write("share_marks = off\nkeep = 30d\n")
    s.run("mark", "read", "")
    s.run("mark", "unbookmark", "is:bookmarked")  # also what again.xml took over
    s.run("mark", "unread", "3")
    s.run("mark", "bookmark", "5")
    s.run("tag", "+kept", "6")
    s.run("note", "7", "kept too")
    contains(s.run("check").stdout, "keep = 30d: 15 articles", "check says how many it erased")
    equal(s.run("count", "").stdout, "5\n", "unread, bookmarked, tagged and noted ones stay, and the newest number")
    contains(s.run("check").stdout, "the file is sound", "the store is sound after it")
    ok("put right" not in s.run("check").stdout, "the counts are right without repair")
    for name in ("feed.xml", "again.xml"):
        with open(s.www(name)) as f:
            text = f.read()
        with open(s.www(name), "w") as f:
            f.write(text.replace("<pubDate>", "<!-- new --><pubDate>"))
    contains(s.run("update", "--force").stdout, " 0 new", "what was erased does not return")
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write('keep = 3w\nfolder "A" { keep = 0d }\nfolder "B/C" { keep = 5 }\nstore_budget = 0\n')
    said = s.run("count", "").stderr
    contains(said, 'line 2: folder "A": keep = 0d: allowed are forever', "a folder's mistake has its line")
    equal(said.count("\n"), 2, "and so has that of keep, and no other")
    equal(s.run("count", "").stdout, "5\n", "also when the outlet touches its items")


def budget(s):
    """Nothing is erased for the budget, but it is said, and by whom it concerns only."""
    chance = random.Random(1)
    with open(s.www("large.xml"), "w") as f:
        f.write("<rss version='2.0'><channel><title>Large</title>" + "".join(
            "<item><guid>%d</guid><title>%d</title><description>%s</description></item>"
            % (i, i, base64.b64encode(chance.randbytes(50000)).decode()) for i in range(40)) + "</channel></rss>")
    os.makedirs(s.dir)
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write("store_budget = 1\n")
    added = s.run("add", s.url("large.xml"))
    equal(added.returncode, 0, "what is over the budget is kept")
    path = os.path.join(s.dir, "steppe.db")
    wanted = ("steppe: %s: it has %d MiB, more than store_budget = 1: keep = 90d would erase what was read and is older\n"
              % (path, os.path.getsize(path) >> 20))
    equal(s.run("update", "--force").stderr, wanted, "update says that the store is over its budget")
    contains(s.run("check").stderr, "more than store_budget = 1", "and so does check")
    equal(s.run("count", "feed:large").stderr, "", "what only reads does not")
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write("store_budget = 500\n")
    equal(s.run("update", "--force").stderr, "", "nothing is said below it")


def given_guide():
    """The guide is a present: no change to take back, no line to edit."""
    with story.Story() as s:
        s.open()
        s.wait_for("Guide to Steppe")
        equal(s.run("log").stdout, "", "the guide is not among the changes")
        contains(s.run("edit", env={"VISUAL": "", "EDITOR": "true"}).stdout, "0 added, 0 changed, 0 removed",
                 "with the guide the subscriptions can be edited")


def main():
    story.need("nginx", "tmux")
    with story.Story() as s:
        s.serve("astana")
        s.run("add", s.url("feed.xml"))
        s.run("mark", "bookmark", "1")
        statuses(s)
        helps(s)
        widths(s)
        pipes(s)
        hits_have_their_words(s)
        edits(s)
        saved_pages(s)
        shared_marks(s)
        retention(s)
    with story.Story() as s:
        s.serve("astana")
        budget(s)
    with story.Story() as s:
        s.serve("astana")
        s.run("add", s.url("feed.xml"))
        own_words(s)
    given_guide()
    story.done()


main()
