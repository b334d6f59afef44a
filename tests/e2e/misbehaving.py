"""The reader while servers misbehave: keys are answered all the while, the status line names who
is slow, Esc stops the update, and what had come is kept and told."""
import http.server
import os
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from raw_terminal import RawTerminal  # noqa: E402
from story import contains, equal, ok  # noqa: E402

story.need("tmux")

FAULTS = os.path.join(os.path.dirname(story.STEPPE), "tests", "jobs", "faults")
STATUSES = (200, 204, 206, 301, 302, 304, 308, 401, 403, 404, 410, 429, 500, 503)
LETTERS = "жщюэъфцчбйяшдлвыигнкмтрпоуае"  # in no feed of the matrix
FRAME = 0.016

FEED = '<rss version="2.0"><channel><title>%s</title>%s</channel></rss>'
ITEM = "<item><guid>%d</guid><title>Story %d of %s</title></item>"


class Server(http.server.BaseHTTPRequestHandler):
    """What is slow answers when it is let go."""
    go = threading.Event()

    def do_GET(self):
        name = self.path.strip("/")
        if name.startswith("slow") and not Server.go.wait(100):
            return
        body = (FEED % (name, "".join(ITEM % (i, i, name) for i in range(3)))).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def log_message(self, *args):
        pass


def asks_once(port):
    with story.Story(columns=100, rows=24) as s:
        s.run("add", "--later", *["http://127.0.0.%d:%d/slow-%d" % (i + 6, port, i) for i in range(2)])
        s.open()
        s.wait_for("Updating 0/2 .*waiting for", "before the first answer the line tells how many were asked")
        s.keys("R")
        time.sleep(0.5)
        s.wait_for("Updating 0/2 ", "R asks nobody twice")
        s.keys("Escape")
        s.wait_for("Stopped")
        s.wait_gone("Updating")
        s.keys("R")
        s.wait_for("Updating 0/2 ", "after a stop it asks anew, and counts anew")


def stops(port):
    with story.Story(columns=100, rows=24) as s:
        feeds = ["http://127.0.0.%d:%d/%s" % (i + 1, port, name)
                 for i, name in enumerate(("one", "two", "slow-one", "slow-two"))]
        s.run("add", "--later", *feeds)
        s.open()
        s.wait_for(r"Updating 2/4.*waiting for 127\.0\.0\.[34], ", "the status line names who is slow")
        s.wait_for("Story 2 of two", "while what has come is in the list")
        s.keys("Escape")
        s.wait_for(r"Stopped; what had come is kept\. 6 new: (one 3, two|two 3, one) 3\.",
                   "Esc stops the update, says so, and tells what had come from where")
        s.wait_gone("Updating", "and nothing is under way any more")
        equal(s.run("count").stdout, "6\n", "what had come is kept")
        equal(s.run("feeds", "--failing").stdout, "", "who was stopped has not failed")
        Server.go.set()
        s.keys("R")
        s.wait_for("6 new: slow-(one 3, slow-two|two 3, slow-one) 3", "R goes on, and tells what is new and from where")
        s.keys("Q")
        s.wait_for("exit status 0")


def cpu_seconds(pid):
    """Of the thread that draws."""
    with open("/proc/%d/task/%d/stat" % (pid, pid)) as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def queued_seconds(*processes):
    """How long their first threads, ready to run, have waited for a processor."""
    waited = 0
    for process in processes:
        with open("/proc/%d/task/%d/schedstat" % (process, process)) as f:
            waited += int(f.read().split()[1])
    return waited / 1e9


def echo_seconds(terminal, letter):
    """From a key to its letter on the screen: as the clock has it, and but for a busy machine."""
    terminal.seen = b""
    queued, start = queued_seconds(os.getpid(), terminal.pid), time.monotonic()
    terminal.send(letter.encode())
    came = terminal.wait_for(letter.encode())
    taken = time.monotonic() - start if came else story.PATIENCE
    return taken, taken - (queued_seconds(os.getpid(), terminal.pid) - queued)


def type_for(terminal, seconds):
    times, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        for letter in LETTERS:
            times.append(echo_seconds(terminal, letter))
            time.sleep(0.02)  # as fast as fingers go
        terminal.send(b"\x15")  # ^U empties the line
        terminal.drop()
    return times


def of_twenty(times, count):
    return sorted(times)[len(times) * count // 20]


def all_faults():
    """The server of the matrix, its port, and the names of its faults."""
    server = subprocess.Popen([FAULTS, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                              env=dict(os.environ, SRCDIR=story.SRC))
    port, *names = server.stdout.readline().split()
    return server, int(port), names


def answers_keys():
    server, port, names = all_faults()
    with story.Story(columns=100, rows=30) as s:
        urls = ["http://127.%d.%d.1:%d/%d/%s" % (i + 1, j + 1, port, status, name)
                for i, name in enumerate(names) if not name.startswith("tls-")
                for j, status in enumerate(STATUSES)]
        equal(s.run("add", "--later", *urls).returncode, 0, "%d feeds of misbehaving servers" % len(urls))
        with RawTerminal(s, columns=100, rows=30) as terminal:
            ok(terminal.wait_for(b"Updating"), "all are due, and asked at once")
            terminal.send(b":")
            before = cpu_seconds(terminal.pid)
            times = type_for(terminal, 8)
            used = (cpu_seconds(terminal.pid) - before) / len(times)
            for name, each in (("by the clock", [t[0] for t in times]), ("with a processor", [t[1] for t in times])):
                print("# %d keys, %s: %.1f ms in the middle, %.1f ms for 19 of 20, %.1f ms at most"
                      % (len(each), name, of_twenty(each, 10) * 1e3, of_twenty(each, 19) * 1e3, max(each) * 1e3))
            print("# %.2f ms of CPU each" % (used * 1e3), flush=True)
            ok(used < FRAME, "a key and all that is drawn meanwhile cost less than a frame", used)
            ok(of_twenty([t[1] for t in times], 18) < FRAME, "and keys are answered within one", times)
            terminal.send(b"\x1b")
            terminal.drop()
            terminal.send(b"\x1b")
            ok(terminal.wait_for(b"Stopped; what had come is kept"), "Esc stops the update")
            terminal.send(b"Q")
            equal(terminal.wait_end(), 0, "and the reader ends at once")
        equal(s.run("check").returncode, 0, "the store is whole")
        contains(s.run("feeds", "--failing").stdout, "there is nothing at this address", "failures are told in words")
    server.stdin.close()
    server.wait()


def main():
    server = story.WebServer(("0.0.0.0", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asks_once(server.server_port)
    stops(server.server_port)
    server.shutdown()
    if os.path.exists(FAULTS):
        answers_keys()
    else:
        print("# " + FAULTS + " is not built: keys under faults are not tried")
    story.done()


main()
