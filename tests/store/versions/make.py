#!/usr/bin/env python3
"""Write the sample of a schema version: what STEPPE, a program of its time, makes of one small outlet.

    tests/store/versions/make.py build/dev/steppe       # writes vN.db.gz beside this file

Do it before a step is added to src/store/schema.c, or build a commit before it in a worktree."""
import gzip
import http.server
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading

ARTICLES = 12
LINE = "The steppe is wide and the rail line is long. "


def article(number):
    """Every other text is long enough to be packed."""
    text = ("<p>Article %d about Almaty, Астана және Қазақстан. " % number) + LINE * (2 if number % 2 else 40) + "</p>"
    return ("<item><title>Story %d: Metro line</title><guid isPermaLink='false'>guid-%d</guid>"
            "<link>https://example.org/%d</link><pubDate>Tue, 05 Apr 2022 %02d:00:00 GMT</pubDate>"
            "<description><![CDATA[%s]]></description></item>" % (number, number, number, number, text))


FEED = ("<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>The Astana Times</title>"
        "<link>https://example.org/</link>%s</channel></rss>" % "".join(map(article, range(ARTICLES)))).encode()


class Outlet(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        found = self.path == "/feed.xml"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/rss+xml")
        self.end_headers()
        self.wfile.write(FEED if found else b"")

    def log_message(self, *_):
        pass


def main():
    program = os.path.abspath(sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Outlet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as home:
        for words in (["add", "http://127.0.0.1:%d/feed.xml" % server.server_port], ["mark", "read", "3", "4"],
                      ["mark", "bookmark", "5"], ["tag", "+city", "5"], ["note", "5", "a note"], ["check"]):
            subprocess.run([program, "-C", home, *words], check=True, stdin=subprocess.DEVNULL)
        path = os.path.join(home, "steppe.db")
        store = sqlite3.connect(path)
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        version = store.execute("PRAGMA user_version").fetchone()[0]
        store.close()
        name = os.path.join(os.path.dirname(os.path.abspath(__file__)), "v%d.db.gz" % version)
        with open(path, "rb") as f, gzip.GzipFile(name, "wb", mtime=0) as out:
            out.write(f.read())
        print(name)


main()
