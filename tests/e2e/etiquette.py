"""What a publisher's log would say of us: a server that counts, over two simulated days.

After Rachel Kroll's feed reader score: unconditional, out-of-sequence and made-up requests,
cookies, referrers, added queries, and how soon we come again."""
import http.server
import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import equal, ok  # noqa: E402

START = 1649149200  # Tuesday, 5 April 2022, 09:00
HOUR = 3600
# Two days: every 50 minutes, which is too soon for everybody; in `make check-long` every 25.
STEP, STEPS = (1500, 116) if os.environ.get("STEPPE_LONG") else (3000, 58)

FEED = ('<rss version="2.0"><channel><title>%s</title>%s'
        '<item><guid>%d</guid><title>Story %d</title></item></channel></rss>')

# How an outlet answers: validators by the number of its last change, and what it asks for.
OUTLETS = {
    "both": dict(etag='W/"v%d-gzip"', date="Tue, 05 Apr 2022 0%d:00:00 GMT"),
    "etag": dict(etag='"%d"'),
    "date": dict(date="Tue, 5 Apr 2022 %d:00:00 +0600"),
    "same-date": dict(etag='"%d"', date="Mon, 04 Apr 2022 10:00:00 GMT"),
    "same-etag": dict(etag='"always"', date="Tue, 05 Apr 2022 0%d:00:00 GMT"),
    "moving-304": dict(etag='"%d"', moves_with_304=True),
    "stops-giving": dict(etag='"%d"', gives_until=2),
    "none": dict(),
    "max-age": dict(etag='"%d"', headers={"Cache-Control": "max-age=43200"}, wait=12 * HOUR),
    "expires": dict(etag='"%d"', headers={"Date": "Tue, 05 Apr 2022 09:00:00 GMT",
                                          "Expires": "Tue, 05 Apr 2022 15:00:00 GMT"}, wait=6 * HOUR),
    "ttl": dict(etag='"%d"', channel="<ttl>180</ttl>", wait=3 * HOUR),
    "skip": dict(etag='"%d"', channel="<skipHours>%s</skipHours>" % "".join(
        "<hour>%d</hour>" % h for h in range(14, 22)), skips=range(14, 22)),
    "busy": dict(etag='"%d"', status=429, headers={"Retry-After": "86400"}, wait=24 * HOUR),
    "busy-until": dict(etag='"%d"', status=503, headers={"Retry-After": "Wed, 06 Apr 2022 21:00:00 GMT"},
                       until=START + 36 * HOUR),
    "broken": dict(etag='"%d"', status=500),
    "gone": dict(etag='"%d"', status=410, never=True),
    "cookies": dict(etag='"%d"', headers={"Set-Cookie": "id=1; Path=/"}),
    "query?page=feed&x=%41": dict(etag='"%d"'),
}


class Outlet:
    def __init__(self, name, etag=None, date=None, headers=None, channel="", wait=HOUR, status=200,
                 skips=(), until=0, never=False, moves_with_304=False, gives_until=None):
        self.__dict__.update({k: v for k, v in locals().items() if k != "self"})
        self.given = (None, None)     # what the reader must send back
        self.requests, self.allowed_from, self.faults = 0, 0, []

    def validators(self, version):
        def fill(text):
            return text % version if text and "%" in text else text
        gives = self.gives_until is None or version < self.gives_until
        return (fill(self.etag), fill(self.date)) if gives else (None, None)

    def blame(self, now, what):
        self.faults.append("%s: %s, %.1f h after the start" % (self.name, what, (now - START) / HOUR))

    def check(self, now, sent, headers):
        first = self.requests == 0
        if not first and now < self.allowed_from:
            self.blame(now, "too soon")
        if not first and now // HOUR % 24 in self.skips:
            self.blame(now, "in an hour that it skips")
        if first and sent != (None, None):
            self.blame(now, "a first request with validators")
        for name, had, has in zip(("If-None-Match", "If-Modified-Since"), self.given, sent):
            if had and not has:
                self.blame(now, "unconditional: no " + name)
            elif has and has != had:
                self.blame(now, "made up or out of sequence: %s: %s in place of %s" % (name, has, had))
        for name in ("Cookie", "Referer", "From", "Cache-Control", "Pragma"):
            if headers[name]:
                self.blame(now, "%s: %s" % (name, headers[name]))
        if not headers["User-Agent"].startswith("Steppe/"):
            self.blame(now, "User-Agent: " + headers["User-Agent"])

    def answer(self, now, headers):
        sent = (headers["If-None-Match"], headers["If-Modified-Since"])
        self.check(now, sent, headers)
        fails = self.requests > 0 and self.status != 200
        version = (now - START) // (7 * HOUR)
        current = self.validators(version)
        known = self.given != (None, None) and sent == self.given == current
        if self.moves_with_304 and self.requests % 3 == 2:
            known, current = True, ('"moved-%d"' % self.requests, None)
        status = self.status if fails else 304 if known else 200
        wait = self.wait if self.status == 200 or fails else HOUR
        self.allowed_from = max(now + wait, self.until if fails else 0, self.never and fails and 1 << 40)
        self.requests += 1
        if not fails:
            self.given = current
        return status, current, version


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    outlets = {}
    strangers = []
    now = START

    def do_GET(self):
        outlet = Server.outlets.get(self.path)
        if not outlet:
            Server.strangers.append(self.path)
            self.send_error(404)
            return
        status, (etag, date), version = outlet.answer(Server.now, self.headers)
        body = (FEED % (outlet.name.partition("?")[0], outlet.channel, version, version)).encode()
        body = b"" if status != 200 else body
        self.send_response_only(status)
        for name, value in (("ETag", etag), ("Last-Modified", date)):
            if value and status in (200, 304):
                self.send_header(name, value)
        for name, value in (outlet.headers or {}).items():
            if name != "Retry-After" or status == outlet.status:
                self.send_header(name, value)
        self.send_header("Content-Type", "application/rss+xml")
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def main():
    server = story.WebServer(("0.0.0.0", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with story.Story() as s:
        Server.outlets = {"/" + name: Outlet(name, **how) for name, how in OUTLETS.items()}
        urls = ["http://127.0.0.%d:%d%s" % (i + 1, server.server_port, path)
                for i, path in enumerate(Server.outlets)]
        equal(s.run("add", *urls, env={"STEPPE_NOW": str(START)}).returncode, 0, "all are subscribed to")
        ok(all(outlet.requests == 1 for outlet in Server.outlets.values()), "with one request each")
        for step in range(1, STEPS + 1):
            Server.now = START + step * STEP
            s.run("update", env={"STEPPE_NOW": str(Server.now)})
        for outlet in Server.outlets.values():
            ok(not outlet.faults, "%s: nothing to complain of in %d requests" % (outlet.name, outlet.requests),
               "\n".join(outlet.faults[:9]))
        equal(Server.strangers, [], "nothing is asked for that nobody named")
        often = [outlet.requests for outlet in Server.outlets.values() if outlet.wait == HOUR]
        ok(max(often) > 20, "and what may be asked hourly is asked about so", often)
        equal(Server.outlets["/gone"].requests, 2, "what is gone is not asked again")
    server.shutdown()
    story.done()


main()
