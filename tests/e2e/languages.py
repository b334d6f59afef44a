"""Languages: the catalogues are found in the build tree and installed, and the screen speaks them."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
import story  # noqa: E402
from story import contains, equal, ok  # noqa: E402

story.need("tmux", "make", "msgfmt")


def build_tree(s):
    for language, words in (("kk", "мақалалар санын шығару"), ("ru", "вывести число статей")):
        told = s.run("count", "--help", env={"LANGUAGE": language}).stdout
        contains(told, words, "the build tree has the words of %s" % language)
    told = s.run("count", "--help", env={"LANGUAGE": "", "LC_ALL": "kk_KZ.UTF-8"}).stdout
    contains(told, "мақалалар", "a locale that the system lacks still chooses the language")
    told = s.run("count", "--help", env={"LANGUAGE": "kk", "LC_ALL": "C"}).stdout
    contains(told, "articles", "LC_ALL=C is English, whatever LANGUAGE says")
    told = s.run("parse", "-", stdin=b"<html><body><p>words</p></body></html>", env={"LANGUAGE": "ru"}).stderr
    contains(told, "это веб-страница", "a worker that can open no file speaks it, too")


def installed(s):
    there = os.path.join(s.home, "root")
    build = os.path.dirname(story.STEPPE)
    made = subprocess.run(["make", "-s", "-C", build, "install-data-local", "install-binPROGRAMS",
                           "DESTDIR=" + there], capture_output=True, text=True)
    found = [os.path.join(folder, "steppe") for folder, _, files in os.walk(there)
             if os.path.basename(folder) == "bin" and "steppe" in files]
    if not ok(found, "make install has the program", made.stderr):
        return
    moved = os.path.join(s.home, "elsewhere")
    shutil.move(os.path.dirname(os.path.dirname(found[0])), moved)
    ok(os.path.exists(os.path.join(moved, "share/locale/kk/LC_MESSAGES/steppe.mo")),
       "and the catalogues where gettext looks", made.stderr)
    told = subprocess.run([os.path.join(moved, "bin", "steppe"), "--help"], capture_output=True, text=True,
                          env=dict(s.env, LANGUAGE="ru")).stdout
    contains(told, "использование: steppe", "an installed tree that was moved keeps its languages")


def on_screen(s):
    for language, unread, help_words, keys in (("kk", "Оқылмаған", "анықтама", "төмен"),
                                               ("ru", "Непрочитанное", "справка", "вниз")):
        s.env["LANGUAGE"] = language
        s.open()
        s.wait_for(unread, "%s: the tree speaks it" % language)
        s.wait_for(help_words, "%s: the last line speaks it" % language)
        s.keys("?")
        s.wait_for(keys, "%s: the help speaks it" % language)
        s.keys("q", "Q")
        s.wait_for("exit status 0")


def main():
    with story.Story(80, 24) as s:
        build_tree(s)
        installed(s)
        on_screen(s)
        equal(bool(re.search("[А-я]", s.run("list", env={"LANGUAGE": "en"}).stdout)), False, "English stays English")
    story.done()


main()
