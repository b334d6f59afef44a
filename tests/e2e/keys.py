"""Every key that the manual promises, in every place it is promised for, pressed in a real terminal.

Each view has a table: keys to press, what must come of them, the promise.  The rows of a table
are one walk: each goes on where the one before stopped."""
import os
import re
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import ok  # noqa: E402

story.need("nginx", "tmux")

NOWHERE = "http://127.0.0.1:1/"


# ---- the outlets

def article(number, title, more="", text="Words."):
    return ("<item><title>%s</title><guid>%s</guid><link>%s%s</link><pubDate>Tue, 05 Apr 2022 %02d:00:00 GMT"
            "</pubDate><description>%s</description>%s</item>"
            % (title, title, NOWHERE, title.lower(), 20 - number, text, more))


def long_text():
    line = "&lt;p&gt;Line %d leads to &lt;a href='" + NOWHERE + "link%d'&gt;link %d&lt;/a&gt;.&lt;/p&gt;"
    return "".join(line % (i, i, i) for i in range(1, 60))


def outlets(s):
    enclosure = "<enclosure url='%ssound.mp3' type='audio/mpeg' length='4'/>" % NOWHERE
    comments = "<comments>%stalk</comments>" % NOWHERE
    return {
        "astana": [article(1, "Alpha"), article(2, "Beta"), article(3, "Gamma")],
        "kazinform": [article(4, "Delta"), article(5, "Epsilon")],
        "first": [article(1, "One")], "second": [article(1, "Two")], "third": [article(1, "Three")],
        "habr": [article(6, "Long", comments + enclosure, long_text()), article(7, "Zeta"), article(8, "Theta")],
    }


def begin(s):
    s.serve("astana")
    for name, items in outlets(s).items():
        with open(s.www(name + ".xml"), "w") as f:
            f.write("<?xml version='1.0'?><rss version='2.0'><channel><title>%s</title><link>%shome-%s</link>%s"
                    "</channel></rss>" % (name.capitalize(), NOWHERE, name, "".join(items)))
    with open(s.www("page.html"), "w") as f:
        f.write("<html><head><title>Offers</title>%s</head><body>Words</body></html>"
                % "".join("<link rel=alternate type='application/rss+xml' title='%s' href='%s.xml'>" % (name, name)
                          for name in ("first", "second", "third")))
    s.run("add", "--folder", "Kazakhstan", s.url("astana.xml"))
    s.run("add", "--folder", "Kazakhstan", s.url("kazinform.xml"))
    s.run("add", "--folder", "Technology", s.url("habr.xml"))
    s.run("add", "--later", "--title", "Broken", s.url("none.xml"))
    s.run("update", "Broken")
    s.seen = os.path.join(s.home, "started")
    program = os.path.join(s.home, "program")
    with open(program, "w") as f:
        f.write("#!/bin/sh\nprintf '%%s\\n' \"$@\" >> '%s'\n" % s.seen)
    os.chmod(program, 0o755)
    s.env["BROWSER"] = program
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write("player = \"%s\"\nsave_folder = \"%s\"\nby_day = off\n" % (program, s.home))
    s.open()
    s.tmux("set-option", "-s", "set-clipboard", "on")
    s.wait_for("Habr")


# ---- what must come of a key: each gives a question that is asked until it holds

def here(s):
    """The text of the pane under the cursor, on its line."""
    column, row = s.cursor()
    lines = s.screen().split("\n")
    line = lines[row] if row < len(lines) else ""
    start = line.rfind("│", 0, column) + 1
    end = line.find("│", column)
    return line[start:end if end >= 0 else len(line)]


def at(pattern):
    return lambda s: re.search(pattern, here(s))


def pane(s):
    """tree, list or article: where the cursor is."""
    column, row = s.cursor()
    line = s.screen().split("\n")[row]
    if "│" in line and column < line.index("│"):
        return "tree"
    lines = s.screen().split("\n")
    border = next((i for i, text in enumerate(lines) if "├" in text), len(lines))
    return "list" if row < border else "article"


def in_pane(name):
    return lambda s: pane(s) == name


def shows(pattern):
    return lambda s: re.search(pattern, s.screen())


