"""`steppe update` at a terminal: who keeps us waiting, Ctrl-C, and a second one beside it."""
import http.server
import json
import os
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from raw_terminal import RawTerminal  # noqa: E402
from story import contains, equal, ok  # noqa: E402

FEED = ('<rss version="2.0"><channel><title>Quick</title>'
        '<item><guid>1</guid><title>One</title></item><item><guid>2</guid><title>Two</title></item>'
        '</channel></rss>')


class Server(http.server.BaseHTTPRequestHandler):
    """Answers what is quick; what is slow never."""
    seen = []
    go = threading.Event()

    def do_GET(self):
        Server.seen.append(self.path)
        if self.path == "/slow":
            Server.go.wait(60)
            return
        body = FEED.encode()
        self.send_response(200 if self.path == "/quick" else 500)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def stopping(s):
    with RawTerminal(s, args=["update"]) as terminal:
        ok(terminal.wait_for(b"waiting for 127.0.0.2"), "a host that is slow is named in the line of progress")
        contains(terminal.seen.decode(), "1/2", "beside how far it is")

        second = s.run("update", "--force")
        equal(second.returncode, 1, "a second update beside it does nothing")
        contains(second.stderr, "another update is running", "and says why")

        terminal.send(b"\x03")
        equal(terminal.wait_end(), 1, "Ctrl-C ends it with the status of a part")
        text = terminal.seen.decode()
    contains(text, "1 feeds, 2 new, 0 unchanged, 0 failed", "with the summary of what came")
    contains(text, "stopped before 1 feed had answered", "and how many had not answered")
    equal(s.run("count", "").stdout.strip(), "2", "what had come is kept")
    equal(sorted(Server.seen), ["/quick", "/slow"], "each feed was asked once")


def nothing_due(s):
    quick = s.run("update")
    ok("due" not in quick.stdout, "what a script reads is the summary alone", quick.stdout)
    with RawTerminal(s, args=["update"]) as terminal:
        equal(terminal.wait_end(), 0, "an update right after another one does nothing")
        contains(terminal.seen.decode(), "nothing is due yet; --force fetches all the same", "and a person is told why")


def in_json(s, base):
    Server.go.set()
    s.run("remove", s.slow)
    nothing_due(s)
    s.run("add", "--later", base + "broken")
    result = s.run("update", "--json")
    told = json.loads(result.stdout)
    equal(result.returncode, 1, "an update with a failure has status 1")
    equal((told["feeds"], told["failed"], told["stopped"]), (1, 1, 0), "--json counts")
    contains(told["failures"][0]["error"], "500", "and names what failed")


def main():
    server = story.WebServer(("0.0.0.0", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = "http://127.0.0.1:%d/" % server.server_port
    with story.Story() as s:
        s.slow = "http://127.0.0.2:%d/slow" % server.server_port
        equal(s.run("add", "--later", base + "quick", s.slow).returncode, 0, "two feeds are known")
        stopping(s)
        in_json(s, base)
    Server.go.set()
    server.shutdown()
    story.done()


main()
