"""How the feeds fare: what `feeds` says of one that fails, one that is gone, one that waits for a
password and one that is fine; and that a password or a word by hand ends the wait."""
import http.server
import json
import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

FEED = ('<rss version="2.0"><channel><title>%s</title><item><guid>1</guid><title>One</title>'
        "<description>Words.</description></item></channel></rss>")


class Server(http.server.BaseHTTPRequestHandler):
    status = {}   # of a path, once it is no longer 200
    seen = []

    def do_GET(self):
        self.seen.append((self.path, dict(self.headers)))
        status = self.status.get(self.path, 200)
        body = (FEED % self.path.strip("/")).encode() if status == 200 else b"no"
        self.send_response(status)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        if self.path != "/plain":
            self.send_header("ETag", '"1"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def health(s):
    feeds = json.loads(s.run("feeds", "--json").stdout)["items"]
    return {feed["title"]: feed["_steppe"] for feed in feeds}


def main():
    server = story.WebServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = "http://127.0.0.1:%d/" % server.server_port
    with story.Story() as s:
        names = ["fine", "plain", "gone", "locked", "broken"]
        added = s.run("add", *[base + name for name in names])
        equal(added.returncode, 0, "five feeds are added")
        Server.status = {"/gone": 410, "/locked": 401, "/broken": 500}
        equal(s.run("update", "--force").returncode, 1, "three of them fail then")

        told = health(s)
        for name in names:
            ok("last_success" in told[name] and "last_new" in told[name] and
               told[name]["posts_a_week"] >= 0, name + ": last success, last article and pace are told", told[name])
        ok(told["fine"]["has_validators"] and "advice" not in told["fine"], "a feed that is fine needs no advice")
        contains(told["plain"].get("advice", ""), "whole feed", "one without validators costs its server more")
        contains(told["gone"].get("advice", ""), "gone for good", "one that is gone is said to be gone")
        contains(told["locked"].get("advice", ""), "password", "one that is locked asks for a password")
        for name in ("gone", "locked"):
            ok("next_due" not in told[name], name + ": it is asked by hand only", told[name])
        for name in ("gone", "locked", "broken"):
            ok(told[name]["error"] and told[name]["failing_since"], name + ": error in words and since when")
        ok("next_due" in told["broken"], "a server that is broken is asked again")

        listed = s.run("feeds", "--failing").stdout
        equal(listed.count("(since 2"), 3, "feeds --failing says since when")
        contains(listed, "gone for good", "and what to do about it")
        contains(listed, "wants a name and a password", "of each")
        plain = [line for line in s.run("feeds").stdout.splitlines() if "plain" in line]
        ok(plain[0].endswith("plain"), "a line for a script ends with the title of a feed that is fine", plain)
        s.open(command=["sh", "-c", "%s feeds" % " ".join(s.command())])
        s.wait_for(r"plain +Each update costs its server", "on a terminal it is told what one without validators costs")

        del Server.seen[:]
        s.run("update")
        equal([path for path, _ in Server.seen], [], "a plain update asks none of them so soon")
        Server.status = {}
        equal(s.run("update", "--force", "locked", "gone").returncode, 0, "by hand they are asked again")
        told = health(s)
        ok(all(told[name]["state"] == "ok" and "next_due" in told[name] for name in ("locked", "gone")),
           "and go on by themselves from then on", told)
    server.shutdown()
    story.done()


main()
