"""JSON of every command against its schema, which is steppe-json(5) once more."""
import glob
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))
import schema  # noqa: E402
import story  # noqa: E402
from story import equal, ok  # noqa: E402


def read_schema(name):
    with open(os.path.join(HERE, name + ".schema.json"), encoding="utf-8") as f:
        return json.load(f)


def fits(text, wanted, sentence):
    try:
        found = schema.faults(json.loads(text), wanted)
    except ValueError as wrong:
        found = [str(wrong)]
    ok(not found, sentence, "\n".join(found[:5]))


def schemas_find_faults():
    wanted = read_schema("parse")
    good = {"version": "https://jsonfeed.org/version/1.1", "title": "", "_steppe": {"format": "rss-2.0"},
            "items": [{"id": "1", "content_text": ""}]}
    equal(schema.faults(good, wanted), [], "a document that is right has no faults")
    for fault in ({"title": 1}, {"version": "1"}, {"items": [{"id": "1"}]}, {"items": [{"id": "", "content_text": ""}]},
                  {"items": [{"id": "1", "content_text": "", "date_published": "2022-04-05"}]}, {"mood": "good"},
                  {"items": [{"id": "1", "content_text": "", "attachments": [{"url": "x"}]}]}, {"authors": [{}]},
                  {"_steppe": {"format": "gopher"}}):
        ok(schema.faults(dict(good, **fault), wanted), "a fault is found: %s" % json.dumps(fault))


def lists(s):
    wanted = read_schema("feed")
    s.run("add", "--folder", "A/B", s.url("feed.xml"))
    s.run("add", "--later", s.url("gone.xml"))
    s.run("update", "gone")
    s.run("mark", "bookmark", "1", "2")
    s.run("tag", "+one", "2")
    s.run("note", "2", "a\tnote\nof \"two\" lines")
    for words in (["list", "--json"], ["search", "--json", "kazakhstan"], ["show", "--json", "2"], ["feeds", "--json"],
                  ["feeds", "--json", "--failing"], ["export", "bookmarks", "--format", "json"], ["list", "--json", "id:999"],
                  ["search", "--json", "nowherefound"]):
        for zone in ("UTC", "Asia/Almaty", "America/St_Johns", "<+0545>-5:45"):
            fits(s.run(*words, env={"TZ": zone}).stdout, wanted, "%s in %s: as documented" % (" ".join(words), zone))
    again = s.run("update", "--force", "--json")
    fits(again.stdout, read_schema("update"), "update --json: as documented")
    equal(len(json.loads(again.stdout)["failures"]), 1, "with the failure")


def documents(s):
    wanted = read_schema("parse")
    for path in sorted(glob.glob(os.path.join(story.SRC, "tests", "feeds", "corpus", "*.feed"))):
        again = s.run("parse", path)
        if again.returncode == 0:
            fits(again.stdout, wanted, "parse %s: JSON Feed 1.1, and as documented" % os.path.basename(path))
        else:
            equal(again.stdout, "", "parse %s: no feed, no output" % os.path.basename(path))
    wanted = read_schema("extract")
    for path in sorted(glob.glob(os.path.join(story.OUTLETS, "astana", "2022", "04", "*", "index.html"))):
        fits(s.run("extract", "--format", "json", path).stdout, wanted, "extract: as documented")
    fits(s.run("extract", "--format", "json", "-", stdin=b"<p>A few words by themselves, without a title.</p>").stdout,
         wanted, "extract of words without a page: as documented")


def main():
    story.need("nginx")
    schemas_find_faults()
    with story.Story() as s:
        s.serve("astana")
        lists(s)
        documents(s)
    story.done()


main()
