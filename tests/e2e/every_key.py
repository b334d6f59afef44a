"""Every key of every map, pressed in each of its views in a real terminal: does it what its command promises?

PROMISES has a row for each command of ui/keymap_tables.c in each view that has a key for it: what to
do before, what must come of the key, what to do after.  Whatever keys a map binds to the command are
pressed; a key without a row is a failure.  That takes minutes, so it is done with STEPPE_LONG=1 (make check-long),
or by hand: `every_key.py mutt`, `every_key.py mutt/list`, and after that commands or keys.
Shorter walks, always: keys.py and hands.py."""
import concurrent.futures
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
import walk  # noqa: E402
from walk import (NOWHERE, at, border_moved, both, copied, copied_like, counts, ended, fetched, hides,  # noqa: E402
                  in_pane, pane, remember, scribble, shows, started, stopped, view, wait)

story.need("nginx", "tmux")

MAPS = ("steppe", "newsboat", "mutt")
VIEWS = {"tree": "t", "list": "l", "article": "a", "sheet": "s"}
AT_ONCE = 2 * os.cpu_count()
NEXT_LIST = r"(Astana|Kazinform|Habr)  1/"
PROMPT = "(?m)^:"
BRIEFLY = 0.5  # for what a look may show at once, or else has to be brought about
REFUSED = "(?i)refused|could not|cannot be reached|no answer"

# What opens an article says so before it has marked it.
UNREAD_AGAIN = [counts("is:unread", 7), ":toggle-read", counts("is:unread", 8)]

