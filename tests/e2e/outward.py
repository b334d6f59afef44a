"""What leaves the reader: the browser, pipes, files, the clipboard, and what the hand does."""
import base64
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from raw_terminal import RawTerminal  # noqa: E402
from story import contains, equal, ok  # noqa: E402

story.need("nginx", "tmux")

HOSTILE = "https://example.org/a%20b;touch$IFS/tmp/x?q='\"$(id)`id`|&x"
DOCUMENT = """<?xml version="1.0"?><rss version="2.0"><channel><title>Outward</title><link>%s</link>
<item><title>Hostile link</title><guid>1</guid><link>%s</link><pubDate>Tue, 05 Apr 2022 10:00:00 GMT</pubDate>
<description>&lt;p&gt;Words to keep.&lt;/p&gt;</description>
<comments>mailto:editor@outlet.example?subject=A letter</comments>
<enclosure url="%s" type="audio/mpeg" length="4"/></item>
<item><title>Second</title><guid>2</guid><pubDate>Tue, 05 Apr 2022 09:00:00 GMT</pubDate>
<description>More.</description>
<comments>mailto:editor@outlet.example?subject=A letter&amp;%%61ttach=/etc/passwd</comments></item></channel></rss>"""


def script(s, name, text):
    path = os.path.join(s.home, name)
    with open(path, "w") as f:
        f.write("#!/bin/sh\n" + text)
    os.chmod(path, 0o755)
    return path


def begin(s, config=""):
    s.serve("astana")
    link = HOSTILE.replace("&", "&amp;").replace('"', "&quot;")
    with open(s.www("mine.xml"), "w") as f:
        f.write(DOCUMENT % (s.url(), link, s.url("sound.mp3")))
    with open(s.www("sound.mp3"), "w") as f:
        f.write("beep")
    s.run("add", s.url("mine.xml"))
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write(config)


def into_list(s):
    s.open()
    s.wait_for("Outward")
    s.keys("text::goto Outward", "Enter")
    s.wait_for("1/2")


def close(s):
    s.keys("Q")
    s.wait_for("exit status 0")


def content(s, path):
    """The file, once it is there and not empty."""
    s.wait_until(lambda _: os.path.exists(path) and os.path.getsize(path) > 0)
    return open(path, encoding="utf-8").read() if os.path.exists(path) else ""


def browser(s):
    begin(s)
    seen = os.path.join(s.home, "argv")
    s.env["BROWSER"] = "/no/such/browser:%s --url=%%s:w3m" % script(
        s, "browser", 'printf "%%s\\n" "$#" "$@" > "%s"\n' % seen)
    into_list(s)
    s.keys("o")
    got = content(s, seen).splitlines()
    ok(got and got[0] == "1", "o gives the browser one argument", got)
    ok(got[1:] and got[1].startswith("--url=http"), "the first of $BROWSER that is there, with %s in a word", got)
    ok(len(got) == 2 and "touch$IFS" in got[1].replace("%24", "$") and not os.path.exists("/tmp/x"),
       "a hostile link arrives whole, and nothing of it is run", got)
    os.unlink(seen)
    s.keys("c")
    equal(content(s, seen).splitlines()[1:], ["--url=mailto:editor@outlet.example?subject=A%20letter"],
          "an address of mail goes there, too")
    os.unlink(seen)
    s.keys("j", "c")
    equal(content(s, seen).splitlines()[1:], ["--url=mailto:editor@outlet.example"],
          "but nobody else says what is attached to it")
    close(s)
    contains(s.run("count").stdout, "1", "what was opened in the browser is read")


