r"""Rows of tables that a `|` cut in the wrong place, and cells that miss their row's form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from notes_lsp.features.rules.passage import Passage
from notes_lsp.features.rules.registry import passage_rule
from notes_lsp.syntax.facts import Row, Table
from notes_lsp.syntax.problem import Fix, Problem
from notes_lsp.text import Span
from notes_lsp.vault import Level

_PIPE = re.compile(rb"(?<!\\)(?:\\\\)*\|")
_LABEL = re.compile(r"(\w{1,12})(\s?[:：])")
_FEWEST_LABELLED = 3


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Something of a row that belongs together and holds bars."""

    what: str
    """`formula`, `code` or `wiki link`."""
    span: Span
    bars: tuple[int, ...]
    sure: bool
    """Whether it can hardly be anything else."""


@passage_rule("table.cut-row", level=Level.WARNING)
def cut_row(passage: Passage) -> Iterator[Problem]:
    r"""A `|` in a formula, in code or in a link ends the cell, and the row is cut in two.

    In a table a bar always starts the next cell, also between dollars and backquotes, and what
    stands behind the last column is not shown. Write `\|` for a bar in a cell; in a formula
    `\vert` is clearer.

    Bad:  | 名称 | 示例 |⏎| --- | --- |⏎| 绝对值 | $|x|$ |
    Bad:  | 名称 | 示例 | 备注 |⏎| --- | --- | --- |⏎| 管道 | `ls | wc` | 无 |
    Bad:  | 名称 | 解释 | 示例 |⏎| --- | --- | --- |⏎| 绝对值 | 符号:| | $ |
    Good: | 名称 | 示例 |⏎| --- | --- |⏎| 绝对值 | $\vert x \vert$ |
    Good: | 名称 | 示例 |⏎| --- | --- |⏎| 管道 | `ls \| wc` |
    """
    for table in passage.facts.tables:
        columns = len(table.header.cells)
        for row in table.rows:
            if len(row.cells) > columns or _is_torn(passage.text, row):
                yield from _cut(passage.text, row, columns)


def _is_torn(text: bytes, row: Row) -> bool:
    """Whether a cell holds one end of something, so that the row is worth a closer look."""
    for cell in row.cells:
        data = cell.cut(text)
        if data.count(b"$") % 2 or data.count(b"`") % 2 or (b"[[" in data and b"]]" not in data):
            return True
    return False


def _cut(text: bytes, row: Row, columns: int) -> Iterator[Problem]:
    extra = len(row.cells) - columns
    torn = [each for each in _stretches(text, row) if extra > 0 or each.sure]
    if torn:
        what = torn[0].what
        first = torn[0].bars[0]
        span = Span(first, first + 1)
        how = r"write `\vert`" if what == "formula" else r"write `\|`"
        message = f"This `|` ends the cell in the middle of a {what}; {how} for a bar in a table."
        edits = tuple(edit for each in torn for edit in _escapes(text, each))
        title = "Escape the bar" if len(edits) == 1 else f"Escape the {len(edits)} bars"
        yield Problem("table.cut-row", span, message, Fix(title, edits), row.span)
    elif extra > 0 and any(cell.start < cell.end for cell in row.cells[columns:]):
        lost = Span(row.cells[columns].start, row.cells[-1].end)
        message = (
            f"This row has {len(row.cells)} cells and the table {columns} columns: this part "
            r"is not shown. Is a `|` meant as text before it? Then write `\|`."
        )
        yield Problem("table.cut-row", lost, message, None, row.span)


def _stretches(text: bytes, row: Row) -> Iterator[_Stretch]:
    """The formulas, code and links of a row, read as if bars cut nothing; those with bars."""
    at, end = row.span
    while at < end:
        byte = text[at : at + 1]
        if byte == b"\\":
            at += 2
            continue
        close = _CLOSERS[byte](text, at, end) if byte in _CLOSERS else None
        if close is None:
            at += 1
            continue
        span = Span(at, close)
        bars = tuple(found.end() - 1 for found in _PIPE.finditer(text, at, close))
        if bars:
            what = {b"$": "formula", b"`": "piece of code", b"[": "wiki link"}[byte]
            yield _Stretch(what, span, bars, _SURE[byte](span.cut(text)))
        at = close


def _formula_end(text: bytes, at: int, end: int) -> int | None:
    """Behind the `$` that closes the one at `at`, where that opens a formula and no price."""
    if text[at + 1 : at + 2] == b"$":
        found = text.find(b"$$", at + 2, end)
        return found + 2 if found >= 0 else None
    if text[at + 1 : at + 2].isspace():
        return None
    found = text.find(b"$", at + 1, end)
    while found >= 0 and text[found - 1 : found] == b"\\":
        found = text.find(b"$", found + 1, end)
    closes = not text[found - 1 : found].isspace() and not text[found + 1 : found + 2].isdigit()
    return found + 1 if found > at + 1 and closes else None


