"""Link reference definitions: found where pyromark read a text and gave nothing for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from msgspec.structs import replace

from notes_lsp.syntax.facts import Definition
from notes_lsp.syntax.lines import begins_line
from notes_lsp.syntax.links import destination
from notes_lsp.text import Span

_opening = re.compile(rb"\[(?!\^)((?:\\.|[^\[\]\\]){1,999})\]:", re.DOTALL)
_blank_line = re.compile(rb"(?:\r\n|\n|\r)[ \t>]*(?:\r\n|\n|\r)")
_space = re.compile(rb"[ \t]*(?:(?:\r\n|\n|\r)[ \t>]*)?")
_target = re.compile(rb"<(?:\\.|[^<>\\\r\n])*>|[^\s<](?:\\.|[^\s\\])*")
_title = re.compile(rb"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)", re.DOTALL)
_rest_of_line = re.compile(rb"[ \t]*(?=[\r\n]|\Z)")
_line_end = re.compile(rb"[\r\n]")
_LONGEST = 4_096
_LEADS = frozenset(b"/.#:")
"""A path or an address has one of these; a word of prose behind `[note]:` has none."""


def normalised(label: str) -> str:
    """A label as CommonMark compares it: white space collapsed, case folded."""
    return " ".join(label.split()).casefold()


def find_definitions(
    source: bytes,
    start: int,
    end: int,
    base: int,
    begins: Container[int],
    covered: Callable[[int], bool],
) -> list[Definition]:
    """The definitions between `start` and `end`.

    `begins` holds each offset where an event of pyromark starts: text in brackets that starts one
    is at most a loose definition. In code or HTML, which `covered` tells, there is none.
    """
    found: list[Definition] = []
    for opening in _opening.finditer(source, start, end):
        at = opening.start()
        if found and at < found[-1].span.end + base:
            continue
        if not begins_line(source, at) or covered(at):
            continue
        made = _definition(source, opening, end, base)
        if made is not None and at in begins:
            made = _loose(made, source, base)
        if made is not None:
            found.append(made)
    return found


def loose_at(source: bytes, at: int) -> bool:
    """Whether the `[` at `at` starts what would be a loose definition within a paragraph."""
    opening = _opening.match(source, at) if begins_line(source, at) else None
    made = _definition(source, opening, len(source), 0) if opening else None
    return made is not None and _loose(made, source, 0) is not None


def _loose(made: Definition, source: bytes, base: int) -> Definition | None:
    """A definition within a paragraph, where it is alone on its line and leads somewhere."""
    start, end = made.span.start + base, made.span.end + base
    alone = _rest_of_line.match(source, end) and not _line_end.search(source, start, end)
    leads = _LEADS & set(source[made.target.start + base : end])
    return replace(made, loose=True) if alone and leads else None


def _definition(source: bytes, opening: re.Match[bytes], end: int, base: int) -> Definition | None:
    end = min(end, opening.end() + _LONGEST)
    space = _space.match(source, opening.end(), end)
    target = _target.match(source, space.end() if space else opening.end(), end)
    if target is None:
        return None
    stop = target.end()
    title = None
    space = _space.match(source, stop, end)
    if space and space.end() > stop:
        written = _title.match(source, space.end(), end)
        if written and _fits(written, source, end):
            title = Span(written.start() + 1 - base, written.end() - 1 - base)
            stop = written.end()
    parts = destination(source, target.start(), target.end())
    first, last = parts.target if parts else target.span()
    mark = source.find(b"#", first, last)
    fragment = Span(mark + 1 - base, last - base) if mark >= 0 else None
    last = mark if mark >= 0 else last
    return Definition(
        Span(opening.start() - base, stop - base),
        Span(opening.start(1) - base, opening.end(1) - base),
        normalised(opening[1].decode()),
        Span(first - base, last - base),
        source[first:last].decode(),
        fragment,
        title,
    )


def _fits(title: re.Match[bytes], source: bytes, end: int) -> bool:
    """Whether a title stands alone at the end of its line and holds no empty line."""
    return bool(_rest_of_line.match(source, title.end(), end) and not _blank_line.search(title[0]))
