"""Bookmarks as others write them, and ours out and in again without loss.

The samples are ours, written by hand as each program's documentation and source describe its file.
"""
import json
import os
import resource
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

HEAD = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"

# name, file, and of each bookmark: address, title, tags, note, time, read
FILES = [
    ("firefox.html", HEAD + """<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<meta http-equiv="Content-Security-Policy"
      content="default-src 'self'; script-src 'none'; img-src data: *; object-src 'none'"></meta>
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks Menu</H1>

<DL><p>
    <DT><A HREF="https://ff.example/a" ADD_DATE="1649152800" LAST_MODIFIED="1649152900" ICON_URI="fake-favicon-uri:https://ff.example/a" ICON="data:image/png;base64,iVBORw0KGgo=" SHORTCUTURL="ffa" TAGS="steppe,grass land">A &lt;fox&gt;</A>
    <DD>About
    <HR>    <DT><H3 ADD_DATE="1649152800" LAST_MODIFIED="1649152801" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks Toolbar</H3>
    <DD>Add bookmarks to this folder to see them displayed on the Bookmarks Toolbar
    <DL><p>
        <DT><A HREF="https://ff.example/b" ADD_DATE="1649152801" LAST_MODIFIED="1649152901">B</A>
    </DL><p>
</DL>
""", [("https://ff.example/a", "A <fox>", ["grass land", "steppe"], "About", "2022-04-05T10:00:00+00:00", True),
      ("https://ff.example/b", "B", ["Bookmarks Toolbar"], "", "2022-04-05T10:00:01+00:00", True)]),
    ("chrome.html", HEAD + """<!-- This is an automatically generated file.
     It will be read and overwritten.
     DO NOT EDIT! -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1649152800" LAST_MODIFIED="0" PERSONAL_TOOLBAR_FOLDER="true">Bookmarks bar</H3>
    <DL><p>
        <DT><A HREF="https://chrome.example/" ADD_DATE="1649152802" ICON="data:image/png;base64,iVBORw0KGgo=">C &amp; D</A>
    </DL><p>
</DL><p>
""", [("https://chrome.example/", "C & D", ["Bookmarks bar"], "", "2022-04-05T10:00:02+00:00", True)]),
    ("safari.html", HEAD + """\t<HTML>
\t<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
\t<Title>Bookmarks</Title>
\t<H1>Bookmarks</H1>
\t<DT><H3 FOLDED>Favourites</H3>
\t<DL><p>
\t\t<DT><A HREF="https://safari.example/">S</A>
\t</DL><p>
\t<DT><H3 FOLDED id="com.apple.ReadingList">Reading List</H3>
\t<DL><p>
\t\t<DT><A HREF="https://safari.example/later">L</A>
\t</DL><p>
</HTML>
""", [("https://safari.example/", "S", ["Favourites"], "", None, True),
      ("https://safari.example/later", "L", ["Reading List"], "", None, True)]),
    ("pinboard.html", HEAD + """<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Pinboard Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p><DT><A HREF="https://pin.example/1" ADD_DATE="1649152803" PRIVATE="1" TOREAD="1" TAGS="one,two">P1</A>
<DD>First line
second line

<DT><A HREF="https://pin.example/2" ADD_DATE="1649152804" PRIVATE="0" TOREAD="0" TAGS="">P2</A>
</DL></p>
""", [("https://pin.example/1", "P1", ["one", "two"], "First line\nsecond line", "2022-04-05T10:00:03+00:00", False),
      ("https://pin.example/2", "P2", [], "", "2022-04-05T10:00:04+00:00", True)]),
    ("raindrop.html", HEAD + """<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Raindrop.io Bookmarks</TITLE>
<H1>Raindrop.io Bookmarks</H1>
<DL><p>
<DT><H3 ADD_DATE="1649152805" LAST_MODIFIED="1649152805">Trains</H3>
<DL><p>
<DT><A HREF="https://rain.example/1" ADD_DATE="1649152805" LAST_MODIFIED="1649152806" TAGS="metro" DATA-COVER="https://rain.example/1.png" DATA-IMPORTANT="true">R &#39;1&#39;</A>
<DD>Excerpt<br>of <b>two</b> lines, 2 &lt; 3
<blockquote>A highlight</blockquote>
</DL><p>
</DL><p>
""", [("https://rain.example/1", "R '1'", ["Trains", "metro"], "Excerpt\nof two lines, 2 < 3\nA highlight",
       "2022-04-05T10:00:05+00:00", True)]),
    ("ril_export.html", """<!DOCTYPE html>
<html>
\t<!--So long and thanks for all the fish-->
\t<head>
\t\t<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
\t\t<title>Pocket Export</title>
\t</head>
\t<body>
\t\t<h1>Unread</h1>
\t\t<ul>
\t\t\t<li><a href="https://pocket.example/1" time_added="1649152806" tags="kz,long read">K1</a></li>
\t\t</ul>

\t\t<h1>Read Archive</h1>
\t\t<ul>
\t\t\t<li><a href="https://pocket.example/2" time_added="1649152807" tags="">K2</a></li>
\t\t</ul>
\t</body>
</html>
""", [("https://pocket.example/1", "K1", ["kz", "long read"], "", "2022-04-05T10:00:06+00:00", False),
      ("https://pocket.example/2", "K2", [], "", "2022-04-05T10:00:07+00:00", True)]),
    ("linkding.html", "\n\r".join([
        HEAD.strip(), '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">', "<TITLE>Bookmarks</TITLE>",
        "<H1>Bookmarks</H1>", "<DL><p>",
        '<DT><A HREF="https://ding.example/1" ADD_DATE="1649152808" LAST_MODIFIED="1649152809" PRIVATE="1" TOREAD="1" '
        'TAGS="a,linkding:bookmarks.archived">D1</A>', "<DD>Described[linkding-notes]Noted\n\nat length[/linkding-notes]",
        '<DT><A HREF="https://ding.example/2" ADD_DATE="1649152809" PRIVATE="0" TOREAD="0" TAGS="">D2</A>',
        "<DD>[linkding-notes]Noted only[/linkding-notes]", "</DL><p>"]),
     [("https://ding.example/1", "D1", ["a", "linkding:bookmarks.archived"], "Described\n\nNoted\n\nat length",
       "2022-04-05T10:00:08+00:00", False),
      ("https://ding.example/2", "D2", [], "Noted only", "2022-04-05T10:00:09+00:00", True)]),
    ("shaarli.html", HEAD + """<!-- This is an automatically generated file.
     It will be read and overwritten.
     Do Not Edit! -->
<!-- Shaarli all bookmarks export on 2022/04/05 10:00:00 -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Shaarli export of all bookmarks on Tue, 05 Apr 22 10:00:00 +0000</H1>
<DL><p>
<DT><A HREF="https://shaarli.example/1" ADD_DATE="1649152810" LAST_MODIFIED="1649152811" PRIVATE="0" TAGS="linux,kz">H1</A><DD>A description
</DL><p>
""", [("https://shaarli.example/1", "H1", ["kz", "linux"], "A description", "2022-04-05T10:00:10+00:00", True)]),
    ("part_000000.csv", '''title,url,time_added,tags,status
"Comma, and ""quotes""",https://pocket.example/3,1649152812,kz|long read,unread
https://pocket.example/4,https://pocket.example/4,1649152813,,archive
''', [("https://pocket.example/3", 'Comma, and "quotes"', ["kz", "long read"], "", "2022-04-05T10:00:12+00:00", False),
      ("https://pocket.example/4", "https://pocket.example/4", [], "", "2022-04-05T10:00:13+00:00", True)]),
    ("raindrop.csv", "\ufeffid,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\r\n"
     '1,R3,"my note\nof two lines",An excerpt,https://rain.example/3,Trains,"metro, kz",2022-04-05T10:00:14.000Z,,"Highlight: a line",true\r\n'
     "2,R4,,,https://rain.example/4,Unsorted,,2022-04-05T10:00:15.000Z,,,false\r\n",
     [("https://rain.example/3", "R3", ["metro", "kz", "Trains"], "my note\nof two lines\n\nHighlight: a line",
       "2022-04-05T10:00:14+00:00", True),
      ("https://rain.example/4", "R4", [], "", "2022-04-05T10:00:15+00:00", True)]),
    ("instapaper-export.csv", '''URL,Title,Selection,Folder,Timestamp,Tags
https://insta.example/1,I1,"What was selected",Unread,1649152816,"[""one"",""two""]"
https://insta.example/2,I2,,Archive,1649152817,[]
https://insta.example/3,I3,,Horses,1649152818,[]
''', [("https://insta.example/1", "I1", ["one", "two"], "What was selected", "2022-04-05T10:00:16+00:00", False),
      ("https://insta.example/2", "I2", [], "", "2022-04-05T10:00:17+00:00", True),
      ("https://insta.example/3", "I3", ["Horses"], "", "2022-04-05T10:00:18+00:00", True)]),
    ("google.html", HEAD + """<DL><p><DT><H3 ADD_DATE="1649152811000000">Label</H3><DL><p>
<DT><A HREF="https://google.example/1" ADD_DATE="1649152811123456">G</A>
<DT><A HREF="https://google.example/2" ADD_DATE="1649152811123">M</A></DL><p></DL><p>
""", [("https://google.example/1", "G", ["Label"], "", "2022-04-05T10:00:11+00:00", True),
      ("https://google.example/2", "M", ["Label"], "", "2022-04-05T10:00:11+00:00", True)]),
]


