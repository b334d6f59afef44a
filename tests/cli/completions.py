"""Completions: each shell offers commands, options, feeds, folders, tags and a query's words."""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import equal, ok  # noqa: E402

FEEDS = """<opml version="2.0"><body><outline text="Central Asia">
<outline text="The Astana Times" xmlUrl="http://one.example/"/></outline>
<outline text="Степь" xmlUrl="http://two.example/"/></body></opml>"""

# What is typed, and what stands there after Tab.
TYPED = [
    ("expo", "export"), ("export bo", "export bookmarks"), ("mark unb", "mark unbookmark"),
    ("list --lim", "list --limit"), ("list is:bo", "list is:bookmarked"), ("list has:f", "list has:fulltext"),
    ("remove The", "remove The\\ Astana\\ Times"), ("update Сте", "update Степь"),
    ("add --folder Ce", "add --folder Central\\ Asia"), ("export bookmarks --format j", "export bookmarks --format json"),
    ("list --sort ra", "list --sort rank"),
]


def offered(s, *words):
    """What the program itself says."""
    out = s.run("completions", "words", "--", *words).stdout
    return [line.split("\t")[0] for line in out.splitlines()]


def program(s):
    ok({"add", "mark", "export"} <= set(offered(s, "")), "commands are offered")
    ok("completions" not in offered(s, ""), "but not what only shells run")
    equal(offered(s, "-C", s.dir, "remove", ""), ["Saved pages", "The Astana Times", "Степь"], "remove: feeds")
    equal(offered(s, "-C", s.dir, "remove", "the"), ["The Astana Times"], "in any case")
    equal(offered(s, "-C", s.dir, "list", "feed:the"), ["feed:\"The Astana Times\""], "in a query with quotation marks")
    equal(offered(s, "-C", s.dir, "list", "folder:"), ["folder:\"Central Asia\""], "a query: folders")
    equal(offered(s, "-C", s.dir, "tag", "-"), ["-kz", "-to read", "--help", "--version", "-C"], "tag: tags to take off")
    equal(offered(s, "-C", s.dir, "mark", "read", "tag:t"), ["tag:\"to read\""], "mark: a query behind the mark")
    equal(offered(s, "import", ""), [":files"], "import: files")
    equal(offered(s, "list", "--limit", ""), [], "a number: nothing")
    nowhere = os.path.join(s.home, "nowhere")
    equal(offered(s, "-C", nowhere, "remove", ""), [], "without a store: no feeds")
    ok(not os.path.exists(nowhere), "and none is made")


def script(s, shell):
    path = os.path.join(s.home, "_steppe" if shell == "zsh" else "steppe." + shell)
    with open(path, "w", encoding="utf-8") as f:
        f.write(s.run("completions", shell).stdout)
    return path


def read_until(fd, wanted):
    """What the terminal shows until `wanted` stands there, or patience ends."""
    seen, end = "", time.monotonic() + story.PATIENCE
    while wanted not in seen and time.monotonic() < end:
        if select.select([fd], [], [], 0.05)[0]:
            try:
                seen += os.read(fd, 65536).decode("utf-8", "replace")
            except OSError:
                break
    return seen


def typed_in(s, shell, argv, setup):
    """A real shell on a terminal: letters, Tab, and the line is asked for."""
    env = dict(s.env, PS1="$ ", TERM="xterm", INPUTRC="/dev/null", LC_ALL="C.UTF-8",
               PATH=os.path.dirname(os.path.abspath(story.STEPPE)) + ":" + s.env["PATH"],
               XDG_DATA_HOME=os.path.join(s.home, "data"))
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(s.home)
        os.execvpe(argv[0], argv, env)
    os.write(fd, (setup + "; echo re''ady\n").encode())
    read_until(fd, "ready\r\n")
    for typed, expected in TYPED:
        # After Tab to the beginning and the end of the line: it becomes what echo prints.
        os.write(fd, ("steppe " + typed + "\t\x01echo '<'\x05'>'\n").encode())
        shown = read_until(fd, ">\r\n")
        line = re.findall(r"<(steppe [^<>]*?) ?>\r\n", shown)
        equal(line[-1:], ["steppe " + expected.replace("\\", "")], "%s: %s Tab" % (shell, typed))
    os.write(fd, b"exit\n")
    os.close(fd)
    os.waitpid(pid, 0)


def in_fish(s):
    path = script(s, "fish")
    env = dict(s.env, XDG_DATA_HOME=os.path.join(s.home, "data"),
               PATH=os.path.dirname(os.path.abspath(story.STEPPE)) + ":" + s.env["PATH"])
    for typed, expected in TYPED:
        # fish takes no setup on a terminal as simply; it answers the same question without one.
        out = subprocess.run(["fish", "--no-config", "-c", "source %s; complete -C'steppe %s'" % (path, typed)],
                             capture_output=True, text=True, env=env, timeout=60, check=False)
        last = expected.replace("\\ ", "\0").split(" ")[-1].replace("\0", " ")
        found = [line.split("\t")[0].replace("\\ ", " ") for line in out.stdout.splitlines()]
        ok(last in found, "fish: %s Tab offers %s" % (typed, last), out.stdout + out.stderr)


def main():
    with story.Story() as s:
        s.dir = os.path.join(s.home, "data", "steppe")
        os.makedirs(s.dir)
        path = os.path.join(s.home, "feeds.opml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(FEEDS)
        s.run("import", path)
        with open(path, "w", encoding="utf-8") as f:
            f.write("<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF='http://x.example/' TAGS='kz,to read'>X</A></DL>")
        s.run("import", path)
        program(s)
        for shell, test in (
                ("bash", lambda: typed_in(s, "bash", ["bash", "--norc", "-i"], "source " + script(s, "bash"))),
                ("zsh", lambda: typed_in(s, "zsh", ["zsh", "-f", "-i"], "fpath=(%s $fpath); autoload -Uz compinit; "
                                         "compinit -D -u; bindkey -e" % os.path.dirname(script(s, "zsh")))),
                ("fish", lambda: in_fish(s))):
            if shutil.which(shell):
                test()
            else:
                ok(True, "%s # SKIP it is not installed" % shell)
        ok(s.run("completions", "tcsh").returncode == 2, "another shell is refused with status 2")
    story.done()


main()
