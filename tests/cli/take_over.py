"""Taking over: newsboat's cache.db with its marks, bookmarks out and in again without loss."""
import json
import os
import re
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

CACHE = os.path.join(HERE, "newsboat-cache.db")  # made by newsboat 2.21 itself

BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1>
<DL><p>
    <DT><A HREF="https://one.example/a?x=1&amp;y=2" ADD_DATE="1649152800" TAGS="steppe,two words">One &amp; only</A>
    <DD>Mind the gap
second line
    <DT><H3 ADD_DATE="1">Horses</H3>
    <DL><p>
        <DT><A HREF="https://two.example/" ADD_DATE="1649152801">Аргымак</A>
        <DT><A HREF="javascript:alert(1)">Run me</A>
    </DL><p>
    <DT><A HREF="https://three.example/" ADD_DATE="1649152802" TOREAD="1">Three
</DL><p>
"""


def write(s, name, text):
    path = os.path.join(s.home, name)
    with open(path, "w") as f:
        f.write(text)
    return path


def items(s, *query):
    return json.loads(s.run("list", "--json", *query).stdout)["items"]


def takes_cache(s):
    path = os.path.join(s.home, "cache.db")
    shutil.copy(CACHE, path)
    result = s.run("import", path)
    equal(result.returncode, 0, "newsboat's cache.db is taken")
    equal(result.stdout, "1 feeds, 0 already there, 0 not mapped\n"
          "3 articles, 0 already there, 1 read, 1 bookmarked\n", "and it says what came")
    by_title = {i["title"]: i for i in items(s)}
    equal(sorted(by_title), ["First & read", "Second, unread", "Third, flagged"], "what was deleted there stays away")
    ok(by_title["First & read"]["_steppe"]["read"], "read marks are kept")
    ok(not by_title["Second, unread"]["_steppe"]["read"], "unread stays unread")
    third = by_title["Third, flagged"]
    ok(third["_steppe"]["bookmarked"], "flags make bookmarks")
    equal(third["_steppe"]["tags"], ["flag-a", "flag-b"], "and tags")
    equal(third["authors"], [{"name": "Ann"}], "authors are kept")
    equal(third["attachments"][0]["url"], "http://cat.example/3.mp3", "enclosures are kept")
    equal(by_title["Second, unread"]["content_html"], "<p>Text two</p>", "texts are kept")
    equal(s.run("import", path).stdout.splitlines()[1], "0 articles, 4 already there, 0 read, 0 bookmarked",
          "again: all there already")
    s.run("undo")
    equal((s.run("count", "").stdout, s.run("export", "feeds").stdout.strip()), ("0\n", ""),
          "one undo takes articles, marks and feeds back")
    s.run("import", path)
    equal(s.run("count", "is:unread").stdout, "2\n", "what was undone can be imported again")
    other = os.path.join(s.home, "other.db")
    shutil.copy(os.path.join(s.dir, "steppe.db"), other)
    result = s.run("import", other)
    equal(result.returncode, 1, "another database: exit status 1")
    contains(result.stderr, "newsboat", "which is said in a sentence")
    with open(path, "r+b") as f:
        f.seek(4096)
        f.write(bytes(8192))
    result = s.run("import", path)
    equal((result.returncode, result.stdout), (1, "0 feeds, 0 already there, 0 not mapped\n"
          "0 articles, 0 already there, 0 read, 0 bookmarked\n"), "a damaged cache.db: exit status 1, nothing is taken")
    equal(len(result.stderr.splitlines()), 1, "which is said in one sentence")


def keeps_marks_when_fetched(s):
    """The outlet still carries what newsboat had kept."""
    url = s.url("feed.xml")
    s.run("add", url)
    first = items(s, "--limit", "1")[0]["_steppe"]["id"]
    s.run("mark", "read", str(first))
    s.run("update", "--force")
    equal(s.run("count", "is:read").stdout, "1\n", "a fetch leaves marks alone")


def takes_bookmarks(s):
    path = write(s, "bookmarks.html", BOOKMARKS)
    result = s.run("import", path)
    equal(result.returncode, 1, "a bookmark file with one wrong address: exit status 1")
    contains(result.stdout, "3 articles, 0 already there, 2 read, 3 bookmarked", "the others are taken")
    by_title = {i["title"]: i for i in items(s, "is:bookmarked")}
    one = by_title["One & only"]
    equal(one["url"], "https://one.example/a?x=1&y=2", "references in addresses are resolved")
    equal(one["_steppe"]["tags"], ["steppe", "two words"], "tags are kept")
    equal(one["_steppe"]["note"], "Mind the gap\nsecond line", "descriptions are notes")
    equal(by_title["Аргымак"]["_steppe"]["tags"], ["Horses"], "folders are tags")
    equal(one["date_published"], "2022-04-05T10:00:00+00:00", "dates are kept")
    ok(not by_title["Three"]["_steppe"]["read"], "what was to be read is unread")


OPML = """<opml version="2.0"><body>
<outline type="rss" text="One" xmlUrl="http://one.example/feed" htmlUrl="http://one.example/"
 description="About one" category="news,two words,/Kazakhstan/Almaty"/>
