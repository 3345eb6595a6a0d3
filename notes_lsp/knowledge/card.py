"""The card of a name: what it means, as Markdown for a hover or the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from notes_lsp.knowledge.card_commands import (
    command_parts,
    deprecation,
    examples,
    option_parts,
    written,
)
from notes_lsp.knowledge.card_tips import cause_parts, tree
from notes_lsp.knowledge.card_words import code, escaped, label, told, word
from notes_lsp.knowledge.entry import (
    AnyEntry,
    Cause,
    Command,
    Entry,
    Link,
    Mode,
    Option,
    Symbol,
    Term,
    Tip,
    Words,
)
from notes_lsp.knowledge.layer import Meaning
from notes_lsp.knowledge.source import Definition, Origin, Source
from notes_lsp.text.words import fold

_ALIASES = 6
_LINKS = 3
_CARDS = 3


def card(meanings: Sequence[Meaning | Definition], lang: str = "zh", *, full: bool = False) -> str:
    """The meanings one below the other as they come, which is nearest first.

    `lang` is the language to prefer, `zh` or `en`. In short, long lists are cut with a line that
    says how much more there is; `full` tells all.
    """
    shown = meanings if full else meanings[:_CARDS]
    cards = [_card(each, lang, full) for each in shown]
    if rest := meanings[len(shown) :]:
        sources = ", ".join(place(_meaning(each).definition.source, lang) for each in rest[:5])
        cards.append(f"*{word('more definitions', lang, len(rest))}{word('colon', lang)}{sources}*")
    return "\n\n---\n\n".join(cards)


def place(source: Source, lang: str = "zh") -> str:
    """Where a definition stands, shortly: `词汇.md:3`, or the pack's name."""
    if source.origin is Origin.BUNDLED:
        return word("bundled", lang, source.pack)
    name = unquote(source.path.replace("\\", "/").rsplit("/", 1)[-1])
    return f"{name}:{source.line + 1}"


def _card(each: Meaning | Definition, lang: str, full: bool) -> str:
    meaning = _meaning(each)
    parts = [part for part in _parts(meaning, lang, full) if part.strip()]
    parts.append(f"*{escaped(place(meaning.definition.source, lang))}*")
    return "\n\n".join(parts)


def _meaning(each: Meaning | Definition) -> Meaning:
    return Meaning(each) if isinstance(each, Definition) else each


def _parts(meaning: Meaning, lang: str, full: bool) -> Iterator[str]:
    entry, focus = meaning.definition.entry, meaning.focus
    if isinstance(focus, Option):
        command = " ".join(meaning.path) or entry.name
        yield f"### {code(f'{command} {written(focus)}')}"
        yield from option_parts(focus, lang)
    elif isinstance(focus, Cause):
        yield f"### {told(focus.title, lang)}"
        yield f"← *{_words(entry, lang).title or entry.name}*"
        yield from cause_parts(focus, lang)
        yield _links(focus.links or entry.links, full)
    else:
        entry = focus or entry
        yield _heading(entry, " ".join(meaning.path), lang)
        yield _other_names(entry, lang)
        words = _words(entry, lang)
        yield words.summary
        yield words.details
        yield from _own_parts(entry, lang, full)
        told_already = f"{words.summary} {words.details}"
        yield _links([link for link in entry.links if link.url not in told_already], full)


def _own_parts(entry: AnyEntry, lang: str, full: bool) -> Iterator[str]:
    if isinstance(entry, Command):
        yield from command_parts(entry, lang, full)
    elif isinstance(entry, Symbol):
        yield from _symbol_parts(entry, lang)
    elif isinstance(entry, Tip):
        yield from tree(entry.causes, lang, full)
    else:
        yield from _term_parts(entry, lang, full)


def _heading(entry: AnyEntry, path: str, lang: str) -> str:
    """The name and its title; of a term the title stands first."""
    title = _words(entry, lang).title
    if fold(title) == fold(entry.name):
        title = ""
    if isinstance(entry, Command | Symbol):
        name = code(path or entry.name)
        if isinstance(entry, Symbol) and entry.environment:
            name += f" {word('environment', lang)}"
        sign = escaped(getattr(entry, "unicode", ""))
        return "### " + " ".join(filter(None, (name, sign, title)))
    if isinstance(entry, Tip):
        return f"### {escaped(title or entry.name)}"
    names = (title, entry.name) if title else (entry.name,)
    return "### " + " · ".join(map(escaped, names))


def _other_names(entry: AnyEntry, lang: str) -> str:
    """The expansion and the aliases that do not merely repeat the heading."""
    if isinstance(entry, Tip | Symbol):
        return ""
    known = {fold(entry.name), fold(_words(entry, lang).title)}
    names = []
    expansion = entry.expansion if isinstance(entry, Term) else ""
    for name in (expansion, *entry.aliases):
        if name and fold(name) not in known:
            known.add(fold(name))
            names.append(name)
    return f"*{escaped(' · '.join(names[:_ALIASES]))}*" if names else ""


def _words(entry: Entry, lang: str) -> Words:
    return entry.languages.get(lang) or next(iter(entry.languages.values()), Words())


def _term_parts(term: Term, lang: str, full: bool) -> Iterator[str]:
    if term.facts:
        rows = [f"| {_cell(fact.label, lang)} | {_cell(fact.value, lang)} |" for fact in term.facts]
        yield "| | |\n| --- | --- |\n" + "\n".join(rows)
    if term.preferred and fold(term.preferred) != fold(term.name):
        yield label("preferred", lang, escaped(term.preferred))
    if term.discouraged:
        yield label("discouraged", lang, escaped(" · ".join(term.discouraged)))
    yield from examples(term.examples, lang, full, language="python")
    if term.see_also:
        yield label("see also", lang, escaped(" · ".join(term.see_also)))


def _symbol_parts(symbol: Symbol, lang: str) -> Iterator[str]:
    if symbol.deprecated:
        yield deprecation(symbol.deprecated, lang)
    if symbol.arguments:
        name = f"\\begin{{{symbol.name}}}" if symbol.environment else symbol.name
        yield code(name + symbol.arguments)
    if symbol.example:
        yield label("example", lang, "").rstrip() + f"\n```latex\n{symbol.example}\n```"
    notes = [label("latex package", lang, code(symbol.package))] if symbol.package else []
    notes += [word("display", lang)] if symbol.display else []
    notes += [word("text mode", lang)] if symbol.mode is Mode.TEXT else []
    notes += [] if symbol.katex else [word("no katex", lang)]
    yield " · ".join(notes)


def _cell(text: str | dict[str, str], lang: str) -> str:
    return told(text, lang).replace("|", "\\|").replace("\n", " ")


def _links(links: Sequence[Link], full: bool) -> str:
    shown = links if full else links[:_LINKS]
    return " · ".join(
        f"[{escaped(link.title)}](<{link.url}>)" if link.title else f"<{link.url}>"
        for link in shown
    )
