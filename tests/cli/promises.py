"""What the contract promises of the command line, where a hostile reader of it found less."""
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402


def said(s, status, sentence, *words, **more):
    """The command ends with this status, one sentence, and nothing else."""
    again = s.run(*words, **more)
    equal((again.returncode, again.stderr, again.stdout), (status, sentence, ""), "steppe %s" % " ".join(words))


def mistyped(s):
    said(s, 2, "steppe: lst: there is no such command; did you mean list?\n", "lst")
    said(s, 2, "steppe: updaet: there is no such command; did you mean update?\n", "updaet", "--force")
    said(s, 2, "steppe: LIST: there is no such command; did you mean list?\n", "LIST")
    said(s, 2, "steppe: sear: there is no such command; did you mean search?\n", "sear", "x")
    said(s, 2, "steppe: xyzzy: there is no such command; see steppe --help\n", "xyzzy")
    said(s, 2, "steppe: --limt: there is no such option; did you mean --limit?\n", "list", "--limt", "3")
    said(s, 2, "steppe: --sotr=title: there is no such option; did you mean --sort?\n", "--sotr=title", "list")
    said(s, 2, "steppe: --jsn: there is no such option; did you mean --json?\n", "--jsn", "list")
    said(s, 2, "steppe: --force: there is no such option; see steppe list --help, or put -- before it\n", "list", "--force")


def what_and_why(s):
    """Every problem is `steppe: WHAT: WHY`."""
    for words in (["add"], ["undo", "x"], ["list", "--limit"], ["list", "-C"], ["-C", "", "list"], [""], ["search", ""],
                  ["tag", "+x"], ["tag", "x", "y"], ["show", "x"], ["list", "--json=1"], ["-x"], ["-x", "cook"], [],
                  ["export", "store"], ["export", "cats"], ["completions", "tcsh"], ["help", "cook"], ["list", "(x"],
                  ["rules", "--test", "a", "--undo", "b"], ["mark", "loved", "1"], ["list", "--sort", "size"],
                  ["-C", os.path.join(s.home, "none"), "undo"], ["list", "-z"], ["count", "--limit", "2"]):
        again = s.run(*words)
        ok(again.returncode in (1, 2) and re.fullmatch(r"steppe: [^:\n]+: [^\n]+\n", again.stderr) and not again.stdout,
           "steppe %s: what, and why" % " ".join(words), again.stderr)


def short_options_in_one(s):
    equal(s.run("-hV").stdout, s.run("--version").stdout, "-hV is -h -V")
    equal(s.run("list", "-hC", "/nowhere").stdout, s.run("list", "--help").stdout, "-hC DIR is -h -C DIR")
    equal(s.run("-hC", "/nowhere", "list").stdout, s.run("list", "--help").stdout, "and before the command, too")
    equal(s.run("-hVz").returncode, 2, "an unknown letter among them is told")
    unread = s.run("-x", "print-unread").stdout
    for words in (["-xprint-unread"], ["--execute=print-unread"], ["--execute", "print-unread"]):
        equal(s.run(*words).stdout, unread, "steppe %s, as newsboat has it" % words[0])


def quiet_as_newsboat(s):
    unread = s.run("-x", "print-unread").stdout
    for words in (["-q", "-x", "reload"], ["-qx", "reload"], ["-x", "reload", "-q"], ["--quiet", "--execute=reload"]):
        again = s.run(*words)
        equal((again.returncode, again.stdout), (0, ""), "%s says nothing, for cron" % " ".join(words))
    equal(s.run("-q", "-x", "reload", "print-unread").stdout, unread, "and print-unread prints its line alone")
    for words in (["-q"], ["-q", "list"], ["list", "-q"], ["update", "--quiet"]):
        equal(s.run(*words).returncode, 2, "%s: -q is for -x only" % " ".join(words))


