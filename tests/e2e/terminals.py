"""Terminal manners: every kind of terminal, signals, colours, and what a key costs in bytes."""
import os
import re
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from raw_terminal import RawTerminal  # noqa: E402
from story import equal, ok  # noqa: E402

story.need("nginx", "tmux")

TERMS = ("xterm-256color", "tmux-256color", "screen", "linux", "foot", "kitty", "alacritty", "vt100", "xterm-direct")
MODES = {1: "keys of the cursor", 1000: "the mouse", 1002: "its drags", 1003: "its moves", 1004: "focus",
         1006: "its columns", 1049: "the alternate screen", 2004: "bracketed paste"}
KEYS = "jG nbazlJ.S/?"


def every_terminal(s):
    for term in TERMS:
        with RawTerminal(s, term=term) as t:
            ok(t.wait_for(b"Bookmarks"), "TERM=%s shows the reader" % term, t.seen)
            t.send(b"Q")
            equal(t.wait_end(), 0, "TERM=%s: Q ends it" % term)


    with RawTerminal(s, term="dumb") as t:
        equal(t.wait_end(), 2, "TERM=dumb is refused")
        ok(b"steppe list" in t.seen and b"\x1b" not in t.seen, "with the command line named instead", t.seen)


def left_on(written):
    """The modes that were turned on and not off again, by their names; the cursor that was hidden."""
    state = {}
    for numbers, turn in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", written):
        for number in numbers.split(b";"):
            state[int(number)] = turn == b"h"
    return [name for number, name in MODES.items() if state.get(number)] + ["no cursor"] * (state.get(25) is False)


def is_restored(t, what):
    equal(left_on(t.seen), [], what + ": no mode of the screen is left on")
    equal(t.line_modes(), t.line_modes_at_first, what + ": the line is as it was")


def sizes(s):
    for columns, rows, shown in ((20, 5, "Unread"), (400, 120, "(?s)Unread.*│.*Astana"), (110, 30, "(?s)Unread.*├"),
                                 (70, 24, "Unread.*│"), (69, 24, "Unread"), (19, 5, "20.5"), (20, 4, "20.5")):
        s.resize(columns, rows)
        s.open()
        s.wait_for(shown, "%dx%d is drawn" % (columns, rows))
        ok(all(len(line) <= columns for line in s.screen().splitlines()), "and fits")
        s.keys("Q")
        s.wait_for("exit status 0", "and ends")
    s.resize(80, 24)


def colours(s):
    kinds = ((rb"38[;:]2[;:]", "true colour", "xterm-256color", {"COLORTERM": "truecolor"}),
             (rb"38[;:]5[;:]", "256 colours", "xterm-256color", {"COLORTERM": ""}),
             (rb"\x1b\[[0-9;]*[34][0-7]", "8 colours", "linux", {"COLORTERM": ""}))
    for pattern, name, term, env in kinds:
        with RawTerminal(s, term=term, env=env) as t:
            t.wait_for(b"command")
            ok(re.search(pattern, t.take()), name + " are used where the terminal has them")
    with RawTerminal(s, term="linux", env={"COLORTERM": ""}) as t:
        t.wait_for(b"command")
        t.send(b":set theme light\r\t\r")
        t.wait_for(b"Tokayev")
        t.take()
        t.send(b"/the\r")
        shown = t.wait_for(b"match 1 of") and t.seen
        ok(not re.search(rb"\x1b\[[0-9;]*4[0-7]m", shown) and re.search(rb"\x1b\[[0-9;]*7m", shown),
           "with few colours a match is reversed: no ground comes near the terminal's own", shown)
    grounds = (("0;15", b"48;5;254", "on a light ground the theme is the light one"),
               ("15;0", b"48;5;236", "on a dark ground the dark one"))
    for ground, bar, sentence in grounds:
        with RawTerminal(s, env={"COLORTERM": "", "COLORFGBG": ground}) as t:
            t.wait_for(b"command")
            ok(bar in t.take(), sentence + ", where the terminal tells its ground")
    with RawTerminal(s, env={"NO_COLOR": "1", "COLORTERM": "truecolor"}) as t:
        t.wait_for(b"command")
        found = re.findall(rb"\x1b\[[0-9;]*m", t.take())
        ok(not any(re.search(rb"\[(.*;)?[34][0-8]", code) for code in found), "NO_COLOR: no colour", found)