def hides(pattern):
    return lambda s: not re.search(pattern, s.screen())


def counts(query, number):
    return lambda s: s.run("count", query).stdout.strip() == str(number)


def copied(text):
    return lambda s: s.tmux("show-buffer").stdout == text


def copied_like(pattern):
    return lambda s: re.fullmatch(pattern, s.tmux("show-buffer").stdout)


def started(pattern):
    """A program was given that, since the last time this was asked for."""
    def check(s):
        if not os.path.exists(s.seen) or not re.search(pattern, open(s.seen).read()):
            return False
        os.unlink(s.seen)
        return True
    return check


def both(*checks):
    return lambda s: all(check(s) for check in checks)


def stopped(s):
    """True once it sleeps; it is woken, and must draw again."""
    pid = s.reader_pid()
    with open("/proc/%d/stat" % pid) as f:
        if f.read().rsplit(")", 1)[1].split()[0] != "T":
            return False
    os.killpg(os.getpgid(pid), signal.SIGCONT)
    return "Kazakhstan" in s.wait_for("Kazakhstan")


def ended(s):
    return "exit status 0" in s.screen()


def wait(s, check):
    end = time.monotonic() + story.PATIENCE
    while True:
        try:
            if check(s):
                return True
        except (IndexError, ValueError):  # between two screens
            pass
        if time.monotonic() > end:
            return False
        time.sleep(0.03)


def walk(s, name, table):
    for keys, check, promise in table:
        s.keys(*keys.split())
        if not ok(wait(s, check), "%s: %s: %s" % (name, keys, promise),
                  "cursor %s on %r\n%s" % (s.cursor(), here(s), s.screen())):
            return


# ---- the tables

MOVING_IN_TREE = [
    ("g g", at("Today"), "gg is the first row"),
    ("j", at("Unread"), "down"),
    ("Down", at("Bookmarks"), "down"),
    ("k", at("Unread"), "up"),
    ("Up", at("Today"), "up"),
    ("3 j", at("Kazakhstan"), "a count comes first"),
    ("G", at("Broken"), "the last row"),
    ("Home", at("Today"), "the first row"),
    ("End", at("Broken"), "the last row"),
    ("C-u", at("Today"), "half a page up, in so short a tree the first"),
    ("C-d", at("Broken"), "half a page down"),
    ("C-b", at("Today"), "a page up"),
    ("C-f", at("Broken"), "a page down"),
    ("PageUp", at("Today"), "a page up"),
    ("PageDown", at("Broken"), "a page down"),
    ("Space", at("Astana|Habr"), "at the end the next feed with unread"),
    ("g g J", at("Astana"), "the next feed"),
    ("J J", at("Habr"), "the next feed, across folders"),
    ("K", at("Kazinform"), "the previous feed"),
    ("g g n", at("Astana"), "the next feed with unread"),
    ("N", at("Habr"), "the previous one, around the top and past one without unread"),
    ("g g ]", at("Kazakhstan"), "the next folder"),
    ("]", at("Technology"), "the next folder"),
    ("[", at("Kazakhstan"), "the previous folder"),
    ("h", at("▸ Kazakhstan"), "folds"),
    ("l", both(in_pane("list"), shows("▾ Kazakhstan")), "unfolds and opens"),
    ("q", in_pane("tree"), "back"),
    ("j Left", at("▸ Kazakhstan"), "a feed's folder folds"),
    ("Right", both(in_pane("list"), shows("▾ Kazakhstan")), "unfolds and opens"),
    ("BSpace", in_pane("tree"), "back"),
    ("BSpace", at("▸ Kazakhstan"), "folds"),
    ("Enter", both(in_pane("list"), shows("▾ Kazakhstan")), "unfolds and opens"),
    ("h", in_pane("tree"), "back"),
    ("Tab", in_pane("list"), "the next pane"),
    ("BTab", in_pane("tree"), "the previous pane"),
    ("?", shows("Keys"), "help"),
    ("q", both(in_pane("tree"), hides("Keys")), "help is left"),
    (":", shows("(?m)^:"), "the command line"),
    ("Escape", hides("(?m)^:"), "Esc cancels"),
]

