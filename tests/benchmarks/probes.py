"""Notes whose right answers are known: they stand in every vault that is measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.benchmarks.prose import Prose

HUB = "quay-lights.md"
"""The note that many link to; nothing else in a vault starts with its first letters."""
MARK = "quaymark"
"""A word that only the hub holds, in its first paragraph."""
HEADING = "Much used mooring"
SLUG = "much-used-mooring"
RARE = "Zvuk rare heading"
HUB_TEXT = f"""\
# Quay lights

The {MARK} stands here and nowhere else.

## {HEADING}

What everyone links to.

## {RARE}

The end.
"""
HEADING_LINE = 4
SPOKES = 30
"""Notes that link to the hub by wiki link, and as many by Markdown link, in every folder: who knows
them all has read the whole vault."""
FOLDERS = ("", *(f"shelf {one}" for one in range(8)), *(f"书架/{one}" for one in range(6)))
"""Of a vault; the first and the sixteenth spoke of each kind stand beside the hub."""

TYPED = "two-hundred-lines.md"
BIG = "one-megabyte.md"
WIKI_LINE, MD_LINE, TARGET_LINE, TYPE_LINE = 2, 4, 6, 10
"""Lines of the note that is typed into: links to the hub, links to break, and an empty one."""
_TOP = [
    "# Two hundred lines",
    "",
    "😀 见 [[quay-lights]] 一句。",
    "",
    f"😀 见 [mooring](quay-lights.md#{SLUG}) 一句。",
    "",
    "Broken and mended: [[spoke-wiki-00]] and [spoke](spoke-md-00.md) here.",
    "",
    "## Where one types",
    "",
    "",
    "",
]
_BIG_SIZE = 1_000_000


def notes(prose: Prose) -> Iterator[tuple[str, str]]:
    """Each probe: its path in the vault, and its text."""
    yield HUB, HUB_TEXT
    for number in range(SPOKES):
        folder = FOLDERS[number % len(FOLDERS)]
        wiki = f"To [[quay-lights#{HEADING}]] and [[quay-lights]]."
        yield _in(folder, f"spoke-wiki-{number:02d}.md"), f"# Spoke wiki {number:02d}\n\n{wiki}\n"
        hub = up(folder) + HUB
        inline = f"To [mooring]({hub}#{SLUG}) and [quay]({hub})."
        yield _in(folder, f"spoke-md-{number:02d}.md"), f"# Spoke md {number:02d}\n\n{inline}\n"
    yield TYPED, _typed(prose)
    yield BIG, _big(prose)


def up(folder: str) -> str:
    """The way from a folder to the top of the vault."""
    return "../" * (folder.count("/") + 1) if folder else ""


def _in(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _typed(prose: Prose) -> str:
    lines = list(_TOP)
    while len(lines) < 200:
        if len(lines) % 15 == 0:
            lines += ["", f"## {prose.heading()}", ""]
        elif len(lines) % 4 == 0:
            lines.append(
                f"- {prose.sentence()} [[spoke-wiki-{prose.random.randrange(SPOKES):02d}]]"
            )
        else:
            lines += [prose.sentence(), ""]
    return "\n".join(lines[:200]) + "\n"


def _big(prose: Prose) -> str:
    """The same top and bottom, and a megabyte of sections; typed into in the middle."""
    parts: list[str] = []
    length = 0
    while length < _BIG_SIZE:
        parts.append(_section(prose))
        length += len(parts[-1].encode())
    half = len(parts) // 2
    middle = "## Where one types\n\n\n\n"
    return "\n".join(["# One megabyte\n", *parts[:half], middle, *parts[half:]])


def _section(prose: Prose) -> str:
    number = prose.random.choice((0, len(FOLDERS)))
    rows = [f"| {prose.term()} | {prose.sentence()} |" for _ in range(3)]
    return "\n".join(
        [
            f"## {prose.heading()}\n",
            f"{prose.sentence()} {prose.sentence()} [[spoke-wiki-{number:02d}]]\n",
            "| 术语 | 解释 |\n| --- | --- |",
            *rows,
            "",
            f"- {prose.sentence()} [spoke](spoke-md-{number:02d}.md)",
            f"- {prose.sentence()} $\\frac{{{number}}}{{2}}$\n",
        ]
    )