def write(s, name, text):
    path = os.path.join(s.home, name)
    with open(path, "w", encoding="utf-8", newline="") as f:
        f.write(text)
    return path


def items(s, *query):
    return json.loads(s.run("list", "--json", "is:bookmarked", *query).stdout)["items"]


def of_others(s):
    for name, text, expected in FILES:
        result = s.run("import", write(s, name, text))
        equal((result.returncode, result.stderr), (0, ""), "%s is taken" % name)
        found = {i["url"]: i for i in items(s)}
        for url, title, tags, note, date, is_read in expected:
            item = found.get(url, {"_steppe": {}})
            own = item["_steppe"]
            equal((item.get("title"), sorted(own.get("tags", [])), own.get("note", ""),
                   date and item.get("date_published"), own.get("read")),
                  (title, sorted(tags), note, date, is_read), "%s: %s" % (name, url))
        equal(len(found), len(expected), "%s: and no more" % name)
        s.run("undo")


def as_html(s, name):
    return write(s, name, s.run("export", "bookmarks").stdout)


def out_and_in(s):
    """A store, its file, another store, its file."""
    s.serve("astana")
    s.run("add", s.url("feed.xml"))
    ids = [i["_steppe"]["id"] for i in json.loads(s.run("list", "--json").stdout)["items"]]
    s.run("mark", "bookmark", *map(str, ids[:4]))
    s.run("mark", "read", str(ids[1]))
    equal(s.run("tag", "+one", "+two words", '+"<&>"', str(ids[0])).returncode, 0, "tags are set")
    s.run("note", str(ids[0]), "> a quote of it\n> over two lines\n\nmy own words: 2 < 3 & \"4\" <b>\n  indented")
    s.run("note", str(ids[1]), "<DT><A HREF=\"https://evil.example/\">not a link</A>")
    first = as_html(s, "first.html")
    with open(first, encoding="utf-8") as f:
        text = f.read()
    contains(text, 'DATA-FEED="The Astana Times"', "the feed's name stands in the file")
    with story.Story() as other:
        equal(other.run("import", first).returncode, 0, "the file is taken by another store")
        with open(as_html(other, "second.html"), encoding="utf-8") as f:
            equal(f.read(), text, "and comes out of it as it went in")
        ours, theirs = items(s), items(other)
        for key in ("title", "url", "date_published"):
            equal([i[key] for i in theirs], [i[key] for i in ours], "%s is the same" % key)
        for key in ("tags", "note", "read", "bookmarked", "feed_title"):
            equal([i["_steppe"].get(key) for i in theirs], [i["_steppe"].get(key) for i in ours], "%s is the same" % key)


