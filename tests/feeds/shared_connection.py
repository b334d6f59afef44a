#!/usr/bin/env python3
"""Requests that share a connection (HTTP/2, RFC 9113): one must not cost the other.

The server knows no more of HTTP/2 than it needs: it answers streams by their number and
sends less than a first window and one frame hold."""
import os
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, ok  # noqa: E402

DATA, HEADERS, SETTINGS = 0, 1, 4
ACK = END_STREAM = 1
END_HEADERS = 4
STATUS_200, STATUS_404 = b"\x88", b"\x8d"  # RFC 7541, Appendix A
FIRST, SLOW, QUICK, LATE = 1, 3, 5, 7  # the numbers of a client's streams


class Connection:
    def __init__(self, stream):
        self.stream = stream
        self.asked = set()
        stream.recv(24)  # the preface
        self.send(SETTINGS, 0, 0)

    def send(self, kind, flags, number, payload=b""):
        self.stream.sendall(struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) +
                            struct.pack(">I", number) + payload)

    def whole(self, length):
        data = b""
        while len(data) < length:
            got = self.stream.recv(length - len(data))
            if not got:
                raise EOFError
            data += got
        return data

    def read(self):
        head = self.whole(9)
        length, kind, flags = int.from_bytes(head[:3], "big"), head[3], head[4]
        self.whole(length)
        if kind == SETTINGS and not flags & ACK:
            self.send(SETTINGS, ACK, 0)
        if kind == HEADERS:
            self.asked.add(int.from_bytes(head[5:], "big"))

    def wait_for(self, number):
        while number not in self.asked:
            self.read()

    def begin(self, number, body, status=STATUS_200):
        self.wait_for(number)
        self.send(HEADERS, END_HEADERS, number, status)
        self.send(DATA, 0, number, body)

    def end(self, number):
        self.send(DATA, END_STREAM, number)

    def answer(self, quick_status, times):
        """One is slow; two others are asked, one after the other, and answered meanwhile."""
        self.begin(FIRST, b"<rss/>")
        self.end(FIRST)
        self.begin(SLOW, b"x" * 15000)
        self.begin(QUICK, b"<rss/>", quick_status)
        self.end(QUICK)
        self.begin(LATE, b"<rss/>")
        self.end(LATE)
        for _ in range(times):
            self.send(DATA, 0, SLOW, b"x" * 1000)
            time.sleep(0.1)
        self.end(SLOW)


def serve(listener, context, *how):
    plain, _ = listener.accept()
    try:
        with context.wrap_socket(plain, server_side=True) as stream:
            connection = Connection(stream)
            connection.answer(*how)
            while True:
                connection.read()
    except (OSError, EOFError):
        pass


def fetch(folder, room, *how):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "crt"), os.path.join(folder, "key"))
    context.set_alpn_protocols(["h2"])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=(listener, context, *how), daemon=True).start()
        url = "https://localhost:%d/" % listener.getsockname()[1]
        tool = os.path.join(os.path.dirname(story.STEPPE), "tests", "feeds", "fetch_tool")
        return subprocess.run([tool, os.path.join(folder, "crt"), str(room), url, url + "slow", url + "quick",
                               url + "late"], capture_output=True, text=True, timeout=60).stdout


def main():
    story.need("openssl")
    with tempfile.TemporaryDirectory(prefix="steppe-shared-") as folder:
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", "key", "-out", "crt", "-days", "30", "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost"], cwd=folder, check=True, capture_output=True)
        told = fetch(folder, 1 << 20, STATUS_200, 10)
        ok(told.splitlines()[1:4] == ["2 200 6 ", "3 200 6 ", "1 200 25000 "],
           "quick answers come before a slow one on their connection", told)
        contains(told, "in flight 0\n", "no room is taken for one that has ended")
        # What is not there needs no room: the late one is asked while the slow one has it all.
        told = fetch(folder, 200 << 10, STATUS_404, 40)
        contains(told, "1 200 55000 \n", "one that waits for room does not stop the other")
        contains(told, "3 200 6 \n", "and comes when there is room")
    story.done()


main()
