"""A place to press keys in: three outlets and one that fails, the reader open on them; and
what may come of a key, as questions that are asked until they hold.

    with story.Story(120, 36) as s:
        walk.begin(s)
        walk.through(s, "the tree", [("g g j", walk.at("Unread"), "moves down")])"""
import os
import re
import signal
import time

import story
from story import ok

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


def begin(s, config=""):
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
        f.write(config + "player = \"%s\"\nsave_folder = \"%s\"\nby_day = off\n" % (program, s.home))
    s.open()
    s.tmux("set-option", "-s", "set-clipboard", "on")
    s.wait_for("Habr")


# ---- what must come of a key: each gives a question that is asked until it holds

def look(s):
    """(column, row) of the cursor, and the lines of the screen, in one question to tmux."""
    first, *lines = s.tmux("display-message", "-p", "#{cursor_x} #{cursor_y}", ";", "capture-pane", "-p").stdout.split("\n")
    column, row = map(int, first.split())
    return column, row, lines


def here(s):
    """The text of the pane under the cursor, on its line."""
    column, row, lines = look(s)
    line = lines[row] if row < len(lines) else ""
    start = line.rfind("│", 0, column) + 1
    end = line.find("│", column)
    return line[start:end if end >= 0 else len(line)]


def at(pattern):
    return lambda s: re.search(pattern, here(s))


def pane(s):
    """tree, list or article: where the cursor is."""
    return pane_of(*look(s))


def pane_of(column, row, lines):
    if "│" in lines[row] and column < lines[row].index("│"):
        return "tree"
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
    check.takes = True
    return check


def listen(s):
    """For fetched(): what the outlet was asked for until now is not counted."""
    s.asked = os.path.getsize(os.path.join(s.home, "nginx", "access.log"))
    return True


def fetched(path):
    def check(s):
        with open(os.path.join(s.home, "nginx", "access.log")) as f:
            f.seek(s.asked)
            return "GET /%s " % path in f.read()
    return check


def borders(s):
    lines = s.screen().split("\n")
    return lines[0].find("│"), next((i for i, line in enumerate(lines) if "├" in line), 0)


def remember(s):
    s.borders = borders(s)
    return True


def border_moved(s):
    return borders(s) != s.borders and "│" in s.screen().split("\n")[0]


def scribble(s):
    """Another program writes over the screen."""
    with open(s.tmux("display-message", "-p", "#{pane_tty}").stdout.strip(), "w") as tty:
        tty.write("\x1b7\x1b[5;40Hscribble\x1b8")
    return True


def both(*checks):
    """What takes what it finds is asked last: it would not find it again."""
    ordered = sorted(checks, key=lambda check: hasattr(check, "takes"))
    return lambda s: all(check(s) for check in ordered)


def stopped(s):
    """True once it sleeps; it is woken, and must draw again."""
    pid = s.reader_pid()
    with open("/proc/%d/stat" % pid) as f:
        if f.read().rsplit(")", 1)[1].split()[0] != "T":
            return False
    os.killpg(os.getpgid(pid), signal.SIGCONT)
    return re.search("Kazakhstan|Links", s.wait_for("Kazakhstan|Links")) is not None


def ended(s):
    return "exit status 0" in s.screen()


def wait(s, check, seconds=story.PATIENCE):
    end = time.monotonic() + seconds
    while True:
        try:
            if check(s):
                return True
        except (IndexError, ValueError):  # between two screens
            pass
        if time.monotonic() > end:
            return False
        time.sleep(0.03)


# ---- the tables of keys

TMUX_NAMES = {"<Backspace>": "BSpace", "<S-Tab>": "BTab"}
TMUX_NAMES.update(("<%s>" % name, name) for name in
                  "Down Up Left Right Home End PageUp PageDown Enter Tab Space F1 F2 F3".split())


def view(s):
    """t, l, a or s, as the tables of keys have it; with three panes only a sheet has no border."""
    column, row, lines = look(s)
    return "s" if "│" not in lines[0] else pane_of(column, row, lines)[0]


def keymap(name):
    """A map of ui/keymap_tables.c: {(view, keys): command}, with what all share; that alone is "common"."""
    with open(os.path.join(story.SRC, "ui", "keymap_tables.c")) as f:
        tables = dict(re.findall(r"keymap_row (\w+)\[\] = \{(.*?)\n\};", f.read(), re.S))
    rows = re.findall(r'\{"(\w+)", "([^"]+)", "([^"]+)"\}', tables["COMMON"] + tables[name.upper()])  # later rows win
    return {(letter, keys): command for views, keys, command in rows for letter in views}


def through(s, name, table):
    """Keys to press, what must come of them, the promise: each row goes on where the last stopped."""
    for keys, check, promise in table:
        s.keys(*keys.split())
        if not ok(wait(s, check), "%s: %s: %s" % (name, keys, promise),
                  "cursor %s on %r\n%s" % (s.cursor(), here(s), s.screen())):
            return