DOING_IN_TREE = [
    ("G J", at("Astana"), "J goes around"),
    ("a", both(at("Astana *$"), counts("is:unread feed:astana", 0)), "all of the feed is read"),
    ("a", counts("is:unread", 8), "all of it is unread again"),
    ("u", counts("is:unread", 5), "taken back"),
    ("u", counts("is:unread", 8), "taken back"),
    ("C-r", counts("is:unread feed:astana", 0), "made again"),
    ("u", counts("is:unread", 8), "taken back"),
    ("] A", both(at("Technology"), counts("is:unread feed:habr", 0)), "all of the folder are read"),
    ("u", counts("is:unread", 8), "taken back"),
    ("C", shows("all 8 unread as read"), "asks first"),
    ("n", both(hides("as read"), counts("is:unread", 8)), "no changes nothing"),
    ("C y", counts("is:unread", 0), "all read everywhere"),
    ("u", counts("is:unread", 8), "taken back"),
    (".", hides("Broken"), "unread only"),
    (".", shows("Broken"), "all"),
    ("[ J o", started("home-astana"), "opens the site"),
    ("O", started("home-astana"), "opens the site, too"),
    ("y", copied_like(r"http://127.0.0.1:\d+/astana.xml"), "copies the feed's address"),
    ("J y", copied_like(r"http://127.0.0.1:\d+/\w+.xml"), "another feed's address"),
    ("x", shows("[Ww]hole articles are fetched"), "whole text always"),
    ("x", shows("stay as it sends them"), "and off again"),
    ("i", shows("Last success"), "the feed's health"),
    ("q", both(in_pane("tree"), hides("Last success")), "left"),
    ("!", both(shows("Failing feeds"), shows("404")), "failing feeds and why"),
    ("Enter", at("! Broken"), "Enter goes there"),
    ("t", shows("Folder"), "the folder and tags of the feed"),
    ("Escape", hides("Folder and"), "Esc cancels"),
    ("F", shows("New folder"), "a new folder"),
    ("N e w Enter", shows("(?m)^ . New +│"), "is made"),
    ("t", shows("Folder"), "the feed goes"),
    ("C-u N e w Space + r a i l Enter", shows("   ! Broken"), "into it"),
    ("t", shows("New .rail"), "and has a tag"),
    ("Escape", hides("Folder and"), "Esc cancels"),
    ("u u", shows("Taken back: moved"), "both are taken back"),
    ("[", at("New"), "to the folder"),
    ("{", shows("(?s) New .* Technology"), "it goes up"),
    ("}", shows("(?s) Technology .* New "), "and down"),
    ("d", shows("Remove the folder New"), "asks first"),
    ("y", hides("(?m)^ . New +│"), "the folder is removed"),
    ("G", at("Broken"), "the last row"),
    ("e", both(shows("Address .*none.xml"), shows("Update every")), "the feed's settings"),
    ("3 j Enter", shows("Tags:"), "a row is asked for"),
    ("r a i l Enter", shows("Tags .*rail"), "and changed"),
    ("Escape", hides("Update every"), "Esc leaves them"),
    ("S", shows("Sort the feeds"), "sort"),
    ("2 j Enter", shows("tree_sort = unread"), "most unread first"),
    ("S Enter", shows("tree_sort = own"), "one's own order"),
    ("/", shows("Search:"), "search everything"),
    ("E p s i l o n Enter", both(in_pane("list"), at("Epsilon")), "finds"),
    ("q", in_pane("tree"), "back"),
    ("+", shows("Address:"), "add a feed"),
    ("Escape", hides("Address:"), "Esc cancels"),
    ("G r", shows("the server answered 404"), "updates this feed"),
    ("R", shows("(?i)failed"), "updates all"),
    ("d", shows("Unsubscribe from Broken"), "asks first"),
    ("y", hides("! Broken"), "unsubscribes"),
    ("u", shows("Broken"), "taken back"),
    ("C-l", in_pane("tree"), "draws again"),
]

