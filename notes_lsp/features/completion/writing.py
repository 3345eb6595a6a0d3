"""How names are written in links, so that they are found again.

A wiki link ends at `#`, `|` and `]`, a destination at a space or a parenthesis that has no mate, a
table's cell at `|`; a formula or a code span beside the link must not begin in it. What stands in
the way is percent-encoded, which every kind of link understands.
"""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

from notes_lsp.syntax import LinkKind
from notes_lsp.vault.written import is_external

_IN_WIKI = re.compile(r"[#|\[\]^\\`$<>\x00-\x1f]|^\s+|\s+\Z")
_IN_DESTINATION = re.compile(r"[#?|\\`$\x00-\x1f]|\[(?=\[)|\](?=\])|&(?=[\w#]+;)")
_SPACE = re.compile(r"\s")
_ANGLE = re.compile(r"[<>]")
_PARENTHESIS = re.compile(r"[()]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_RISKY_HEADING = re.compile(r"[`$<>*_~]")


def in_wiki(path: str) -> str:
    """A note's path or name as it stands in `[[…]]`."""
    if not _IN_WIKI.search(path):
        return path
    return _IN_WIKI.sub(_encoded, path.replace("%", "%25"))


def is_plain(name: str) -> bool:
    """Whether a wiki link may call a note so without a second look."""
    return not _IN_WIKI.search(name) and not any(sign in name for sign in "%.:?/")


def in_destination(path: str, *, angle: bool = False) -> str:
    """A path as it stands in `[x](…)`, in `[x](<…>)` when `angle`, or behind `[x]: `."""
    written = _IN_DESTINATION.sub(_encoded, path.replace("%", "%25"))
    if angle:
        return _before_scheme(_ANGLE.sub(r"\\\g<0>", written))
    written = _SPACE.sub(_encoded, _ANGLE.sub(_encoded, written))
    if not _balanced(written):
        written = _PARENTHESIS.sub(r"\\\g<0>", written)
    return _before_scheme(written)


def in_attribute(path: str) -> str:
    """A path as it stands in the quotes of an HTML attribute."""
    written = _IN_DESTINATION.sub(_encoded, path.replace("%", "%25"))
    written = _ANGLE.sub(_encoded, written).replace('"', "&quot;").replace("'", "&apos;")
    return _before_scheme(written)


def in_fragment(fragment: str, *, angle: bool = False) -> str:
    """What stands behind `#` in a destination."""
    written = re.sub(r"[|\\`$<>()\x00-\x1f]|%(?=[0-9A-Fa-f]{2})", _encoded, fragment)
    return written if angle else _SPACE.sub(_encoded, written)


def is_risky(heading: str) -> bool:
    """Whether a heading's text, put into a wiki link, could be read as markup."""
    return _RISKY_HEADING.search(heading) is not None


def decoded(written: str) -> str:
    """What a destination or attribute that is being typed means."""
    text = html.unescape(written) if "&" in written else written
    text = _ESCAPE.sub(r"\1", text)
    return unquote(text, errors="replace") if "%" in text else text


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _before_scheme(path: str) -> str:
    """`re: notes.md` is no address of the scheme `re`, `c:x.md` is not on the drive `C:`."""
    return "./" + path if is_external(LinkKind.INLINE, path) or path[1:2] == ":" else path


def _balanced(path: str) -> bool:
    depth = 0
    for sign in _PARENTHESIS.findall(path):
        depth += 1 if sign == "(" else -1
        if depth < 0:
            return False
    return depth == 0