# Views, command, before, what comes of the key, after.  Before and after: keys of all maps, ":commands",
# what to wait for, what to call.  "*6" after a command: its key is pressed six times.
PROMISES = [
    # moving
    ("tl", "down", [], at("Unread|Beta"), []),
    ("a*6", "down", [], hides("14:00"), []),
    ("s", "down", [], at("link 2 "), []),
    ("t", "up", ["End"], at("Technology|Habr"), []),
    ("l", "up", ["Down", at("Beta")], at("Alpha"), []),
    ("a*6", "up", ["Down"] * 6 + [hides("14:00")], shows("14:00"), []),
    ("s", "up", ["Down", at("link 2 ")], at("link 1 "), []),
    ("tl", "first", ["End", at("Broken|Theta")], at("Today|Alpha"), []),
    ("a", "first", ["End", shows("link59")], shows("Line 1 "), []),
    ("s", "first", ["End", at("link 59")], at("link 1 "), []),
    ("tl", "last", [], at("Broken|Theta"), []),
    ("as", "last", [], shows("link ?59"), []),
    ("tl", "half-page-down", [], at("Broken|Delta|Epsilon|Long|Zeta"), []),
    ("a", "half-page-down", [], hides("Line 1 "), []),
    ("s", "half-page-down", [], at("link 1[0-9]"), []),
    ("tl", "half-page-up", ["End", at("Broken|Theta")], at("Today|Gamma|Delta|Epsilon|Long"), []),
    ("a", "half-page-up", [":half-page-down", hides("Line 1 ")], shows("Line 1 "), []),
    ("s", "half-page-up", ["End", at("link 59")], at("link 4[0-9]"), []),
    ("tl", "page-down", [], at("Broken|Zeta|Theta"), []),
    ("a", "page-down", [], hides("Line 1 "), []),
    ("s", "page-down", [], at("link [23][0-9]"), []),
    ("tl", "page-up", ["End", at("Broken|Theta")], at("Today|Alpha|Beta"), []),
    ("a", "page-up", ["PageDown", hides("Line 1 ")], shows("Line 1 "), []),
    ("s", "page-up", ["End", at("link 59")], at("link [23][0-9]"), []),
    ("t", "read-on", ["End", at("Broken")], at("Astana|Habr"), []),
    ("l", "read-on", [], at("Zeta|Theta"), []),
    ("a", "read-on", [], hides("Line 1 "), []),
    ("t", "open", ["Down", at("Unread")], both(in_pane("list"), at("Alpha")), []),
    ("l", "open", [], both(in_pane("article"), shows("Words")), UNREAD_AGAIN),
    ("a", "open", [":next-link"], started("link"), []),
    ("s", "open", ["Down", at("link 2 ")], started("link2$"), []),
    ("t", "back", ["Down"] * 3 + [at("Kazakhstan")], at("▸ Kazakhstan"), [":fold", at("▾ Kazakhstan")]),
    ("l", "back", [], in_pane("tree"), []),
    ("a", "back", [], in_pane("list"), []),
    ("s", "back", [], in_pane("article"), []),
    ("t", "leave", [], ended, []),
    ("l", "leave", [], in_pane("tree"), []),
    ("a", "leave", [], in_pane("list"), []),
    ("s", "leave", [], in_pane("article"), []),
    ("tlas", "quit", [], ended, []),
    ("t", "next-pane", [], in_pane("list"), []),
    ("l", "next-pane", [], in_pane("article"), UNREAD_AGAIN),
    ("a", "next-pane", [], in_pane("tree"), []),
    ("t", "previous-pane", ["Down", shows("Alpha")], lambda s: pane(s) != "tree", []),
    ("l", "previous-pane", [], in_pane("tree"), []),
    ("a", "previous-pane", [], in_pane("list"), []),
    ("t", "next-feed", [], at("Astana"), []),
    ("t", "previous-feed", [], at("Broken|Habr"), []),
    ("l", "next-feed", [":goto Astana", shows("Astana  1/3")], shows("Kazinform  1/2"), []),
    ("l", "previous-feed", [":goto Kazinform", shows("Kazinform  1/2")], shows("Astana  1/3"), []),
    ("t", "next-unread-feed", [], at("Astana"), []),
    ("t", "previous-unread-feed", [], at("Habr"), []),
    ("la", "next-unread-feed", [], shows(NEXT_LIST), []),
    ("la", "previous-unread-feed", [], shows(NEXT_LIST), []),
    ("t", "next-folder", [], at("Kazakhstan"), []),
    ("t", "previous-folder", [], at("Technology"), []),
    ("l", "next-article", [], at("Beta"), []),
    ("l", "previous-article", ["Down", at("Beta")], at("Alpha"), []),
    ("a", "next-article", [], shows("  Zeta\n"), UNREAD_AGAIN),
    ("a", "previous-article", [], shows("  Epsilon\n"), UNREAD_AGAIN),
    ("l", "next-unread", [], at("Beta"), []),
    ("l", "previous-unread", ["End", at("Theta")], at("Zeta"), []),
    ("a", "next-unread", [], shows("  Zeta\n"), UNREAD_AGAIN),
    ("a", "previous-unread", [], shows("  Epsilon\n"), UNREAD_AGAIN),
    ("a", "next-match", [":find link 4", shows(r"match \d")], shows(r"match [2-9]"), ["Escape"]),
    ("a", "next-link", [], lambda s: (s.keys("Enter"), wait(s, started("link")))[1], []),
    ("a", "previous-link", [":next-link", ":next-link", ":next-link"],
     lambda s: (s.keys("Enter"), wait(s, started("link")))[1], []),
    ("tla", "goto", [], shows("(?m)^:goto"), ["Escape"]),
    # marks; an opened article has been marked unread again
    ("t", "toggle-read", ["Down"] * 4 + [at("Astana")], counts("is:unread", 5), [":undo", counts("is:unread", 8)]),
    ("l", "toggle-read-down", [], both(at("Beta"), counts("is:unread", 7)), [":undo", counts("is:unread", 8)]),
    ("la", "toggle-read", [], counts("is:unread", 7), [":undo", counts("is:unread", 8)]),
    ("t", "read-all", ["Down"] * 4 + [at("Astana")], counts("is:unread", 5), [":undo", counts("is:unread", 8)]),
    ("l", "read-all", [], counts("is:unread", 0), [":undo", counts("is:unread", 8)]),
    ("l", "read-above", ["Down", "Down", at("Gamma")], counts("is:unread", 6), [":undo", counts("is:unread", 8)]),
    ("tl", "read-everything", [], shows("all 8 unread as read"), ["Escape", hides("as read")]),
    ("la", "bookmark", [], counts("is:bookmarked", 1), [":undo", counts("is:bookmarked", 0)]),
    ("la", "edit-bookmark", [], shows("Tags:"), ["Escape", hides("Tags:")]),
    ("la", "tag", [], shows("Tags:"), ["Escape", hides("Tags:")]),
    ("tl", "tags", [], shows("(?m)^ rail|Tags"), []),
    ("la", "delete", [], counts("", 7), [":undo", counts("", 8)]),
    ("l", "select", [], shows("1 selected"), ["Escape", hides("selected")]),
    ("l*2", "select-range", [], shows("1 selected|range"), ["Escape", hides("selected")]),
    ("l", "select-all", [], shows("8 selected"), [":select-all", hides("selected")]),
    ("s", "select", ["q", in_pane("article"), ":starter", shows("Outlets to")], shows(r"\[x\]"), []),
    ("t", "undo", ["Down"] * 4 + [at("Astana"), ":read-all", counts("is:unread", 5)], counts("is:unread", 8), []),
    ("l", "undo", [":read-all", counts("is:unread", 0)], counts("is:unread", 8), []),
    ("a", "undo", [":toggle-read", counts("is:unread", 7)], counts("is:unread", 8), []),
    ("s", "undo", ["q", in_pane("article"), ":toggle-read", counts("is:unread", 7), ":links", shows("Links")],
     counts("is:unread", 8), []),
    ("tl", "redo", [":read-everything", "y", counts("is:unread", 0), ":undo", counts("is:unread", 8)],
     counts("is:unread", 0), [":undo", counts("is:unread", 8)]),
    ("a", "redo", [":toggle-read", counts("is:unread", 7), ":undo", counts("is:unread", 8)],
     counts("is:unread", 7), [":undo", counts("is:unread", 8)]),
    ("s", "redo", ["q", in_pane("article"), ":toggle-read", counts("is:unread", 7), ":undo", counts("is:unread", 8),
                   ":links", shows("Links")],
     counts("is:unread", 7), [":undo", counts("is:unread", 8)]),
    # feeds
    ("t", "update", ["Down"] * 4 + [at("Astana")], fetched("astana.xml"), []),
    ("l", "update", [":goto Astana", at("Alpha")], fetched("astana.xml"), []),
    ("a", "update", [], fetched("habr.xml"), []),
    ("tla", "update-all", [], both(fetched("astana.xml"), fetched("kazinform.xml"), fetched("habr.xml"),
                                   fetched("none.xml")), []),
    ("tl", "add", [], shows("Address:"), ["Escape", hides("Address:")]),
    ("t", "unsubscribe", ["End", at("Broken")], shows("Unsubscribe from Broken"), ["Escape", hides("Unsubscribe")]),
    ("t", "move", ["End", at("Broken")], shows("Folder"), ["Escape", hides("Folder")]),
    ("t", "new-folder", [], shows("New folder"), ["Escape", hides("New folder")]),
    ("t", "move-up", ["Down"] * 6 + [at("Technology")], shows(r"(?s) ▾ Technology.* ▾ Kazakhstan"),
     [":undo", shows(r"(?s) ▾ Kazakhstan.* ▾ Technology")]),
    ("t", "move-down", ["Down"] * 3 + [at("Kazakhstan")], shows(r"(?s) ▾ Technology.* ▾ Kazakhstan"),
     [":undo", shows(r"(?s) ▾ Kazakhstan.* ▾ Technology")]),
    ("t", "edit-feed", ["End", at("Broken")], both(shows("Update every"), shows("none.xml")), []),
    ("l", "edit-feed", [], shows("Update every"), []),
    ("tla", "failing", [], both(shows("Failing feeds"), shows("404")), []),
    ("t", "details", ["Down"] * 4 + [at("Astana")], shows("Last success"), []),
    ("la", "details", [], shows("First seen"), []),
    ("t", "full-text", ["Down"] * 4 + [at("Astana")], shows("[Ww]hole articles are fetched"),
     [":full-text", shows("stay as it sends them")]),
    ("la", "full-text", [], shows(REFUSED), []),
    ("a", "difference", [], shows("There is no former text"), []),
    # finding
    ("t", "search", [], shows("Search:"), ["Escape", hides("Search:")]),
    ("l", "narrow", [], shows("(?m)^/"), ["Escape", hides("(?m)^/")]),
    ("as", "find", [], shows("(?m)^/"), ["Escape", hides("(?m)^/")]),
    ("tl", "filter", [], shows("(?m)^="), ["Escape", hides("(?m)^=")]),
    ("l", "clear-filter", [":filter title:Delta", hides("Gamma")], shows("Gamma"), []),
    ("t", "clear-filter", ["Down", "Enter", in_pane("list"), ":filter title:Delta", hides("Gamma"), "q",
                           in_pane("tree")], shows("Gamma"), []),
    ("t", "unread-only", [], hides("Broken"), [":unread-only", shows("Broken")]),
    ("l", "unread-only", [], shows("Unread  ./8"), [":unread-only"]),
    ("t", "sort", [], shows("Sort the feeds"), []),
    ("l", "sort", [], shows("newest first"), []),
    # links and what leaves the reader
    ("t", "browse", ["Down"] * 4 + [at("Astana")], started("home-astana"), []),
    ("l", "browse", [], both(started("alpha"), counts("is:unread", 7)), [":undo", counts("is:unread", 8)]),
    ("a", "browse", [], started("long"), []),
    ("l", "browse-only", [], both(started("alpha"), counts("is:unread", 8)), []),
    ("l", "browse-unread", [], both(started("alpha"), counts("is:unread", 8)), []),
    ("a", "browse-unread", [], both(started("long"), counts("is:unread", 8)), []),
    ("l", "comments", ["Down"] * 5 + [at("Long")], started("talk"), []),
    ("a", "comments", [], started("talk"), []),
    ("a", "hints", [], lambda s: (s.keys("a"), wait(s, started("link")))[1], []),
    ("a", "link", [], shows("(?m)^:link"), ["Escape"]),
    ("a", "links", [], both(shows("(?m)^ Links"), shows(NOWHERE + "link4")), []),
    ("t", "copy", ["Down"] * 4 + [at("Astana")], copied_like(r"http://127.0.0.1:\d+/astana.xml"), []),
    ("l", "copy", [], copied(NOWHERE + "alpha"), []),
    ("a", "copy", [], copied(NOWHERE + "long"), []),
    ("s", "copy", ["Down", at("link 2 ")], copied(NOWHERE + "link2"), []),
    ("l", "copy-title", [], copied("Alpha " + NOWHERE + "alpha"), []),
    ("a", "copy-title", [], copied("Long " + NOWHERE + "long"), []),
    ("l", "enclosure", ["Down"] * 5 + [at("Long")], started("sound.mp3"), []),
    ("a", "enclosure", [], started("sound.mp3"), []),
    ("la", "save", [], shows("(?i)save as"), ["Escape", hides("(?i)save as")]),
    ("la", "pipe", [], shows("Pipe to:"), ["Escape", hides("Pipe to:")]),
    # looks
    ("t", "one-pane", ["Down", shows("Alpha")], hides("Alpha"), ["F3", shows("├")]),
    ("la", "one-pane", [], hides("Kazakhstan"), ["F3", shows("├")]),
    ("tla", "two-panes", [], hides("├"), ["F3", shows("├")]),
    ("tla", "three-panes", ["F2", hides("├")], shows("├"), []),
    ("tla", "border-left", [remember], border_moved, [":border-right"]),
    ("tla", "border-right", [remember], border_moved, [":border-left"]),
    ("la", "zen", [], hides("Kazakhstan"), [":zen", shows("Kazakhstan")]),
    ("a", "wider", [], shows(r"Width 7[3-9]"), [":narrower", shows("Width 72")]),
    ("a", "narrower", [], shows(r"Width (6\d|7[01])"), [":wider", shows("Width 72")]),
    ("tlas", "command-line", [], shows(PROMPT), ["Escape", hides(PROMPT)]),
    ("tlas", "help", [], shows("(?m)^ Keys"), []),
    ("tlas", "redraw", [scribble, shows("scribble")], hides("scribble"), []),
    ("tlas", "suspend", [], stopped, []),
]
PROMISES += [("a", "link %d" % n, [], started("link%d$" % n), []) for n in range(1, 11)]


