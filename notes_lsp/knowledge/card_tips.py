"""Cards of debugging trees: causes with how they show, how to check and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.knowledge.card_commands import examples
from notes_lsp.knowledge.card_words import label, told, word
from notes_lsp.knowledge.entry import Cause, Text


def tree(causes: tuple[Cause, ...], lang: str, full: bool) -> Iterator[str]:
    """A nested list of causes; in short, of each the first remedy or check only."""
    if causes:
        lines = [line for cause in causes for line in _branch(cause, lang, full, 0)]
        yield label("causes", lang, "").rstrip() + "\n" + "\n".join(lines)


def cause_parts(cause: Cause, lang: str) -> Iterator[str]:
    """What a card says of one cause and what may lie behind it."""
    yield told(cause.details, lang)
    names = ("signs", "checks", "remedies")
    yield "\n".join(line for name in names for line in _list(name, getattr(cause, name), lang, 0))
    yield from examples(cause.examples, lang, full=True, language="python")
    yield from tree(cause.causes, lang, full=False)


def _branch(cause: Cause, lang: str, full: bool, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}- **{told(cause.title, lang)}**"
    if full:
        if details := told(cause.details, lang):
            yield _hung(details, depth + 1)
        for name in ("signs", "checks", "remedies"):
            yield from _list(name, getattr(cause, name), lang, depth + 1)
    elif not cause.causes:
        name = "remedies" if cause.remedies else "checks"
        yield from _list(name, getattr(cause, name)[:1], lang, depth + 1)
    for behind in cause.causes:
        yield from _branch(behind, lang, full, depth + 1)


def _list(name: str, texts: tuple[Text, ...], lang: str, depth: int) -> Iterator[str]:
    """`- Check: …` for each text."""
    for text in texts:
        said = f"- {word(name, lang)}{word('colon', lang)}{told(text, lang)}"
        first, *rest = said.split("\n")
        yield "  " * depth + first
        yield from (_hung(line, depth + 1) for line in rest)


def _hung(text: str, depth: int) -> str:
    """A paragraph within a list item of that depth."""
    return "\n".join("  " * depth + line if line else "" for line in ("\n" + text).split("\n"))
