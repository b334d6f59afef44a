"""`add` of several addresses: said in the order they were given, whoever answers first."""
import http.server
import os
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import equal  # noqa: E402

FEED = "<rss version='2.0'><channel><title>%s</title><item><guid>1</guid><title>A</title></item></channel></rss>"


class Outlets(http.server.BaseHTTPRequestHandler):
    may_answer = threading.Event()

    def do_GET(self):
        name = self.path.strip("/")
        if name == "slow":
            self.may_answer.wait(story.PATIENCE)
        status = 404 if name == "gone" else 200
        body = (FEED % name).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if name == "last":
            self.may_answer.set()

    def log_message(self, *_):
        pass


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Outlets)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = "http://127.0.0.1:%d/" % server.server_address[1]
    with story.Story() as s:
        process = subprocess.Popen(s.command("add", *(url + name for name in ("first", "slow", "gone", "last"))),
                                   env=s.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        equal(process.stdout.readline(), "first (1 articles)\n", "what is next in order is said at once")
        said = process.stdout.read().splitlines()
        process.wait()
        equal([line.replace("steppe: " + url, "")[:4] for line in said], ["slow", "gone", "last"],
              "the others in the order they were given, failures among them")
        equal(process.returncode, 1, "and the status says that one failed")
    server.shutdown()
    story.done()


main()