def row_of(letter, command):
    for row in PROMISES:
        if letter in row[0] and command == row[1]:
            return row
    return None


# ---- where each view's rows begin

def begins(letter):
    return {"t": at("Today"), "l": both(in_pane("list"), at("Alpha"), shows("Unread  1/8")),
            "a": both(in_pane("article"), shows("14:00"), shows("Line 1 ")),
            "s": both(shows("(?m)^ Links"), at("link 1 "))}[letter]


def to_tree(s):
    """Each q is waited for: in the tree it would end the reader."""
    while (now := view(s)) != "t":
        s.keys("q")
        if not wait(s, lambda s: view(s) != now):
            return


LEADS = {"t": ("tree", ["Home", at("Today")]),
         "l": ("t", ["Home", "Down", at("Unread"), "Enter", in_pane("list"), "Home"]),
         "a": ("l", ["Down"] * 5 + [at("Long"), "Enter", both(in_pane("article"), shows("Line 1 ")),
                                    *UNREAD_AGAIN, "Home"]),
         "s": ("a", [":links", shows("(?m)^ Links"), "Home"])}


def do(s, steps):
    for step in steps:
        if callable(step):
            if not wait(s, step):
                return False
        elif step.startswith(":") and len(step) > 1:
            s.keys("text:" + step, "Enter")
        else:
            s.keys(step)
    return True