def orders(s):
    def rows(*words):
        found = json.loads(s.run("list", "--json", *words).stdout)["items"]
        return [(i["_steppe"]["feed_id"], i.get("title", ""), i["date_published"]) for i in found]
    plain = rows()
    equal(plain, sorted(plain, key=lambda row: row[2], reverse=True), "list is newest first")
    equal(rows("--sort", "feed,date"), sorted(plain, key=lambda row: (row[0], row[2])),
          "--sort feed,date: by feed, and oldest first in each")
    equal(rows("--sort", "feed,-date"), rows("--sort", "feed"), "--sort feed,-date: newest first in each")
    equal(rows("--sort", "feed,title"), sorted(plain, key=lambda row: (row[0], row[1].lower())),
          "--sort feed,title: by title in each")
    same = [row for row in plain if row[1] == "Samesame"]
    equal([row for row in rows("--sort=title,date") if row[1] == "Samesame"], same[::-1],
          "--sort title,date: oldest first among equal titles")
    equal([row for row in rows("sort:title sort:-date") if row[1] == "Samesame"], same, "a query says it with two sort:")
    equal(rows("--sort", "date", "Samesame"), same[::-1], "words are found in that order")
    equal(rows("--sort", "feed,date", "samesame"), sorted(same, key=lambda row: (row[0], row[2])), "of several keys, too")


def log_has_what_can_be_undone(s):
    s.run("mark", "read", "")
    before = s.run("log").stdout
    contains(before.splitlines()[0], "read", "log has the last change first")
    equal(s.run("undo").returncode, 0, "which undo takes back")
    equal(s.run("log").stdout.splitlines(), before.splitlines()[1:], "then log has it no more")


def forms(s):
    said(s, 2, "steppe: --html: cannot be used together with --json\n", "show", "--html", "--json", "1")
    wide = s.run("show", "--width", "30", s.long_id).stdout.split("\n")
    ok(max(len(line) for line in wide if "://" not in line) <= 30, "show --width: title and author are broken, too",
       "\n".join(wide))


def lists_that_are_none(s):
    def refused(data, name):
        path = os.path.join(s.home, "some-list")
        with open(path, "wb") as f:
            f.write(data)
        again = s.run("import", path)
        equal((again.returncode, again.stderr.count("\n"), again.stdout.split("\n")[0]),
              (1, 1, "0 feeds, 0 already there, 0 not mapped"), "import of %s: one sentence" % name)
    refused(b"[1, 2, 3]\n", "JSON that is no feed")
    refused(b"@ Section\nwords\0more\n\xff\xfe\n" * 1000, "bytes")
    good, bad = os.path.join(s.home, "good"), os.path.join(s.home, "bad.db")
    with open(good, "w", encoding="ascii") as f:
        f.write("http://good.example/\n")
    with open(bad, "wb") as f:
        f.write(b"SQLite format 3\0" + b"x" * 5000)
    again = s.run("import", bad, good)
    equal((again.returncode, again.stdout.split("\n")[0]), (1, "1 feeds, 0 already there, 0 not mapped"),
          "a damaged cache.db leaves the other files alone")
    s.run("undo")


def unchanged(s):
    """With and without validators: what the server knows, and what only we can see."""
    s.run("update", "--force")
    for touched in (False, True):
        for name in ("feed.xml", "same.xml"):
            if touched:  # another ETag and another date, the same words
                os.utime(s.www(name), (os.path.getmtime(s.www(name)) + 1000,) * 2)
        equal(s.run("update", "--force").stdout, "2 feeds, 0 new, 2 unchanged, 0 failed\n",
              "update: a feed with nothing new is unchanged, %s" % ("also if its server sends it" if touched else "as it says"))


def own_order(s):
    """Folders stay as they were put, in every list and on the way through OPML."""
    home, again = os.path.join(s.home, "order"), os.path.join(s.home, "again")
    for folder in ("Zeta/Inner", "Alpha", "Zeta", "", "Zeta/Inner", "Alpha/Other", "Zeta/Last"):
        s.run("-C", home, "add", "--later", "--folder", folder, "http://e.example/%s" % os.urandom(4).hex())
    folders = [line.strip("[]") for line in s.run("-C", home, "export", "feeds").stdout.split("\n") if line[:1] == "["]
    equal(folders, ["Zeta", "Zeta/Inner", "Zeta/Last", "Alpha", "Alpha/Other"], "export feeds is in the order of the tree")
    for kind in ("opml", "feeds"):
        path = os.path.join(s.home, "list." + kind)
        with open(path, "w", encoding="utf-8") as f:
            f.write(s.run("-C", home, "export", kind).stdout)
        s.run("-C", again + kind, "import", path)
        equal(s.run("-C", again + kind, "export", kind).stdout, s.run("-C", home, "export", kind).stdout,
              "export %s: what is imported is exported the same" % kind)
    outlines = re.findall('<outline text="([^"]*)"', s.run("-C", home, "export", "opml").stdout)
    equal(outlines, ["Zeta", "Inner", "Last", "Alpha", "Other"], "export opml has it, too")
    lines = s.run("-C", home, "feeds").stdout.splitlines()
    equal([line for line in lines if not line.startswith(" ")], folders, "feeds has the same order")
    s.run("-C", home, "add", "--later", "--title", "two\nlines\tand \033", "http://title.example/")
    contains(s.run("-C", home, "export", "feeds").stdout, "http://title.example/  two lines and ", "a title is one line")
    long = s.run("list", "x" * 9000)
    ok(long.returncode == 2 and len(long.stderr) < 700, "a long query is not repeated whole", long.stderr[-200:])


