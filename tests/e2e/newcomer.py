"""A newcomer's first minute: the reader is opened, and what its guide says is done."""
import http.server
import os
import re
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import equal  # noqa: E402

story.need("tmux")

TITLES = ("2. Follow an outlet", "3. Move about", "4. The whole article", "5. Bookmarks stay", "6. Find anything",
          "7. From the shell", "8. Make it yours")
FAR = r"Guide to Steppe +(\d+)%"


def at(title):
    """Its header and how far it was read: the page is there."""
    return r"(?s)%s[^\n]*\n[^\n]*Guide to Steppe · 5 April.*%s" % (title, FAR)


def far(screen):
    found = re.findall(FAR, screen)
    return int(found[-1]) if found else None


def read_on_to(s, title, sentence):
    """A page at a time; only from the end of one article does Space lead to the next."""
    now = far(s.screen())
    while now != 100:
        s.keys("Space")
        before = now
        now = far(s.wait_until(lambda screen: far(screen) not in (None, before)))
        if now == before:
            break
    s.keys("Space")
    s.wait_for(at(title), sentence)


def reads_the_guide(columns, rows):
    size = "%dx%d: " % (columns, rows)
    with story.Story(columns, rows) as s:
        s.open()
        s.wait_for("1. Welcome", size + "the guide is there at once")
        s.wait_for(r"\? helps", size + "and the first keys are told")
        s.keys("Enter")
        s.wait_for(at("1. Welcome"), size + "Enter opens its first article")
        for title in TITLES:
            read_on_to(s, title, size + "Space reads on to " + title)
        s.wait_until(lambda _: s.run("count").stdout == "0\n")
        equal(s.run("count").stdout, "0\n", size + "and then all of it is read")
        s.keys("Q")
        s.wait_for("exit status 0")


class LateServer(http.server.BaseHTTPRequestHandler):
    """Answers when it is told to."""
    may_answer = threading.Event()
    feed = (b'<rss version="2.0"><channel><title>Late outlet</title>'
            b'<item><guid>1</guid><title>Late story</title></item></channel></rss>')

    def do_GET(self):
        LateServer.may_answer.wait(story.PATIENCE)
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.feed)))
        self.end_headers()
        self.wfile.write(self.feed)

    def log_message(self, *args):
        pass


def subscribes(s, address):
    s.keys("+")
    s.wait_for("Address:")
    s.keys("text:" + address, "Enter")


def goes_on_reading():
    """Subscribing takes as long as the outlet does; nobody waits for it, and nobody is fetched back."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), LateServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = "http://127.0.0.1:%d/feed" % server.server_address[1]
    with story.Story(80, 24) as s:
        s.open()
        s.wait_for("1. Welcome")
        subscribes(s, address)
        s.wait_for("Subscribing to")
        s.keys("Enter")
        s.wait_for(at("1. Welcome"))
        LateServer.may_answer.set()
        s.wait_for(r"Subscribed to Late outlet \(1 article\)", "a late feed is told of while one reads")
        s.wait_for("Open this article with Enter", "and the article stays open")
        s.keys("q", "q")
        s.wait_for("Late outlet +1")
        subscribes(s, address)
        s.wait_for(r"Late outlet \(subscribed already, 0 new articles\)", "the same address again is told as such")
        s.wait_for("● .*Late story", "and its feed is gone to")
        s.keys("Q")
        s.wait_for("exit status 0")
    server.shutdown()


def main():
    for columns, rows in ((120, 36), (80, 24), (40, 12)):
        reads_the_guide(columns, rows)
    goes_on_reading()
    story.done()


main()
