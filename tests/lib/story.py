"""Stories: the real program, a real server, a real terminal.

    import story
    with story.Story(columns=120, rows=36) as s:
        s.serve("astana")                 # nginx on loopback; s.url("feed.xml")
        out = s.run("add", s.url("feed.xml"))
        s.open()                          # the reader, in tmux
        s.keys("j", "Enter")
        s.wait_for("text on the screen")
    story.done()

Each `ok(condition, sentence)` is one TAP line.  Standard library only."""
import faulthandler
import http.server
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

SRC = os.environ.get("SRCDIR", os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..")))
STEPPE = os.environ.get("STEPPE", os.path.join(SRC, "build", "steppe"))
OUTLETS = os.path.join(SRC, "tests", "outlet")
PATIENCE = float(os.environ.get("STORY_SECONDS", "20"))

if not os.environ.get("STEPPE_LONG"):
    faulthandler.dump_traceback_later(900, exit=True)  # a story that hangs says where

_count = 0
_failed = 0
_kept_ports = []


def ok(condition, sentence, detail=""):
    """One TAP line; `detail` is shown when it fails."""
    global _count, _failed
    _count += 1
    print("%s %d - %s" % ("ok" if condition else "not ok", _count, sentence), flush=True)
    if not condition:
        _failed += 1
        for line in str(detail).splitlines():
            print("# " + line, flush=True)
    return condition


def equal(got, expected, sentence):
    return ok(got == expected, sentence, "expected: %r\ngot:      %r" % (expected, got))


def contains(text, part, sentence):
    return ok(part in text, sentence, "looked for: %r in\n%s" % (part, text))


def skip_all(reason):
    print("1..0 # SKIP " + reason)
    sys.exit(0)


def done():
    print("1..%d" % _count, flush=True)
    sys.exit(1 if _failed else 0)


def need(*programs):
    for program in programs:
        if not shutil.which(program) and not os.path.exists("/usr/sbin/" + program):
            skip_all(program + " is not installed")


def free_port():
    """A port where nobody listens, and which is ours to the end: the system gives one that is bound to
    nobody else, and who says SO_REUSEADDR, as servers do, may listen on it."""
    keeper = socket.socket()
    keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    keeper.bind(("127.0.0.1", 0))
    _kept_ports.append(keeper)
    return keeper.getsockname()[1]


class WebServer(http.server.ThreadingHTTPServer):
    """Of its usual queue of five, the sixth who comes at once is heard a second later."""
    request_queue_size = 512


class Story:
    """A home, a server and a terminal of one's own; all gone at the end."""

    def __init__(self, columns=120, rows=36, env=None):
        self.columns, self.rows = columns, rows
        self.home = tempfile.mkdtemp(prefix="steppe-story-")
        self.dir = os.path.join(self.home, "steppe")
        self.port = None
        self.nginx = None
        self.socket = os.path.join(self.home, "tmux")
        self.env = dict(os.environ, HOME=self.home, TERM="xterm-256color", LC_ALL="C.UTF-8", TZ="UTC")
        for name in ("BROWSER", "NO_COLOR", "COLORFGBG", "STEPPE_NOW", "http_proxy", "https_proxy", "all_proxy"):
            self.env.pop(name, None)
        self.env.update(env or {})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.tmux("kill-server")
        self.stop_serving()
        shutil.rmtree(self.home, ignore_errors=True)

    # ---- the outlet

    def serve(self, outlet="astana", rate="0"):
        """nginx on a free port; the same port again after stop_serving().  `rate`: bytes a second."""
        work = os.path.join(self.home, "nginx")
        os.makedirs(work, exist_ok=True)
        root = os.path.join(self.home, "www")
        if not os.path.exists(root):
            shutil.copytree(os.path.join(OUTLETS, outlet), root)
        self.port = self.port or free_port()
        conf = os.path.join(work, "nginx.conf")
        temp = "".join("%s_temp_path %s/%s; " % (n, work, n)
                       for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        with open(conf, "w") as f:
            if os.geteuid() == 0:
                f.write("user root;\n")
            f.write("daemon off; pid %s/pid; error_log %s/error.log; worker_processes 1;\n"
                    "events { worker_connections 256; }\n"
                    "http { access_log %s/access.log; %s types { text/html html; application/rss+xml xml; }\n"
                    "server { listen 127.0.0.1:%d; root %s; limit_rate %s; } }\n"
                    % (work, work, work, temp, self.port, root, rate))
        nginx = shutil.which("nginx") or "/usr/sbin/nginx"
        self.nginx = subprocess.Popen([nginx, "-p", work, "-c", conf], stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("nginx does not answer")

    def stop_serving(self):
        if self.nginx:
            self.nginx.send_signal(signal.SIGTERM)
            self.nginx.wait()
            self.nginx = None

    def url(self, path=""):
        return "http://127.0.0.1:%d/%s" % (self.port, path)

    def www(self, path):
        return os.path.join(self.home, "www", path)

    # ---- the command line

    def command(self, *args):
        return [STEPPE, "-C", self.dir, *args]

    def run(self, *args, stdin=None, env=None, raw=False):
        """Run `steppe -C DIR ARGS`; the result has .stdout .stderr .returncode."""
        result = subprocess.run(self.command(*args), input=stdin, capture_output=True,
                                env=dict(self.env, **(env or {})), timeout=120)
        if not raw:
            result.stdout = result.stdout.decode("utf-8", "replace")
            result.stderr = result.stderr.decode("utf-8", "replace")
        return result

    # ---- the terminal

    def tmux(self, *args):
        return subprocess.run(["tmux", "-S", self.socket, "-f", "/dev/null", *args], env=self.env,
                              capture_output=True, text=True)

    def open(self, *args, command=None):
        """The reader in a terminal of its own; an earlier one is gone first."""
        self.tmux("kill-server")
        end = time.monotonic() + PATIENCE
        while self.tmux("has-session").returncode == 0 and time.monotonic() < end:
            time.sleep(0.03)
        if os.path.exists(self.socket):
            os.unlink(self.socket)
        argv = command or self.command(*args)
        quoted = " ".join("'%s'" % a.replace("'", "'\\''") for a in argv)
        self.tmux("-u", "new-session", "-d", "-x", str(self.columns), "-y", str(self.rows),
                  "%s; left=$?; echo; echo \"exit status $left\"; sleep 1000" % quoted, ";",
                  "set-option", "-g", "status", "off", ";",
                  "set-option", "-s", "escape-time", "0")
        self.tmux("resize-window", "-x", str(self.columns), "-y", str(self.rows))

    def reader_pid(self):
        """The process of the open reader (not of its workers)."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = subprocess.run(["pgrep", "-f", "-o", "^%s -C %s$" % (STEPPE, self.dir)],
                                   capture_output=True, text=True).stdout.split()
            if found:
                return int(found[0])
            time.sleep(0.03)
        raise RuntimeError("the reader is not running")

    def keys(self, *keys):
        """Key names of tmux (Enter, Space, Down, C-d …) or literal text after 'text:'."""
        for key in keys:
            if key.startswith("text:"):
                self.tmux("send-keys", "-l", key[5:])
            else:
                self.tmux("send-keys", "\\;" if key == ";" else key)

    def resize(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def screen(self):
        return self.tmux("capture-pane", "-p").stdout

    def cursor(self):
        """(column, row) of the hardware cursor."""
        out = self.tmux("display-message", "-p", "#{cursor_x} #{cursor_y}").stdout.split()
        return int(out[0]), int(out[1])

    def wait_until(self, check):
        """The first screen that `check` holds for, else the last one seen."""
        end = time.monotonic() + PATIENCE
        while True:
            screen = self.screen()
            if check(screen) or time.monotonic() > end:
                return screen
            time.sleep(0.03)

    def wait_for(self, part, sentence=None):
        """Wait for a regular expression on the screen; with a sentence it is a test."""
        screen = self.wait_until(lambda text: re.search(part, text))
        found = re.search(part, screen) is not None
        if sentence or not found:
            ok(found, sentence or "/%s/ comes" % part, "no /%s/ on\n%s" % (part, screen))
        return screen

    def wait_gone(self, part, sentence=None):
        screen = self.wait_until(lambda text: not re.search(part, text))
        found = re.search(part, screen) is not None
        if sentence or found:
            ok(not found, sentence or "/%s/ goes" % part, "still /%s/ on\n%s" % (part, screen))
        return screen