def whole_in_a_pipe(s):
    home, title = os.path.join(s.home, "whole"), "A feed whose name is longer than any column " * 3
    s.run("-C", home, "add", "--title", title, s.url("feed.xml"))
    for words in (["list"], ["feeds"], ["search", "kazakhstan"]):
        contains(s.run("-C", home, *words).stdout, title.strip(), "%s in a pipe: names are whole" % words[0])


def page_of_5_megabytes(s):
    words = "<p>Paragraph %d with some words, and commas, and more of the like to be long enough.</p>"
    page = os.path.join(s.home, "page.html")
    with open(page, "w", encoding="ascii") as f:
        f.write("<title>Large</title><article>%s</article>" % "".join(words % i for i in range(55000)))
    for command in ("extract", "render"):
        again = s.run(command, page)
        ok(again.returncode == 0 and "Paragraph 0 with" in again.stdout and "Paragraph 54999 with" in again.stdout,
           "%s: a page of 5 MB is whole" % command, again.stdout[-200:] + again.stderr)


def edited(s):
    editor = os.path.join(s.home, "editor")
    with open(editor, "w", encoding="ascii") as f:
        f.write("#!/bin/sh\necho 'not a feed' >> \"$1\"\n")
    os.chmod(editor, 0o755)
    before = s.run("export", "feeds").stdout
    again = s.run("edit", env={"VISUAL": editor}, stdin=b"")
    ok(again.returncode == 1 and "not is not a web address" in again.stderr, "edit: a plain word is no address", again.stderr)
    equal(s.run("export", "feeds").stdout, before, "and nothing is changed")


def private(s):
    """Nobody else reads which hosts were visited, nor anything else."""
    home = os.path.join(s.home, "private")
    before = os.umask(0)
    s.run("-C", home, "add", s.url("feed.xml"))
    os.umask(before)
    open_ones = [name for name in [home] + os.listdir(home) if os.stat(os.path.join(home, name)).st_mode & 0o077]
    equal(open_ones, [], "every file is for its owner only, whatever the umask")


def empty_home(s):
    empty = os.path.join(s.home, "empty")
    for words in (["export", "feeds"], ["feeds"], ["list"], ["log"]):
        equal(s.run("-C", empty, *words).stdout, "", "steppe %s of nothing is nothing" % " ".join(words))
    if os.path.isdir("/sys/kernel"):
        again = s.run("-C", "/sys/nothing/here", "count")
        ok(again.returncode == 3 and again.stderr.startswith("steppe: /sys/nothing: ") and "No such" not in again.stderr,
           "a folder that cannot be made: where the way ends, and why", again.stderr)


def main():
    story.need("nginx")
    with story.Story() as s:
        s.serve("astana")
        items = "".join("<item><guid>%d</guid><title>Samesame</title><pubDate>%d Apr 2022 10:00:00 GMT</pubDate></item>"
                        % (day, day) for day in (4, 2, 6))
        with open(s.www("same.xml"), "w", encoding="ascii") as f:
            f.write("<rss version='2.0'><channel><title>Two</title>%s</channel></rss>" % items)
        s.run("add", s.url("same.xml"))
        s.run("add", s.url("feed.xml"))
        s.long_id = s.run("list", "title:derail").stdout.split()[0]
        mistyped(s)
        what_and_why(s)
        short_options_in_one(s)
        quiet_as_newsboat(s)
        orders(s)
        log_has_what_can_be_undone(s)
        forms(s)
        lists_that_are_none(s)
        unchanged(s)
        own_order(s)
        page_of_5_megabytes(s)
        whole_in_a_pipe(s)
        edited(s)
        empty_home(s)
        private(s)
    story.done()


main()
