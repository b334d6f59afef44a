"""The train: update --whole, cut the network, read whole articles."""
import glob
import html
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

story.need("nginx", "tmux")

PROMO = "stories sent directly to you"
LAST_WORDS = "steer Eurasia towards this goal"


def make_teasers(s):
    """The outlet as it would be with excerpts alone, its pages on our server."""
    with open(s.www("feed.xml"), encoding="utf-8") as f:
        text = f.read()
    text = re.sub(r"<content:encoded>.*?</content:encoded>", "", text, flags=re.S)
    with open(s.www("teasers.xml"), "w", encoding="utf-8") as f:
        f.write(text.replace("https://astanatimes.com/", s.url("")))


def flat(text):
    return " ".join(text.split())


def corrected(s):
    """The outlet corrects one word of an article."""
    with open(s.www("feed.xml"), encoding="utf-8") as f:
        text = f.read()
    with open(s.www("feed.xml"), "w", encoding="utf-8") as f:
        f.write(text.replace("The camp lasts three weeks", "The camp lasts four weeks"))
    os.utime(s.www("feed.xml"), (4e8, 4e8))
    s.run("update", "--force")
    items = json.loads(s.run("list", "is:updated", "--json").stdout)["items"]
    equal(len(items), 1, "a corrected article is marked")
    shown = s.run("show", "--diff", str(items[0]["_steppe"]["id"])).stdout
    contains(flat(shown), "[-three-] {+four+} weeks", "show --diff tells the words that changed")


def always_whole():
    """x on a feed in the tree."""
    with story.Story(columns=80, rows=24) as s:
        s.serve("astana")
        make_teasers(s)
        s.run("add", s.url("teasers.xml"))
        s.open()
        s.wait_for("Astana")
        s.keys("G")
        s.wait_until(lambda screen: "Astana" in screen.splitlines()[s.cursor()[1]].split("│")[0])
        s.keys("x")
        s.wait_for("Whole articles are fetched", "x in the tree says what it does")
        s.wait_until(lambda _: s.run("count", "has:fulltext").stdout == "10\n")
        equal(s.run("count", "has:fulltext").stdout, "10\n", "x on a feed fetches its articles whole")
        s.keys("Q")
        s.wait_for("exit status 0")


def write_config(s, text):
    os.makedirs(s.dir, exist_ok=True)
    with open(os.path.join(s.dir, "config"), "w", encoding="utf-8") as f:
        f.write(text)


def opened_whole():
    """A feed that sends teasers, and nothing was set."""
    with story.Story(columns=100, rows=30) as s:
        s.serve("astana")
        make_teasers(s)
        s.run("add", s.url("teasers.xml"))
        s.open()
        s.wait_for("Astana")
        s.keys("/")
        s.keys("text:title:Unfolding", "Enter")
        s.wait_for("Unfolding")
        s.keys("Enter")
        s.wait_for(r"whole\s+article", "an opened teaser becomes the whole article")
        equal(s.run("count", "has:fulltext").stdout, "1\n", "and no other page was fetched")
        s.keys("Q")
        s.wait_for("exit status 0")


def failed_page():
    """A page that is not there is left alone for a while; by hand it is fetched."""
    with story.Story(columns=80, rows=24) as s:
        s.serve("astana")
        make_teasers(s)
        s.run("add", s.url("teasers.xml"))
        item = json.loads(s.run("list", "--json").stdout)["items"][0]
        with open(s.www("teasers.xml"), encoding="utf-8") as f:
            text = f.read()
        page = s.www(item["url"].split("/", 3)[3].split("?")[0].rstrip("/"))
        contains(text, item["url"], "the article leads to its page")
        os.rename(page, page + ".away")
        contains(s.run("update", "--whole").stdout, "9 whole articles, 1 failed", "a missing page fails")
        contains(s.run("update", "--whole").stdout, "0 whole articles, 0 failed", "and is not asked for at once")
        os.rename(page + ".away", page)
        by_hand = s.run("fulltext", str(item["_steppe"]["id"]))
        equal(by_hand.returncode, 0, "by hand it is fetched at any time")


