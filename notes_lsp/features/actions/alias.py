"""Another name of a note, written into its front matter."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from notes_lsp.features.actions.asked import Asked
from notes_lsp.features.actions.at_cursor import link_at
from notes_lsp.features.actions.offer import Offer
from notes_lsp.features.edits import Changes
from notes_lsp.features.format.layout import line_ending
from notes_lsp.features.options import REWRITE_ALIAS
from notes_lsp.features.place import to_range
from notes_lsp.syntax import FrontMatter, LinkKind, Note
from notes_lsp.text import Span, Wording
from notes_lsp.vault.written import fold_name

_FIELD = re.compile(
    rb"^(?P<key>aliases|alias)[ \t]*(?P<sign>[:=])[ \t]*(?P<value>[^\r\n]*?)[ \t]*(?=\r|\n|\Z)",
    re.MULTILINE,
)
_FLOW = re.compile(rb"\[(?P<inner>[^\[\]\r\n]*)\]")
_ITEM = re.compile(rb"(?:\r\n|\n|\r)(?P<mark>[ \t]*-[ \t]+)[^\r\n]+")
_PLAIN = re.compile(r"[^\W\d_][\w ./()+-]*")
_NO_TEXT = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def adding_alias(asked: Asked) -> Iterator[Offer]:
    """Make the text of the link at the cursor a name of the note that it leads to."""
    link = link_at(asked)
    if link is None or link.kind not in {LinkKind.WIKI, LinkKind.INLINE} or link.image:
        return
    target = asked.snapshot.graph.resolve_link(asked.key, link).target
    if link.text is None or link.fragment is not None or target is None or not target.exists:
        return
    name = " ".join(asked.note.buffer.text(link.text).split())
    known = {fold_name(each) for each in asked.snapshot.graph.names(target.key)}
    note = asked.snapshot.note(target.key)
    bracketed = any(each in name for each in "[]|#^`$")
    if note is None or not name or bracketed or fold_name(name) in known:
        return
    edit = _edit(note, name)
    if edit is None:
        return
    found, (span, text) = note, edit

    def make() -> Changes:
        changes = asked.changes()
        range_ = to_range(found.buffer, span, changes.encoding)
        changes.replace(target.key, range_, text)
        return changes

    file = os.path.basename(target.key)  # noqa: PTH119  # a key
    title = Wording(f"Make `{name}` an alias of `{file}`", f"把 `{name}` 加为 `{file}` 的别名")
    yield Offer(title, REWRITE_ALIAS, make)


def _edit(note: Note, name: str) -> tuple[Span, str] | None:
    """The edit that adds a name; None where the field is written in a way of its own."""
    front, ending = note.front_matter, line_ending(note)
    if front is None:
        start = 3 if note.buffer.data.startswith(b"\xef\xbb\xbf") else 0
        text = f"---{ending}aliases: [{_yaml(name)}]{ending}---{ending}{ending}"
        return Span(start, start), text
    written = _toml(name) if front.format == "toml" else _yaml(name)
    fields = list(_FIELD.finditer(note.buffer.data, front.content.start, front.content.end))
    if not fields:
        sign = " =" if front.format == "toml" else ":"
        return _new_field(note, front, f"aliases{sign} [{written}]{ending}")
    return _grown(note, front, fields[0], written, ending) if len(fields) == 1 else None


def _new_field(note: Note, front: FrontMatter, line: str) -> tuple[Span, str] | None:
    at = front.content.end
    if front.format == "toml" and b"\n[" in b"\n" + front.content.cut(note.buffer.data):
        at = front.content.start  # behind the head of a table it would belong to that
    return Span(at, at), line


def _grown(
    note: Note, front: FrontMatter, field: re.Match[bytes], written: str, ending: str
) -> tuple[Span, str] | None:
    data, value = note.buffer.data, field["value"]
    if flow := _FLOW.fullmatch(value):
        at = field.start("value") + flow.end("inner")
        at -= len(flow["inner"]) - len(flow["inner"].rstrip())
        return Span(at, at), f", {written}" if flow["inner"].strip() else written
    if front.format == "toml" or value[:1] in {b"[", b"{", b"|", b">", b"&", b"*", b"#"}:
        return None
    if value:
        if b" #" in value or b", " in value:
            return None
        one = value.decode("utf-8", "replace")
        return Span(*field.span("value")), f"[{one}, {written}]"
    at, mark = field.end(), "  - "
    while item := _ITEM.match(data, at, front.content.end):
        at, mark = item.end(), item["mark"].decode()
    return Span(at, at), f"{ending}{mark}{written}"


def _yaml(name: str) -> str:
    return name if _PLAIN.fullmatch(name) and name.lower() not in _NO_TEXT else _toml(name)


def _toml(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