def pipe(s):
    s.env["PAGER"] = "tee '%s'" % os.path.join(s.home, "paged")
    begin(s)
    into_list(s)
    s.keys("Enter")
    s.wait_for("Words to keep")
    out = os.path.join(s.home, "piped")
    s.keys("text:|")
    s.wait_for("Pipe to:")
    s.keys("text:tee " + out, "Enter")
    contains(content(s, out), "Words to keep.", "| gives the text to a command")
    s.wait_for("q leaves", "what it printed is shown")
    s.keys("q")
    s.wait_for("Outward  ", "and q leaves that")
    paged = os.path.join(s.home, "paged")
    s.keys("text:|")
    s.wait_for("Pipe to:")
    s.keys("Enter")
    contains(content(s, paged), "Words to keep.", "| and Enter gives it to $PAGER")
    s.wait_for("Outward")
    s.keys("q", "j")
    s.wait_for("2/2")
    other = os.path.join(s.home, "piped from the list").replace(" ", "-")
    s.keys("text:|")
    s.wait_for("Pipe to:")
    s.keys("text:tee " + other, "Enter")
    ok(len(content(s, other)) > 0, "| in a list takes the selected article", s.screen())
    s.wait_for("q leaves", "and what the command printed is shown")
    ok("tee" in s.screen(), "with its name", s.screen())
    s.keys("q")
    for command, wanted, told in (
            ("head -n 1", "Hostile link|Words|Second|Outward", "one line is told below"),
            ("true", "true printed nothing.", "that there is none, too"),
            ("false", "false ended with status 1.", "and a bad end"),
            (script(s, "dies", "kill -9 $$"), "dies was ended by a signal: Killed.", "or a violent one"),
            (script(s, "less", "kill -9 $$"), "less was ended by a signal: Killed.",
             "also of what had the terminal"),
            ("/no/such/less", "less could not be started: No such file", "and what does not run at all"),
            (script(s, "hostile", "printf 'a\\033]0;title\\007b\\n'"), "a\ufffd]0;title\ufffdb", "nothing steers the terminal"),
            ("no-such-program", "no-such-program could not be started", "what is not there is told")):
        s.keys("text:|")
        s.wait_for("Pipe to:")
        s.keys("text:" + command, "Enter")
        s.wait_for(wanted, told)
    s.keys("text:|")
    s.wait_for("Pipe to:")
    s.keys("text:yes", "Enter")
    s.wait_for("(?m)^ y$", "what prints for ever is cut")
    s.keys("G")
    s.wait_for("It printed more than is shown here.", "and says so")
    s.keys("q", "text:|")
    s.wait_for("Pipe to:")
    s.keys("text:sleep 50", "Enter")
    s.wait_for("sleep is running", "what takes long is told")
    s.keys("k")
    s.wait_for("1/2", "and keys go on meanwhile")
    s.keys("Escape")
    s.wait_for("sleep was stopped.", "Esc stops it")
    close(s)


def alone_on_the_screen(s):
    """What the reader has started keeps the terminal until it ends, whatever the hand does meanwhile."""
    begin(s)
    ended = os.path.join(s.home, "ended")
    program = script(s, "keeps", 'trap "" INT\ncat > /dev/null\necho it runs\nread key < /dev/tty\n'
                     'echo "$key" > "%s"\n' % ended)
    into_list(s)
    s.keys("Enter")
    s.wait_for("Words to keep")
    s.keys("text:|")
    s.wait_for("Pipe to:")
    s.keys("text:!" + program, "Enter")
    s.wait_for("it runs")
    s.resize(100, 30)
    s.keys("C-c")
    s.keys("text:yes", "Enter")
    equal(content(s, ended).strip(), "yes", "keys go to the program after the window changed and ^C")
    s.wait_for("keeps has ended", "then the reader is back")
    s.resize(120, 36)
    close(s)


def save_as(s):
    begin(s)
    into_list(s)
    s.keys("Enter")
    s.wait_for("Words to keep")
    for ending, part in (("txt", "Words to keep."), ("html", "<p>Words"), ("md", "# Hostile link")):
        path = os.path.join(s.home, "kept." + ending)
        s.keys("text::save " + path, "Enter")
        contains(content(s, path), part, "w saves as " + ending)
    close(s)