def poorer_page():
    """The feed sends the whole article, its page a teaser: the feed's text stays."""
    sentence = "Children of %s villages come to the camp, and they bring their own tents along. "
    with story.Story(columns=80, rows=24) as s:
        s.serve("astana")
        with open(s.www("poor.html"), "w", encoding="utf-8") as f:
            f.write("<title>Camp</title><h1>Camp</h1><p>%s</p><p>Log in to read on.</p>" % (sentence % "two"))
        with open(s.www("rich.xml"), "w", encoding="utf-8") as f:
            f.write("<rss version='2.0'><channel><title>Camps</title><item><title>Camp</title><guid>1</guid>"
                    "<link>%s</link><description>%s</description></item></channel></rss>" % (
                        s.url("poor.html"), "".join("&lt;p&gt;%s&lt;/p&gt;" % (sentence % n) for n in range(9))))
        s.run("add", s.url("rich.xml"))
        item = json.loads(s.run("list", "--json").stdout)["items"][0]
        told = s.run("fulltext", str(item["_steppe"]["id"]))
        contains(told.stdout, "the page gives less than the feed", "who asks for a poorer page is told so")
        contains(s.run("show", str(item["_steppe"]["id"])).stdout, "8 villages", "and the feed's text is shown")


def with_words_of_its_own(page, word):
    """Many of these pages tell the same story, and what an outlet repeats is hidden: of whose page comes last."""
    parts = re.split(r"(?is)(<(?:script|style)\b.*?</(?:script|style)>)", page)
    return "".join(part if i % 2 else re.sub(r">([^<>]{30,})<", r">\1 And %s.<" % word, part)
                   for i, part in enumerate(parts))


def twenty_pages(s):
    """Teasers of pages of twenty kinds: blogs, manuals, forums, news in many languages."""
    pages = sorted(glob.glob(os.path.join(story.SRC, "tests", "feeds", "corpus-pages", "*.html")))[:20]
    items = ""
    for i, path in enumerate(pages):
        with open(path, encoding="utf-8") as f, open(s.www(os.path.basename(path)), "w", encoding="utf-8") as own:
            own.write(with_words_of_its_own(f.read(), chr(ord("a") + i) * 9))
        items += ("<item><title>Page %02d</title><guid>%d</guid><link>%s</link><pubDate>%02d Apr 2024 08:00 GMT</pubDate>"
                  "<description>A teaser […]</description></item>"
                  % (i + 1, i, s.url(os.path.basename(path)), 28 - i))
    with open(s.www("twenty.xml"), "w", encoding="utf-8") as f:
        f.write("<rss version='2.0'><channel><title>Twenty</title>%s</channel></rss>" % items)


def twenty_in_the_reader():
    """Twenty articles one after another, in the reader, without a network."""
    with story.Story(columns=100, rows=30) as s:
        s.serve("astana")
        twenty_pages(s)
        s.run("add", s.url("twenty.xml"))
        contains(s.run("update", "--whole").stdout, "20 whole articles, 0 failed", "twenty pages are fetched")
        s.stop_serving()
        s.open()
        s.keys("/")
        s.keys("text:title:page", "Enter")
        s.wait_for("Page 01")
        s.keys("Enter")
        whole = 0
        for i in range(1, 21):
            shown = s.wait_for(r"(?s)Page %02d\n.*whole article.*\n\s*\n.*\w{3}" % i)
            whole += "A teaser" not in shown
            s.keys("J")
        equal(whole, 20, "twenty articles are read whole without a network")
        s.wait_until(lambda _: s.run("count", "is:read").stdout == "20\n")
        equal(s.run("count", "is:read").stdout, "20\n", "and are read")


def write_outlet(s, weeks, age):
    """A feed of one teaser and its page."""
    sentence = "The camp lasts %s weeks, says the organiser, and begins on Monday." % weeks
    with open(s.www("camp.html"), "w", encoding="utf-8") as f:
        f.write("<title>Camp</title><h1>Camp</h1>" + "".join(
            "<p>Children of %d villages come, and they bring their own tents.</p>" % i for i in range(9))
            + "<p>%s</p>" % sentence)
    with open(s.www("camp.xml"), "w", encoding="utf-8") as f:
        f.write("<rss version='2.0'><channel><title>Camps</title><item><title>Camp</title><guid>1</guid>"
                "<link>%s</link><description>%s […]</description></item></channel></rss>"
                % (s.url("camp.html"), sentence))
    os.utime(s.www("camp.xml"), (age, age))


def corrected_page():
    """The outlet corrects an article whose page was fetched."""
    with story.Story(columns=80, rows=30) as s:
        s.serve("astana")
        write_outlet(s, "three", 4e8)
        write_config(s, "fulltext = on\n")
        s.run("add", s.url("camp.xml"))
        s.run("update", "--whole")
        write_outlet(s, "four", 5e8)
        s.run("update", "--force")
        s.run("update", "--whole")
        contains(flat(s.run("show", "1").stdout), "lasts four weeks", "its page is fetched again")
        shown = flat(s.run("show", "--diff", "--width", "200", "1").stdout)
        contains(shown, "of 8 villages", "the pages are compared")
        contains(shown, "[-three-] {+four+} weeks", "and the words that changed are told")
        write_outlet(s, "five", 6e8)
        s.run("update", "--force")
        contains(s.run("update", "--whole").stdout, "0 whole articles", "but not twice a day")


