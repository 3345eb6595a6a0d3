"""Paths and fragments written into a link so that they are read back as they were meant."""

from __future__ import annotations

import html
import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from notes_lsp.syntax import LinkKind

_percent = re.compile(r"%[0-9A-Fa-f]{2}")
_percent_high = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")
_control = re.compile(r"[\x00-\x1f\x7f]")
_space = re.compile(r"\s")
_angle = re.compile(r"(?<!\\)[<>]")
_KEPT = "/~!$&'()*,;=:@-._+"
_TAKEN = {
    LinkKind.WIKI: "|#[]",
    LinkKind.HTML: "#?|\"'<>\\` ",
    LinkKind.FRONT_MATTER: "#?\"'[]{}:|,\\",
}
"""What would end a path of this kind, or be read as something else."""
_TAKEN_INLINE = "#?|\\`"


class Destination(NamedTuple):
    """What goes between `](` and `)`."""

    text: str
    angle: bool
    """It needs `<…>` around."""


def encoded_like(old: str, new: str, kind: LinkKind) -> str:
    """A path `new`, percent-encoded as far as `old` was, and wherever else it would be misread."""
    if _is_encoded(old):
        kept = _KEPT.translate(dict.fromkeys(map(ord, _TAKEN.get(kind, ""))))
        kept += " " if " " in old and kind is not LinkKind.FRONT_MATTER else ""
        text = quote(new, safe=kept, errors="surrogateescape")
        if kind is not LinkKind.WIKI and html.unescape(text) != text:
            text = text.replace("&", "%26")
        if kind is LinkKind.WIKI and text.replace("%25", "%") == new and not _percent.search(new):
            return new  # which is tried first as it stands: `100%25` may be another note
        return text if _percent_high.search(old) else _with_letters(text)
    taken = _TAKEN.get(kind, _TAKEN_INLINE)
    if kind is not LinkKind.WIKI or any(each in taken for each in new):
        # A wiki link's path is tried as it stands first, and decoded only then.
        new = _percent.sub(lambda match: "%25" + match[0][1:], new)
        if kind is not LinkKind.WIKI and html.unescape(new) != new:
            new = new.replace("&", "%26")
    if kind is LinkKind.HTML and " " in old:
        taken = taken.replace(" ", "")
    return "".join(_code(each) if each in taken or _control.match(each) else each for each in new)


def fragment_like(old: str, new: str, kind: LinkKind, angle: bool) -> str:
    """A fragment `new`, percent-encoded as far as `old` was and as far as it must be."""
    if _is_encoded(old):  # each heading of `Chapter#Section` for itself
        text = "#".join(encoded_like(old, part, kind) for part in new.split("#"))
    elif kind is LinkKind.WIKI:
        return new
    else:
        text = new.replace("<", "%3C").replace(">", "%3E")
        if not angle and not (kind is LinkKind.HTML and " " in old):  # it may have no quotes
            text = _space.sub("%20", text)
    if kind is not LinkKind.WIKI and not angle and not _balanced(text):
        text = text.replace("(", "%28").replace(")", "%29")
    return text.replace('"', "%22").replace("'", "%27") if kind is LinkKind.HTML else text


def address_safe(address: str) -> str:
    """A web address with codes for what would end it in a text, a table, HTML or `(…)`."""
    taken = "<>\"'|`\\" if _balanced(address) else "<>\"'|`\\()"
    return "".join(_code(each) if each in taken else each for each in address)


def destination(path: str, fragment: str) -> Destination:
    """An inline link's destination, with `<…>` where CommonMark asks for them.

    `path` comes from `encoded_like`; `fragment` is as it stood, with its `#`.
    """
    text = path + fragment
    if text.startswith("<") or _space.search(text) or not _balanced(text):
        if _angle.search(fragment):  # which is left alone, and would end `<…>`
            codes = "".join(_code(each) if each in "<>() " else each for each in path)
            return Destination(codes + fragment, angle=False)
        text = _angle.sub(r"\\\g<0>", path) + fragment
        return Destination(text, angle=True)
    return Destination(text, angle=False)


def decoded(text: str) -> str:
    """The text without percent codes."""
    return unquote(text, errors="surrogateescape") if "%" in text else text


def _is_encoded(text: str) -> bool:
    return bool(_percent.search(text)) and "\ufffd" not in unquote(text)


def _with_letters(text: str) -> str:
    """The codes of letters outside of ASCII undone: the link did not encode such."""
    return re.sub(r"(?:%[89A-F][0-9A-F])+", lambda match: decoded(match[0]), text)


def _code(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogateescape"))


def _balanced(text: str) -> bool:
    depth, before = 0, ""
    for each in text:
        if before != "\\":
            depth += (each == "(") - (each == ")")
        if depth < 0:
            return False
        before = each
    return depth == 0