def manners(s):
    with RawTerminal(s) as t:
        ok(t.wait_for(b"command"), "the reader opens")
        start = t.take()
        ok(b"\x1b[?1049h" in start, "it takes the alternate screen")
        ok(b"\x1b]0;" not in start and b"\x1b]2;" not in start, "it leaves the title alone")
        t.send(b"Q")
        equal(t.wait_end(), 0, "Q quits")
        ok(b"\x1b[?1049l" in t.seen, "and gives the screen back", t.seen[-200:])
        is_restored(t, "Q")
    for name, number in (("SIGTERM", signal.SIGTERM), ("SIGHUP", signal.SIGHUP),
                         ("SIGSEGV", signal.SIGSEGV)):
        with RawTerminal(s) as t:
            t.wait_for(b"command")
            ok("bracketed paste" in left_on(t.seen), "while it runs, modes are on", t.seen)
            os.kill(t.pid, number)
            ok(t.wait_end() is not None, name + " ends it")
            is_restored(t, name)
    with RawTerminal(s) as t:
        t.wait_for(b"command")
        t.hang_up()
        ok(t.status is not None, "a terminal that goes away ends it")
    with RawTerminal(s) as t:
        t.wait_for(b"command")
        t.send(b":\x1b[200~half a paste")
        t.take()
        t.hang_up()
        ok(t.status is not None, "also within a paste")
    with RawTerminal(s) as t:
        t.wait_for(b"command")
        t.take()
        t.send(b":set set_title on\r")
        ok(t.wait_for(b"\x1b]2;"), "the title is set when asked", t.seen)


def dearest(s, columns, rows, keys):
    """What the dearest of them writes at once, and when the cursor has rested; and which it is."""
    at_once, in_all = (0, ""), (0, "")
    with RawTerminal(s, columns=columns, rows=rows) as t:
        t.wait_for(b"Bookmarks")
        t.take()
        for key in keys:
            t.send(key.encode())
            size = len(t.take())
            at_once = max(at_once, (size, key))
            in_all = max(in_all, (size + len(t.take(quiet=0.15)), key))
    print("# %dx%d: %d bytes for %r at once, %d for %r at rest" % (columns, rows, *at_once, *in_all))
    return at_once, in_all


def costs(s, columns, rows, keys, at_once_limit, in_all_limit, sentence):
    """On a busy machine what comes when the cursor has rested may come along with a key: then once more."""
    for _ in range(3):
        at_once, in_all = dearest(s, columns, rows, keys)
        if at_once[0] < at_once_limit and in_all[0] < in_all_limit:
            break
    ok(at_once[0] < at_once_limit and in_all[0] < in_all_limit, sentence, (at_once, in_all))


def cost_of_keys(s):
    """A page of text costs its letters and little more: letters of one byte, so the outlet is English."""
    everything = [key for pane in ("", "\t") for key in (pane, *(c for k in KEYS for c in (k, "\x1b")))]
    costs(s, 80, 24, [key for key in everything if key], 2304, 2304, "no key writes much over 2 KB at 80x24")
    reading = [*"jj\tjjk Ggg\r  n JJK\x04qq"]
    costs(s, 120, 36, reading, 2048, 3072, "reading and moving writes less than 2 KB a key at 120x36, "
          "and with the article that follows a cursor at rest less than 3 KB")
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write("accessible = true\n")
    alone = [*"j? q", *(key for key in reading if key != "\t"), *"?q:\x1b"]
    costs(s, 80, 24, alone, 2048, 2048, "accessible: no key writes 2 KB")
    os.unlink(os.path.join(s.dir, "config"))


