"""`make bench`: cold start, keystrokes and memory of the real server process."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from notes_lsp.vault import to_uri
from tests.benchmarks.measure import HEADER, Figure, Note, keystrokes, resident_megabytes, timed
from tests.e2e.wire import Wire

PARAGRAPH = """\
## Section {n}

The model {n} was trained with SFT and RLHF; its perplexity is $\\mathrm{{PPL}} = \\exp(H_{{{n}}})$.
这一段用困惑度和 self-attention 说明第 {n} 件事，见 [上一节](#section-{n})，命令是 `tee -a log{n}`。

| 名称 | 解释 | 示例 |
| --- | --- | --- |
| 术语{n} | 第 {n} 个词 | $x_{{{n}}}$ |

- [ ] plain words to type into
- [x] another line
"""


def text_of(size: int) -> str:
    """A note of about `size` bytes."""
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(PARAGRAPH.format(n=len(parts)))
        length += len(parts[-1].encode())
    return "\n".join(parts)


def cold_start(folder: Path, rounds: int = 5) -> Figure:
    """Process start to the reply to `initialize`."""
    figure = Figure("process start to initialize")
    for _ in range(rounds):
        began = time.perf_counter()
        with Wire() as wire:
            wire.initialize(folder)
            figure.samples.append((time.perf_counter() - began) * 1000)
            wire.leave()
    return figure


def typing(folder: Path, name: str, size: int) -> list[Figure]:
    """Keystrokes in a note of this size."""
    figures = [
        Figure(f"{name}: keystroke to completion (LaTeX)", 16),
        Figure(f"{name}: keystroke to completion (term)", 16),
        Figure(f"{name}: keystroke to hover", 16),
        Figure(f"{name}: keystroke to code lens", 16),
    ]
    opening = Figure(f"{name}: open to first hover")
    with Wire() as wire:
        wire.initialize(folder)
        uri = to_uri(str(folder / "bench.md"))
        note = timed(opening, lambda: Note(wire, uri, text_of(size)))
        timed(opening, lambda: wire.hover(uri, 2, 30))
        opening.samples = [sum(opening.samples)]
        keystrokes(note, "textDocument/completion", " $\\fr", figures[0], 40)
        keystrokes(note, "textDocument/completion", " perp", figures[1], 40)
        keystrokes(note, "textDocument/hover", " SFT", figures[2], 40)
        keystrokes(note, "textDocument/codeLens", " ab", figures[3], 30)
        print(f"{name}: memory {resident_megabytes(wire):.0f} MB")
        wire.leave()
    return [opening, *figures]


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = [cold_start(folder)]
        figures += typing(folder, "4 KB note", 4_000)
        figures += typing(folder, "1 MB note", 1_000_000)
    print(HEADER)
    for figure in figures:
        print(figure.row)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
