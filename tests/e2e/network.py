"""The network as it is out there: TLS, HTTP/2, HSTS, compression, proxies, passwords, odd hosts."""
import atexit
import base64
import glob
import gzip
import hashlib
import http.server
import json
import os
import re
import signal
import socket
import sqlite3
import ssl
import struct
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

story.need("nginx", "openssl")

FEED = ('<rss version="2.0"><channel><title>%s</title><item><guid>1</guid><title>Story of %s</title>'
        '<link>%s</link></item></channel></rss>')
SECRET = "s3cr3t-canary"


def feed(name, link="http://outlet.example/1"):
    return (FEED % (name, name, link)).encode()


def brotli(data):
    """One block that is stored, not compressed, and an empty last one (RFC 7932)."""
    head = (len(data) - 1) << 4 | 1 << 20
    return head.to_bytes(3, "little") + data + b"\x03"


def zstd(data):
    """A frame of one raw block (RFC 8878)."""
    return (b"\x28\xb5\x2f\xfd\xa0" + struct.pack("<I", len(data)) +
            (len(data) << 3 | 1).to_bytes(3, "little") + data)


CODINGS = {"gzip": gzip.compress, "br": brotli, "zstd": zstd}


class Server(http.server.BaseHTTPRequestHandler):
    """A server, and a proxy that knows every outlet of the world; remembers what it was asked."""
    seen = []
    routes = {}

    def do_GET(self):
        Server.seen.append((self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        answer = Server.routes.get(path)
        if answer:
            answer(self)
        else:
            self.give(feed(path.strip("/")))

    def give(self, body, status=200, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server6(story.WebServer):
    address_family = socket.AF_INET6


def paths():
    return [path for path, _ in Server.seen]


def serve(kind, address, handler=Server):
    server = kind((address, 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def configure(s, text):
    os.makedirs(s.dir, exist_ok=True)
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write(text)


def set_options(s, url, **options):
    """As the sheet of `e` in the reader writes them."""
    store = sqlite3.connect(os.path.join(s.dir, "steppe.db"))
    with store:
        changed = store.execute("UPDATE feeds SET options = ? WHERE url LIKE ?",
                                (json.dumps(options), "%" + url + "%")).rowcount
    store.close()
    equal(changed, 1, "options of %s are set" % url)


# ---- what is around a body

def codings(s, base):
    for coding, pack in CODINGS.items():
        Server.routes["/" + coding] = lambda self, pack=pack, coding=coding: self.give(
            pack(feed("packed " + coding)), Content_Encoding=coding)
        result = s.run("add", base + coding)
        contains(result.stdout, "packed %s (1 articles)" % coding, coding + " is unpacked")
    ok(all(c in Server.seen[-1][1]["Accept-Encoding"] for c in CODINGS), "and all of them are asked for",
       Server.seen[-1])


def hosts(s, port, port6):
    result = s.run("add", "http://[::1]:%d/six" % port6)
    contains(result.stdout, "six (1 articles)", "an IPv6 address is a host")
    result = s.run("add", "http://bücher.localhost:%d/idn" % port)
    contains(result.stdout, "idn (1 articles)", "a name in Unicode is a host")
    equal(Server.seen[-1][1]["Host"], "xn--bcher-kva.localhost:%d" % port, "asked for in ASCII")


# ---- passwords

def everything_said(s):
    """All that leaves the program for people, files and other programs."""
    said = ""
    for args in (["feeds"], ["feeds", "--json"], ["feeds", "--failing"], ["export", "opml"],
                 ["log"], ["list", "--json"], ["check"]):
        result = s.run(*args)
        said += result.stdout + result.stderr
    for folder, _, names in os.walk(s.dir):
        for name in names:
            if name.endswith(".log"):
                with open(os.path.join(folder, name), errors="replace") as f:
                    said += f.read()
    return said


def digest(self):
    """RFC 7616 with MD5, as the routers and wikis at home have it."""
    sent = dict(re.findall(r'(\w+)="?([^",]*)', self.headers.get("Authorization", "")))
    if sent.get("nonce") != "nonce-1":
        self.give(b"", 401, WWW_Authenticate='Digest realm="at home", nonce="nonce-1", qop="auth", algorithm=MD5')
        return

    def md5(text):
        return hashlib.md5(text.encode()).hexdigest()

    asked = "%s:nonce-1:%s:%s:auth:%s" % (md5("me:at home:" + SECRET), sent["nc"], sent["cnonce"],
                                          md5("GET:" + self.path))
    if sent["response"] == md5(asked):
        self.give(feed("digested"))
    else:
        self.give(b"", 401)


def command_lines():
    """Of all processes, as ps shows them."""
    lines = []
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            with open(path, errors="replace") as f:
                lines.append(f.read().replace("\0", " "))
        except OSError:
            pass
    return "\n".join(lines)


def basic(self):
    if "Authorization" not in self.headers:
        self.give(b"", 401, WWW_Authenticate='Basic realm="x"')
    elif base64.b64decode(self.headers["Authorization"][6:]).decode() == "me:" + SECRET:
        self.give(feed("locked"))
    else:
        self.give(b"", 401)


def passwords(s, port):
    Server.routes["/locked"] = basic
    Server.routes["/leads-away"] = lambda self: self.give(
        b"", 302, Location="http://127.0.0.2:%d/elsewhere" % port)
    result = s.run("add", "http://me:%s@127.0.0.1:%d/locked" % (SECRET, port))
    contains(result.stdout, "locked (1 articles)", "a name and a password open a feed")
    said = result.stdout + result.stderr
    result = s.run("add", "http://me:%s@127.0.0.1:%d/leads-away" % (SECRET, port))
    said += result.stdout + result.stderr
    elsewhere = [headers for path, headers in Server.seen if path == "/elsewhere"]
    ok(elsewhere and all("Authorization" not in h for h in elsewhere),
       "they stay behind when another host is next", elsewhere)
    Server.routes["/locked"] = lambda self: self.give(b"", 500)
    result = s.run("update", "--force", "locked")
    equal(result.returncode, 1, "the feed breaks")
    said += result.stdout + result.stderr + everything_said(s)
    ok(SECRET not in said, "the password is in no message, list, export or log", said)

    Server.routes["/locked"] = basic
    script = os.path.join(s.home, "pass")
    with open(script, "w") as f:
        f.write("#!/bin/sh\necho %s\necho a second line\n" % SECRET)
    os.chmod(script, 0o755)
    set_options(s, "/locked", user="me", password_command=script + " show outlet")
    result = s.run("update", "--force", "locked")
    equal(result.returncode, 0, "a command may tell the password" + result.stderr)
    set_options(s, "/leads-away", user="me", password_command=script)
    del Server.seen[:]
    s.run("update", "--force", "elsewhere")
    equal(paths(), ["/leads-away", "/elsewhere"], "a feed of it leads to another host")
    ok("Authorization" not in Server.seen[1][1], "which does not get it", Server.seen)

    Server.routes["/digest"] = digest
    s.run("add", "--later", "http://127.0.0.1:%d/digest" % port)
    set_options(s, "/digest", user="me", password_command=script)
    del Server.seen[:]
    result = s.run("update", "--force", "http://127.0.0.1:%d/digest" % port)
    equal(result.returncode, 0, "Digest is spoken, too" + result.stderr)
    ok(all("Basic" not in headers.get("Authorization", "") for _, headers in Server.seen),
       "and then the password is not said aloud", Server.seen)

    running = []
    Server.routes["/locked"] = lambda self: (running.append(command_lines()), basic(self))
    s.run("update", "--force", "locked")
    ok(running and s.dir in running[0] and SECRET not in "".join(running),
       "while it is fetched the password is on no command line", running)
    ok(SECRET not in everything_said(s), "and in no message, list, export or log afterwards")
    set_options(s, "/locked", user="me", password_command="/nonexistent/pass")
    result = s.run("update", "--force", "locked")
    contains(result.stderr, "/nonexistent/pass", "and is named when it fails")


def until(check):
    end = time.monotonic() + story.PATIENCE
    while not check() and time.monotonic() < end:
        time.sleep(0.02)
    return check()


def slow_password(s, port):
    """A command that takes its time, as one that asks for a passphrase, holds nobody up."""
    gate, script = os.path.join(s.home, "gate"), os.path.join(s.home, "slow-pass")
    with open(script, "w") as f:
        f.write("#!/bin/sh\nwhile ! test -e %s; do sleep 0.05; done\necho %s\n" % (gate, SECRET))
    os.chmod(script, 0o755)
    locked, open_to_all = "http://127.0.0.1:%d/locked" % port, "http://127.0.0.3:%d/open" % port
    s.run("add", "--later", open_to_all)
    set_options(s, "/locked", user="me", password_command=script)
    del Server.seen[:]
    update = subprocess.Popen(s.command("update", "--force", locked, open_to_all), env=s.env)
    ok(until(lambda: "/open" in paths()), "another feed is asked while the command takes its time", paths())
    ok("/locked" not in paths() and script in command_lines(), "and the one that waits is not")
    open(gate, "w").close()
    equal(update.wait(60), 0, "once the password is told it goes on")
    os.unlink(gate)
    update = subprocess.Popen(s.command("update", "--force", locked), env=s.env, stderr=subprocess.DEVNULL,
                              preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    ok(until(lambda: script in command_lines()), "the command runs again")
    update.send_signal(signal.SIGINT)
    equal(update.wait(25), 1, "Ctrl-C does not wait for it")
    ok(until(lambda: script not in command_lines()), "and it is gone, too")
    s.run("remove", locked)


# ---- proxies

def socks_server():
    """SOCKS5; whoever is asked for, the answer is a feed.  What was asked for is kept."""
    asked = []
    listener = socket.create_server(("127.0.0.1", 0))

    def talk(connection):
        with connection, connection.makefile("rb") as lines:
            lines.read(lines.read(2)[1])
            connection.sendall(b"\x05\x00")
            kind = lines.read(4)[3]
            name = lines.read(lines.read(1)[0]) if kind == 3 else lines.read(4 if kind == 1 else 16)
            lines.read(2)
            asked.append((kind, name))
            connection.sendall(b"\x05\x00\x00\x01" + bytes(6))
            while lines.readline().strip():
                pass
            body = feed("socks")
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)

    def accept():
        while True:
            threading.Thread(target=talk, args=(listener.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    return listener.getsockname()[1], asked


HOME = ["127.0.0.1:%d", "localhost:%d", "[::1]:%d", "[::ffff:127.0.0.1]:%d", "[64:ff9b::7f00:1]:%d",
        "2130706433:%d", "0x7f.1:%d", "169.254.169.254", "192.168.1.1", "10.0.0.1"]


def proxies(s, port):
    proxy = "http://127.0.0.1:%d" % port
    configure(s, 'proxy = "%s"\n' % proxy)
    result = s.run("add", "http://outlet.example/through")
    contains(result.stdout, "(1 articles)", "a proxy of the config is used")
    equal(paths()[-1], "http://outlet.example/through", "with the whole address")
    equal(s.run("add", "http://127.0.0.1:%d/near" % port).returncode, 0, "for every feed")
    equal(paths()[-1], "http://127.0.0.1:%d/near" % port, "the proxy got it")
    set_options(s, "/near", proxy="none")
    s.run("update", "--force", "near")
    equal(paths()[-1], "/near", "but one whose proxy is none is asked directly")

    configure(s, "")
    result = s.run("add", "http://outlet.example/environment", env={"http_proxy": proxy})
    contains(result.stdout, "(1 articles)", "the environment's proxy is used")

    port_of_socks, asked = socks_server()
    configure(s, 'proxy = "socks5h://127.0.0.1:%d"\n' % port_of_socks)
    result = s.run("add", "http://hidden.example/socks")
    contains(result.stdout, "socks (1 articles)", "a SOCKS proxy is used")
    equal(asked, [(3, b"hidden.example")], "which finds the name itself")
    configure(s, "")


def homes(s, port):
    """A public outlet, through a proxy, leads to the reader's own network."""
    env = {"http_proxy": "http://127.0.0.1:%d" % port, "no_proxy": "localhost"}
    base = "http://outlet.example/leads-home/"
    for i, home in enumerate(HOME):
        target = "http://%s/secret" % (home % port if "%d" in home else home)
        Server.routes[base + str(i)] = lambda self, target=target: self.give(b"", 302, Location=target)
        result = s.run("add", base + str(i), env=env)
        ok(result.returncode == 1 and "own network" in result.stderr,
           "a public outlet does not lead to " + home, result.stdout + result.stderr)
        Server.routes[base + str(i)] = lambda self, target=target: self.give(
            b'<html><head><link rel="alternate" type="application/rss+xml" href="%s">' % target.encode())
        result = s.run("add", base + str(i), env=env)
        ok(result.returncode == 1 and "own network" in result.stderr,
           "nor does a page of it, to " + home, result.stdout + result.stderr)
    ok(not [p for p in paths() if p.endswith("/secret")], "and nothing there was asked", paths())
    result = s.run("add", "http://localhost:%d/typed" % port)
    contains(result.stdout, "typed (1 articles)", "what a person typed may be at home")


# ---- TLS

def wait_for_port(port):
    end = time.monotonic() + story.PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("nothing answers on port %d" % port)


def openssl(folder, *args):
    subprocess.run(["openssl", *args], cwd=folder, check=True, capture_output=True)


def long_ago():
    """How x509 is told of a certificate that has expired: OpenSSL 3.4 has dates, and no negative days."""
    told = subprocess.run(["openssl", "x509", "-help"], capture_output=True, text=True)
    has_dates = "-not_after" in told.stderr + told.stdout
    return ["-not_before", "20220101000000Z", "-not_after", "20220201000000Z"] if has_dates else ["-days", "-1"]


def make_certificates(folder):
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    for name in ("ca", "other"):
        openssl(folder, "req", "-x509", *key, "-keyout", name + ".key", "-out", name + ".crt", "-days", "30",
                "-subj", "/CN=Authority " + name)
    openssl(folder, "req", "-x509", *key, "-keyout", "self.key", "-out", "self.crt", "-days", "30",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    month = ["-days", "30"]
    for name, host, by, until in (("good", "localhost", "ca", month), ("several", "localhost", "ca", month),
                                 ("wrong", "elsewhere.example", "ca", month),
                                 ("stranger", "localhost", "other", month),
                                 ("expired", "localhost", "ca", long_ago())):
        openssl(folder, "req", *key, "-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + host)
        with open(os.path.join(folder, name + ".ext"), "w") as f:
            f.write("subjectAltName=DNS:one.localhost,DNS:two.localhost\n" if name == "several" else
                    "subjectAltName=DNS:%s\n" % host)
        openssl(folder, "x509", "-req", "-in", name + ".csr", "-CA", by + ".crt", "-CAkey", by + ".key",
                "-CAcreateserial", *until, "-extfile", name + ".ext", "-out", name + ".crt")


def tls_nginx(s, folder):
    """nginx with a port for each certificate, and one more for the good one; their numbers."""
    names = ["good", "again", "wrong", "self", "stranger", "expired", "old"]
    ports = {name: story.free_port() for name in names}
    servers = ""
    for name in names:
        certificate = "good" if name in ("again", "old") else name
        servers += ("server { listen 127.0.0.1:%d ssl http2; root %s; ssl_certificate %s.crt; "
                    "ssl_certificate_key %s.key; ssl_protocols %s;\n"
                    "add_header Strict-Transport-Security max-age=1000;\n"
                    "location = /down { return 302 http://localhost:1/plain; } }\n" %
                    (ports[name], folder, os.path.join(folder, certificate), os.path.join(folder, certificate),
                     "TLSv1.1" if name == "old" else "TLSv1.2 TLSv1.3"))
    temp = "".join("%s_temp_path %s; " % (n, folder) for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    with open(os.path.join(folder, "nginx.conf"), "w") as f:
        f.write("%sdaemon off; pid %s/pid; error_log %s/error.log; worker_processes 1;\n"
                "events { }\nhttp { log_format short '$server_port $server_protocol $uri';\n"
                "access_log %s/access.log short; %s %s }\n" %
                ("user root; " if os.geteuid() == 0 else "", folder, folder, folder, temp, servers))
    with open(os.path.join(folder, "feed.xml"), "wb") as f:
        f.write(feed("secure"))
    program = "/usr/sbin/nginx" if os.path.exists("/usr/sbin/nginx") else "nginx"
    nginx = subprocess.Popen([program, "-p", folder, "-c", os.path.join(folder, "nginx.conf")],
                             stderr=subprocess.DEVNULL)
    atexit.register(nginx.terminate)  # also when the story breaks off
    wait_for_port(ports["old"])
    return nginx, ports


def two_programs(s, folder, trusting):
    """Two programs at once: what either learns of https stays."""
    gate = threading.Event()

    def wished(self):
        if self.path == "/waits":
            gate.wait(story.PATIENCE)
        self.give(feed(self.path.strip("/")), Strict_Transport_Security="max-age=1000")

    Server.routes["/waits"] = Server.routes["/comes"] = wished
    server = story.WebServer(("127.0.0.1", 0), Server)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "several.crt"), os.path.join(folder, "several.key"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = "https://%s.localhost:%d/%s"
    del Server.seen[:]
    first = subprocess.Popen(s.command("add", url % ("one", server.server_port, "waits")),
                             env=dict(s.env, **trusting), stdout=subprocess.DEVNULL)
    ok(until(lambda: "/waits" in paths()), "one program waits for its host")
    equal(s.run("add", url % ("two", server.server_port, "comes"), env=trusting).returncode, 0,
          "another one ends meanwhile")
    gate.set()
    equal(first.wait(60), 0, "then the first")
    with open(os.path.join(s.dir, "hsts")) as f:
        known = f.read()
    ok(all(name in known for name in ("one.localhost", "two.localhost", "localhost ")), "nobody's hosts are lost", known)
    Server.routes["/comes"] = lambda self: self.give(feed("comes"), Strict_Transport_Security="max-age=0")
    s.run("update", "--force", url % ("two", server.server_port, "comes"), env=trusting)
    with open(os.path.join(s.dir, "hsts")) as f:
        ok("two.localhost" not in f.read(), "and a host may take its wish back")
    Server.routes["/digest"] = digest
    result = s.run("add", "https://me:%s@two.localhost:%d/digest" % (SECRET, server.server_port), env=trusting)
    contains(result.stdout, "digested", "a server that wants Digest over TLS gets it")
    server.shutdown()


def certificates_in_health(s, urls, env):
    """What `feeds` and the reader's `i` say of a feed whose certificate is refused."""
    s.run("add", "--later", *urls.values())
    s.run("update", *urls.values(), env=env)
    told = {feed["id"]: feed["_steppe"] for feed in json.loads(s.run("feeds", "--json").stdout)["items"]}
    listed = s.run("feeds", "--failing").stdout
    for name, words in (("wrong", "the certificate belongs to another host"),
                        ("self", "the certificate is signed by nobody but itself"),
                        ("expired", "the certificate has expired")):
        feed = told[urls[name]]
        equal((feed["state"], feed["error"]), ("failing", words), "%s: the feed says why" % name)
        contains(feed["advice"], "certificate is refused", "%s: and what may be done" % name)
        contains(listed, words, "%s: feeds --failing, too" % name)
    s.open()
    s.keys("!")
    s.wait_for("Failing feeds")
    s.keys("G", "Enter", "i")
    screen = s.wait_for("Address")
    contains(screen, "the certificate has expired", "and i in the reader")
    s.keys("q", "Q")
    s.wait_for("exit status 0")
    s.run("remove", *urls.values())


def tls(s):
    folder = os.path.join(s.home, "tls")
    os.makedirs(folder)
    make_certificates(folder)
    nginx, ports = tls_nginx(s, folder)
    trusting = {"SSL_CERT_FILE": os.path.join(folder, "ca.crt")}
    url = "https://localhost:%d/feed.xml"
    result = s.run("add", url % ports["good"], env=trusting)
    contains(result.stdout, "secure (1 articles)", "a certificate of an authority of one's own is trusted")
    with open(os.path.join(folder, "access.log")) as f:
        contains(f.read(), "HTTP/2.0 /feed.xml", "over HTTP/2")
    for name, env, words in (("good", {}, "authority that is not trusted"),
                             ("wrong", trusting, "belongs to another host"),
                             ("self", trusting, "signed by nobody but itself"),
                             ("expired", trusting, "has expired"),
                             ("stranger", trusting, "authority that is not trusted"),
                             ("old", trusting, "TLS")):
        result = s.run("add", url % ports[name], env=env)
        ok(result.returncode == 1 and words in result.stderr, "refused: %s (%s)" % (name, words), result.stderr)
    certificates_in_health(s, {name: url % ports[name] for name in ("wrong", "self", "expired")}, trusting)
    result = s.run("add", "https://localhost:%d/down" % ports["good"], env=trusting)
    contains(result.stderr, "https to http", "a step down from https is refused")
    result = s.run("add", "http://localhost:%d/feed.xml" % ports["again"], env=trusting)
    contains(result.stdout, "secure", "a host that asked for https gets it, though http was typed (HSTS)")
    s.run("update", "--force", "six")
    with open(os.path.join(s.dir, "hsts")) as f:
        contains(f.read(), "localhost", "and is remembered by who asks elsewhere")
    two_programs(s, folder, trusting)
    nginx.terminate()
    nginx.wait()


def main():
    port, port6 = serve(story.WebServer, "0.0.0.0"), None
    try:
        port6 = serve(Server6, "::1")
    except OSError:
        print("# no IPv6 here")
    with story.Story() as s:
        codings(s, "http://127.0.0.1:%d/" % port)
        if port6:
            hosts(s, port, port6)
        passwords(s, port)
        slow_password(s, port)
        proxies(s, port)
        homes(s, port)
        tls(s)
    story.done()


main()
