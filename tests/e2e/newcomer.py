"""A newcomer's first minute: the reader is opened, and what its guide says is done."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import equal  # noqa: E402

story.need("tmux")

TITLES = ("2. Follow an outlet", "3. Move about", "4. The whole article", "5. Bookmarks stay", "6. Find anything",
          "7. From the shell", "8. Make it yours")


def at(title):
    """On the first line of the article, wherever its pane is."""
    return r"%s[^\n]*\n[^\n]*Guide to Steppe · 5 April" % title


def read_on_to(s, title, sentence):
    screen = s.screen()
    for _ in range(20):
        s.keys("Space")
        before = screen
        screen = s.wait_until(lambda text: text != before)
        if re.search(at(title), screen):
            break
    s.wait_for(at(title), sentence)


def reads_the_guide(columns, rows):
    size = "%dx%d: " % (columns, rows)
    with story.Story(columns, rows) as s:
        s.open()
        s.wait_for("1. Welcome", size + "the guide is there at once")
        s.keys("Enter")
        s.wait_for(at("1. Welcome"), size + "Enter opens its first article")
        for title in TITLES:
            read_on_to(s, title, size + "Space reads on to " + title)
        s.wait_until(lambda _: s.run("count").stdout == "0\n")
        equal(s.run("count").stdout, "0\n", size + "and then all of it is read")
        s.keys("Q")
        s.wait_for("exit status 0")


def main():
    for columns, rows in ((120, 36), (80, 24), (40, 12)):
        reads_the_guide(columns, rows)
    story.done()


main()
