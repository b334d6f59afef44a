"""What a server answers over days: moved for good three times, nothing there, no access, gone, and
proxies in the way.  What is asked of whom, when again, and what the feed's health says, on the
command line and in the reader."""
import http.server
import json
import os
import sys
import threading
from datetime import datetime

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

START = 1649149200  # Tuesday, 5 April 2022, 09:00
HOUR, DAY = 3600, 86400

FEED = ('<rss version="2.0"><channel><title>%s</title><item><guid>1</guid><title>One</title>'
        "<description>Words.</description></item></channel></rss>")


class Server(http.server.BaseHTTPRequestHandler):
    """Every outlet, and a proxy to any other; remembers what it was asked."""
    protocol_version = "HTTP/1.1"
    status, target, seen = {}, {}, []
    proxy_status = 200

    def do_GET(self):
        self.seen.append((self.headers["Host"].partition(":")[0] + self.path, self.headers))
        is_proxy = self.path.startswith("http")
        status = Server.proxy_status if is_proxy else Server.status.get(self.path, 200)
        is_locked = self.path == "/locked" and not self.headers["Authorization"]
        status = 401 if is_locked else status
        name = self.path.rpartition("/")[2]
        body = (FEED % name).encode() if status == 200 else b"no"
        self.send_response(status)
        if status in (301, 302, 308):
            self.send_header("Location", Server.target[self.path])
        if status == 401:
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
        if status == 407:
            self.send_header("Proxy-Authenticate", 'Basic realm="x"')
        if status == 200:
            self.send_header("ETag", '"of %s"' % self.path)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self):
        self.send_response(407)
        self.send_header("Proxy-Authenticate", 'Basic realm="x"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


def at(s, seconds, *args):
    return s.run(*args, env={"STEPPE_NOW": str(START + int(seconds))})


def health(s, name, seconds):
    told = json.loads(at(s, seconds, "feeds", "--json").stdout)["items"]
    return [feed["_steppe"] for feed in told if feed["title"] == name][0]


def update(s, name, seconds, *by_hand):
    """What was asked of whom, and the validator that was sent along."""
    del Server.seen[:]
    at(s, seconds, "update", *by_hand, name)
    return [(address, headers["If-None-Match"]) for address, headers in Server.seen]


# ---- moving

def moves(s, status):
    """The third time, over more than a day, the address that a feed moved to is its own."""
    name = "moved-%d" % status
    old, new = "127.0.0.1/" + name, "127.0.0.2/new/" + name
    at(s, 0, "add", s.base + name)
    Server.status["/" + name] = status
    Server.target["/" + name] = s.elsewhere + "new/" + name
    expected = [[(old, '"of /%s"' % name), (new, None)], [(old, None), (new, '"of /new/%s"' % name)]]
    for count, seconds in enumerate((2 * HOUR, 20 * HOUR)):
        equal(update(s, name, seconds, "--force"), expected[count],
              "%d, time %d: both are asked, with the validator of each" % (status, count + 1))
        feed = health(s, name, seconds)
        equal((feed["feed_url"], feed["moved_to"], feed["state"]),
              (s.base + name, s.elsewhere + "new/" + name, "ok"), "the address stays, where it moves to is told")
        contains(feed.get("advice", ""), "new address", "and the advice says so")
    update(s, name, 30 * HOUR, "--force")
    feed = health(s, name, 30 * HOUR)
    equal((feed["feed_url"], "moved_to" in feed, "advice" in feed), (s.elsewhere + "new/" + name, False, False),
          "the third time after a day it is the feed's own")
    equal(update(s, name, 40 * HOUR, "--force"), [(new, '"of /new/%s"' % name)], "which alone is asked from then on")


def keeps_its_password(s):
    """A name and a password are for one host: they do not move to another one with the feed."""
    at(s, 0, "add", s.base.replace("http://", "http://me:hunter2@") + "locked")
    Server.status["/locked"] = 301
    Server.target["/locked"] = s.elsewhere + "new/locked"
    for hours in (2, 20, 30, 40, 50):
        update(s, "locked", hours * HOUR, "--force")
        told = {address: headers["Authorization"] is not None for address, headers in Server.seen}
        equal(told, {"127.0.0.1/locked": True, "127.0.0.2/new/locked": False},
              "after %d hours the new host has not got the old one's password" % hours)


def does_not_move(s):
    """Another answer between, a temporary redirect, or three times in an hour: nothing moves."""
    for name, statuses in (("temporary", (302, 302, 302, 302)), ("comes-back", (301, 301, 200, 301)),
                           ("hasty", (301, 301, 301, 301))):
        at(s, 0, "add", s.base + name)
        Server.target["/" + name] = s.elsewhere + "new/" + name
        pace = HOUR / 2 if name == "hasty" else 20 * HOUR
        for count, status in enumerate(statuses):
            Server.status["/" + name] = status
            update(s, name, (count + 1) * pace, "--force")
        feed = health(s, name, 4 * pace)
        equal(feed["feed_url"], s.base + name, name + ": it stays where it is")
        equal("moved_to" in feed, name != "temporary", name + ": what was permanent is remembered")


# ---- refusals

def hours_until_next(feed, seconds):
    stamp = feed.get("next_due")
    if not stamp:
        return None
    return (datetime.fromisoformat(stamp).timestamp() - START - seconds) / HOUR


def refuses(s):
    """Nothing there, no access, an error: asked less and less, said in words, and advised on at last."""
    words = {403: "access is refused", 404: "nothing at this address", 500: "error of its own",
             451: "legal reasons"}
    names = ["says-%d" % status for status in words]
    at(s, 0, "add", *[s.base + name for name in names])
    for status in words:
        Server.status["/says-%d" % status] = status
    seconds, waits = 2 * HOUR, {name: [] for name in names}
    for _ in range(8):
        for name in names:
            update(s, name, seconds, "--force")
            waits[name].append(hours_until_next(health(s, name, seconds), seconds))
        seconds += 3 * DAY + HOUR
    for status, name in zip(words, names):
        hours = waits[name]
        ok(all(low <= wait <= low * 1.1 + 0.01 for low, wait in zip((1, 2, 4, 8, 16), hours)),
           "%d: an hour, then twice as long each time" % status, hours)
        ok(hours[-1] >= 7 * 24, "%d: at last once a week" % status, hours)
        feed = health(s, name, seconds)
        contains(feed["error"], words[status], "%d: in words" % status)
        contains(feed["advice"], "three weeks", "%d: with an advice" % status)
        equal((feed["failures"], feed["failing_since"]), (8, "2022-04-05T11:00:00+00:00"), "how often, since when")
    listed = at(s, seconds, "feeds", "--failing").stdout
    ok(all(name in listed and words[int(name[5:])] in listed for name in names), "feeds --failing has them", listed)
    Server.status["/says-404"] = 200
    update(s, "says-404", seconds, "--force")
    feed = health(s, "says-404", seconds)
    equal((feed["state"], feed["failures"], "advice" in feed), ("ok", 0, False), "and one that comes back is fine")


def goes(s):
    at(s, 0, "add", s.base + "gone")
    Server.status["/gone"] = 410
    equal(update(s, "gone", 2 * HOUR, "--force"), [("127.0.0.1/gone", '"of /gone"')], "410 is heard once")
    for days in (1, 8, 40, 400):
        del Server.seen[:]
        at(s, days * DAY, "update")
        equal([a for a, _ in Server.seen if a.endswith("/gone")], [], "and not asked for after %d days" % days)
    feed = health(s, "gone", 400 * DAY)
    equal((feed["state"], "next_due" in feed), ("gone", False), "the feed is gone and never due")
    contains(feed["advice"], "gone for good", "its advice says so")


# ---- proxies

def configure(s, text):
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write(text)


def stands_in_the_way(s):
    """What a proxy does is no fault of the feed's: it is tried hourly, and all goes on when it is mended."""
    configure(s, 'proxy = "http://127.0.0.1:%d"\n' % s.port)
    at(s, 0, "add", "http://outlet.example/proxied")
    at(s, 0, "add", "--later", "https://outlet.example/tunnelled")
    Server.proxy_status = 407
    seconds = 0
    for _ in range(7):
        seconds += int(1.2 * HOUR)
        at(s, seconds, "update", "proxied", "https://outlet.example/tunnelled")
    for name in ("proxied", "https://outlet.example/tunnelled"):
        feed = health(s, name, seconds)
        contains(feed["error"], "the proxy wants a name and a password", name + ": 407 in words")
        contains(feed["advice"], "proxy", "and as an advice")
        equal((feed["state"], feed["failures"]), ("failing", 7), "it was tried each time")
        ok(1 <= hours_until_next(feed, seconds) <= 1.11, "it is asked again within the hour",
           hours_until_next(feed, seconds))
    configure(s, 'proxy = "http://127.0.0.1:%d"\n' % story.free_port())
    at(s, seconds + 2 * HOUR, "update")
    contains(health(s, "proxied", seconds)["error"], "the proxy cannot be reached", "a wrong address of it is told")
    Server.proxy_status = 200
    configure(s, 'proxy = "http://127.0.0.1:%d"\n' % s.port)
    at(s, seconds + 4 * HOUR, "update")
    equal(health(s, "proxied", seconds + 4 * HOUR)["state"], "ok", "once it is mended, a plain update goes through")
    configure(s, "")


# ---- in the reader

def on_the_screen(s):
    s.env["STEPPE_NOW"] = str(START + 30 * DAY)
    s.open()
    s.wait_for("says-403")
    s.keys("!")
    screen = s.wait_for("Failing feeds", "! opens the list of failing feeds")
    for part in ("gone", "it is gone for good", "says-403", "access is refused"):
        contains(screen, part, "it has: " + part)
    s.keys("q")
    s.wait_gone("Failing feeds")
    s.keys(":")
    s.keys("text:quit", "Enter")
    s.wait_for("exit status 0")


def main():
    server = story.WebServer(("0.0.0.0", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with story.Story() as s:
        s.port = server.server_port
        s.base, s.elsewhere = "http://127.0.0.1:%d/" % s.port, "http://127.0.0.2:%d/" % s.port
        moves(s, 301)
        moves(s, 308)
        does_not_move(s)
        keeps_its_password(s)
        refuses(s)
        goes(s)
        on_the_screen(s)
        stands_in_the_way(s)
    server.shutdown()
    story.done()


main()