def view_is(letter):
    return lambda s: view(s) == letter


def is_over(s):
    """Whether the key before has ended the reader; its screen is never empty."""
    wait(s, shows(r"\S"))
    return ended(s)


def go(s, letter):
    """To where the rows of a view begin: at once when it is near, else from the tree."""
    s.keys("Escape")
    if is_over(s):
        s.open()
        s.tmux("set-option", "-s", "set-clipboard", "on")
        s.wait_for("Habr")
    if wait(s, view_is(letter), BRIEFLY):
        s.keys("Home")
        if wait(s, begins(letter), BRIEFLY):
            return
    if letter == "t":
        to_tree(s)
        if not wait(s, shows("Unread +8"), BRIEFLY):
            s.run("mark", "unread", "is:read")
            s.wait_for("Unread +8")
    else:
        go(s, LEADS[letter][0])
    do(s, LEADS[letter][1])
    wait(s, begins(letter))


# ---- the keys

def pressed(keys):
    """What tmux calls the keys of a table."""
    names = []
    while keys:
        end = keys.index(">") + 1 if keys.startswith("<") and keys != "<" else 2 if keys[0] == "^" and len(keys) > 1 else 1
        name, keys = keys[:end], keys[end:]
        names.append(walk.TMUX_NAMES.get(name) or ("C-" + name[1].lower() if len(name) == 2 else name))
    return names


