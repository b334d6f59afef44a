"""The texts of one article: the feed's, the page's, without and with what the outlet repeats, and what it corrected."""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

PROMO = "Get the Harbour Times stories sent directly to you! Sign up on our website or follow us."
TOWNS = ["Aktau", "Baku", "Anzali", "Astrakhan", "Kuryk", "Derbent"]


def write_outlet(s, depth="nine"):
    """Six articles of a feed, and their pages, that say more."""
    items = ""
    for i, town in enumerate(TOWNS):
        lead = "<p>The port of %s wants a channel that is %s metres deep, and nobody knows who pays.</p>" % (town, depth)
        more = "".join("<p>Ships number %d to %d wait in the roads of %s until the wind turns to the north.</p>"
                       % (n * 7, n * 9, town) for n in range(2, 7))
        with open(s.www("%s.html" % town), "w", encoding="utf-8") as f:
            f.write("<title>Channel for %s</title><h1>Channel for %s</h1><div>%s%s<p>%s</p></div>"
                    % (town, town, lead, more, PROMO))
        items += ("<item><title>Channel for %s</title><guid>%d</guid><link>%s</link><pubDate>0%d Apr 2024 08:00 GMT"
                  "</pubDate><description><![CDATA[%s<p>The pilots of %s agree.</p><p>%s</p>]]></description></item>"
                  % (town, i, s.url("%s.html" % town), i + 1, lead, town, PROMO))
    with open(s.www("harbour.xml"), "w", encoding="utf-8") as f:
        f.write("<rss version='2.0'><channel><title>Harbour Times</title>%s</channel></rss>" % items)


def open_article(s, title):
    s.open()
    s.keys("/")
    s.keys("text:title:" + title.lower())
    s.wait_for("Channel for " + title)
    s.keys("Enter")
    s.wait_for(r"Search: .*  1/1")
    s.keys("Enter")
    s.wait_for("wants a channel")


def main():
    with story.Story(columns=90, rows=40) as s:
        s.serve("astana")
        write_outlet(s)
        os.makedirs(s.dir, exist_ok=True)
        with open(os.path.join(s.dir, "config"), "w", encoding="utf-8") as f:
            f.write("fulltext = off\n")
        s.run("add", s.url("harbour.xml"))
        open_article(s, "Derbent")
        s.wait_for("repeated parts hidden", "the outlet's request to subscribe is hidden, and the header says so")
        ok("Harbour Times stories" not in s.screen(), "from the third article on it is gone")
        contains(s.screen(), "pilots of Derbent", "and all else is there")
        s.keys("x")
        s.wait_for("whole article", "x fetches the whole article")
        s.wait_for("Ships number 42", "which says more")
        ok("Harbour Times stories" not in s.screen(), "without the request")
        s.keys("x")
        s.wait_for("as the feed sent it", "x goes back to what the feed sent")
        s.wait_for("Harbour Times stories", "with all of it")
        s.keys("x")
        s.wait_for("Ships number 42", "x shows the whole article again")
        s.wait_for("Harbour Times stories", "now with what was hidden in it")
        s.keys("x")
        s.wait_for("repeated parts hidden", "and once more without")
        s.resize(130, 40)
        s.wait_for(r"repeated parts hidden \(x\)", "in the article the key is named that shows them")
        s.keys("q")
        s.wait_gone(r"hidden \(x\)", "from the list the key does something else, and is not named")
        s.keys("Enter")
        s.wait_for(r"hidden \(x\)", "back in the article it is")
        s.resize(90, 40)
        bookmark(s)
        correction(s)


def bookmark(s):
    """A bookmark is for ever, so its page is fetched at once."""
    s.keys("q")
    open_article(s, "Kuryk")
    s.keys("b")
    s.wait_until(lambda _: s.run("count", "has:fulltext").stdout == "2\n")
    equal(s.run("count", "is:bookmarked has:fulltext").stdout, "1\n", "a bookmark fetches the whole article")
    s.keys("Q")


def correction(s):
    write_outlet(s, depth="ten")
    os.utime(s.www("harbour.xml"), (4e8, 4e8))  # the file's date is its validator
    s.run("update", "--force")
    items = json.loads(s.run("list", "is:updated", "title:aktau", "--json").stdout)["items"]
    equal(len(items), 1, "the outlet corrected an article")
    shown = s.run("show", "--diff", str(items[0]["_steppe"]["id"])).stdout
    contains(" ".join(shown.split()), "[-nine-] {+ten+} metres", "the difference is told word by word")
    ok(any(line.startswith("The pilots of Aktau agree.") for line in shown.splitlines()), "in its paragraphs", shown)
    open_article(s, "Aktau")
    s.keys("D")
    s.wait_for("what its outlet changed", "D shows it in the reader")
    s.wait_for(r"\{\+ten\+\}", "with what is new")


main()
story.done()
