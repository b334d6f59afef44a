"""What hands do beside keys: the mouse, and picking from what is offered."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
import walk  # noqa: E402
from story import ok  # noqa: E402
from walk import at, both, in_pane, wait  # noqa: E402

story.need("nginx", "tmux")


def mouse(s):
    """Buttons as X10 has them: what is pressed, column and row, each from 32."""
    def press(button, column, row):
        for code in (button, 3) if button < 3 else (button,):
            s.keys("text:\x1b[M" + chr(32 + code) + chr(33 + column) + chr(33 + row))

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
    s.keys("Tab")
    ok(wait(s, both(in_pane("tree"), at("Astana"))), "over the tree it moves in the tree", s.screen())
    press(2, 60, 3)


def offers(s):
    """A page that names several feeds: the first is taken, the others are offered."""
    s.keys("text:+", "text:" + s.url("page.html"), "Enter")
    s.wait_for("More feeds of this page", "the other feeds of a page are offered")
    s.keys("j", "Space", "Enter")
    s.wait_for("Third", "what is picked is subscribed to")
    s.keys("text::goto First", "Enter")
    s.wait_for("First  1/1", "the first was taken at once")
    ok("Second" not in s.run("feeds").stdout, "and what is not picked is not")


def main():
    for tale in (mouse, offers):
        if len(sys.argv) > 1 and tale.__name__ not in sys.argv:
            continue
        with story.Story(80, 24) as s:
            walk.begin(s)
            tale(s)
    story.done()


main()
