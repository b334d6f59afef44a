"""Which feed is meant by what a person types: pages that name feeds, hosts without a scheme, known
sites, and pages that are only looked at with the first update."""
import http.server
import json
import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

FEED = '<rss version="2.0"><channel><title>%s</title><item><guid>1</guid><title>One</title></item></channel></rss>'
LINK = '<link rel="alternate" type="application/rss+xml" title="%s" href="/%s">'
PAGES = {
    "/": LINK % ("All", "all.xml"),
    "/three": LINK % ("All", "all.xml") + LINK % ("Sport", "sport.xml") + LINK % ("City", "city.xml"),
    "/fresh": LINK % ("Fresh", "fresh.xml"),
    "/nothing": "<p>Words, and no feed.</p>",
}


class Server(http.server.BaseHTTPRequestHandler):
    seen = []
    pages = dict(PAGES)

    def do_GET(self):
        Server.seen.append(self.path)
        page = Server.pages.get(self.path)
        name = self.path.strip("/").partition(".")[0]
        body = ("<html><head><title>Page</title>%s</head></html>" % page if page else FEED % name).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if page else "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def addresses(s):
    return sorted(item["id"] for item in json.loads(s.run("feeds", "--json").stdout)["items"])


def pages(s, base):
    result = s.run("add", base + "nothing")
    equal(result.returncode, 1, "a page without a feed is not subscribed to")
    contains(result.stderr, "this is a web page, and it names no feed", "and one sentence says why")
    del Server.seen[:]
    result = s.run("add", base + "all.xml")
    equal(Server.seen, ["/all.xml"], "a feed is asked for once: what found it is the first fetch")
    result = s.run("add", base + "three")
    contains(result.stdout, "took the first of 3 feeds on the page", "of several feeds on a page the first is taken")
    ok(base + "sport.xml  Sport" in result.stdout and base + "city.xml  City" in result.stdout,
       "and the others are listed", result.stdout)
    s.run("add", "--all", base + "three")
    equal(addresses(s), [base + name for name in ("all.xml", "city.xml", "sport.xml")], "--all takes all")
    s.run("remove", *addresses(s))


def later(s, base):
    for typed, feed in (("t.me/astanatimes", "https://t.me/s/astanatimes"),
                        ("https://github.com/curl/curl", "https://github.com/curl/curl/releases.atom"),
                        ("https://www.youtube.com/channel/UC123",
                         "https://www.youtube.com/feeds/videos.xml?channel_id=UC123"),
                        ("https://www.youtube.com/@AstanaTimes", "https://www.youtube.com/@AstanaTimes")):
        contains(s.run("add", "--later", typed).stdout, feed + " (not fetched yet)", "--later knows " + typed)
    equal(len(addresses(s)), 4, "and keeps each")
    for site in ("x.com/TheAstanaTimes", "https://www.instagram.com/theastanatimes", "soundcloud.com/someone"):
        for how in ([], ["--later"]):
            result = s.run("add", *how, site)
            ok(result.returncode == 1 and "has no feeds; set `bridge`" in result.stderr,
               "%s %s: no feed there" % (site, " ".join(how)), result.stderr)
    s.run("remove", *addresses(s))

    s.run("add", "--later", base)
    equal(addresses(s), [base], "a page is kept as it was typed")
    contains(s.run("update").stderr, "is there already: %sall.xml" % base, "its feed is not subscribed to twice")
    s.run("remove", base)
    s.run("add", "--later", base + "fresh")
    equal(s.run("update").returncode, 0, "the first update finds the feed of a page")
    equal(addresses(s), [base + "fresh.xml"], "which is the address from then on")
    equal(s.run("count").stdout, "1\n", "and its articles are there")
    Server.pages["/fresh.xml"] = PAGES["/three"]
    result = s.run("update", "--force")
    contains(result.stderr, "a web page in place of its feed", "a feed that becomes a page is not swapped for another")
    equal(addresses(s), [base + "fresh.xml"], "it stays where it was")
    s.run("add", "--later", base + "nothing")
    contains(s.run("update").stderr, "this is a web page, and it names no feed", "a page without one says so then")
    s.run("remove", *addresses(s))


def imported(s, base):
    """What other programs' lists hold is looked at with the first update."""
    urls = os.path.join(s.home, "urls")
    with open(urls, "w") as f:
        f.write("https://x.com/TheAstanaTimes\n%sthree\n" % base)
    s.run("import", urls)
    del Server.seen[:]
    result = s.run("update")
    contains(result.stderr, "X (Twitter) has no feeds; set `bridge`", "an imported profile says that it has no feed")
    ok(base + "all.xml" not in addresses(s) and "is there already" in result.stderr or
       base + "all.xml" in addresses(s), "an imported page leads to its feed", result.stderr)
    s.run("remove", *addresses(s))
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write('bridge = "%s{site}-{name}.xml"\n' % base)
    s.run("import", urls)
    s.run("update", "--force")
    ok(base + "twitter-TheAstanaTimes.xml" in addresses(s), "with a bridge the profile becomes its feed", addresses(s))
    os.unlink(os.path.join(s.dir, "config"))
    s.run("remove", *addresses(s))


def edited(s, base):
    """A line of the subscription list is an address as any other."""
    editor = os.path.join(s.home, "editor")
    with open(editor, "w") as f:
        f.write("#!/bin/sh\necho https://github.com/curl/curl >> \"$1\"\n")
    os.chmod(editor, 0o755)
    s.run("add", "--later", base + "all.xml")
    s.run("edit", env={"VISUAL": editor})
    equal(addresses(s), [base + "all.xml", "https://github.com/curl/curl/releases.atom"],
          "edit knows the addresses of known sites")
    with open(editor, "w") as f:
        f.write("#!/bin/sh\necho https://x.com/TheAstanaTimes >> \"$1\"\n")
    result = s.run("edit", env={"VISUAL": editor}, stdin=b"")
    ok("has no feeds; set `bridge`" in result.stderr, "and says where there is none", result.stderr)
    equal(len(addresses(s)), 2, "then nothing is changed")
    s.run("remove", *addresses(s))


def without_scheme(s, port):
    for typed in ("127.0.0.1:%d/one.xml" % port, "localhost:%d/two.xml" % port):
        result = s.run("add", typed)
        contains(result.stdout, "(1 articles)", "%s: where nobody speaks TLS, http will do" % typed)
    equal(addresses(s), ["http://127.0.0.1:%d/one.xml" % port, "http://localhost:%d/two.xml" % port],
          "and is what is kept")
    for typed in ("https://127.0.0.1:%d/three.xml" % port, "me:secret@127.0.0.1:%d/four.xml" % port):
        del Server.seen[:]
        equal(s.run("add", typed).returncode, 1, typed + " is not asked over http")
        equal(Server.seen, [], "nothing was said aloud")


def main():
    server = story.WebServer(("0.0.0.0", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = "http://127.0.0.1:%d/" % server.server_port
    with story.Story() as s:
        pages(s, base)
        later(s, base)
        imported(s, base)
        edited(s, base)
        without_scheme(s, server.server_port)
    server.shutdown()
    story.done()


main()