def paragraphs(markup):
    """What a feed sends, without pictures and the two lines its outlet puts under all of it."""
    markup = re.sub(r"<figure.*?</figure>|<img[^>]*>", "", markup, flags=re.S)
    lines = re.sub(r"</(p|h\d|li|blockquote)>|<br[^>]*>", "\n", markup).split("\n")
    texts = [flat(html.unescape(re.sub(r"<[^>]+>", "", line))) for line in lines]
    return [t for t in texts if t and PROMO not in t and "appeared first on" not in t]


def pages_say_what_the_feed_says():
    """Each article of the outlet, extracted from its page."""
    with story.Story() as s:
        s.serve("astana")
        items = json.loads(s.run("parse", s.www("feed.xml")).stdout)["items"]
        for item in items:
            page = s.www(item["url"].split("/", 3)[3].split("?")[0].rstrip("/") + "/index.html")
            text = s.run("extract", "--url", item["url"], page).stdout
            got = [flat(line) for line in text.split("\n") if line.strip()]
            equal(got, paragraphs(item["content_html"]), "the page gives: " + item["title"][:40])


def updated_whole():
    """prefetch in the config, R in the reader."""
    with story.Story(columns=100, rows=30) as s:
        s.serve("astana")
        make_teasers(s)
        write_config(s, "prefetch = on\n")
        s.run("add", s.url("teasers.xml"))
        s.open()
        s.wait_for("Astana")
        equal(s.run("count", "has:fulltext").stdout, "0\n", "before an update no page is fetched")
        s.stop_serving()
        s.serve("astana", rate="15k")
        s.keys("R")
        s.wait_for(r"Whole articles [1-9]/10 ▓", "what comes is counted on the last line")
        s.wait_until(lambda _: s.run("count", "has:fulltext").stdout == "10\n")
        equal(s.run("count", "has:fulltext").stdout, "10\n", "with prefetch on, R brings the pages, too")
        s.keys("Q")
        s.wait_for("exit status 0")


def main():
    with story.Story(columns=100, rows=40) as s:
        s.serve("astana")
        make_teasers(s)
        s.run("add", s.url("teasers.xml"))
        equal(s.run("count", "has:fulltext").stdout, "0\n", "the feed brought teasers")
        updated = s.run("update", "--whole")
        equal(updated.returncode, 0, "update --whole succeeds")
        contains(updated.stdout, "10 whole articles, 0 failed", "and says how many articles are whole")
        again = s.run("update", "--whole", "--json")
        equal(json.loads(again.stdout)["whole"], 0, "what is whole is not fetched again")

        s.stop_serving()
        items = json.loads(s.run("list", "--json").stdout)["items"]
        texts = [flat(s.run("show", str(i["_steppe"]["id"])).stdout) for i in items]
        ok(all("[...]" not in t and "[…]" not in t for t in texts), "offline, no article breaks off")
        contains(" ".join(texts), LAST_WORDS, "the article of April 2022 is there to its last sentence")
        ok(all(PROMO not in t for t in texts), "none asks to sign up")
        found = s.run("search", "meadows")
        contains(found.stdout, "Saiga", "a word of a page finds its article")

        s.open()
        s.wait_for("Astana")
        s.keys("/")
        s.keys("text:title:Unfolding", "Enter")
        s.wait_for("Unfolding")
        s.keys("Enter")
        s.wait_for(r"whole\s+article", "in the reader the article is whole")
        s.wait_for("NUR-SULTAN")
        s.keys("G")
        s.wait_for(r"100%|this goal|goal,", "and is read to its end without a network")
        s.keys("Q")
        s.wait_for("exit status 0")

        s.serve("astana")
        s.run("add", s.url("feed.xml"))
        full = json.loads(s.run("list", "title:Saiga", "--json").stdout)["items"]
        sent = [i for i in full if PROMO in i["content_html"]]
        equal(len(sent), 1, "a feed that sends all has the line in its content")
        shown = s.run("show", str(sent[0]["_steppe"]["id"])).stdout
        ok(PROMO not in flat(shown), "but what its outlet repeats is not shown", shown)
        contains(s.run("show", "--html", str(sent[0]["_steppe"]["id"])).stdout, PROMO, "and nothing is lost")
        corrected(s)
    pages_say_what_the_feed_says()
    twenty_in_the_reader()
    always_whole()
    failed_page()
    poorer_page()
    corrected_page()
    opened_whole()
    updated_whole()
    story.done()


main()