def many(s):
    """Ten thousand in and out, at a cost that is named; the same file a second time."""
    count = 10000
    path = write(s, "many.html", HEAD + "<DL><p>\n" + "".join(
        '<DT><A HREF="https://many.example/%d" ADD_DATE="%d" TAGS="tag %d,all" DATA-FEED="Feed %d">Bookmark %d</A>\n'
        "<DD>A note of some words for number %d\n" % (i, 1649152800 - i, i % 50, i % 20, i, i) for i in range(count)) + "</DL><p>\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = s.run("import", path)
    contains(result.stdout, "%d articles, 0 already there" % count, "ten thousand bookmarks are taken")
    text = s.run("export", "bookmarks").stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    equal(text.count("<DT><A "), count, "and come out")
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print("# %.2f s of CPU in and out, %d MiB at the most" % (spent, after.ru_maxrss >> 10))
    equal(s.run("import", path).stdout.splitlines()[-1], "0 articles, %d already there, 0 read, 0 bookmarked" % count,
          "a second time nothing is new")
    with story.Story() as other:
        other.run("import", write(other, "again.html", text))
        equal(other.run("export", "bookmarks").stdout, text, "ten thousand come out of another store as they went in")


def main():
    story.need("nginx")
    with story.Story() as s:
        of_others(s)
    with story.Story() as s:
        out_and_in(s)
    with story.Story() as s:
        many(s)
    story.done()


main()
