"""What the command line answers: the path of a folder, a copy onto a file, the short options."""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

FEEDS = """<opml version="2.0"><body><outline text="Asia"><outline text="Central">
<outline type="rss" text="Astana" xmlUrl="%s"/></outline></outline></body></opml>"""


def folder_path(s):
    path = os.path.join(s.home, "feeds.opml")
    with open(path, "w", encoding="utf-8") as f:
        f.write(FEEDS % s.url("feed.xml"))
    equal(s.run("import", path).returncode, 0, "a feed comes in a folder inside another")
    s.run("update")
    feed = json.loads(s.run("feeds", "--json").stdout)["items"][0]["_steppe"]
    article = json.loads(s.run("list", "--json", "feed:astana").stdout)["items"][0]["_steppe"]
    equal(article.get("folder"), "Asia/Central", "an article's JSON has the whole path of its folder")
    equal(article.get("folder"), feed.get("folder"), "as its feed's has")


def copy_onto_a_file(s):
    path = os.path.join(s.home, "copy.db")
    with open(path, "w", encoding="utf-8") as f:
        f.write("precious")
    again = s.run("export", "store", path)
    equal((again.returncode, again.stderr), (1, "steppe: %s: a file of this name is there already\n" % path),
          "the store is not copied onto a file that is there")
    with open(path, encoding="utf-8") as f:
        equal(f.read(), "precious", "which stays as it was")
    os.unlink(path)
    equal(s.run("export", "store", path).returncode, 0, "and is copied where there is none")
    ok(os.path.getsize(path) > 4096, "as a whole")


def full_disk(s):
    feed = s.www("feed.xml")
    for words in (["count"], ["list"], ["list", "--json"], ["show", "1"], ["parse", feed], ["--help"]):
        with open("/dev/full", "w", encoding="ascii") as full:
            result = subprocess.run(s.command(*words), stdout=full, stderr=subprocess.PIPE, env=s.env, check=False)
        equal((result.returncode, result.stderr), (1, b"steppe: standard output: No space left on device\n"),
              "steppe %s: a full disk is told and has a status" % words[0])


def short_options(s):
    text = s.run("--help").stdout
    contains(text, "-h, --help", "--help names the short form of itself")
    contains(text, "-V, --version", "and that of --version")


def main():
    story.need("nginx")
    with story.Story() as s:
        s.serve("astana")
        folder_path(s)
        copy_onto_a_file(s)
        full_disk(s)
        short_options(s)
    story.done()


main()