def no_unicode(s):
    with RawTerminal(s, env={"LC_ALL": "C", "LANG": "C"}) as t:
        t.wait_for(b"command")
        shown = t.take()
        ok(all(byte < 0x80 for byte in shown), "without UTF-8 only ASCII is written", shown)
    s.env["LC_ALL"] = "C"
    s.open()
    s.wait_for(r"\| N ", "and the signs are letters")
    s.keys("Tab", "Enter")
    s.wait_for(r" - \d+ min", "what is known of an article stands between dashes")
    with open(s.www("accents.xml"), "w", encoding="utf-8") as f:
        f.write("<rss version='2.0'><channel><title>Caf\u00e9 Hu\u1ebf</title></channel></rss>")
    s.run("add", s.url("accents.xml"))
    s.open()
    s.wait_for("Cafe Hue", "letters lose their accents only")
    s.env["LC_ALL"] = "C.UTF-8"


def prompt(s):
    return s.wait_until(lambda screen: screen.rstrip().endswith("ready$")).rstrip().endswith("ready$")


def suspend_and_return(s):
    s.open(command=["bash", "--norc", "-i"])
    s.keys("text:PS1='ready$ '", "Enter")
    prompt(s)
    flags = "#{alternate_on} #{mouse_any_flag} #{cursor_flag}"
    s.keys("text:stty -g > '%s/before'; '%s' -C '%s'" % (s.home, story.STEPPE, s.dir), "Enter")
    s.wait_for("Bookmarks")
    equal(s.tmux("display-message", "-p", flags).stdout.split()[:2], ["1", "1"], "the reader has the screen and the mouse")
    s.keys("C-z")
    s.wait_for("Stopped", "^Z gives the shell back")
    equal(s.tmux("display-message", "-p", flags).stdout.split(), ["0", "0", "1"], "with screen, mouse and cursor as before")
    s.keys("text:stty -g | cmp - '%s/before' && echo the same" % s.home, "Enter")
    s.wait_for("(?m)^the same", "and the line")
    s.keys("text:fg", "Enter")
    s.wait_for("Bookmarks", "fg brings the reader back")
    s.keys("j", "Q")
    ok(prompt(s), "and it still hears keys")


def resize_storm(s):
    s.resize(120, 36)
    s.open()
    s.wait_for("Bookmarks")
    for step in range(40):
        s.resize(20 + step * 7 % 180, 5 + step * 5 % 50)
    s.resize(80, 24)
    s.keys("text:gg")
    s.wait_for("Bookmarks", "after forty sizes the reader is there")
    equal(len(s.screen().splitlines()[-1].rstrip()) <= 80, True, "and fits the last one")
    s.keys("Q")
    s.wait_for("exit status 0", "and quits")


def storm_of_sizes(s):
    """Each size that is drawn begins with a clear screen; a frame is 16 ms."""
    with RawTerminal(s) as t:
        t.wait_for(b"command")
        t.take()
        start, sizes = time.monotonic(), 0
        while time.monotonic() - start < 0.4:
            t.resize(5 + sizes % 100, 20 + sizes * 7 % 380)
            sizes += 1
            t.seen += t.read(0.001)
        frames = (time.monotonic() - start) / 0.016
        drawn = t.take().count(b"\x1b[H\x1b[2J")
        ok(0 < drawn <= frames + 2, "a storm of sizes is drawn once a frame",
           "%d sizes, %d times drawn in %.0f frames" % (sizes, drawn, frames))


def main():
    with story.Story(80, 24) as s:
        s.serve("astana")
        s.run("add", s.url("feed.xml"))
        for tale in (every_terminal, sizes, colours, manners, no_unicode, cost_of_keys, suspend_and_return,
                     resize_storm, storm_of_sizes):
            tale(s)
    story.done()


main()
