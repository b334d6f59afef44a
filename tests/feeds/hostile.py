#!/usr/bin/env python3
"""What hostile documents of 16 MiB cost in the worker: `hostile.py STEPPE [WORD…]`.

Each row is a document: its start, what is repeated up to the size, its end.  A
fresh worker reads it; printed are the kinds that take over 2 s of CPU or more
memory than four times the document.  WORD: only kinds that have it in their name.
"""
import resource
import struct
import subprocess
import sys

SIZE = 16 << 20
MAGIC = 0x53746570
RSS = "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' " \
    "xmlns:media='http://search.yahoo.com/mrss/' xmlns:content=" \
    "'http://purl.org/rss/1.0/modules/content/' xmlns:itunes=" \
    "'http://www.itunes.com/dtds/podcast-1.0.dtd' " \
    "xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>T</title>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>"
RDF = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' " \
    "xmlns='http://purl.org/rss/1.0/'>"
JSON = '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":['
PAGE = "<!DOCTYPE html><html><head><title>T</title></head><body>"

# Repeated inside an item: fields, and what they may hold.
INSIDE = {
    "categories": "<category>%d</category>", "same categories": "<category>a</category>",
    "authors": "<author>%d</author>", "mails": "<author>a%d@b.org (N)</author>",
    "creators": "<dc:creator>%d</dc:creator>", "subjects": "<dc:subject>%d</dc:subject>",
    "enclosures": "<enclosure url='%d'/>", "same enclosures": "<enclosure url='a'/>",
    "media": "<media:content url='%d'/>", "groups": "<media:group><media:content url='%d'/></media:group>",
    "thumbnails": "<media:thumbnail url='a'/>", "keywords": "<itunes:keywords>a,b,c</itunes:keywords>",
    "guids": "<guid>a</guid>", "links": "<link>a</link>", "atom links": "<atom:link rel='enclosure' href='%d'/>",
    "titles": "<title>a</title>", "titles with markup": "<title>a &lt;b&gt;b&lt;/b&gt; &amp;amp;</title>",
    "descriptions": "<description>a</description>", "dates": "<pubDate>Tue, 05 Apr 2022 10:00:00 GMT</pubDate>",
    "wrong dates": "<pubDate>x</pubDate>", "sources": "<source url='a'>b</source>",
    "empty elements": "<a/>", "unknown elements": "<a>b</a>", "named elements": "<a%d/>",
    "prefixed elements": "<a%d:b/>", "attributes": "<a b='c' d='e'/>", "nested": "<a>", "end tags": "</a>",
    "comments": "<!---->", "instructions": "<?a?>", "sections": "<![CDATA[a]]>", "open sections": "<![CDATA[",
    "brackets": "< ", "ampersands": "&", "references": "&#65;", "wrong references": "&a%d;", "long references": "&#x000041;",
    "names": "&hellip;", "declared": "<a xmlns='u%d'>x</a>", "declared prefixes": "<p%d:a xmlns:p%d='u'/>",
    "bases": "<a xml:base='b/'>", "line breaks": "\n", "words": "word ", "letters": "a", "é": "é", "я": "я", "語": "語", "😀": "😀",
    "persons": "<author><name>%d</name></author>", "contributors": "<dc:contributor>%d</dc:contributor>",
    "podcast people": "<podcast:person xmlns:podcast='https://podcastindex.org/namespace/1.0'>%d</podcast:person>",
    "itunes categories": "<itunes:category text='%d'/>", "nested categories": "<itunes:category text='%d'>",
    "quotes": "<a b=\"", "apostrophes": "<a b='", "mixed quotes": "<a b='\"> <a b=\"'>", "open tags": "<a ", "tags cut": "<a<",
    "images": "<image>a</image>", "itunes images": "<itunes:image href='a'/>", "long values": "<a b='" + "x" * 1000 + "'/>",
    "names of 1000 bytes": "<" + "x" * 1000 + "/>", "names of 60 bytes": "<" + "x" * 60 + "/>", "attribute names of 1000 bytes": "<a " + "x" * 1000 + "='1'/>",
    "texts of 65 bytes": "<a>" + "x" * 65 + "</a>", "texts of 63 bytes": "<a>" + "x" * 63 + "</a>", "texts of 100 bytes with references": "<a>" + "x" * 95 + "&amp;</a>",
}
WHOLE = {
    "items": (RSS, "<item/>", ""), "items with a title": (RSS, "<item><title>a</title></item>", ""),
    "items of 330 bytes": (RSS, "<item><title>%d</title><description>" + "x" * 270 + "</description></item>", ""),
    "items of 330 bytes in fields": (RSS, "<item><title>%d</title><link>a</link><guid>%d</guid><category>a</category><category>b</category><category>c</category><author>a</author><dc:creator>b</dc:creator><enclosure url='a'/><pubDate>2022-04-05</pubDate><comments>a</comments><source url='a'>b</source><description>a</description><content:encoded>b</content:encoded></item>", ""),
    "items of many files": (RSS, "<item>" + "".join("<enclosure url='%s%%d'/>" % c for c in "abcdefghijklmno") + "</item>", ""),
    "items of many people": (RSS, "<item>" + "<author>a</author><dc:creator>b</dc:creator><dc:contributor>c</dc:contributor>" * 4 + "</item>", ""),
    "items of many tags": (RSS, "<item>" + "".join("<category>%s</category>" % c for c in "abcdefghijkl") + "</item>", ""),
    "items without end": (RSS, "<item><title>x</title>", ""), "entries": (ATOM, "<entry/>", ""),
    "entries of 330 bytes": (ATOM, "<entry><id>%d</id><title>a</title><link href='a'/><author><name>a</name><uri>b</uri></author><author><name>b</name></author><category term='a'/><category term='b'/><summary>a</summary><content type='html'>&lt;p&gt;x&lt;/p&gt;</content><updated>2022-04-05T00:00:00Z</updated></entry>", ""),
    "authors of a feed of entries": (ATOM + "<author><name>a</name></author>" * 90, "<entry><id>%d</id>" + "x" * 290 + "</entry>", ""),
    "rdf items": (RDF, "<item rdf:about='%d'><title>a</title></item>", ""),
    "head elements": (RSS, "<a/>", ""), "head categories": (RSS, "<category>%d</category>", ""), "head text": (RSS, "words ", ""),
    "head nested": (RSS, "<b>", ""), "head links": (ATOM, "<link rel='hub' href='%d'/>", ""), "entities": ("<!DOCTYPE rss [", "<!ENTITY a 'b'>", "]>" + RSS), "open declarations": (RSS, "<![ >", ""),
    "open comments": (RSS, "<!-- ", ""), "comments with items": (RSS, "<item><!-- </item>", "-->"), "sections with items": (RSS, "<item><![CDATA[</item>", "]]>"),
    "roots": ("", RSS + "</channel></rss>", ""), "text before": ("", "<x>y</x>", RSS), "blanks before": ("", " ", RSS), "blanks behind": (RSS + "<item><title>a</title></item></channel></rss>", " ", ""),
    "xhtml": (ATOM + "<entry><content type='xhtml'>", "<p>a</p>", ""), "xhtml deep": (ATOM + "<entry><content type='xhtml'>", "<b>", ""), "xhtml attributes": (ATOM + "<entry><content type='xhtml'>", "<b c='&lt;&gt;&amp;'/>", ""), "xhtml below bases": (ATOM + "<entry><content type='xhtml'>" + "<div xml:base='x/'>" * 100, "<a xml:base='x/' href='y'/>", ""),
    "base64": ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><content mode='base64' type='text/html'>", "PGI+", "</content></entry></feed>"), "base64 of bad bytes": ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><content mode='base64' type='text/html'>", "//79", "</content></entry></feed>"),
    "page": (PAGE, "<p>a</p>", ""), "page of links": ("<html><head>", "<link rel=alternate type=application/rss+xml href=%d>", ""), "page of anchors": (PAGE, "<a href=%d.xml>rss</a>", ""),
    "NUL": (RSS + "<item><title>", "\0", "</title></item>"), "controls": (RSS + "<item><title>", "\x01", "</title></item>"), "C1": (RSS + "<item><title>", "\x92", "</title></item>"),
    "JSON items": (JSON, "{},", "{}]}"), "JSON ids": (JSON, '{"id":%d},', "{}]}"), "JSON items of 330 bytes": (JSON, '{"id":%d,"title":"a","url":"b","tags":["a","b","c","d"],"authors":[{"name":"a"},{"name":"b"}],"attachments":[{"url":"a"},{"url":"b"}],"content_text":"' + "x" * 180 + '"},', "{}]}"),
    "JSON text": (JSON + '{"id":"a","content_text":"', "x", '"}]}'), "JSON escapes": (JSON + '{"id":"a","content_text":"', "\\u0416", '"}]}'), "JSON surrogates": (JSON + '{"id":"a","content_text":"', "\\ud83d", '"}]}'), "JSON quotes": (JSON + '{"id":"a","content_text":"', '\\"', '"}]}'), "JSON raw breaks": (JSON + '{"id":"a","content_text":"', "\n", '"}]}'),
    "JSON tags": (JSON + '{"id":"a","tags":[', '"%d",', '""]}]}'), "JSON numbers": (JSON + '{"id":"a","tags":[', "1,", '""]}]}'), "JSON authors": (JSON + '{"id":"a","authors":[', '{"name":"%d"},', '{}]}]}'), "JSON attachments": (JSON + '{"id":"a","attachments":[', '{"url":"%d"},', '{}]}]}'), "JSON unknown": (JSON + '{"id":"a","_x":[', "[],", '0]}]}'), "JSON unknown objects": (JSON + '{"id":"a","_x":[', '{"a":1},', '0]}]}'), "JSON members": (JSON + '{"id":"a"', ',"a%d":1', "}]}"), "JSON deep": (JSON, "[", ""), "JSON arrays": ("", "[],", "1]"), "JSON blanks": (JSON, " ", "]}"), "JSON outside": (JSON + '],"x":[', "0,", "0]}"), "JSON outside before": ('{"version":"https://jsonfeed.org/version/1.1","x":[', "[],", '0],"items":[{"id":"a"}]}'), "JSON html": (JSON + '{"id":"a","content_html":"', "<p>a</p>", '"}]}'), "JSON names of 1000 bytes": (JSON + '{"id":"a"', ',"' + "x" * 1000 + '":1', "}]}"), "JSON commas": (JSON + '{"id":"a","tags":["x"', ",", "]}]}"),
    "JSON many texts": (JSON + '{"id":"a","_x":["a"', ',"' + "x" * 60 + '"', "]}]}"),
}
ENCODINGS = {"windows-1251": "я", "iso-8859-1": "é", "windows-1252": "é", "tis-620": "ก", "windows-1255": "ש", "windows-1258": "ê", "gb18030": "語", "shift_jis": "語", "euc-jp": "語", "iso-2022-jp": "語", "euc-kr": "한", "big5": "語", "utf-16-le": "я", "utf-16-be": "a", "utf-32-le": "я", "utf-16-le ": "語", "koi8-r": "я", "cp866": "я", "utf-8": "я"}


