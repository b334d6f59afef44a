"""Rules of the config file: obeyed when articles arrive, and what is said of mistakes."""
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

CONFIG = """rule "At home" {
    when = "title:kazakhstan"
    then = {"read", "tag home news"}
}
rule "Wrong query" {
    when = "title:oil since:never"
    then = {hide}
}
rule "Nothing to run" {
    when = "oil"
    then = {"hide", "run "}
}
rule "Nothing" {
    when = "oil"
}
rule "Empty" {
}
rule "Typing" {
    when = "oil"
    then = {raed}
}
rule "Everything" {
    when = "is:unread"
    then = {bookmark}
}
"""


def write_config(s, text):
    os.makedirs(s.dir, exist_ok=True)
    with open(os.path.join(s.dir, "config"), "w") as f:
        f.write(text)


def mistakes(s):
    said = s.run("count", "").stderr
    contains(said, 'line 6: rule "Wrong query": when: column 11', "a wrong query is told with name, line and column")
    contains(said, 'rule "Nothing to run": run needs a command', "a command needs its name")
    contains(said, 'rule "Nothing": it needs then', "a rule that does nothing is told")
    contains(said, 'rule "Typing": then = raed: allowed are read, bookmark, tag NAME, hide, notify and run COMMAND', "what is allowed is told")
    contains(said, 'line 16: rule "Empty": there is nothing in it', "an empty rule is told with its line")
    equal(said.count("\n"), 5, "one sentence a mistake")


def obeyed(s):
    s.run("add", s.url("feed.xml"))
    total = int(s.run("count", "").stdout)
    found = int(s.run("count", "title:kazakhstan").stdout)
    ok(0 < found < total, "the outlet has articles for the rule and others", "%d of %d" % (found, total))
    equal(s.run("count", "is:read").stdout, "%d\n" % found, "what a rule finds is read when it arrives")
    equal(s.run("count", 'tag:"home news"').stdout, "%d\n" % found, "and has the rule's tag")
    equal(s.run("count", "is:bookmarked").stdout, "%d\n" % (total - found), "a later rule sees what an earlier one did")


def listed(s):
    write_config(s, CONFIG.split('rule "Wrong query"')[0] +
                 'rule "Late" {\n when = "almaty OR saiga"\n then = {hide}\n}\n')
    lines = s.run("rules").stdout.splitlines()
    equal([line.split()[0] for line in lines], ["At", "Late"], "rules are listed in the file's order")
    contains(lines[0], "read, tag home news", "with what they do")
    contains(lines[1], "almaty OR saiga", "and with their query")
    found = s.run("list", "almaty OR saiga").stdout
    ok(len(found.splitlines()) >= 2, "the outlet has articles for the new rule")
    equal(s.run("rules", "--test", "Late").stdout, found, "--test shows what a rule would find, as list does")
    equal(s.run("list", "almaty OR saiga").stdout, found, "and changes nothing")
    again = s.run("rules", "--test", "Early")
    equal((again.returncode, again.stderr), (2, "steppe: Early: there is no such rule in the config\n"),
          "a rule that is not there is a mistake of use")


def hidden(s):
    s.run("remove", "1")
    with open(s.www("other.xml"), "w") as f:
        f.write("<rss version='2.0'><channel><title>Other</title>"
                "<item><guid>x1</guid><title>Almaty by night</title></item>"
                "<item><guid>x2</guid><title>Rain</title></item></channel></rss>")
    s.run("add", s.url("other.xml"))
    equal(s.run("list", "title:night OR title:rain").stdout.count("\n"), 1, "what a rule hides is not listed")
    contains(s.run("rules", "--test", "Late").stdout, "Almaty by night", "--test shows what was hidden")
    equal(s.run("rules", "--undo", "Late").stdout, "1 shown again\n", "--undo shows it again")
    item = json.loads(s.run("list", "--json", "title:night").stdout)["items"][0]
    equal(item["_steppe"].get("rule"), "Late", "its JSON names the rule that fired")
    ok("rule" not in json.loads(s.run("list", "--json", "title:rain").stdout)["items"][0]["_steppe"],
       "and that of others names none")
    contains(s.run("undo").stdout, "undone: showed what the rule Late had hidden", "which can be undone, too")
    equal(s.run("count", "title:night").stdout, "0\n", "then it is hidden again")
    equal(s.run("rules", "--undo", "Late", "--test", "Late").returncode, 2, "one thing at a time")


KEEPER = """#!/bin/sh
printf '%s\\n' "$@" >> "$0.words"
cat >> "$0.heard"
echo noise
sleep "${KEEPER_SLEEP:-0}"
"""


