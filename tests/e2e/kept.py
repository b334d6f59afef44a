"""What outlives the reader: undo of every kind, typed lines, saved queries, borders; and keys of one's own."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
import walk  # noqa: E402
from walk import at, both, counts, hides, in_pane, shows  # noqa: E402

story.need("nginx", "tmux")


def again(s):
    """The reader ends and is opened anew."""
    s.keys("Q")
    s.wait_for("exit status 0")
    s.open()
    s.wait_for("Habr")


def typed(line):
    return " ".join("Space" if letter == " " else letter for letter in line)


UNDO_IN_ORDER = [
    ("G", at("Broken"), "a feed is chosen"),
    (typed(":rename Mended") + " Enter", at("Mended"), "and renamed"),
    ("t " + typed("Workshop") + " Enter", shows(r"Workshop"), "moved into a new folder"),
    ("d", shows("Unsubscribe from Mended"), "and unsubscribed from,"),
    ("y", hides("Mended"), "after the question"),
    ("] ]", at("Technology"), "a folder is chosen"),
    (typed(":rename Technics") + " Enter", at("Technics"), "and renamed"),
    ("d", shows("Remove the folder Technics"), "and removed,"),
    ("y", hides("Technics"), "after the question"),
]

TAKEN_BACK = [
    ("u", both(shows("Taken back"), shows("Technics")), "the folder is there again"),
    ("u", both(shows("Taken back"), shows("Technology")), "under its old name"),
    ("u", shows("Mended"), "the feed is there again"),
    ("u", both(shows("Taken back"), hides("Workshop")), "where it was"),
    ("u", both(shows("Taken back"), shows("Broken")), "under its old name"),
    ("C-r C-r C-r C-r C-r", both(shows("Technics"), hides("Mended")), "and all of it is made again"),
    ("u u u u u", both(shows("Technology"), shows("Broken")), "and taken back once more"),
]

TYPED_LINES = [
    (typed(":goto habr") + " Enter", shows("Habr  1/3"), "a line is typed"),
    ("q g g j", at("Unread"), "back"),
    ("=", shows("(?m)^="), "a filter"),
    (typed("title:Beta OR title:Delta") + " Enter", both(shows("Beta"), hides("Gamma")), "is set"),
    (typed(":save-query Two") + " Enter", shows(r"(?m)^ Two +2"), "and kept as a smart folder"),
    ("q", in_pane("tree"), "back"),
]

THEY_ARE_KEPT = [
    (": Up", shows("(?m)^:save-query Two"), "the last line typed comes first"),
    ("Up", shows("(?m)^:goto habr"), "then the one before"),
    ("Escape", hides("(?m)^:goto"), "Esc cancels"),
    ("g g 3 j", at("Two +2"), "the smart folder stands in the tree"),
    ("Enter", both(in_pane("list"), shows("Two  1/2")), "and lists what its query finds"),
    ("q d", shows("Two"), "d asks"),
    ("y", hides(r"(?m)^ Two"), "and takes it away"),
    ("u", shows(r"(?m)^ Two +2"), "u brings it back"),
    ("u", hides(r"(?m)^ Two"), "and takes back that it was kept"),
    ("C-r", shows(r"(?m)^ Two +2"), "^R keeps it again"),
]

OWN_KEYS = [
    (typed(":map list gg last") + " Enter", shows("gg now does last"), "a sequence is bound in lists"),
    ("G g g", at("Today"), "in the tree it is what it was"),
    ("j Enter", in_pane("list"), "in a list"),
    ("g g", at("Theta"), "it is the new one"),
    ("G g x", shows("gx does nothing here"), "what begins like it and is bound to nothing says so"),
    (typed(":map list gx first") + " Enter", shows("gx now does first"), "until it is bound"),
    ("g x", at("Alpha"), "and does that"),
    ("q", in_pane("tree"), "back"),
    (typed(":map tree gg nonsense") + " Enter", shows("There is no command nonsense"), "a mistake is named"),
]


def undo(s):
    walk.through(s, "undo", UNDO_IN_ORDER)
    again(s)
    walk.through(s, "after a restart", TAKEN_BACK)


def imports(s):
    """An import is one change, also when it was made outside of the reader."""
    path = os.path.join(s.home, "more.opml")
    with open(path, "w") as f:
        f.write("<opml version='2.0'><body><outline text='Imported'>%s</outline></body></opml>" % "".join(
            "<outline type='rss' text='%s' xmlUrl='%s'/>" % (name, s.url(name + ".xml")) for name in ("first", "second")))
    s.run("import", path)
    again(s)
    s.wait_for("Imported")
    walk.through(s, "an import", [
        ("u", both(shows("Taken back"), hides("Imported")), "is taken back as one change after a restart"),
        ("C-r", shows("Imported"), "and made again")])


def lines(s):
    walk.through(s, "typed", TYPED_LINES)
    again(s)
    walk.through(s, "after a restart", THEY_ARE_KEPT)


def own_keys(s):
    walk.through(s, "keys of one's own", OWN_KEYS)


def borders(s):
    def border():
        return s.screen().splitlines()[0].find("│")
    start = border()
    s.keys(">", ">")
    walk.wait(s, lambda _: border() > start)
    moved = border()
    again(s)
    story.equal(border(), moved, "a border stands where it was moved to, also after a restart")


TALES = (undo, imports, lines, own_keys, borders)


def main():
    for tale in TALES:
        if len(sys.argv) > 1 and tale.__name__ not in sys.argv:
            continue
        with story.Story(120, 30) as s:
            walk.begin(s)
            tale(s)
    story.done()


main()
