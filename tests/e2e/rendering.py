"""Rendering: beside `w3m -dump`, no word of an article is lost and none is doubled.

The articles are the items of tests/feeds/corpus, the pages of its neighbour and of tests/outlet, and pages built by
chance (seeded) from their sentences.  Folders named as arguments are read too: feeds, and pages
(*.html, *.html.gz)."""
import collections
import glob
import gzip
import json
import os
import random
import re
import shutil
import subprocess
import sys
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import SRC, STEPPE, ok  # noqa: E402

BUILT = 160
REAL = ("feeds/corpus", "feeds/corpus-pages", "outlet")
MARKERS = r"(?m)^[\s│]*(\d{1,3}\.\s+|[•◦▪]\s+)+"  # of list items: ours and w3m's differ
INVISIBLE = {ord(c): None for c in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"}


def run(argv, text):
    done = subprocess.run(argv, input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    return done.stdout.decode("utf-8", "replace")


def read(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as f:
        return f.read().decode("utf-8", "replace")


def articles_of(folder):
    for path in sorted(glob.glob(os.path.join(folder, "**", "*"), recursive=True)):
        if re.search(r"\.html(\.gz)?$", path):
            page = run([STEPPE, "extract", "--format", "html", "--url", "http://example.org/a/", "-"], read(path))
            if page:
                yield path, page
        elif re.search(r"\.(feed|xml)$", path):
            feed = run([STEPPE, "parse", path], "")
            items = json.loads(feed)["items"] if feed else []
            for i, item in enumerate(items[:8]):
                if item.get("content_html"):
                    yield "%s, item %d" % (path, i), item["content_html"]


def sentences_of(articles):
    found = []
    for _, html in articles:
        plain = re.sub(r"<[^>]*>|[\[\]{}&]", " ", html)
        found += [s.strip() for s in re.split(r"[.!?]\s", plain) if 20 < len(s.strip()) < 300]
    return sorted(set(found))


def built(sentences):
    """Pages of every block that the renderer knows, nested as outlets nest them."""
    chance = random.Random(2022)

    def words():
        return chance.choice(sentences)

    def inline():
        return chance.choice(["%s", "<b>%s</b>", "<a href='http://example.org/%d'>%%s</a>" % chance.randrange(9),
                              "<i>%s</i><br>", "<code>%s</code>", "<s>%s</s>", "<mark>%s</mark>"]) % words()

    def block(depth):
        kinds = [lambda: "<p>" + " ".join(inline() for _ in range(3)), lambda: "<h2>%s</h2>" % words(),
                 lambda: "<pre>%s\n\t%s</pre>" % (words(), words()),
                 lambda: "<figure><img src=/a.jpg alt='%s'><figcaption>%s</figcaption></figure>" % ("photo", words()),
                 lambda: "<dl><dt>%s<dd>%s</dl>" % (words(), words()),
                 lambda: "<table>%s</table>" % "".join(
                     "<tr>" + "".join("<td>" + words() for _ in range(3)) for _ in range(3))]
        if depth < 3:
            kinds += [lambda: "<blockquote>%s</blockquote>" % blocks(depth + 1, 2),
                      lambda: "<ol>%s</ol>" % "".join("<li>" + blocks(depth + 1, 1) for _ in range(3)),
                      lambda: "<ul>%s</ul>" % "".join("<li>" + inline() for _ in range(3))]
        return chance.choice(kinds)()

    def blocks(depth, count):
        return "".join(block(depth) for _ in range(count))

    for i in range(BUILT):
        yield "built page %d" % i, blocks(0, 6)


def words_of(text):
    """Letters without their blanks where a script sets none: a line may end anywhere in it."""
    text = re.sub(MARKERS, "", re.sub("(?<![⁰¹²³⁴-⁹₀-₉])(?=[⁰¹²³⁴-⁹₀-₉])", " ", text.translate(INVISIBLE)))  # w3m: ^2
    text = unicodedata.normalize("NFKC", text)
    if len(re.findall("[\u3040-\u9fff]", text)) > 100:
        return collections.Counter(re.sub(r"[\W\d_]", "", text))
    words = re.findall(r"\w+", text.replace("-\n", "-"))
    return collections.Counter(w for w in words if not re.fullmatch(r"\d{1,3}", w))  # may be markers


def ours(html, width):
    text = run([STEPPE, "render", "--width", str(width), "-"], html)
    links = text.rfind("\n[1] ")
    last = len(re.findall(r"(?m)^\[\d+\] ", text[links:])) if links >= 0 else 0
    text = text[:links] if links >= 0 else text
    text = re.sub(r"\[(\d+)\]", lambda m: "" if int(m[1]) <= last else m[0], text)
    return re.sub(r"\[image(: )?|^↪ |(?<=\n)↪ ", "", text)


def theirs(html):
    html = re.sub(r"(?is)<img\b(?![^>]*\balt=)", '<img alt="" ', html)
    html = re.sub(r"(?is)<img\b[^>]*>", r" \g<0> ", html)  # w3m sets no blank between picture and text
    html = re.sub(r"(?i)</?(s|del|ins|strike)\b[^>]*>", "", html)  # w3m says these in words
    return run(["w3m", "-dump", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8", "-cols", "500",
                "-o", "pseudo_inlines=0"], html)


def difference(html):
    html = '<meta charset="utf-8">' + html
    width = 500  # words are hardly ever cut
    mine, others = words_of(ours(html, width)), words_of(theirs(html))
    return dict(others - mine), dict(mine - others)


def main():
    if not shutil.which("w3m"):
        story.skip_all("w3m is not installed")
    real = [a for folder in REAL for a in articles_of(os.path.join(SRC, "tests", folder))]
    given = [a for folder in sys.argv[1:] for a in articles_of(folder)]
    everything = real + given + list(built(sentences_of(real)))
    ok(len(everything) >= 170, "there are articles to compare", len(everything))
    wrong = []
    for name, html in everything:
        lost, doubled = difference(html)
        if lost or doubled:
            wrong.append("%s: lost %s, doubled %s" % (name, lost, doubled))
    ok(not wrong, "no word is lost and none is doubled, beside w3m", "\n".join(wrong[:20]))
    narrow = []
    for name, html in everything[::4]:
        wide, slim = words_of(ours(html, 500)), words_of(ours(html, 72))
        missing = sum((collections.Counter("".join((wide - slim).elements()))
                       - collections.Counter("".join((slim - wide).elements()))).values())
        if missing:
            narrow.append("%s: %s" % (name, dict(wide - slim)))
    ok(not narrow, "nor at 72 columns", "\n".join(narrow[:20]))


main()
story.done()