MOVING_IN_LIST = [
    ("g g j Enter", both(in_pane("list"), at("Alpha")), "a list is opened"),
    ("j", at("Beta"), "down"),
    ("Down", at("Gamma"), "down"),
    ("k", at("Beta"), "up"),
    ("Up", at("Alpha"), "up"),
    ("5 j", at("Long"), "a count comes first"),
    ("G", at("Theta"), "the last row"),
    ("g g", at("Alpha"), "the first row"),
    ("End", at("Theta"), "the last row"),
    ("Home", at("Alpha"), "the first row"),
    ("C-d", at("Delta|Epsilon|Long|Zeta"), "half a page down"),
    ("C-u", at("Alpha"), "half a page up"),
    ("C-f", at("Zeta|Theta"), "a page down"),
    ("C-b", at("Alpha"), "a page up"),
    ("PageDown", at("Zeta|Theta"), "a page down"),
    ("PageUp", at("Alpha"), "a page up"),
    ("Space", at("Zeta|Theta"), "a page"),
    ("n", at("Theta|Alpha"), "the next unread"),
    ("G N", at("Zeta"), "the previous unread"),
    ("g g Enter", both(in_pane("article"), shows("Words")), "opens"),
    ("h", both(in_pane("list"), at("^(?!.*●).*Alpha")), "back; it is read, and stays"),
    ("G n", at("Beta"), "the next unread is past the read one"),
    ("l", in_pane("article"), "opens"),
    ("Left", in_pane("list"), "back"),
    ("Right", in_pane("article"), "opens"),
    ("BSpace", in_pane("list"), "back"),
    ("Tab", in_pane("tree"), "the next pane"),
    ("BTab", in_pane("list"), "the previous pane"),
    ("J", both(in_pane("list"), shows("1/[23]")), "the next feed's list"),
    ("J J", both(in_pane("list"), shows("Habr  1/3"), at("Long")), "the next but one"),
    ("K", both(in_pane("list"), shows("Kazinform  1/2")), "the previous feed's list"),
    ("]", both(in_pane("list"), shows("Habr  1/3")), "the next feed with unread"),
    ("[", both(in_pane("list"), shows("Kazinform  1/2")), "the previous feed with unread"),
    ("q", in_pane("tree"), "back"),
    ("Enter G Space", both(in_pane("list"), hides("Nothing unread")), "at the end the next feed's unread"),
]

MARKING_IN_LIST = [
    ("g g j Enter", both(in_pane("list"), at("● .*Alpha")), "a list is opened"),
    ("a", both(at("Alpha"), counts("is:unread", 7)), "read"),
    ("a", both(at("● .*Alpha"), counts("is:unread", 8)), "unread again"),
    ("2 j M", both(at("Gamma"), counts("is:unread", 6)), "all above are read"),
    ("u", counts("is:unread", 8), "taken back"),
    ("C-r", counts("is:unread", 6), "made again"),
    ("u", counts("is:unread", 8), "taken back"),
    ("A", counts("is:unread", 0), "all read"),
    ("u", counts("is:unread", 8), "taken back"),
    ("C y", counts("is:unread", 0), "all read everywhere, when the answer is yes"),
    ("u", counts("is:unread", 8), "taken back"),
    ("b", both(at("◆ .*Gamma"), counts("is:bookmarked", 1)), "a bookmark"),
    ("b", counts("is:bookmarked", 0), "no more"),
    ("s", counts("is:bookmarked", 1), "s does the same"),
    ("t", shows("Tags:"), "tags"),
    ("o n e Enter", counts("tag:one", 1), "are kept"),
    ("B", shows("Tags: .*one"), "the bookmark's tags"),
    ("Enter", shows("Note:"), "and its note"),
    ("k e e p Enter", hides("Note:"), "is kept"),
    ("i", both(shows("Note +keep"), shows("Tags +one")), "the article's details tell both"),
    ("q", hides("Note +keep"), "left"),
    ("g g v j v", shows("2 selected"), "two are selected"),
    ("a", both(hides("2 selected"), counts("is:unread", 6)), "the next action takes both"),
    ("u", counts("is:unread", 8), "taken back"),
    ("g g V 2 j a", counts("is:unread", 5), "a range, and the action takes all of it"),
    ("u", counts("is:unread", 8), "taken back"),
    ("G d", both(hides("Theta"), counts("", 7)), "deleted"),
    ("u", both(shows("Theta"), counts("", 8)), "taken back"),
]