def told(s):
    keeper = os.path.join(s.dir, "keeper")
    with open(keeper, "w") as f:
        f.write(KEEPER)
    os.chmod(keeper, 0o755)
    write_config(s, 'rule "Night" { when = "title:night" then = {"notify", "run %s --from $HOME;x"} }\n'
                    'rule "All" { when = "feed:third" then = {notify} }\n'
                    'rule "Gone" { when = "title:night" then = {"run /does/not/exist", "tag gone"} }\n' % keeper)
    contains(s.run("rules").stdout.splitlines()[0], "notify, run /", "a rule is listed with what it runs")
    with open(s.www("third.xml"), "w") as f:
        f.write("<rss version='2.0'><channel><title>Third</title>" + "".join(
            "<item><guid>t%d</guid><title>%s</title></item>" % (i, title)
            for i, title in enumerate(["White nights", "Night &lt;b&gt;train&lt;/b&gt; $(id)", "Rain", "Snow", "Wind"])) +
            "</channel></rss>")
    s.run("add", "--later", s.url("third.xml"))
    said = s.run("update", "--force").stdout
    contains(said, "\nNight: Night train $(id)\n", "notify says the rule and the title")
    contains(said, "\nAll: 5 articles\n", "of many at once the number")
    with open(keeper + ".words") as f:
        equal(f.read(), "--from\n$HOME;x\n", "a command gets its words, and no shell looks at them")
    with open(keeper + ".heard") as f:
        heard = json.load(f)
    equal((heard["title"], heard["_steppe"]["feed_title"]), ("Night train $(id)", "Third"),
          "and the article as JSON")
    equal(s.run("count", "tag:gone").stdout, "1\n", "a command that is not there spoils nothing")
    log = s.run("update", "--force")
    ok("Night" not in log.stdout, "what came before is not told again")


SLOW = """#!/bin/sh
{ cat; echo; } | sed 's/.*"title":"\\([^"]*\\)".*/\\1/' >> "$0.begun"
test -e "$0.stuck" && while true; do test -e "$0.stuck" || exit; sleep 0.1; done
echo . >> "$0.ended"
"""


def lines_of(path):
    try:
        with open(path) as f:
            return f.read().splitlines()
    except FileNotFoundError:
        return []


def write_feed(s, name, titles):
    with open(s.www(name), "w") as f:
        f.write("<rss version='2.0'><channel><title>%s</title>" % name + "".join(
            "<item><guid>%s</guid><title>%s</title></item>" % (title, title) for title in titles) + "</channel></rss>")


def killed(s):
    """kill -9 between the commit and what is to be run."""
    keeper = os.path.join(s.dir, "slow")
    with open(keeper, "w") as f:
        f.write(SLOW)
    os.chmod(keeper, 0o755)
    open(keeper + ".stuck", "w").close()
    write_config(s, 'rule "Slow" { when = "title:slow" then = {"run %s"} }\n' % keeper)
    write_feed(s, "slow.xml", ["slow one", "slow two", "slow three"])
    s.run("add", "--later", s.url("slow.xml"))
    update = subprocess.Popen(s.command("update", "--force"), env=s.env, stdout=subprocess.DEVNULL,
                              start_new_session=True)
    end = time.monotonic() + story.PATIENCE
    while not lines_of(keeper + ".begun") and time.monotonic() < end:
        time.sleep(0.02)
    equal(len(lines_of(keeper + ".begun")), 1, "the first command is under way")
    os.kill(update.pid, signal.SIGKILL)
    update.wait()
    os.remove(keeper + ".stuck")
    equal(s.run("count", "title:slow").stdout, "3\n", "the articles were kept")
    s.run("update")
    begun = lines_of(keeper + ".begun")
    equal(sorted(begun.count("slow " + n) for n in ("one", "two", "three")), [1, 1, 2],
          "what a kill fell upon before it was run is run by the next update, what it interrupted again")
    equal(len(lines_of(keeper + ".ended")), 3, "each to its end")
    s.run("update", "--force")
    equal(len(lines_of(keeper + ".begun")), 4, "once run, nothing is run again")
    write_config(s, "")


def bounded(s):
    """What waits is bounded in number and in age."""
    keeper = os.path.join(s.dir, "slow")
    write_config(s, 'rule "Slow" { when = "title:many" then = {"run %s"} }\n' % keeper)
    os.remove(keeper + ".begun")
    write_feed(s, "many.xml", ["many %d" % i for i in range(25)])
    s.run("add", "--later", s.url("many.xml"))
    s.run("update", "--force")
    equal(len(lines_of(keeper + ".begun")), 20, "twenty commands for what is written together")
    store = sqlite3.connect(os.path.join(s.dir, "steppe.db"))
    now = int(s.env["STEPPE_NOW"])
    article = store.execute("SELECT id FROM articles WHERE title = 'many 3'").fetchone()[0]
    for rule, at in (("Slow", now - 8 * 86400), ("Slow", now - 6 * 86400), ("Other", now)):
        store.execute("INSERT INTO runs (rule, article_id, at) VALUES (?, ?, ?)", (rule, article, at))
    store.commit()
    s.run("update")
    equal(len(lines_of(keeper + ".begun")), 21, "what has waited for a week is not run any more")
    equal(store.execute("SELECT rule FROM runs").fetchall(), [("Other",)],
          "another config file's rule waits for that file")
    store.close()


def main():
    story.need("nginx")
    with story.Story(env={"STEPPE_NOW": "1650000000"}) as s:
        s.serve("astana")
        write_config(s, CONFIG)
        mistakes(s)
        obeyed(s)
        listed(s)
        hidden(s)
        told(s)
        killed(s)
        bounded(s)
    story.done()


main()