def bookmark(s):
    begin(s)
    into_list(s)
    s.keys("text:B")
    s.wait_for("Tags:")
    s.keys("text:steppe rail", "Enter")
    s.wait_for("Note:")
    s.keys("text:Read it again.", "Enter")
    s.wait_for("◆", "B: a bookmark with tags and a note")
    close(s)
    item = json.loads(s.run("list", "is:bookmarked", "--json").stdout)["items"][0]
    equal(sorted(item["_steppe"]["tags"]), ["rail", "steppe"], "the tags are kept")
    contains(s.run("note", str(item["_steppe"]["id"])).stdout, "Read it again.", "and the note")


def enclosure(s):
    seen = os.path.join(s.home, "played")
    player = script(s, "player", 'printf "%%s\\n" "$@" > "%s"\n' % seen)
    begin(s, "player = \"%s\"\n" % player)
    into_list(s)
    s.keys("e")
    contains(content(s, seen), "sound.mp3", "e gives the enclosure to the player")
    close(s)


def clipboard(s):
    begin(s)
    with RawTerminal(s) as t:
        t.wait_for(b"command")
        t.send(b":goto Outward\r")
        t.wait_for(b"1/2")
        t.take()
        t.send(b"y")
        ok(t.wait_for(b"\x1b]52;"), "y copies by OSC 52", t.seen)
        t.wait_for(b"Copied")
        code = t.seen.split(b"\x1b]52;", 1)[1].split(b";", 1)[1]
        text = base64.b64decode(code.split(b"\x07")[0].split(b"\x1b")[0])
        contains(text.decode(), "https://example.org/a", "the address whole")


def mouse_and_paste(s):
    begin(s)
    with RawTerminal(s) as t:
        t.wait_for(b"command")
        start = t.take()
        ok(b"\x1b[?1000h" in start or b"\x1b[?1006" in start, "the mouse is asked for", start[:200])
        ok(b"\x1b[?2004h" in start, "and marked pastes")
        t.send(b"\x1b[200~Qd every word a key\x1b[201~")
        ok(b"\x1b[?1049l" not in t.take(), "pasted words are no keys")
        t.send(b"\x1b[200~https://example.org/news\n\x1b[201~")
        ok(t.wait_for(b"Address: https://example.org/news"), "a pasted address asks to be subscribed to", t.seen)
        t.send(b"\x15no address\r")
        ok(t.wait_for(b" is not a web address"), "what is none is refused", t.seen)
        ok(b"no address: no address" not in t.seen, "and named once", t.seen)
        t.send(b":")
        t.take()
        t.send(b"\x1b[200~first\nsecond\x1b[201~")
        t.wait_for(b"first")
        shown = t.take()
        ok(b"first" in shown and b"There is no command" not in shown, "a pasted line end sends nothing", shown)
        t.send(b"\x1b")
        t.take()
        t.send(b":set mouse off\r")
        ok(t.wait_for(b"\x1b[?1006;1000l"), ":set mouse off leaves the mouse alone", t.seen)
    s.open()
    s.wait_for("Outward")
    s.keys('text:\x1b[M %"')
    s.wait_until(lambda _: s.cursor()[1] == 1)
    equal(s.cursor()[1], 1, "a click selects the row")
    close(s)


def read_only(s):
    begin(s)
    if os.geteuid() == 0:
        ok(True, "a read-only disk is not for root # SKIP root may write everywhere")
        return
    os.chmod(s.dir, 0o500)
    result = s.run("mark", "read", "")
    os.chmod(s.dir, 0o700)
    equal(result.returncode, 3, "a read-only disk: exit status 3")


TALES = (browser, pipe, alone_on_the_screen, save_as, bookmark, enclosure, clipboard, mouse_and_paste, read_only)


def main():
    for tale in TALES:
        if len(sys.argv) > 1 and tale.__name__ not in sys.argv:
            continue
        with story.Story(80, 24) as s:
            tale(s)
    story.done()


main()