<outline text="Kept"><outline type="rss" text="Two" xmlUrl="http://two.example/feed" category="/Kept,/Else"/></outline>
<outline type="link" text="A page" url="http://page.example/"/>
<outline type="include" text="More" url="http://more.example/list.opml"/>
</body></opml>
"""

NEWSRAFT = """# newsraft
http://one.example/feed
http://two.example/feed "Two & more" < reload-period 60; unread-first true
@ News Reports < reload-period 30
http://three.example/feed "Three"
$(gemget -sq gemini://four.example) "Four"
@ Global
http://five.example/feed "Five"
"""

SFEEDRC = """#sfeedpath="$HOME/.sfeed/feeds"
maxjobs=8
# feed "commented" "http://no.example/"
fetch() {
	curl -L "$2" | touch %s
}
feeds() {
	# feed <name> <feedurl> [basesiteurl] [encoding]
	feed "One" "http://one.example/feed" "http://one.example"
	feed 'Two & "more"' http://two.example/feed; feed "Three" \\
		"http://three.example/feed?a=1&b=2"
	feed "Four" "http://$host/feed"
	feed "Five" "`touch %s`"
}
"""


def takes_opml(s):
    result = s.run("import", write(s, "list.opml", OPML))
    equal((result.returncode, result.stdout), (1, "2 feeds, 0 already there, 2 not mapped\n"), "OPML: what is no feed is counted")
    contains(result.stderr, "http://page.example/: a link to a page, not a feed", "a link is named")
    contains(result.stderr, "http://more.example/list.opml: another list", "and so is another list")
    out = s.run("export", "opml").stdout
    contains(out, 'htmlUrl="http://one.example/" description="About one" category="news,two-words"',
             "sites, descriptions and categories come out again")
    contains(out, '<outline text="Kazakhstan">\n      <outline text="Almaty">\n        <outline type="rss" text="One"',
             "a category that is a place makes the folder")
    contains(out, 'category="Else"', "but not of a feed that is in one")
    with story.Story() as fresh:
        equal(fresh.run("import", write(fresh, "again.opml", out)).returncode, 0, "OPML: what was exported is imported")
        equal(fresh.run("export", "opml").stdout, out, "OPML: and comes out as it went in")


def keeps_the_site(s):
    """The outlet does not say it."""
    s.serve("astana")
    with open(s.www("bare.xml"), "w") as f:
        f.write("<rss version='2.0'><channel><title>Bare</title><item><guid>1</guid><title>A</title></item></channel></rss>")
    s.run("import", write(s, "list.opml", "<opml><body><outline xmlUrl='%s' htmlUrl='http://site.example/' "
                                          "description='Of the list'/></body></opml>" % s.url("bare.xml")))
    s.run("update", "--force")
    contains(s.run("export", "opml").stdout, 'title="Bare" xmlUrl="%s" htmlUrl="http://site.example/" description="Of the list"'
             % s.url("bare.xml"), "site and description stay while the feed has none of its own")


def takes_newsraft(s):
    result = s.run("import", write(s, "feeds", NEWSRAFT))
    equal((result.returncode, result.stdout), (1, "4 feeds, 0 already there, 3 not mapped\n"), "newsraft's feeds are taken")
    contains(result.stderr, "line 6: commands that make a feed are not run", "a command is not run")
    contains(result.stderr, "line 3: its settings are not mapped", "settings are said")
    equal(s.run("export", "feeds").stdout,
          "http://one.example/feed\nhttp://two.example/feed  Two & more\nhttp://five.example/feed  Five\n"
          "\n[News Reports]\nhttp://three.example/feed  Three\n", "sections are folders, Global is none")


def takes_names_of_a_file_called_feeds(s):
    text = 'http://one.example/feed "One"\nhttp://two.example/feed\n'
    s.run("import", write(s, "feeds", text))
    equal(s.run("export", "feeds").stdout, "http://one.example/feed  One\nhttp://two.example/feed\n",
          "a word in quotation marks is the title in a file called feeds")
    s.run("undo")
    s.run("import", write(s, "urls", text))
    equal(s.run("export", "feeds").stdout, "http://two.example/feed\n\n[One]\nhttp://one.example/feed\n",
          "and newsboat's first tag in one called urls")


def takes_sfeedrc(s):
    run = os.path.join(s.home, "was-run")
    result = s.run("import", write(s, "sfeedrc", SFEEDRC % (run, run)))
    equal((result.returncode, result.stdout), (1, "3 feeds, 0 already there, 3 not mapped\n"), "sfeed's sfeedrc is taken")
    equal(result.stderr.count("functions of the shell are not run"), 1, "functions are not")
    contains(result.stderr, "line 12: only the shell knows this address", "nor what has to be computed")
    equal(s.run("export", "feeds").stdout,
          "http://one.example/feed  One\nhttp://two.example/feed  Two & \"more\"\n"
          "http://three.example/feed?a=1&b=2  Three\n", "quoted as the shell has it")
    contains(s.run("export", "opml").stdout, 'htmlUrl="http://one.example', "with the site")
    ok(not os.path.exists(run), "nothing of it is run")


def takes_own_feeds(s):
    s.run("import", write(s, "list.opml", OPML))
    out = s.run("export", "feeds").stdout
    with story.Story() as fresh:
        result = fresh.run("import", write(fresh, "feeds", out))
        equal((result.returncode, fresh.run("export", "feeds").stdout), (0, out), "export feeds is imported as it was")
    with story.Story() as fresh:
        text = "http://one.example/feed  The title\nhttp://two.example/feed\n"
        fresh.run("import", write(fresh, "feeds", text))
        equal(fresh.run("export", "feeds").stdout, text, "also without a folder")


def round_trip(s, kind):
    before = s.run("export", "bookmarks", "--format", kind).stdout
    path = write(s, "out." + kind, before)
    with story.Story() as fresh:
        fresh.env["TZ"] = "Asia/Almaty"
        result = fresh.run("import", path)
        fresh.env["TZ"] = s.env["TZ"]
        equal(states(fresh), states(s), kind + ": each read or unread as it was")
        equal(dates(fresh), dates(s), kind + ": each with its second, also in another time zone")
        equal(result.returncode, 0, kind + ": what was exported is imported")
        after = fresh.run("export", "bookmarks", "--format", kind).stdout
    if kind == "json":
        before, after = ([bare(i) for i in json.loads(text)["items"]] for text in (before, after))
    equal(after, before, kind + ": and comes out as it went in")


def dates(s):
    items = json.loads(s.run("export", "bookmarks", "--format", "json").stdout)["items"]
    return sorted((item["url"], item["date_published"]) for item in items)


def states(s):
    items = json.loads(s.run("export", "bookmarks", "--format", "json").stdout)["items"]
    return sorted((item["url"], item["_steppe"]["read"]) for item in items)


def bare(item):
    own = {name: value for name, value in item["_steppe"].items()
           if name not in ("id", "feed_id", "first_seen", "folder")}
    return dict(item, _steppe=own)


def main():
    story.need("nginx")
    with story.Story() as s:
        takes_cache(s)
    for takes in (takes_opml, keeps_the_site, takes_newsraft, takes_names_of_a_file_called_feeds, takes_sfeedrc, takes_own_feeds):
        with story.Story() as s:
            takes(s)
    with story.Story() as s:
        s.serve("astana")
        keeps_marks_when_fetched(s)
        takes_bookmarks(s)
        s.run("mark", "bookmark", "4", "5")
        s.run("tag", "+water", "4")
        s.run("note", "4", "<b>\"quoted\"</b> & more\nsecond line")
        round_trip(s, "html")
        round_trip(s, "json")
        ids = re.findall(r"^ *(\d+)", s.run("list", "is:bookmarked").stdout, re.M)
        s.run("note", ids[0], "one > two\n\n  three # four [five](<six>)")
        s.run("tag", "+home news", "+c#", ids[0])
        round_trip(s, "md")
    story.done()


main()
