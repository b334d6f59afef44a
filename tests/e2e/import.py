"""Import: what other readers wrote is taken, what cannot be mapped is said, undo takes it back."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

OPML = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline type="rss" text="Top" xmlUrl="https://top.example/feed"/>
<outline text="News"><outline text="Kazakhstan">
<outline type="rss" text="Астана &amp; more" xmlUrl="https://astana.example/rss.xml"/>
</outline></outline>
<outline type="rss" text="Run" xmlUrl="exec:rm -rf /"/>
</body></opml>
"""

URLS = r"""# newsboat
https://one.example/feed linux "~The \"One\""
https://two.example/feed "two words" second

"query:Unread:unread = \"yes\"" mine
"exec:make-feed --all"
filter:sort:https://three.example/
file:///etc/passwd
https://four.example/feed !hidden
not an address
"""


def write(s, name, text):
    path = os.path.join(s.home, name)
    with open(path, "wb") as f:
        f.write(text if isinstance(text, bytes) else text.encode())
    return path


def takes_opml(s):
    path = write(s, "list.txt", OPML)
    result = s.run("import", path)
    equal(result.stdout, "2 feeds, 0 already there, 1 not mapped\n", "OPML is known by its content")
    equal(result.returncode, 1, "something was not mapped: exit status 1")
    contains(result.stderr, "steppe: %s: exec:rm -rf /: " % path, "the refused address is named")
    first = s.run("export", "opml").stdout
    contains(first, 'text="Астана &amp; more"', "titles are kept")
    back = write(s, "back.opml", first)
    equal(s.run("import", back).stdout, "0 feeds, 2 already there, 0 not mapped\n", "again: all there already")
    contains(s.run("undo").stdout, "imported " + path, "an import that changed nothing is no step")
    equal(s.run("export", "feeds").stdout.strip(), "", "one undo takes the whole import back")
    again = s.run("import", back)
    equal(again.stdout, "2 feeds, 0 already there, 0 not mapped\n", "what was exported is imported")
    equal(again.returncode, 0, "all was mapped: exit status 0")
    equal(s.run("export", "opml").stdout, first, "folders and titles come back as they were")
    s.run("undo")


def takes_newsboat(s):
    path = write(s, "urls", URLS)
    result = s.run("import", path)
    equal(result.stdout, "3 feeds, 0 already there, 6 not mapped\n", "newsboat's urls are taken")
    equal(result.returncode, 1, "newsboat: exit status 1")
    lines = result.stderr.splitlines()
    equal([line.split(": ")[:3] for line in lines],
          [["steppe", path, "line %d" % n] for n in (5, 6, 7, 8, 9, 10)], "each line not mapped is named")
    feeds = s.run("export", "feeds").stdout
    contains(feeds, '[linux]\nhttps://one.example/feed  The "One"\n', "the first tag is the folder, ~ the title")
    contains(feeds, "[two words]\nhttps://two.example/feed", "a quoted tag is one folder")
    contains(s.run("feeds", "--json").stdout.replace(" ", "").replace("\n", ""), '"tags":["second"]', "further tags are kept")
    contains(feeds, "https://four.example/feed", "a hidden feed is taken")
    ok("passwd" not in feeds and "three" not in feeds, "nothing that newsboat would run is taken", feeds)
    more = write(s, "more", "https://two.example/feed\nhttps://five.example/feed\n")
    result = s.run("import", more, path)
    equal(result.stdout, "1 feeds, 4 already there, 6 not mapped\n", "two files at once")
    contains(s.run("undo").stdout, "imported 2 files", "they are one step")
    equal(s.run("export", "feeds").stdout, feeds, "which undo takes back")


def refuses(s):
    before = s.run("export", "feeds").stdout
    wrong = [("note.txt", "Dear diary,\nnothing happened.\n", "neither"),
             ("page.html", "<!DOCTYPE html><p>Hello", "OPML"),
             ("cache.db", b"SQLite format 3\0" + bytes(100), "database"),
             ("noise", bytes(range(256)) * 4, "neither"),
             ("large", b"# \n" * (6 << 20), "16 MiB")]
    for name, data, part in wrong:
        path = write(s, name, data)
        result = s.run("import", path)
        equal(result.returncode, 1, name + ": exit status 1")
        equal(len(result.stderr.splitlines()), 1, name + ": one sentence")
        contains(result.stderr, part, name + ": which says why")
    equal(s.run("import", os.path.join(s.home, "gone")).returncode, 1, "a file that is not there: exit status 1")
    equal(s.run("import").returncode, 2, "no file: exit status 2")
    equal(s.run("import", write(s, "empty", "")).stdout, "0 feeds, 0 already there, 0 not mapped\n", "an empty file")
    secret = s.run("import", write(s, "secret", "https://me:hunter2@six.example/feed\n"))
    equal(secret.stdout, "1 feeds, 0 already there, 0 not mapped\n", "an address may have a name and a password")
    ok("hunter2" not in secret.stderr + s.run("export", "feeds").stdout, "which are never shown", secret.stderr)
    s.run("undo")
    equal(s.run("export", "feeds").stdout, before, "nothing else has changed")


def main():
    with story.Story() as s:
        takes_opml(s)
        takes_newsboat(s)
        refuses(s)
    story.done()


main()
