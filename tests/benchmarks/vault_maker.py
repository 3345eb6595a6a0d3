"""A vault to measure on: as many notes as wanted, the same bytes for the same seed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import probes
from tests.benchmarks.prose import TAGS, Prose, slug

_MARK = ".notes-lsp-bench.json"
_VERSION = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """What a note is called before any note is written, so that links can lead to it."""

    folder: str
    stem: str
    headings: tuple[str, ...]

    @property
    def path(self) -> str:
        """Relative to the vault."""
        return f"{self.folder}/{self.stem}.md" if self.folder else f"{self.stem}.md"


def make_vault(folder: Path, notes: int, seed: int = 1) -> int:
    """Write `notes` notes and the probes into `folder`; gives the bytes of the vault.

    A vault that stands there from an earlier run is used again; a folder that holds anything else
    is refused.
    """
    mark = folder / _MARK
    wanted = {"version": _VERSION, "notes": notes, "seed": seed}
    if mark.exists() and json.loads(mark.read_text("utf-8")) == wanted:
        return _bytes_of(folder)
    if folder.exists() and any(folder.iterdir()):
        raise SystemExit(f"{folder} holds something else than this vault; name an empty folder.")
    prose = Prose.of(f"{seed}/{notes}")
    plans = [_plan(prose, number) for number in range(notes)]
    for name in probes.FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for plan in plans:
        (folder / plan.path).write_text(_note(prose, plan, plans), encoding="utf-8", newline="\n")
    for name, text in probes.notes(prose):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    mark.write_text(json.dumps(wanted), encoding="utf-8")
    return _bytes_of(folder)


def _bytes_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.md"))


def _plan(prose: Prose, number: int) -> Plan:
    rng = prose.random
    headings = tuple(prose.heading() for _ in range(rng.randint(3, 8)))
    return Plan(rng.choice(probes.FOLDERS), prose.stem(number), headings)


def _note(prose: Prose, plan: Plan, plans: list[Plan]) -> str:
    """A note of 5 KB, more or less, whose sections hold a bit of everything."""
    rng = prose.random
    size = rng.randint(2_000, 8_000)
    parts = [
        f"---\ntitle: {prose.heading()}\ntags: [{prose.word()}, {prose.word()}]\n---\n",
        f"# {plan.stem}\n",
    ]
    for heading in plan.headings:
        parts.append(f"## {heading}\n")
        length = 0
        while length < size // len(plan.headings):
            make = rng.choices(_BLOCKS, weights=_WEIGHTS)[0]
            parts.append(make(prose, lambda: _link(prose, plan, plans)))
            length += len(parts[-1].encode())
    return "\n".join(parts)


def _link(prose: Prose, plan: Plan, plans: list[Plan]) -> str:
    """A link to some note; the first notes are linked to most, and one link in fifty is broken."""
    rng = prose.random
    target = plans[int(len(plans) * rng.random() ** 2)]
    heading = rng.choice(target.headings)
    path = probes.up(plan.folder) + target.path.replace(" ", "%20")
    kinds = (
        f"[[{target.stem}]]",
        f"[[{target.stem}|{prose.word()}]]",
        f"[[{target.stem}#{heading}]]",
        f"[{prose.word()}]({path})",
        f"[{prose.word()}]({path}#{slug(heading)})",
        f"[[nowhere-{rng.randint(1, 500)}]]",
    )
    return rng.choices(kinds, weights=(28, 12, 12, 28, 18, 2))[0]


Link = Callable[[], str]


def _paragraph(prose: Prose, link: Link) -> str:
    before = " ".join(prose.sentence() for _ in range(prose.random.randint(1, 3)))
    return f"{before} {link()} {prose.sentence()}\n"


def _list(prose: Prose, link: Link) -> str:
    boxes = ("", "", "[ ] ", "[x] ")
    rows = [f"- {prose.random.choice(boxes)}{prose.sentence()} {link()}" for _ in range(4)]
    return "\n".join(rows) + "\n"


def _table(prose: Prose, link: Link) -> str:
    """One in five explains terms, which are then known everywhere."""
    is_glossary = prose.random.random() < 0.2
    name = prose.term if is_glossary else prose.word
    rows = [
        f"| {name()} | {prose.word()} | {link().replace('|', chr(92) + '|')} |" for _ in range(3)
    ]
    head = "| 名称 | 解释 | 备注 |" if is_glossary else "| when | what | where |"
    return "\n".join([head, "| --- | --- | --- |", *rows]) + "\n"


def _tags(prose: Prose, _: Link) -> str:
    return f"{prose.random.choice(TAGS)} {prose.random.choice(TAGS)} {prose.sentence()}\n"


def _formula(prose: Prose, _: Link) -> str:
    letter = prose.random.choice("abxyz")
    return f"{prose.sentence()} $\\frac{{{letter}}}{{2}}$\n\n$$\n\\sum_i {letter}_i^2 \\le 1\n$$\n"


def _code(prose: Prose, _: Link) -> str:
    return f"```python\nrows = [[{prose.random.randint(1, 9)}]]  # {prose.sentence()}\n```\n"


_BLOCKS = (_paragraph, _list, _table, _tags, _formula, _code)
_WEIGHTS = (60, 12, 8, 7, 7, 6)
