"""Bytes to text by what the bytes are and what they declare; never by replacing characters."""

from __future__ import annotations

import codecs
import re

from pipelines.parse.parts import NotParsed

_HEAD_BYTES = 4096
# Matches '<meta charset="windows-1251">' and '<?xml version="1.0" encoding="UTF-8"?>';
# not "the charset of the page".
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read these names as the Windows code pages that contain them (WHATWG Encoding).
_WESTERN = "cp1252"
# Matches "Ïðåçèäåíò", the Russian for president read as Western; not "Türkiye", "créée".
_FOREIGN = re.compile(r"[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{4}")
_MOST_FOREIGN = 2  # a name may be spelt so; a text in another alphabet has hundreds
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}


def decode(content: bytes, fallback: str | None) -> str:
    """Return the text of a document whose head may declare its encoding.

    A byte order mark decides; then bytes that are UTF-8, for text in another encoding hardly
    ever is by chance, so that a page saved anew as UTF-8 is read rightly whatever it declares;
    then the declared encoding; then `fallback`, the source's.
    Raises NotParsed when the bytes are not in that encoding, or none is known. As Western any bytes
    can be read: text that shows another alphabet behind it is refused, too.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content, encoding, "byte order mark")
    try:
        return content.decode()
    except UnicodeDecodeError:
        found = _DECLARED.search(content, 0, _HEAD_BYTES)
    if found:
        return _decode(content, found[1].decode("ascii"), "declared")
    if fallback:
        return _decode(content, fallback, "the source's")
    detail = "not UTF-8, and no encoding is declared; set 'encoding' in the source"
    raise NotParsed("wrong encoding", detail)


def _decode(content: bytes, name: str, origin: str) -> str:
    try:
        known = codecs.lookup(name).name
        encoding = _READ_AS.get(known, known)
        text = content.decode(encoding)
    except (LookupError, UnicodeError) as error:
        raise NotParsed("wrong encoding", f"{name} ({origin}): {error}"[:200]) from error
    found = _FOREIGN.findall(text) if encoding == _WESTERN else []
    if len(found) > _MOST_FOREIGN:
        told = f"{name} ({origin}) makes '{found[0]}' of it: it is in another alphabet"
        raise NotParsed("wrong encoding", f"{told}; set 'encoding' in the source")
    return text