DOING_IN_LIST = [
    ("g g j Enter", both(in_pane("list"), at("● .*Alpha")), "a list is opened"),
    ("O", both(started("alpha"), counts("is:unread", 8)), "opens in the browser and keeps unread"),
    ("o", both(started("alpha"), counts("is:unread", 7)), "opens in the browser"),
    ("y", copied(NOWHERE + "alpha"), "copies the address"),
    ("Y", copied("Alpha " + NOWHERE + "alpha"), "copies title and address"),
    ("5 j c", started("talk"), "opens the comments page"),
    ("e", started("sound.mp3"), "plays the enclosure"),
    ("w", shows("(?i)save"), "save"),
    ("Escape", hides("(?i)save as"), "Esc cancels"),
    ("|", shows("Pipe to:"), "pipe"),
    ("Escape", hides("Pipe to:"), "Esc cancels"),
    ("x", shows("(?i)whole article|refused|could not"), "fetches the whole article"),
    ("/", shows("(?m)^/"), "narrows"),
    ("B e t", both(hides("Gamma"), shows("Beta")), "as one types"),
    ("Escape", shows("Gamma"), "Esc cancels"),
    ("=", shows("(?m)^="), "filters"),
    ("t i t l e : D e l t a Enter", both(hides("Gamma"), at("Delta")), "by a query"),
    ("= C-u Enter", shows("Gamma"), "an empty query ends it"),
    (".", shows("Unread  ./8"), "all"),
    (".", hides("Alpha"), "unread only"),
    (".", shows("Alpha"), "all again"),
    ("S", shows("newest first"), "sort"),
    ("j Enter g g", at("Theta"), "oldest first"),
    ("S Enter g g", at("Alpha"), "newest first"),
    ("+", shows("Address:"), "add a feed"),
    ("Escape", hides("Address:"), "Esc cancels"),
    ("?", shows("Keys"), "help"),
    ("q", both(in_pane("list"), hides("Keys")), "left"),
    (":", shows("(?m)^:"), "the command line"),
    ("Escape", hides("(?m)^:"), "Esc cancels"),
    ("r", shows("(?i)no new|unchanged|nothing new|up to date"), "updates this feed"),
    ("R", shows("(?i)failed"), "updates all"),
    ("F1", hides("Kazakhstan"), "one pane"),
    ("F2", shows("Kazakhstan"), "two panes"),
    ("F3", shows("├"), "three panes"),
    ("Q", ended, "quits at once"),
]