def press(s, letter, keys, command):
    what = "%s in %s: %s" % (keys, {"t": "the tree", "l": "a list", "a": "an article", "s": "a sheet"}[letter], command)
    row = row_of(letter, command)
    if row is None:
        story.ok(False, what + ": there is no row for it in PROMISES")
        return
    views, _, before, check, after = row
    go(s, letter)
    ready = do(s, [walk.listen, *before])
    times = int(views.partition("*")[2] or 1)
    s.keys(*pressed(keys) * times)
    came = wait(s, check)
    told = "ready: %s; cursor %s\n%s" % (ready, s.cursor(), s.screen())
    story.ok(ready and came and do(s, after), what, told + "\nafterwards:\n" + s.screen())


def every_key(part, *only):
    """Keys that all maps share are pressed in Steppe's, in the others with STEPPE_LONG."""
    name, _, there = part.partition("/")
    commands = walk.keymap(name)
    if name != "steppe" and not os.environ.get("STEPPE_LONG"):
        commands = dict(commands.items() - walk.keymap("common").items())
    letters = VIEWS[there] if there else "tlas"
    with story.Story(120, 36) as s:
        walk.begin(s, "keymap = %s\n" % name)
        s.run("tag", "+rail", s.run("list", "title:Theta").stdout.split()[0])
        for letter in letters:
            for (where, keys), command in sorted(commands.items()):
                if where == letter and (not only or command in only or keys in only):
                    press(s, letter, keys, command)


def run_part(part):
    return subprocess.run([sys.executable, __file__, part], stdout=subprocess.PIPE, text=True)


def side_by_side(parts):
    """Each by a process of its own: most of the time is waiting."""
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        for part, process in zip(parts, pool.map(run_part, parts)):
            for line in process.stdout.splitlines():
                result = re.fullmatch(r"(not )?ok \d+ - (.*)", line)
                if result:
                    story.ok(not result[1], part + ": " + result[2])
                elif line.startswith("#"):
                    print(line, flush=True)
            story.ok(process.returncode == 0, part + ": that is all")


def without_promise(name):
    return [key for key, command in walk.keymap(name).items() if row_of(key[0], command) is None]


def main():
    if len(sys.argv) > 1:
        every_key(*sys.argv[1:])
        story.done()
    for name in MAPS:
        story.equal(without_promise(name), [], name + ": for each key it is said what must come of it")
    if os.environ.get("STEPPE_LONG"):
        side_by_side([name + "/" + there for name in MAPS for there in VIEWS])
    story.done()


main()
