"""Where things lie: no home, a wrong config, a store that is none."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

CONFIGS = [
    ("theme = dark\nkeys {\n \"x\" = \"full-text\"\n", "line 3: the last section is not closed: } is missing"),
    ("colors {\n unread = sparkly\n}", "line 2: “sparkly” is no colour: write a name, 0 to 255, or #rrggbb"),
    ("colors { nothing = red }", "line 1: nothing on the screen is called “nothing”; steppe-config(5) has the names"),
    ("\nsmart \"A\" { query = \"is:unred\" }", "line 2: smart \"A\": query: column 1: is: knows unread, read, "
     "bookmarked, updated and failed"),
    ("theme = light # {\n// keys {\n", None),
]


def bare(s, *words, **env):
    """steppe without -C; None takes a variable away."""
    wanted = {name: value for name, value in dict(s.env, **env).items() if value is not None}
    return subprocess.run([story.STEPPE, *words], capture_output=True, text=True, env=wanted, check=False)


def no_home(s):
    page = os.path.join(s.home, "page.html")
    with open(page, "w", encoding="utf-8") as f:
        f.write("<p>words of a page</p>")
    for home in (None, "", "relative", "/dev/null/nowhere"):
        result = bare(s, "render", page, HOME=home)
        equal((result.returncode, result.stdout), (0, "words of a page\n"), "render needs no home (%s)" % home)
        result = bare(s, "count", HOME=home)
        equal((result.returncode, result.stdout), (3, ""), "count does (%s)" % home)
        ok(result.stderr.startswith("steppe: "), "and says so", result.stderr)
    os.mkdir(os.path.join(s.home, "xdg"))
    where = {name: os.path.join(s.home, "xdg") for name in
             ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    equal(bare(s, "count", HOME=None, **where).stdout, "0\n", "the folders of XDG are enough")
    equal(oct(os.stat(os.path.join(s.home, "xdg", "steppe")).st_mode & 0o777), "0o700", "made for their owner")
    equal(oct(os.stat(os.path.join(s.home, "xdg", "steppe", "steppe.db")).st_mode & 0o777), "0o600", "and the store")
    equal(bare(s, "count", HOME=s.home, XDG_DATA_HOME="some/where").returncode, 0, "a relative value is passed over")
    ok(not os.path.exists("some"), "and no such folder is made")


def config(s):
    os.makedirs(s.dir, exist_ok=True)
    path = os.path.join(s.dir, "config")
    for text, expected in CONFIGS:
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        result = s.run("count")
        wanted = "" if expected is None else "steppe: %s: %s\n" % (path, expected)
        equal((result.returncode, result.stdout, result.stderr), (0, "0\n", wanted),
              "config: %s" % (expected or "braces in comments are none"))
    os.unlink(path)


def damage(s):
    path = os.path.join(s.dir, "steppe.db")
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.unlink(path + suffix)
    with open(path, "wb") as f:
        f.write(b"this is no database " * 1000)
    result = s.run("count")
    equal((result.returncode, result.stdout), (0, "0\n"), "a store that is none is set aside, also by who only reads")
    contains(result.stderr, "steppe: the store was damaged; it was set aside as " + path + ".corrupt-", "which is said")


def main():
    with story.Story() as s:
        no_home(s)
        config(s)
        damage(s)
    story.done()


main()