IN_ARTICLE = [
    ("g g j Enter", both(in_pane("list"), at("● .*Alpha")), "a list is opened"),
    ("5 j Enter", both(in_pane("article"), shows("Line 1 ")), "an article is opened"),
    ("2 j", hides("14:00"), "scrolls down"),
    ("j", shows("Line 1 "), "a line"),
    ("3 k", shows("14:00"), "scrolls up"),
    ("8 Down", hides("Line 2 "), "a count comes first"),
    ("8 Up", shows("14:00"), "up"),
    ("G", shows("link59"), "the end"),
    ("g g", shows("Line 1 "), "the start"),
    ("End", shows("link59"), "the end"),
    ("Home", shows("Line 1 "), "the start"),
    ("C-f", hides("Line 1 "), "a page down"),
    ("C-b", shows("Line 1 "), "a page up"),
    ("C-d", hides("Line 1 "), "half a page down"),
    ("C-u", shows("Line 1 "), "half a page up"),
    ("PageDown", hides("Line 1 "), "a page down"),
    ("PageUp", shows("Line 1 "), "a page up"),
    ("Space", hides("Line 1 "), "a page"),
    ("g g ] ] Enter", started("link2"), "the next links; Enter follows"),
    ("[ Enter", started("link1"), "the previous link"),
    ("o", started("long"), "opens in the browser"),
    ("3 o", started("link3"), "3o opens link 3"),
    ("O", both(started("long"), counts("is:unread", 8)), "and keeps unread"),
    ("a", counts("is:unread", 7), "read"),
    ("a", counts("is:unread", 8), "unread again"),
    ("u", counts("is:unread", 7), "taken back"),
    ("C-r", counts("is:unread", 8), "made again"),
    ("b", both(shows("◆"), counts("is:bookmarked", 1)), "a bookmark"),
    ("s", counts("is:bookmarked", 0), "s takes it away"),
    ("B", shows("Tags:"), "the bookmark's tags and note"),
    ("Escape", hides("Tags:"), "Esc cancels"),
    ("t", shows("Tags:"), "tags"),
    ("Escape", hides("Tags:"), "Esc cancels"),
    ("y", copied(NOWHERE + "long"), "copies the address"),
    ("3 y", copied(NOWHERE + "link3"), "3y copies that of link 3"),
    ("Y", copied("Long " + NOWHERE + "long"), "copies title and address"),
    ("c", started("talk"), "opens the comments page"),
    ("e", started("sound.mp3"), "plays the enclosure"),
    ("f a", started("link"), "link hints"),
    ("L", both(shows("Links"), shows(NOWHERE + "link4")), "the list of links"),
    ("3 j Enter", started("link4"), "Enter opens one"),
    ("q", hides("Links"), "left"),
    ("i", shows("First seen"), "the article's details"),
    ("q", hides("First seen"), "left"),
    ("w", shows("(?i)save"), "save"),
    ("Escape", hides("(?i)save as"), "Esc cancels"),
    ("|", shows("Pipe to:"), "pipe"),
    ("Escape", hides("Pipe to:"), "Esc cancels"),
    ("/", shows("(?m)^/"), "search in the text"),
    ("l i n k Space 4 Enter n", hides("Line 1 "), "n is the next match"),
    ("N N N", shows("link"), "N the previous one"),
    ("Escape", hides("match \\d"), "Esc ends the search"),
    ("z", hides("Kazakhstan"), "only the article"),
    ("+", shows("Width 7[3-9]"), "wider"),
    ("-", shows("Width 72"), "narrower"),
    ("z", shows("Kazakhstan"), "the panes again"),
    ("x", shows("(?i)whole article|refused|could not"), "the whole article"),
    ("r", hides("Fetching"), "updates the feed"),
    ("J", shows("Zeta · |Zeta"), "the next article"),
    ("K", shows(r"Line \d"), "the previous article"),
    ("n", in_pane("article"), "the next unread"),
    ("?", shows("Keys"), "help"),
    ("q", hides("Keys"), "left"),
    ("d", both(in_pane("list"), counts("", 7)), "deleted"),
    ("u", counts("", 8), "taken back"),
    ("g g Enter Space", both(in_pane("article"), shows("  Beta")), "at its end the next unread article"),
    ("Tab", in_pane("tree"), "the next pane"),
    ("BTab", in_pane("article"), "the previous pane"),
    ("h", in_pane("list"), "back"),
    ("C-z", stopped, "suspends; and the reader comes back"),
]

def offers(s):
    """A page that names several feeds: the first is taken, the others are offered."""
    s.keys("text:+", "text:" + s.url("page.html"), "Enter")
    s.wait_for("More feeds of this page", "the other feeds of a page are offered")
    s.keys("j", "Space", "Enter")
    s.wait_for("Third", "what is picked is subscribed to")
    s.keys("text::goto First", "Enter")
    s.wait_for("First  1/1", "the first was taken at once")
    ok("Second" not in s.run("feeds").stdout, "and what is not picked is not")


WALKS = {
    "moving in the tree": MOVING_IN_TREE,
    "doing in the tree": DOING_IN_TREE,
    "moving in a list": MOVING_IN_LIST,
    "marking in a list": MARKING_IN_LIST,
    "doing in a list": DOING_IN_LIST,
    "in an article": IN_ARTICLE,
}


def main():
    for name, table in WALKS.items():
        if len(sys.argv) > 1 and not any(word in name for word in sys.argv[1:]):
            continue
        with story.Story(120, 36) as s:
            begin(s)
            walk(s, name, table)
    if len(sys.argv) == 1 or "offers" in sys.argv:
        with story.Story(60, 20) as s:
            begin(s)
            offers(s)
    story.done()


main()
