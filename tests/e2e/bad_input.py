"""Bad input: one clear sentence each, the promised exit status, nothing lost."""
import os
import signal
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

story.need("nginx", "tmux")


def one_sentence(result, status, sentence, *parts):
    """The exit status, one line on standard error that begins as promised, and words in it."""
    equal(result.returncode, status, sentence + ": exit status %d" % status)
    lines = result.stderr.strip().splitlines()
    ok(len(lines) == 1 and lines[0].startswith("steppe: "), sentence + ": one sentence", result.stderr)
    for part in parts:
        contains(result.stderr.lower(), part, sentence + ": it says '%s'" % part)


def write(s, name, data):
    with open(s.www(name), "wb") as f:
        f.write(data)


def what_servers_do(s):
    one_sentence(s.run("add", s.url("nothing-here.xml")), 1, "a 404", "404")
    write(s, "page.html", b"<!DOCTYPE html><html><head><title>T</title></head><body><p>No feed here.</body></html>")
    one_sentence(s.run("add", s.url("page.html")), 1, "a page without feeds", "feed")
    write(s, "empty.xml", b"")
    one_sentence(s.run("add", s.url("empty.xml")), 1, "an empty body", "empty")
    one_sentence(s.run("add", "ftp://127.0.0.1/feed.xml"), 1, "an address that is not of the web", "http")
    one_sentence(s.run("add", "http://127.0.0.1:1/feed.xml"), 1, "nobody listens", "reached")
    equal(s.run("feeds").stdout.count("http"), 0, "nothing of it is subscribed")
    with open(s.www("feed.xml"), "rb") as f:
        whole = f.read()
    cut = whole.index(b"</item>", len(whole) // 2) + 40
    write(s, "half.xml", whole[:cut])
    half = s.run("add", s.url("half.xml"))
    equal(half.returncode, 0, "half a feed is subscribed")
    count = int(s.run("count", "").stdout)
    ok(4 <= count <= 9, "its complete articles are kept", count)
    os.remove(s.www("half.xml"))
    failed = s.run("update", "--force")
    equal(failed.returncode, 1, "a feed that went away: exit status 1")
    contains(failed.stderr, "404", "and a line that says why")
    equal(int(s.run("count", "").stdout), count, "its articles stay")


def what_people_type(s):
    one_sentence(s.run("frobnicate"), 2, "an unknown command", "frobnicate")
    one_sentence(s.run("list", "--frobnicate"), 2, "an unknown option", "frobnicate")
    one_sentence(s.run("list", "is:blue"), 2, "a wrong query", "column 1")
    one_sentence(s.run("show", "123456"), 1, "an article that is not there", "123456")
    one_sentence(s.run("remove", "no such feed"), 1, "a feed that is not there", "no such feed")
    one_sentence(s.run("add"), 2, "add without an address")
    one_sentence(s.run("parse", s.www("page.html")), 1, "parse of a page", "names no feed")
    link = '<link rel="alternate" type="application/rss+xml" href="%s">'
    write(s, "names.html", ("<!DOCTYPE html><html><head>%s%s" % (link % "/a.xml", link % "b.xml")).encode())
    one_sentence(s.run("parse", "--url", "http://127.0.0.1/x/", s.www("names.html")), 1, "parse of a page with feeds",
                 "its feeds are http://127.0.0.1/a.xml, http://127.0.0.1/x/b.xml")
    many = "".join(link % ("/%d/" % i + "feed" * 10) for i in range(20))
    write(s, "many.html", ("<!DOCTYPE html><html><head>" + many).encode())
    many = s.run("parse", "--url", "http://127.0.0.1/", s.www("many.html"))
    one_sentence(many, 1, "parse of a page with many feeds", "and 17 more")
    one_sentence(s.run("parse", "/nonexistent"), 1, "parse of a file that is not there", "no such file")


def what_is_too_large(s):
    """A feed of just 64 MiB is read; one byte more is not."""
    head = b"<rss version='2.0'><channel><title>Large</title><item><title>One</title></item>"
    tail = b"</channel></rss>"
    write(s, "hollow.xml", head + b"<item/><item><category>x</category></item>" * 9 + b"</channel></rss>")
    contains(s.run("add", s.url("hollow.xml")).stdout, "Large (1 ", "items with nothing in them are no articles")
    limit = 64 << 20
    write(s, "large.xml", head + b" " * (limit - len(head) - len(tail)) + tail)
    whole = s.run("parse", s.www("large.xml"))
    equal(whole.returncode, 0, "64 MiB are parsed")
    contains(whole.stdout, '"title": "One"', "and its article is there")
    equal(s.run("add", s.url("large.xml")).returncode, 0, "64 MiB are subscribed")
    with open(s.www("large.xml"), "ab") as f:
        f.write(b" ")
    one_sentence(s.run("parse", s.www("large.xml")), 1, "parse of one byte more", "64 mib")
    one_sentence(s.run("add", "--title", "again", s.url("large.xml?again")), 1, "a feed of one byte more", "larger than")
    os.remove(s.www("large.xml"))


def what_the_disk_does(s):
    store = os.path.join(s.dir, "steppe.db")
    ok(os.path.exists(store), "the store lies in the folder of -C", os.listdir(s.dir))
    equal(oct(os.stat(store).st_mode & 0o777), "0o600", "the store is for its owner only")
    newer = os.path.join(s.home, "newer")
    os.makedirs(newer)
    db = sqlite3.connect(os.path.join(newer, "steppe.db"))
    db.execute("CREATE TABLE future (x)")
    db.execute("PRAGMA user_version = 999")
    db.commit()
    db.close()
    before = open(os.path.join(newer, "steppe.db"), "rb").read()
    result = subprocess.run([story.STEPPE, "-C", newer, "count"], capture_output=True, text=True, env=s.env)
    one_sentence(result, 3, "a store of a newer version", "newer")
    equal(open(os.path.join(newer, "steppe.db"), "rb").read(), before, "it is not touched")
    full = os.path.join(s.home, "full")
    os.makedirs(full)
    # The file system says no to every byte beyond: as a full disk does.
    result = subprocess.run(["bash", "-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "x", story.STEPPE, "-C", full,
                             "add", s.url("feed.xml")], capture_output=True, text=True, env=s.env)
    equal(result.returncode, 3, "a full disk: exit status 3")
    ok(result.stderr.startswith("steppe: "), "a full disk: a sentence", result.stderr)
    with open(os.path.join(full, "not-a-folder"), "w") as f:
        f.write("x")
    result = subprocess.run([story.STEPPE, "-C", os.path.join(full, "not-a-folder"), "count"],
                            capture_output=True, text=True, env=s.env)
    one_sentence(result, 3, "a folder that is none")


def what_terminals_do(s):
    for term in ("", "dumb", "no-such-terminal"):
        env = dict(s.env)
        env.pop("TERM", None)
        if term:
            env["TERM"] = term
        result = subprocess.run(["script", "-qec", " ".join("'%s'" % a for a in s.command()), "/dev/null"],
                                capture_output=True, text=True, env=env, stdin=subprocess.DEVNULL, timeout=60)
        contains(result.stdout, "steppe: ", "TERM=%r is refused with a sentence" % term)
        contains(result.stdout, "steppe list", "TERM=%r: the command line is named instead" % term)
    result = s.run()
    one_sentence(result, 2, "no terminal at all", "terminal")

    s.open()
    s.wait_for("Astana")
    s.resize(10, 3)
    s.wait_for("20", "a tiny terminal says what it needs")
    s.resize(1, 1)
    s.resize(120, 36)
    s.wait_for("Astana", "and the reader is back after it")
    os.kill(s.reader_pid(), signal.SIGTERM)
    screen = s.wait_for("exit status", "SIGTERM ends the reader")
    ok("Astana Times  " not in screen, "the terminal is restored", screen)
    s.tmux("kill-server")
    s.open()
    s.wait_for("Astana")
    os.kill(s.reader_pid(), signal.SIGSEGV)
    s.wait_for(r"(?m)^exit status", "a crash ends the reader, and lines begin at the left again")
    s.keys("text:echo visible", "Enter")
    contains(s.screen(), "exit status", "and the terminal is restored after it")


def main():
    with story.Story() as s:
        s.serve("astana")
        what_servers_do(s)
        what_people_type(s)
        what_is_too_large(s)
        what_the_disk_does(s)
        what_terminals_do(s)
    story.done()


main()
