"""What hands bring along: the mouse, picking from what is offered, and other readers' keys."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
import walk  # noqa: E402
from story import ok  # noqa: E402
from walk import NOWHERE, at, both, counts, ended, hides, in_pane, shows, started, wait  # noqa: E402

story.need("nginx", "tmux")


def mouse(s):
    """Buttons as X10 has them: what is pressed, column and row, each from 32."""
    def press(button, column, row):
        """A click comes in one piece, as over a slow line."""
        s.keys("text:" + "".join("\x1b[M" + chr(32 + code) + chr(33 + column) + chr(33 + row)
                                 for code in ((button, 3) if button < 3 else (button,))))

    s.keys("g", "g", "]")
    wait(s, at("Kazakhstan"))
    column, row = s.cursor()
    press(0, 1, row)
    ok(wait(s, at("▸ Kazakhstan")), "a click on a folder's sign folds it", s.screen())
    press(0, 1, row)
    ok(wait(s, at("▾ Kazakhstan")), "and unfolds it", s.screen())
    press(0, 5, 2)
    wait(s, at("Unread"))
    press(0, 5, 2)
    ok(wait(s, both(in_pane("list"), at("Alpha"))), "a second click opens", s.screen())
    press(65, 60, 3)
    ok(wait(s, at("Delta")), "the wheel moves in the list", s.screen())
    press(65, 5, 3)
    s.keys("BTab")
    ok(wait(s, both(in_pane("tree"), at("Astana"))), "over the tree it moves in the tree", s.screen())
    press(2, 60, 3)
    drag(s)


def drag(s):
    """The border of the tree follows the mouse, and is kept where it is let go."""
    def border():
        return s.screen().splitlines()[0].find("│")

    def at_button(button, column):
        s.keys("text:\x1b[M" + chr(32 + button) + chr(33 + column) + chr(33 + 5))

    start = border()
    at_button(0, start)
    at_button(32, start + 5)
    ok(wait(s, lambda _: border() == start + 5), "a border follows the mouse", s.screen())
    at_button(3, start + 9)
    ok(wait(s, lambda _: border() == start + 9), "and stays where it is let go", s.screen())
    at_button(0, border())
    at_button(3, start)
    wait(s, lambda _: border() == start)


def offers(s):
    """A page that names several feeds: the first is taken, the others are offered."""
    s.keys("text:+", "text:" + s.url("gone.xml"), "Enter")
    s.wait_for(s.url("gone.xml") + ": the server answered 404", "an address that cannot be added is named, and why")
    s.keys("text:+", "text:" + s.url("page.html"), "Enter")
    s.wait_for("More feeds of this page", "the other feeds of a page are offered")
    s.keys("j", "Space", "Enter")
    s.wait_for("Third", "what is picked is subscribed to")
    s.keys("text::goto First", "Enter")
    s.wait_for("First  1/1", "the first was taken at once")
    ok("Second" not in s.run("feeds").stdout, "and what is not picked is not")


NEWSBOAT = [
    ("Home j Enter", both(in_pane("list"), at("● .*Alpha")), "Enter opens"),
    ("J", at("Beta"), "down"),
    ("K", at("Alpha"), "up"),
    ("n", at("Beta"), "the next unread"),
    ("p", at("Alpha"), "the previous unread"),
    ("N", both(at("Beta"), counts("is:unread", 7)), "toggles read and goes down"),
    ("K N", both(at("Beta"), counts("is:unread", 8)), "and back"),
    ("K", at("Alpha"), "up"),
    ("D", both(hides("● .*Alpha"), counts("", 7)), "deletes"),
    ("U", counts("", 8), "taken back"),
    ("D", both(shows("U takes it back"), counts("", 7)), "says how to take it back"),
    ("u", counts("", 8), "and that is true"),
    ("A", counts("is:unread", 0), "all read"),
    ("U", counts("is:unread", 8), "taken back"),
    ("Home 5 Down o", both(started("long"), counts("is:unread", 8)), "opens in the browser, without a mark"),
    ("O", both(started("long"), counts("is:unread", 7)), "and marks read"),
    ("U", counts("is:unread", 8), "taken back"),
    ("e", started("sound.mp3"), "plays the enclosure"),
    ("C-r", counts("is:unread", 7), "^R makes it again"),
    ("U", counts("is:unread", 8), "taken back"),
    ("v v", shows("2 selected"), "selects"),
    ("Escape", hides("selected"), "Esc ends that"),
    ("F", shows("(?m)^="), "filters"),
    ("Escape", hides("(?m)^="), "Esc cancels"),
    ("f", shows("(?m)^="), "and so does f"),
    ("Escape", hides("(?m)^="), "Esc cancels"),
    ("/ t i t l e : D e l t a Enter", both(hides("Gamma"), shows("Delta")), "searches this list"),
    ("C-f", shows("Gamma"), "clears the filter"),
    ("g", shows("newest first"), "sorts"),
    ("q", hides("newest first"), "left"),
    ("G", shows("newest first"), "sorts the other way"),
    ("q", hides("newest first"), "left"),
    ("C-b", counts("is:bookmarked", 1), "bookmarks"),
    ("C-b", counts("is:bookmarked", 0), "and no more"),
    ("Home 5 Down Enter", both(in_pane("article"), shows("Line 1 ")), "opens"),
    ("3", started("link3$"), "opens link 3 at once"),
    ("0", started("link10$"), "opens link 10"),
    ("# 1 2 Enter", started("link12$"), "opens a link by its number"),
    ("# 9 9 Enter", shows("There is no link 99"), "says that there is none"),
    ("Space", hides("Line 1 "), "a page"),
    ("b", shows("Line 1 "), "a page back"),
    ("u", both(shows("Links"), shows(NOWHERE + "link4")), "the list of links"),
    ("q", hides("Links"), "left"),
    ("f", shows("\\[a\\]"), "letters on the links"),
    ("Escape", hides("\\[a\\]"), "Esc takes them away"),
    ("J", shows("Zeta"), "the next article"),
    ("K", shows("Line"), "the previous article"),
    ("q", in_pane("list"), "back"),
    ("q", in_pane("tree"), "back"),
    ("Home 4 J Enter", both(in_pane("list"), at("Alpha")), "the list of a feed"),
    ("j", both(in_pane("list"), at("Delta")), "the next feed"),
    ("k", both(in_pane("list"), at("Alpha")), "the previous feed"),
    ("q", in_pane("tree"), "back"),
    ("C y", counts("is:unread", 0), "all read everywhere"),
    ("U", counts("is:unread", 6), "taken back"),
    ("l", hides("Broken"), "only what has unread"),
    ("l", shows("Broken"), "all"),
    ("End r", shows("the server answered 404"), "reloads"),
    ("R", shows("(?i)failed"), "reloads all"),
    ("E", shows("Update every"), "edits the feed"),
    ("q", hides("Update every"), "left"),
    ("?", shows("Keys"), "help"),
    ("q", hides("Keys"), "left"),
    ("q", ended, "quits at the top"),
]

MUTT = [
    ("= j Enter", both(in_pane("list"), at("● .*Alpha")), "Enter opens"),
    ("*", at("Theta"), "the last row"),
    ("=", at("Alpha"), "the first row"),
    ("3 Enter", both(in_pane("list"), at("Gamma")), "a number goes to its line"),
    ("=", at("Alpha"), "the first row"),
    ("Tab", at("Beta"), "the next unread"),
    ("N", counts("is:unread", 7), "toggles read"),
    ("F", counts("is:bookmarked", 1), "flags"),
    ("d", counts("", 7), "deletes"),
    ("u", both(at("Gamma"), counts("", 8)), "taken back, and the cursor is there"),
    ("j t t", shows("2 selected"), "tags, and goes down"),
    ("N", counts("is:unread", 5), "the next action takes all that is tagged"),
    ("l", shows("(?m)^="), "limits"),
    ("t i t l e : D e l t a Enter", both(hides("Gamma"), at("Delta")), "by a query"),
    ("Escape", shows("Gamma"), "Esc ends it"),
    ("O", shows("newest first"), "sorts"),
    ("x", hides("newest first"), "left"),
    ("T ; F", counts("is:bookmarked", 8), "; and the action takes all that is tagged"),
    ("u", counts("is:bookmarked", 1), "taken back"),
    ("= 5 j Enter", both(in_pane("article"), shows("Line 1 ")), "opens"),
    ("Enter Enter Enter Enter", hides("Line 1 "), "a line on"),
    ("BSpace BSpace", shows("Line 1 "), "a line back"),
    ("^", shows("5 April"), "the top"),
    ("z", hides("Line 1 "), "a page down"),
    ("Z", shows("Line 1 "), "a page up"),
    ("i", in_pane("list"), "back to the list"),
    ("Space", in_pane("article"), "Space opens"),
    ("j", both(in_pane("article"), shows("Zeta\n")), "the next article"),
    ("k", both(in_pane("article"), shows("Line 1 ")), "the previous article"),
    ("x", in_pane("list"), "leaves it"),
    ("c K a z i n f o r m Enter", both(in_pane("list"), shows("Kazinform  1/")), "changes to a feed"),
    ("q", in_pane("tree"), "back"),
    ("+", shows("(?m)^Add|^.*: $"), "the hint's + subscribes, too"),
    ("Escape", in_pane("tree"), "cancelled"),
    ("$", hides("exit status"), "fetches"),
    ("q", ended, "quits at the top"),
]


def newsboat(s):
    walk.through(s, "newsboat", NEWSBOAT)


def mutt(s):
    walk.through(s, "mutt", MUTT)


TALES = {mouse: "", offers: "", newsboat: "keymap = newsboat\n", mutt: "keymap = mutt\n"}


def main():
    for tale, config in TALES.items():
        if len(sys.argv) > 1 and tale.__name__ not in sys.argv:
            continue
        with story.Story(120, 30) as s:
            walk.begin(s, config)
            tale(s)
    story.done()


main()
