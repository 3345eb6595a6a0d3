"""Markdown for clients that render it, plain text for those that do not."""

from __future__ import annotations

import re

from lsprotocol import types

from notes_lsp.math import to_unicode

_LINK = re.compile(r"!?\[([^\]\n]*)\]\(<?([^)\s>]*)>?[^)\n]*\)")
_MARKS = re.compile(r"(\*\*|__|`|\*)(.+?)\1")
_FORMULA = re.compile(r"(`+)[^`]+\1|\$\$?([^$\n]+)\$\$?")
_DELIMITER = re.compile(r"\|(?: *:?-+:? *\|)+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~$])")


def markup(text: str, markdown: bool) -> types.MarkupContent:
    """`text`, Markdown of our own making, as the client can show it."""
    if markdown:
        return types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.MarkupContent(types.MarkupKind.PlainText, plain(text))


def readable(text: str) -> str:
    """Markdown with its formulas as lines of Unicode: editors show a hover's LaTeX as it is."""
    return _FORMULA.sub(lambda found: to_unicode(found[2]) if found[2] else found[0], text)


def plain(text: str) -> str:
    """Our own cards without their marks: fences unwrapped, links as `text (address)`."""
    lines: list[str] = []
    fenced = False
    for line in text.splitlines():
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif fenced:
            lines.append("    " + line)
        elif not _DELIMITER.fullmatch(line):
            lines.append(_plain_line(line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _plain_line(line: str) -> str:
    line = re.sub(r"^#{1,6} ", "", line)
    if line.startswith("|"):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        line = ": ".join(cell.replace("\\|", "|") for cell in cells if cell)
    line = _LINK.sub(lambda link: _shown(link[1], link[2]), line)
    line = _MARKS.sub(r"\2", line)
    return _ESCAPE.sub(r"\1", line)


def _shown(text: str, address: str) -> str:
    return text if not address or text == address else f"{text} ({address})"
