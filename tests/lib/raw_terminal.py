"""A terminal that keeps every byte the reader writes, for what no screen shows: colours,
titles, the clipboard, how much a key costs.

    with RawTerminal(s, term="xterm-256color") as t:
        t.wait_for(b"Unread")
        t.send(b"j")
        bytes = t.take()"""
import fcntl
import glob
import os
import pty
import select
import signal
import struct
import termios
import time

from story import PATIENCE

QUIET = 0.08  # seconds without a byte: the answer to a key is complete


def line_modes_of_new():
    """How the system opens a terminal: as it is found, so it is to be left."""
    ends = pty.openpty()
    modes = termios.tcgetattr(ends[0])
    for end in ends:
        os.close(end)
    return modes


class RawTerminal:
    def __init__(self, s, term="xterm-256color", env=None, columns=80, rows=24, args=()):
        self.seen = b""
        self.status = None
        self.line_modes_at_first = line_modes_of_new()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a background shell starts us with it ignored
            os.environ.clear()
            os.environ.update(dict(s.env, TERM=term, **(env or {})))
            argv = s.command(*args)
            os.execv(argv[0], argv)
        self.resize(rows, columns)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.hang_up()
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)

    def resize(self, rows, columns):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def line_modes(self):
        return termios.tcgetattr(self.master)

    def read(self, seconds):
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self.master, 65536)
        except OSError:  # the other end is closed
            return b""

    def send(self, data):
        os.write(self.master, data)

    def is_at_work(self):
        """Whether a thread of the reader has a processor, or would if the machine were less busy."""
        states = []
        for path in glob.glob("/proc/%d/task/*/stat" % self.pid):
            try:
                with open(path) as f:
                    states.append(f.read().rsplit(")", 1)[1].split()[0])
            except OSError:  # a thread that has ended
                pass
        return "R" in states or "D" in states

    def drop(self):
        """Forget what was written until now, and do not wait for the end of what goes on."""
        while self.read(QUIET):
            pass
        self.seen = b""

    def take(self, quiet=QUIET):
        """What was written since the last take(), once nothing more comes: that it is quiet is no
        proof on a busy machine, so nothing may be at work either."""
        while (more := self.read(quiet)) or self.is_at_work():
            self.seen += more
        taken, self.seen = self.seen, b""
        return taken

    def wait_for(self, part):
        """Everything up to and with `part`; False when it does not come."""
        end = time.monotonic() + PATIENCE
        while part not in self.seen and time.monotonic() < end:
            self.seen += self.read(0.05)
        if part not in self.seen:
            print("# %r did not come" % part, flush=True)
        return part in self.seen

    def wait_end(self):
        """The exit status, negative for a signal; None when it goes on."""
        end = time.monotonic() + PATIENCE
        while self.status is None and time.monotonic() < end:
            if self.master is not None:
                self.seen += self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        while self.master is not None and (more := self.read(0)):  # its last words
            self.seen += more
        return self.status

    def hang_up(self):
        if self.master is not None:
            os.close(self.master)
            self.master = None
            self.wait_end()
