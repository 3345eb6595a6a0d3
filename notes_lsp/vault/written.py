"""Paths as links write them, and as the vault compares them."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from notes_lsp.syntax import LinkKind
from notes_lsp.vault.uris import to_key

_scheme = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+:", re.IGNORECASE)
_drive = re.compile(r"[A-Za-z]:[\\/]")
_escape = re.compile(r"\\([!-/:-@\[-`{-~])")
_templates = ("{{", "{%", "${", "<%", "<?", "$(")
_page_endings = (".html", ".htm")

FOLDER_NOTES = frozenset({"readme", "index"})
"""The stems of notes that speak for their folder."""


def fold_name(text: str) -> str:
    """The form in which names and paths are compared: case and Unicode form do not count."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text).casefold()


def is_external(kind: LinkKind, path: str) -> bool:
    """Whether a link leads out of the vault: `https:`, `mailto:`, `//host`, a bare address."""
    if kind in {LinkKind.URL, LinkKind.AUTOLINK}:
        return True
    if kind is LinkKind.WIKI:
        return "://" in path and _scheme.match(path) is not None
    return path.startswith("//") or _scheme.match(path) is not None


def is_template(destination: str) -> bool:
    """Whether the site's generator fills in a part of a path or fragment: `{{ site.url }}/a.md`.

    Of `(<%= url %>)` the outer `<` and `>` are the link's own.
    """
    code = destination[:1] == destination[-1:] == "%" and len(destination) > 2
    return code or any(mark in destination for mark in _templates)


def is_absolute(path: str) -> bool:
    """Whether a cleaned path names a place on this machine: it was a `file:` URI or has a drive."""
    return _drive.match(path) is not None or path.startswith("file:")


@lru_cache(maxsize=8192)
def readings(kind: LinkKind, path: str) -> tuple[str, ...]:
    """What `path` may mean, with `/` between its parts, the likeliest first.

    An inline destination has escapes, entities and percent codes undone and its query dropped; a
    name that looks encoded but is not is understood too. A `file:` URI gives `file:` and a key.
    """
    if path[: 5 if kind is not LinkKind.WIKI else 8].lower() in {"file:", "file:///"}:
        return ("file:" + to_key(path.partition("?")[0]),)
    whole = path.strip()
    if kind is not LinkKind.WIKI:
        if "&" in whole:
            whole = html.unescape(whole)
        whole = _escape.sub(r"\1", whole)
    whole = whole.replace("\\", "/")
    if kind is LinkKind.WIKI:
        return tuple(dict.fromkeys((whole, _decoded(whole))))
    plain = whole.partition("?")[0]
    return tuple(dict.fromkeys((_decoded(plain), plain, whole)))


def link_bucket(kind: LinkKind, path: str, endings: tuple[str, ...]) -> str:
    """The bucket of a link."""
    name = path[path.rfind("/") + 1 :].removesuffix(endings[0])
    usual = name.replace("-", "").isalnum() and not (
        "%" in path or "?" in path or "&" in path or "\\" in path
    )
    if usual:  # no step of the long way would change it
        return name.lower() if name.isascii() else fold_name(name)
    return bucket(readings(kind, path)[0], endings)


@lru_cache(maxsize=65_536)
def bucket(path: str, endings: tuple[str, ...]) -> str:
    """Under which name the vault keeps a link: the last part of its path, folded, without ending.

    `path` is the first of a link's `readings`, or one of a note's names. Every
    way to write a link to a note falls into the bucket of one of the note's names; a link to the
    folder itself (`./`, `..`) into `.`.
    """
    while "%" in path and (decoded := _decoded(path)) != path:
        path = decoded
    name = path.rstrip().rstrip("/").rpartition("/")[2].partition("?")[0].strip()
    return fold_name(stem_of(name, endings)).strip() or "."


def stem_bucket(stem: str, endings: tuple[str, ...]) -> str:
    """The bucket of a note's file, given its stem."""
    if stem.replace("-", "").isalnum():  # as `link_bucket` has it
        return stem.lower() if stem.isascii() else fold_name(stem)
    return bucket(stem, endings)


def stem_of(name: str, endings: tuple[str, ...]) -> str:
    """A file's name without the ending of a note or of its page; `endings` are with their dots."""
    if name in {"", ".", ".."}:
        return ""
    lowered = name.lower()
    for ending in (*endings, *_page_endings):
        if lowered.endswith(ending) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def _decoded(path: str) -> str:
    return unquote(path, errors="surrogateescape") if "%" in path else path
