"""Import: what other readers wrote is taken, what cannot be mapped is said, undo takes it back."""
import os
import sqlite3
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
    equal(result.stdout, "3 feeds, 0 already there, 5 not mapped\n1 query is a smart folder now\n", "newsboat's urls are taken")
    equal(result.returncode, 1, "newsboat: exit status 1")
    lines = result.stderr.splitlines()
    equal([line.split(": ")[:3] for line in lines],
          [["steppe", path, "line %d" % n] for n in (6, 7, 8, 9, 10)], "each line not mapped is named")
    feeds = s.run("export", "feeds").stdout
    contains(feeds, '[linux]\nhttps://one.example/feed  The "One"\n', "the first tag is the folder, ~ the title")
    contains(feeds, "[two words]\nhttps://two.example/feed", "a quoted tag is one folder")
    contains(s.run("feeds", "--json").stdout.replace(" ", "").replace("\n", ""), '"tags":["second"]', "further tags are kept")
    contains(feeds, "https://four.example/feed", "a hidden feed is taken")
    ok("passwd" not in feeds and "three" not in feeds, "nothing that newsboat would run is taken", feeds)
    more = write(s, "more", "https://two.example/feed\nhttps://five.example/feed\n")
    result = s.run("import", more, path)
    equal(result.stdout, "1 feeds, 4 already there, 5 not mapped\n", "two files at once")
    contains(s.run("undo").stdout, "imported 2 files", "they are one step")
    equal(s.run("export", "feeds").stdout, feeds, "which undo takes back")


QUERIES = [
    ("Unread tech", 'tags # "tech" and unread = "yes"', '(tag:"tech" OR folder:"tech") is:unread'),
    ("Two words", 'tags # "two words"', '(tag:"two-words" OR folder:"two words")'),
    ("Read", 'unread != "yes"', "is:read"),
    ("Some", 'unread_count > 0', "is:unread"),
    ("Week", "age between 0:7", "until:0d since:7d"),
    ("New", 'age < 3 and (title =~ "rocket" or title =~ "moon landing")',
     'since:3d (title:rocket* OR title:"moon landing")'),
    ("Bars", 'title =~ "(rocket|satellite)" or content # "orbit"', "(title:rocket* OR title:satellite*) OR orbit*"),
    ("Not", 'title !~ "sponsored" and author != "Bot"', "-title:sponsored* -author:Bot"),
    ("Outlet", 'feedtitle =~ "Astana"', "feed:Astana"),
    ("Flag", 'flags # "e"', "tag:flag-e"),
    ("Flags", 'flags != ""', "is:bookmarked"),
    ("Podcasts", 'enclosure_url =~ "mp3"', "has:enclosure"),
    ("Қазақ", 'title # "Алматы"', "title:Алматы*"),
]
# A real regular expression; a mixture that only parentheses would tell; what has no field here; half an expression.
UNKNOWN = ['title =~ "^Re:.*"', 'unread = "yes" and age < 3 or age > 9', 'rssurl =~ "planet"', 'unread = "maybe"',
           'age < 3 and', '(age < 3', 'age < "three"', 'title =~ "a\\"b"', ""]


def smart_folders(s):
    with sqlite3.connect(os.path.join(s.dir, "steppe.db")) as store:
        row = store.execute("SELECT value FROM vals WHERE name = 'smart-folders'").fetchone()
    return dict(line.split("\t") for line in (row[0] if row else "").splitlines())


def query_line(name, expression):
    return '"query:%s:%s" hidden\n' % (name, expression.replace("\\", "\\\\").replace('"', '\\"'))


def takes_queries(s):
    path = write(s, "queries", "".join(query_line(name, theirs) for name, theirs, _ in QUERIES))
    before = smart_folders(s)
    result = s.run("import", path)
    equal(result.stdout, "0 feeds, 0 already there, 0 not mapped\n%d queries are smart folders now\n" % len(QUERIES),
          "newsboat's queries are taken")
    got = smart_folders(s)
    for name, theirs, ours in QUERIES:
        equal(got.get(name), ours, theirs)
    equal(s.run("import", path).stdout, "0 feeds, 0 already there, 0 not mapped\n", "again: all there already")
    for theirs in UNKNOWN:
        result = s.run("import", write(s, "unknown", query_line("Unknown", theirs)))
        contains(result.stderr, "line 1: a query of newsboat is not mapped", "not taken: " + theirs)
    ok("Unknown" not in smart_folders(s), "what is not mapped leaves nothing")
    s.run("undo")
    equal(smart_folders(s), before, "one undo takes them back")


def refuses(s):
    before = s.run("export", "feeds").stdout
    wrong = [("note.txt", "Dear diary,\nnothing happened.\n", "neither"),
             ("config", "# mine\nauto-reload yes\nbind-key j down\nmacro y open-in-browser\n", "keymap = newsboat"),
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
        takes_queries(s)
        refuses(s)
    story.done()


main()
