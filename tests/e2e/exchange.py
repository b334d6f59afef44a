"""In and out from inside the reader: :import takes what the command line takes, :export writes the same."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

story.need("nginx", "tmux")

OPML = """<?xml version="1.0"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline type="rss" text="Top outlet" xmlUrl="http://127.0.0.1:1/top"/>
<outline text="News"><outline type="rss" text="Inner outlet" xmlUrl="http://127.0.0.1:1/inner"/></outline>%s
</body></opml>
"""
REFUSED = '<outline type="rss" text="Run" xmlUrl="exec:rm -rf /"/>'


def write(s, name, text):
    path = os.path.join(s.home, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def command(s, line):
    s.keys("text::")
    s.wait_for("(?m)^:")
    s.keys("text:" + line)


def imports(s):
    write(s, "my list.opml", OPML % "")
    s.open()
    s.wait_for("Bookmarks")
    command(s, "import ~/my l")
    s.keys("Tab")
    s.wait_for(r"import .*/my list\.opml", "Tab completes the file, its blank and the home")
    s.keys("Enter")
    s.wait_for("import: 2 feeds, 0 already there, 0 not mapped", "what came is told")
    s.wait_for("(?s)News.*Inner outlet.*Top outlet", "and stands in the tree")
    s.keys("u")
    s.wait_for("Taken back: imported", "one u takes it back")
    s.wait_until(lambda screen: "Top outlet" not in screen)
    ok("Top outlet" not in s.screen(), "all of it", s.screen())
    s.keys("C-r")
    s.wait_for("Top outlet", "and ^R makes it again")
    s.serve("astana")
    path = write(s, "more.opml", OPML.replace("http://127.0.0.1:1/top", s.url("feed.xml")) % "")
    command(s, "import " + path)
    s.keys("Enter")
    s.wait_for("import: 1 feeds, 1 already there, 0 not mapped", "what is there already is not taken twice")
    s.wait_for("Top outlet +10", "what is new is fetched by itself")
    path = write(s, "partly.opml", OPML % REFUSED)
    command(s, "import " + path)
    s.keys("Enter")
    s.wait_for("(?s)exec:rm -rf /.*0 feeds, 2 already there, 1 not mapped", "what cannot be mapped is shown")
    s.keys("q")
    for line, told in (("import /no/such/file", "/no/such/file: No such file or directory"),
                       ("import", ":import FILE: OPML"), ("export", ":export opml FILE"),
                       ("export everything x", ":export opml FILE"),
                       ("export opml /no/such/folder/x", "/no/such/folder/x: No such file or directory")):
        command(s, line)
        s.keys("Enter")
        s.wait_for(told, ":%s: %s" % (line, told))


def exports(s):
    for line, arguments in (("opml", ("opml",)), ("feeds", ("feeds",)),
                            ("bookmarks", ("bookmarks", "--format", "html"))):
        name = line + ".html"
        command(s, "export %s ~/%s" % (line, name))
        s.keys("Enter")
        s.wait_for("Exported as .*" + name, ":export %s says where" % line)
        with open(os.path.join(s.home, name), encoding="utf-8") as f:
            equal(f.read(), s.run("export", *arguments).stdout, "and it is what the command line prints")
    command(s, "export bookmarks ~/some.json is:unread")
    s.keys("Enter")
    s.wait_for("Exported as .*some.json", "bookmarks of a query go into JSON by its ending")
    with open(os.path.join(s.home, "some.json"), encoding="utf-8") as f:
        contains(f.read(), '"https://jsonfeed.org/version/1.1"', "which it is")
    command(s, "export opml ~/opml.html")
    s.keys("Enter")
    s.wait_for("opml.html: File exists", "a file that is there stays")
    command(s, "export bookmarks ~/wrong.md sort:nonsense")
    s.keys("Enter")
    s.wait_for("export ended with status 2", "a wrong query is told")
    ok(not os.path.exists(os.path.join(s.home, "wrong.md")), "and leaves no file")
    s.keys("q")
    command(s, "export store ~/copy.db")
    s.keys("Enter")
    s.wait_for("copy.db: a copy of the store", "the store is copied, too")
    command(s, "export ")
    s.keys("Tab")
    s.wait_for("(?s)bookmarks.*:export opml", "Tab offers what can be exported")
    s.keys("Escape")
    s.wait_until(lambda screen: ":export" not in screen)
    s.keys("Q")
    s.wait_for("exit status 0")


def main():
    with story.Story(80, 24) as s:
        imports(s)
        exports(s)
    story.done()


main()