def kinds():
    for name, again in INSIDE.items():
        yield "item: " + name, RSS + "<item>", again, "</item></channel></rss>"
        if not again.startswith("<") or again.startswith("<a"):
            yield "title: " + name, RSS + "<item><title>", again, "</title></item></channel></rss>"
            yield "description: " + name, RSS + "<item><title>t</title><description>", again, "</description></item></channel></rss>"
            yield "section: " + name, RSS + "<item><title>t</title><content:encoded><![CDATA[", again, "]]></content:encoded></item></channel></rss>"
    for name, (start, again, end) in WHOLE.items():
        yield "whole: " + name, start, again, end
    for label, letter in ENCODINGS.items():
        declaration = "<?xml version='1.0' encoding='%s'?>" % (label.replace("-le", "").replace("-be", "").strip())
        yield "encoding: " + label, declaration + RSS + "<item><title>t</title><description>", letter, "</description></item></channel></rss>"
        yield "encoding in words: " + label, declaration + RSS + "<item><title>t</title><description>", letter * 4 + " ", "</description></item></channel></rss>"
        yield "faults: " + label, declaration + RSS + "<item><title>t</title><description>", None, ""


def document(name, start, again, end):
    encoding = name.split(": ")[1].strip() if name.startswith(("encoding", "faults")) else "utf-8"
    if again is None:
        wide = encoding.startswith("utf-")
        again = b"\xff\xfe\xd8\xd8" if wide else b"\x81\xff a"
        return start.encode(encoding) + again * ((SIZE - len(start)) // 4)
    if name.endswith(("NUL", "controls", "C1")):
        encoding = "latin-1"
    count = 0
    out = [start.encode(encoding)]
    length = len(out[0])
    fixed = None if "%d" in again else again.encode(encoding)
    if fixed:
        out.append(fixed * ((SIZE - length) // len(fixed)))
    else:
        while length < SIZE:
            piece = again.replace("%d", str(count)).encode(encoding)
            out.append(piece)
            length += len(piece)
            count += 1
    out.append(end.encode(encoding))
    return b"".join(out)


def read_whole(stream, length):
    """The next `length` bytes, thrown away; false when there are fewer."""
    while length > 0:
        piece = stream.read(min(length, 1 << 16))
        if not piece:
            return False
        length -= len(piece)
    return True


def measure(steppe, body):
    """Peak memory in bytes and CPU seconds of a fresh worker; see src/jobs/frame.h, work.h."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    worker = subprocess.Popen([steppe, "--worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    request = struct.pack("=IIq", 0, 0, 0)  # no address, no type, no known items
    worker.stdin.write(struct.pack("=IIQ", MAGIC, 0, len(request) + len(body)) + request)
    worker.stdin.write(body)
    worker.stdin.flush()
    head = worker.stdout.read(16)
    is_answered = len(head) == 16 and read_whole(worker.stdout, struct.unpack("=IIQ", head)[2])
    memory = 0
    if is_answered:
        with open("/proc/%d/status" % worker.pid) as status:
            memory = [int(line.split()[1]) << 10 for line in status if line.startswith("VmHWM")][0]
    worker.stdin.close()
    worker.wait()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return memory, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    steppe, words = sys.argv[1], sys.argv[2:]
    total = over = 0
    base, _ = measure(steppe, RSS.encode() + b"</channel></rss>")
    base += 1 << 20  # its tables and buffers
    for name, start, again, end in kinds():
        if words and not any(word in name for word in words):
            continue
        body = document(name, start, again, end)
        memory, seconds = measure(steppe, body)
        is_over = memory == 0 or memory - base > 4 * len(body) or seconds > 2
        total += 1
        over += is_over
        if is_over or words:
            print("%-45s %5.1f times, %5.2f s%s" % (name, (memory - base) / len(body), seconds,
                  "" if memory else ", it died"), flush=True)
    print("%d kinds, %d over" % (total, over))
    return over > 0


if __name__ == "__main__":
    sys.exit(main())
