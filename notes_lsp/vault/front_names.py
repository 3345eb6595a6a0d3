"""Title and aliases of a front matter as most people write them, without a YAML parser.

Reading YAML costs more than reading the note below it; a cold start of 10,000 notes spends half a
second less.
"""

from __future__ import annotations

import re

_field = re.compile(rb"^(title|alias(?:es)?)[ \t]*:(.*)$", re.MULTILINE)
_item = re.compile(rb"[ \t]*-[ \t]+([^\r\n]*)")
_QUOTED = rb"\"[^\"\\\r\n]*\"|'[^'\r\n]*'"
_PLAIN = rb"[A-Za-z\x80-\xff][^\"'\[\]{},:#&*!|>%@`\r\n]*"
_scalar = re.compile(rb"[ \t]*(" + _QUOTED + rb"|" + _PLAIN + rb")[ \t]*\r?")
_item_scalar = re.compile(rb"(" + _QUOTED + rb"|" + _PLAIN + rb")[ \t]*\r?")
_flow = re.compile(rb"[ \t]*\[([^\[\]]*)\][ \t]*\r?")
_plain_start = re.compile(rb"(?:[ \t\r]*\n|#[^\n]*\n)*(?:[^# \t\r\n{}\[\]\"'?&*!|>%@`-]|\Z)")
_odd_key = re.compile(rb"^(?:[\"'?{]|<<|---|\.\.\.)", re.MULTILINE)
_goes_on = re.compile(rb"(?:[ \t\r]*\n)+[ \t]+[^ \t\r\n]")
_no_text = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n"])  # YAML 1.1


def quick_names(written: bytes) -> tuple[str, tuple[str, ...]] | None:
    """The title (or an empty text) and the aliases of a YAML front matter.

    None where they are not written plainly: then YAML's own rules must tell.
    """
    if not _plain_start.match(written) or _odd_key.search(written):
        return None
    fields = [*_field.finditer(written)]
    if len({field[1] for field in fields}) < len(fields):
        return None
    title = ""
    aliases: list[str] = []
    for field in fields:
        name, value = field[1], field[2]
        if value.strip() and _goes_on.match(written, field.end()):
            return None
        if name == b"title":
            text = _text(_scalar.fullmatch(value))
            if text is None:
                return None
            title = text.strip()
        else:
            found = _list(value, written[field.end() + 1 :])
            if found is None:
                return None
            aliases += found
    return title, tuple(dict.fromkeys(aliases))


def _list(value: bytes, below: bytes) -> list[str] | None:
    if flow := _flow.fullmatch(value):
        inner = flow[1].strip()
        texts = [_text(_scalar.fullmatch(each)) for each in inner.split(b",")] if inner else []
    elif value.strip():
        texts = [_text(_scalar.fullmatch(value))]
    else:
        texts = []
        for line in below.split(b"\n"):
            item = _item.fullmatch(line.rstrip(b"\r"))
            if item is None:
                if not line.strip():
                    continue
                if line[:1] in b" \t#":
                    return None  # goes on in a way of its own
                break
            texts.append(_text(_item_scalar.fullmatch(item[1])))
    known = [text for text in texts if text is not None]
    return known if len(known) == len(texts) else None


def _text(match: re.Match[bytes] | None) -> str | None:
    if match is None:
        return None
    written = match[1].decode("utf-8", "replace")
    if written[0] in "\"'":
        return written[1:-1]
    text = written.rstrip()
    return None if text.lower() in _no_text else text
