"""Days with Steppe: a newcomer, a newsboat user, two windows, a crash, a change of mind."""
import json
import os
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal  # noqa: E402

story.need("nginx", "tmux")

UNREAD = 10


def with_feed(s):
    s.serve("astana")
    s.run("add", s.url("feed.xml"))


def command(s, line):
    s.keys("text::" + line, "Enter")


def close(s):
    s.keys("Q")
    s.wait_for("exit status 0")


def into_list(s):
    s.open()
    s.wait_for("Astana")
    command(s, "goto The Astana Times")
    s.wait_for(r"1/%d" % UNREAD)


def first_five_minutes(s):
    s.serve("astana")
    s.open()
    s.wait_for("Steppe", "a newcomer sees the reader, not an error")
    s.wait_for(r"\+ adds", "and is told how to begin")
    s.keys("?")
    s.wait_for("move down", "? tells the keys")
    s.keys("q", "text:+")
    s.wait_for("Address:", "+ asks for an address")
    s.keys("text:" + s.url("feed.xml"), "Enter")
    s.wait_for(r"The Astana Times \(10 articles\)|The Astana Times +10", "the outlet is there")
    command(s, "goto The Astana Times")
    s.wait_for("1/10")
    s.keys("Enter")
    s.wait_for("NUR-SULTAN", "the article opens")
    s.keys("b")
    s.wait_for("Bookmarked", "b bookmarks it")
    s.keys("q")
    s.wait_for("◆", "the list shows the bookmark")
    close(s)
    equal(s.run("count", "is:bookmarked").stdout, "1\n", "and it is still there")


def from_newsboat(s):
    s.serve("astana")
    urls = os.path.join(s.home, "urls")
    with open(urls, "w") as f:
        f.write('%s news "~Astana"\n' % s.url("feed.xml"))
    os.makedirs(s.dir, exist_ok=True)
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write("keymap = newsboat\n")
    contains(s.run("import", urls).stdout, "1 feeds", "newsboat's urls are imported")
    s.run("update")
    s.open()
    s.wait_for("Astana", "its title is kept")
    command(s, "goto Astana")
    s.wait_for("1/10")
    s.keys("text:N")
    s.wait_for("Astana +9", "N toggles read, as in newsboat")
    s.keys("text:A")
    s.wait_for("articles marked read", "A marks all read")
    s.keys("text:U")
    s.wait_for("Taken back", "and U takes it back")
    close(s)


def update_while_reading(s):
    with_feed(s)
    into_list(s)
    s.keys("j", "j", "Enter")
    s.wait_for("[0-9]%")
    before = s.screen().splitlines()[0]
    with open(s.www("feed.xml"), encoding="utf-8") as f:
        document = f.read()
    item = "<item><title>Fresh</title><guid>fresh</guid><description>New.</description></item>"
    with open(s.www("feed.xml"), "w", encoding="utf-8") as f:
        f.write(document.replace("<item>", item + "<item>", 1))
    s.keys("text:R")
    s.wait_for("1 new", "an update lands while an article is open")
    equal(s.screen().splitlines()[0], before, "and the article stays where it was")
    s.keys("q")
    s.wait_for("3/1[01]|4/11", "the list stands on the article that was read")
    close(s)


def two_windows(s):
    with_feed(s)
    s.open()
    s.wait_for("Astana Times +10")
    s.run("mark", "read", "")
    s.wait_for("Nothing unread|Astana Times +│|Astana Times *\n", "another process's marks are seen")
    close(s)


def alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def killed(s):
    with_feed(s)
    into_list(s)
    s.keys("text:a", "j", "b")
    s.wait_for("◆")
    s.keys("k")
    s.wait_until(lambda screen: s.run("count", "is:bookmarked").stdout == "1\n")
    reader = s.reader_pid()
    os.kill(reader, signal.SIGKILL)
    # The terminal is left raw, and what the shell says lands anywhere: ask for the process.
    s.wait_until(lambda screen: not alive(reader))
    equal(s.run("count").stdout, "9\n", "kill -9 loses no read mark")
    equal(s.run("count", "is:bookmarked").stdout, "1\n", "and no bookmark")
    s.open()
    s.wait_for("Astana Times +9", "the reader opens as if nothing had been")
    close(s)


def change_of_mind(s):
    with_feed(s)
    into_list(s)
    s.keys("d")
    s.wait_for("” deleted; u takes it back", "d deletes and says what")
    s.wait_for("Astana Times +9")
    close(s)
    s.open()
    s.wait_for("Astana Times +9")
    s.keys("u")
    s.wait_for("Taken back: deleted “", "u takes it back after a restart")
    s.wait_for("Astana Times +10", "the article is there again")
    close(s)


def farewell(s):
    with_feed(s)
    into_list(s)
    s.keys("b")
    s.wait_for("◆")
    s.keys("q", "d")
    s.wait_for(r"Unsubscribe from The Astana Times\?", "d asks before it unsubscribes")
    s.keys("y")
    s.wait_for("bookmarks stay", "y does it")
    close(s)
    kept = json.loads(s.run("list", "is:bookmarked", "--json").stdout)["items"]
    equal(len(kept), 1, "the bookmark stays without its feed")
    s.open()
    s.wait_for("Bookmarks +1")
    s.keys("u")
    s.wait_for("The Astana Times +", "u brings the feed back")
    close(s)


def searching(s):
    with_feed(s)
    s.open()
    s.wait_for("Astana")
    s.keys("text:gg", "text:/")
    s.wait_for("Search:")
    s.keys("text:Saiga", "Enter")
    s.wait_for("Saiga Calving", "/ in the tree searches everything")
    close(s)


def smart_folder(s):
    with_feed(s)
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write('smart "Wheat" { query = "wheat" }\n')
    s.open()
    s.wait_for("Wheat", "a smart folder of the config is in the tree")
    s.keys("text:gg", "j", "j", "j", "Enter")
    s.wait_for("Wheat Harvest", "and holds what its query finds")
    close(s)


def broken_config(s):
    with_feed(s)
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write("theme = dark\nwidht = 80\n")
    s.open()
    s.wait_for("Astana", "a broken config still starts")
    s.wait_for("line 2", "and says which line is wrong")
    close(s)
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write("width = 800\nkeys {\n  \"X\" = \"frobnicate\"\n}\ntheme = blue\n")
    told = s.run("count").stderr
    equal([part.split(":")[0] for part in told.split("line ")[1:]], ["1", "3", "5"],
          "all mistakes are told, in their order, also a key for no command")
    s.open()
    s.wait_for(r"line 1: width .*and 2 more", "the reader tells the first, and how many more")
    close(s)


def failing(s):
    with_feed(s)
    s.run("add", "--later", "--title", "Gone", s.url("gone.xml"))
    s.run("update", "--force")
    s.open()
    s.wait_for("! *Gone", "a feed that fails has its sign")
    s.keys("text:!")
    s.wait_for("404", "! says why")
    close(s)


TALES = (first_five_minutes, from_newsboat, update_while_reading, two_windows, killed, change_of_mind, farewell,
         searching, smart_folder, broken_config, failing)


def main():
    for tale in TALES:
        if len(sys.argv) > 1 and tale.__name__ not in sys.argv:
            continue
        with story.Story(80, 24) as s:
            tale(s)
    story.done()


main()
