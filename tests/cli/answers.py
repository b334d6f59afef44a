"""What the command line answers: the path of a folder, a copy onto a file, the short options."""
import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

FEEDS = """<opml version="2.0"><body><outline text="Asia"><outline text="Central">
<outline type="rss" text="Astana" xmlUrl="%s"/></outline></outline></body></opml>"""


def folder_path(s):
    path = os.path.join(s.home, "feeds.opml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(FEEDS % s.url("feed.xml"))
    equal(s.run("import", path).returncode, 0, "a feed comes in a folder inside another")
    s.run("update")
    feed = json.loads(s.run("feeds", "--json").stdout)["items"][0]["_steppe"]
    article = json.loads(s.run("list", "--json", "feed:astana").stdout)["items"][0]["_steppe"]
    equal(article.get("folder"), "Asia/Central", "an article's JSON has the whole path of its folder")
    equal(article.get("folder"), feed.get("folder"), "as its feed's has")


def copy_onto_a_file(s):
    path = os.path.join(s.home, "copy.db")
    with open(path, "w", encoding="utf-8") as f:
        f.write("precious")
    again = s.run("export", "store", path)
    equal((again.returncode, again.stderr), (1, "steppe: %s: a file of this name is there already\n" % path),
          "the store is not copied onto a file that is there")
    with open(path, encoding="utf-8") as f:
        equal(f.read(), "precious", "which stays as it was")
    os.unlink(path)
    equal(s.run("export", "store", path).returncode, 0, "and is copied where there is none")
    ok(os.path.getsize(path) > 4096, "as a whole")


def feed_named(s):
    """By number, address, site, title and part of it; never the wrong one."""
    for name in ("Steppe News", "Steppe Sports", "Степь"):
        path = "%d.xml" % len(name)
        with open(s.www(path), "w", encoding="utf-8") as f:
            f.write("<rss version='2.0'><channel><title>%s</title><link>http://%d.example/</link><item><title>x</title>"
                    "</item></channel></rss>" % (name, len(name)))
        equal(s.run("add", s.url(path)).stdout, name + " (1 articles)\n", "add tells title and articles")
    ids = {f["title"]: f["_steppe"]["feed_id"] for f in json.loads(s.run("feeds", "--json").stdout)["items"]}
    both = "steppe: steppe: several feeds have this name: %d Steppe News, %d Steppe Sports\n" \
        % (ids["Steppe News"], ids["Steppe Sports"])
    again = s.run("remove", "steppe")
    equal((again.returncode, again.stderr, again.stdout), (1, both, ""), "several that fit are named, none is taken")
    for name in (str(ids["Степь"]), s.url("5.xml"), "http://5.example", "Степь", "сте", "ЕПЬ"):
        again = s.run("remove", name, name)
        equal((again.returncode, again.stdout), (0, "unsubscribed from Степь\n"), "remove %s: once" % name)
        s.run("undo")
    equal(s.run("remove", s.url("")).returncode, 1, "the beginning of an address is no name")
    s.run("remove", "степь")
    equal(s.run("add", s.url("5.xml")).stdout, "Степь (1 articles)\n", "a feed that comes back has its articles")
    equal(s.run("add", "--title", "Y", s.url("5.xml")).stdout, "Степь (subscribed already, 0 new articles)\n",
          "and the title it has is told")
    equal(s.run("add", "", "no address").stderr, "steppe: '': is not a web address (http or https)\n"
          "steppe: no address: is not a web address (http or https)\n", "what is no address is told as it was typed")


def on_terminal(s, *words, **env):
    """What stands on a terminal of 70 columns, and the status."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 70, 0, 0))
    with subprocess.Popen(s.command(*words), stdin=theirs, stdout=theirs, stderr=theirs, env=dict(s.env, **env)) as child:
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
    os.close(ours)
    return shown.decode("utf-8"), child.returncode


def paged(s):
    kept = os.path.join(s.home, "two words", "paged")
    os.mkdir(os.path.dirname(kept))
    plain, _ = on_terminal(s, "show", "1", PAGER="")
    shown, status = on_terminal(s, "show", "1", PAGER="tee '%s'" % kept)
    equal((shown, status), (plain, 0), "$PAGER gets what is shown, and shows it")
    with open(kept, encoding="utf-8") as f:
        equal(f.read(), plain.replace("\r\n", "\n"), "all of it")
    equal(on_terminal(s, "list", PAGER="head -n 1")[0].count("\n"), 1, "a pager that leaves early ends nothing badly")
    equal(on_terminal(s, "show", "1", PAGER="/no/such/pager"), (plain, 0), "without it the text is shown all the same")
    os.unlink(kept)
    s.run("show", "1", env={"PAGER": "tee '%s'" % kept})
    ok(not os.path.exists(kept), "in a pipe there is none")
    ok("\033" not in on_terminal(s, "update", "--force", TERM="dumb")[0], "a dumb terminal gets no sequences")


def twice_in_a_list(s):
    editor = os.path.join(s.home, "my editor")
    with open(editor, "w", encoding="ascii") as f:
        f.write("#!/bin/sh\necho 'http://twice.example/' >> \"$2\"\necho 'http://twice.example/ again' >> \"$2\"\n")
    os.chmod(editor, 0o755)
    before = s.run("export", "feeds").stdout
    result = s.run("edit", env={"VISUAL": "'%s' -x" % editor}, stdin=b"")
    ok(result.returncode == 1 and ": this address stands in a line above already" in result.stderr,
       "edit: an address that stands there twice is a mistake of its line", result.stderr)
    equal(s.run("export", "feeds").stdout, before, "and nothing is changed")
    path = os.path.join(s.home, "bad.opml")
    with open(path, "w", encoding="ascii") as f:
        f.write("<opml><body><outline xmlUrl='exec:rm x'/></body></opml>")
    equal(s.run("import", path).stderr, "steppe: %s: exec:rm x: is not a web address (http or https)\n" % path,
          "import: what is refused is named once")


def query_by_itself(s):
    """What a command asks for besides is no part of the person's words."""
    wheat = s.run("list", "title:wheat").stdout.split()[0]
    s.run("mark", "bookmark", wheat)
    text = s.run("export", "bookmarks", "--format", "json", "saiga OR wheat").stdout
    equal([i["_steppe"]["id"] for i in json.loads(text)["items"]], [int(wheat)],
          "export bookmarks with OR gives bookmarks only")
    s.run("undo")
    titles = [i["title"][:5] for i in json.loads(s.run("list", "--json", "--sort", "title", "wheat OR saiga").stdout)["items"]]
    equal(titles, sorted(titles), "list sorts what has OR")
    equal(len(titles), 2, "and has both")
    for words in (["list", "--sort", "title", "x is:y"], ["export", "bookmarks", "x is:y"]):
        again = s.run(*words)
        equal((again.returncode, again.stderr[:24]), (2, "steppe: x is:y: column 3"), "%s: a mistake is told with the "
              "person's words only" % words[0])


def newsboat_words(s):
    again = s.run("-x", "print-unread", "cook")
    equal((again.returncode, again.stdout), (2, ""), "a wrong word behind -x stops before anything is done")
    equal(s.run("-x", "reload", "print-unread").stdout.splitlines()[1:],
          [s.run("count").stdout.strip() + " unread articles"], "-x runs its words in turn, and says what newsboat says")


def full_disk(s):
    feed = s.www("feed.xml")
    for words in (["count"], ["list"], ["list", "--json"], ["show", "1"], ["parse", feed], ["--help"]):
        with open("/dev/full", "w", encoding="ascii") as full:
            result = subprocess.run(s.command(*words), stdout=full, stderr=subprocess.PIPE, env=s.env, check=False)
        equal((result.returncode, result.stderr), (1, b"steppe: standard output: No space left on device\n"),
              "steppe %s: a full disk is told and has a status" % words[0])


def short_options(s):
    text = s.run("--help").stdout
    contains(text, "-h, --help", "--help names the short form of itself")
    contains(text, "-V, --version", "and that of --version")


def main():
    story.need("nginx")
    with story.Story() as s:
        s.serve("astana")
        folder_path(s)
        copy_onto_a_file(s)
        full_disk(s)
        feed_named(s)
        newsboat_words(s)
        query_by_itself(s)
        paged(s)
        twice_in_a_list(s)
        short_options(s)
    story.done()


main()
