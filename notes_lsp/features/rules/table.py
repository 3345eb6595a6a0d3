r"""Rows of tables that a `|` cut in the wrong place, and cells that miss their row's form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from notes_lsp.features.rules.passage import Passage
from notes_lsp.features.rules.registry import passage_rule
from notes_lsp.features.rules.stretches import BAR, FORMULA, Stretch, stretches
from notes_lsp.syntax.facts import Row, Table
from notes_lsp.syntax.problem import Fix, Problem
from notes_lsp.text import Span, Wording, writing
from notes_lsp.vault import Level

_DELIMITER = re.compile(
    rb"(?<=\n)[ >]{0,64}\|?(?:[ ]{0,99}:?-+:?[ ]{0,99}\|)+(?:[ ]{0,99}:?-+:?[ ]{0,99})?(?=\r?$)",
    re.MULTILINE,
)
_LABEL = re.compile(r"(\w{1,12})(\s?[:：])")
_FEWEST_LABELLED = 3


@passage_rule("table.cut-row", level=Level.WARNING)
def cut_row(passage: Passage) -> Iterator[Problem]:
    r"""A bar in a formula, in code or in a link ends the cell, and the row is cut in two.

    In a table a bar always starts the next cell, also between dollars and backquotes, and what
    stands behind the last column is not shown. Write `\|` for a bar in a cell; in a formula
    `\vert` is clearer.

    Bad:  | 名称 | 示例 |⏎| --- | --- |⏎| 绝对值 | $|x|$ |
    Bad:  | 名称 | 示例 | 备注 |⏎| --- | --- | --- |⏎| 管道 | `ls | wc` | 无 |
    Bad:  | 名称 | 解释 | 示例 |⏎| --- | --- | --- |⏎| 绝对值 | 符号:| | $ |
    Bad:  | 名称 | $|x|$ |⏎| --- | --- |⏎| 绝对值 | 是 |
    Good: | 名称 | 示例 |⏎| --- | --- |⏎| 绝对值 | $\vert x \vert$ |
    Good: | 名称 | 示例 |⏎| --- | --- |⏎| 管道 | `ls \| wc` |
    """
    for table in passage.facts.tables:
        columns = len(table.header.cells)
        for row in table.rows:
            if len(row.cells) > columns or _is_torn(passage.text, row):
                yield from _cut(passage.text, row, columns)
    yield from _cut_headers(passage)


def _is_torn(text: bytes, row: Row) -> bool:
    """Whether a cell holds one end of something, so that the row is worth a closer look."""
    for cell in row.cells:
        data = cell.cut(text)
        if data.count(b"$") % 2 or data.count(b"`") % 2 or (b"[[" in data and b"]]" not in data):
            return True
    return False


def _cut(text: bytes, row: Row, columns: int) -> Iterator[Problem]:
    extra = len(row.cells) - columns
    torn = [each for each in stretches(text, row.span) if extra > 0 or each.sure]
    if torn:
        yield _told(text, torn, row.span)
    elif extra > 0 and any(cell.start < cell.end for cell in row.cells[columns:]):
        lost = Span(row.cells[columns].start, row.cells[-1].end)
        message = Wording(
            f"This row has {len(row.cells)} cells and the table {columns} columns: this part "
            r"is not shown. Is a `|` meant as text before it? Then write `\|`.",
            f"这一行有 {len(row.cells)} 个单元格，而表格只有 {columns} 列：这部分不会显示。"
            r"前面的 `|` 是正文吗？请写成 `\|`。",
        )
        yield Problem("table.cut-row", lost, message, None, row.span)


def _cut_headers(passage: Passage) -> Iterator[Problem]:
    """Headers that were cut, so that Markdown sees no table at all."""
    text = passage.text
    if b"|" not in text or b"-|" not in text.replace(b" ", b"").replace(b":", b""):
        return
    for found in _DELIMITER.finditer(text):
        line = text.rfind(b"\n", 0, found.start() - 1) + 1
        row = Span(line, found.start() - 1)
        if any(table.span.overlaps(row) for table in passage.facts.tables):
            continue
        bars = len(BAR.findall(row.cut(text).strip().strip(b"|")))
        more = bars - found[0].strip().strip(b"|").count(b"|")
        torn = [each for each in stretches(text, row) if passage.is_outside_code(each.span)]
        if torn and more == sum(len(each.bars) for each in torn):
            yield _told(text, torn, row)


def _told(text: bytes, torn: list[Stretch], row: Span) -> Problem:
    what = torn[0].what
    first = torn[0].bars[0]
    how = r"`\vert`" if what == FORMULA else r"`\|`"
    message = Wording(
        f"This `|` ends the cell in the middle of a {what}; write {how} for a bar in a table.",
        f"这个 `|` 把{what.zh}从中间切断了；表格里的竖线请写成 {how}。",
    )
    edits = tuple(edit for each in torn for edit in _escapes(text, each))
    title = Wording("Escape the bar", "转义这个竖线")
    if len(edits) > 1:
        title = Wording(f"Escape the {len(edits)} bars", f"转义这 {len(edits)} 个竖线")
    return Problem("table.cut-row", Span(first, first + 1), message, Fix(title, edits), row)


def _escapes(text: bytes, stretch: Stretch) -> Iterator[tuple[Span, str]]:
    if stretch.what != FORMULA:
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
            fix = Fix(writing(f"{label}{colon}"), ((Span(end, end), colon),))
            message = Wording(
                f"The other cells of this column have `{colon.strip()}` behind `{label}`.",
                f"本列其他单元格的 `{label}` 后面都有 `{colon.strip()}`。",
            )
            yield Problem("table.uneven-label", Span(cell.start, end), message, fix)