def _code_end(text: bytes, at: int, end: int) -> int | None:
    run = len(text[at:end]) - len(text[at:end].lstrip(b"`"))
    mark = b"`" * run
    found = text.find(mark, at + run, end)
    while found >= 0:
        if text[found + run : found + run + 1] != b"`":
            return found + run
        found = text.find(mark, found + len(text[found:end]) - len(text[found:end].lstrip(b"`")))
        found = found if found < end else -1
    return None


def _link_end(text: bytes, at: int, end: int) -> int | None:
    if text[at : at + 2] != b"[[":
        return None
    found = text.find(b"]]", at + 2, end)
    return found + 2 if found >= 0 and b"[[" not in text[at + 2 : found] else None


def _is_surely_formula(data: bytes) -> bool:
    inner = data.strip(b"$")
    first = inner.split(b"|")[0]
    paired = len(_PIPE.findall(inner)) % 2 == 0 and not re.search(rb"\s\|\s", inner)
    opened = any(first.count(a) > first.count(b) for a, b in ((b"(", b")"), (b"{", b"}")))
    return paired or opened or re.search(rb"\\[a-zA-Z]|[\^_]", first) is not None


def _is_surely_code(data: bytes) -> bool:
    """Not so where cells hold lone backquotes, as a table of keys does."""
    inner = data.strip(b"`")
    pieces = inner.split(b"|")
    return not (pieces[0].isspace() or pieces[-1].isspace())


_CLOSERS = {b"$": _formula_end, b"`": _code_end, b"[": _link_end}
_SURE: dict[bytes, Callable[[bytes], bool]] = {
    b"$": _is_surely_formula,
    b"`": _is_surely_code,
    b"[": lambda _: True,
}
"""Whether a stretch is what it seems even where the number of cells is right by chance."""


def _escapes(text: bytes, stretch: _Stretch) -> Iterator[tuple[Span, str]]:
    if stretch.what != "formula":
        yield from ((Span(bar, bar + 1), r"\|") for bar in stretch.bars)
        return
    bars = iter(stretch.bars)
    for bar in bars:
        double = bar + 1 in stretch.bars
        end = bar + 1 + double
        if double:
            next(bars)
        command = r"\Vert" if double else r"\vert"
        if re.search(rb"\\begin\{array\}\{[^}]*$", text[stretch.span.start : bar]):
            yield Span(bar, end), r"\|" * (end - bar)
            continue
        follows = text[end : end + 1]
        yield Span(bar, end), command + (" " if follows.isalpha() else "")


@passage_rule("table.uneven-label", level=Level.HINT)
def uneven_label(passage: Passage) -> Iterator[Problem]:
    r"""A cell that lacks the colon which the others of its column have behind the same word.

    Bad:  | a | 解释 |⏎| - | - |⏎| 1 | 符号:\bar |⏎| 2 | 符号\hat |⏎| 3 | 符号:\dot |⏎| 4 | 符号:+ |
    Good: | a | 解释 |⏎| - | - |⏎| 1 | 符号:\bar |⏎| 2 | 符号:\hat |⏎| 3 | 符号:\dot |⏎| 4 | x |
    """
    for table in passage.facts.tables:
        if len(table.rows) > _FEWEST_LABELLED:
            for column in range(len(table.header.cells)):
                yield from _uneven(passage.text, table, column)


def _uneven(text: bytes, table: Table, column: int) -> Iterator[Problem]:
    cells = [row.cells[column] for row in table.rows if column < len(row.cells)]
    written = [(cell, cell.cut(text).decode("utf-8", "replace")) for cell in cells]
    labels = Counter(found.groups() for _, cell in written if (found := _LABEL.match(cell)))
    if not labels:
        return
    (label, colon), count = labels.most_common(1)[0]
    if count < _FEWEST_LABELLED or count < len(cells) / 2:
        return
    for cell, shown in written:
        rest = shown.removeprefix(label)
        if rest != shown and rest[:1] in {"\\", "$", "`"}:
            end = cell.start + len(label.encode())
            fix = Fix(f"Write `{label}{colon}`", ((Span(end, end), colon),))
            message = f"The other cells of this column have `{colon.strip()}` behind `{label}`."
            yield Problem("table.uneven-label", Span(cell.start, end), message, fix)
