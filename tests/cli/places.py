"""Where things lie: no home, a wrong config, a store that is none."""
import os
import shutil
import sqlite3
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
    ("# a\n/* b\n */ // c\nwhat = 1\n" + "width = 80 # d\n" * 3, "line 4: no such option 'what'; allowed are accessible, "),
    ("width = 80\nwidth = 5\n", "line 2: width is a number from 20 to 200"),
    ("keys { \"x\" = \"set width 5\"\n}\nwidth = 5\n", "line 3: width is a number from 20 to 200"),
    ("keys {\n \"c\" = \"set d\"\n \"d\" = \"cook\"\n}\n", "line 3: there is no command cook; "),
    ("keys {\n \"list <Foo>\" = \"quit\"\n}\n", "line 2: “<Foo>” is no key: write a character, ^X, or a name such as <Space>"),
    ("\nwidth 80\n", "line 2: missing equal sign after option 'width'; allowed are NAME = VALUE and "),
    ("theme = \"light\nwidth = 80\n", "line 1: something has no end; allowed are NAME = VALUE and "),
    ("width =\n\n", "line 1: something has no end; allowed are NAME = VALUE and "),
    ("# a\n/* b\nwidth = 5\n", "line 2: this comment is not closed: */ is missing"),
    ("proxy = \"no proxy\"\n", "line 1: proxy = no proxy: allowed is an address such as http://proxy.example:3128 or "),
    ("proxy = ftp://x/\n", "line 1: proxy = ftp://x/: allowed is an address such as "),
    ("proxy = localhost:3128\nbrowser = https://x/#y // z\n", None),
    ("bridge = \"https://x/y\"\n", "line 1: bridge = https://x/y: allowed is a web address with {url} in it, or with {site} "),
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


def closed_streams(s):
    """A file of ours in the place of a closed standard output would get what is printed."""
    many = os.path.join(s.home, "many.opml")
    with open(many, "w", encoding="utf-8") as f:
        f.write("<opml version='2.0'><body>%s</body></opml>" %
                "".join("<outline xmlUrl='http://outlet.example/%d'/>" % i for i in range(100)))
    s.run("import", many)
    command = " ".join(s.command("feeds", "--json")) + " >&-"
    result = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=s.env, check=False)
    equal(result.returncode, 1, "what cannot be printed is an error")
    ok(result.stderr.startswith("steppe: standard output: "), "and is told", result.stderr)
    with open(os.path.join(s.dir, "steppe.log"), encoding="utf-8") as f:
        equal(f.read(), "", "and is printed nowhere else")


def config(s):
    os.makedirs(s.dir, exist_ok=True)
    path = os.path.join(s.dir, "config")
    for text, expected in CONFIGS:
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        result = s.run("count")
        wanted = "" if expected is None else "steppe: %s: %s" % (path, expected)
        lines = 0 if expected is None else 1
        equal((result.returncode, result.stdout, result.stderr[:len(wanted)], result.stderr.count("\n")),
              (0, "0\n", wanted, lines),
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
    contains(result.stderr, "steppe: %s: the store was damaged; it was set aside as %s.corrupt-" % (path, path), "which is said")


def read_only_copy(s, *suffixes):
    """The store's files in a folder where nothing can be written."""
    folder = os.path.join(s.home, "copy" + "".join(suffixes))
    os.mkdir(folder)
    for suffix in suffixes:
        name = os.path.join(folder, "steppe.db" + suffix)
        shutil.copy(os.path.join(s.dir, "steppe.db" + suffix), name)
        os.chmod(name, 0o444)
    os.chmod(folder, 0o555)
    return folder


def as_nobody(s, folder, *words):
    """Nothing is read-only to root."""
    who = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
    return subprocess.run([story.STEPPE, "-C", folder, *words], capture_output=True, text=True, env=s.env, check=False, **who)


def can_be_nobody(s):
    try:
        return as_nobody(s, s.home, "--version").returncode == 0
    except PermissionError:
        return False


def read_only(s):
    os.chmod(s.home, 0o755)
    if not can_be_nobody(s):
        ok(True, "somebody who may not write # SKIP nobody else can run this program")
        return
    path = os.path.join(s.home, "list.md")
    with open(path, "w", encoding="utf-8") as f:
        f.write("- [ ] [Metro line](<https://one.example/>), Outlet, 2022-04-03 13:05:30 +0600\n")
    s.run("import", path)
    folder = read_only_copy(s, "")
    for words, expected in ((["count"], "1"), (["list"], "Metro line"), (["show", "1"], "Metro line"),
                            (["search", "metro"], "Metro line"), (["log"], "imported")):
        result = as_nobody(s, folder, *words)
        ok((result.returncode, result.stderr) == (0, "") and expected in result.stdout,
           "%s works where nothing can be written" % words[0], result)
    result = as_nobody(s, folder, "mark", "read", "1")
    equal((result.returncode, result.stderr), (3, "steppe: %s/steppe.db: the file or its folder is read-only\n" % folder),
          "mark says why it does not")
    other = sqlite3.connect(os.path.join(s.dir, "steppe.db"))  # as long as somebody has it open, the log stays
    other.execute("SELECT count(*) FROM articles").fetchone()
    s.run("mark", "read", "1")
    result = as_nobody(s, read_only_copy(s, "", "-wal", "-shm"), "count")
    equal((result.returncode, result.stdout), (0, "0\n"), "changes in a log that can be read are there")
    result = as_nobody(s, read_only_copy(s, "", "-wal"), "count")
    ok((result.returncode, result.stdout) == (0, "0\n") or (result.returncode == 3 and "changes that wait" in result.stderr),
       "changes in one that cannot are not passed over", result)
    other.close()


def main():
    with story.Story() as s:
        read_only(s)
    with story.Story() as s:
        no_home(s)
        closed_streams(s)
        config(s)
        damage(s)
    story.done()


main()
