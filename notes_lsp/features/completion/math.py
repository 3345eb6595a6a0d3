"""LaTeX commands inside a formula, also while it has no closing `$` yet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion import environments
from notes_lsp.features.completion.found_symbols import FoundSymbol, symbols_named, symbols_starting
from notes_lsp.features.completion.macros import own_macros
from notes_lsp.features.completion.offer import Asking, Offer, Offers
from notes_lsp.features.completion.snippet import escaped, forms
from notes_lsp.features.completion.usual import USUAL_COMMANDS
from notes_lsp.features.completion.words import title_of
from notes_lsp.knowledge import Group, Symbol
from notes_lsp.math import SIGNATURES, UNICODE, unfinished
from notes_lsp.syntax.context_typing import MathTyping
from notes_lsp.text import Span

_FURTHEST = 8192
"""Bytes of a formula before the cursor that are read."""
_OPERATORS = frozenset({"operator", "relation", "negated relation", "big operator", "arrow"})
_PAIRS = (("(", ")"), ("[", "]"), (r"\{", r"\}"), ("|", "|"), (r"\langle", r"\rangle"))
_ROW_PAIRS = tuple((r"\vert", r"\vert") if each == ("|", "|") else each for each in _PAIRS)
"""Those without a bar, which would end a table's cell."""


def in_math(asking: Asking[MathTyping]) -> Offers | None:
    r"""Commands behind a backslash, environments behind `\begin{` and `\end{`."""
    if not asking.settings.completion.math:
        return None
    offset = asking.place.offset
    start = max(asking.typing.source_start, offset - _FURTHEST)
    now = unfinished(asking.text(start))
    if now is None:
        return None
    if now.kind == "environment":
        return environments.in_braces(asking, now)
    if now.kind != "command":
        return None
    typed = now.name.removeprefix("\\")
    offers = _commands(asking, typed)
    if now.environment and typed in ("en", "end") and not asking.behind.startswith(b"{"):
        offers = chain([environments.ending(asking, now.environment)], offers)
    return Offers(
        Span(offset - len(typed.encode()), offset),
        list(islice(offers, asking.settings.completion.max_items)),
    )


def _commands(asking: Asking[MathTyping], typed: str) -> Iterator[Offer]:
    if not typed:
        for symbol in (*own_macros(asking, ""), *symbols_named(asking, USUAL_COMMANDS)):
            yield from _offers(asking, symbol, "")
        return
    own = [FoundSymbol.of_macro(macro, typed) for macro in own_macros(asking, typed)]
    known = {macro.symbol.name for macro in own}
    commands = symbols_starting(asking, Group.SYMBOLS, typed)
    found = own + [each for each in commands if each.symbol.name not in known]
    found += [
        each.behind_commands() for each in symbols_starting(asking, Group.ENVIRONMENTS, typed)
    ]
    for symbol, key, _ in sorted(found, key=lambda each: each.worth):
        if symbol.environment:
            yield environments.whole(asking, symbol, key)
        elif symbol.name.startswith("\\"):
            yield from _offers(asking, symbol, key)


def _offers(asking: Asking[MathTyping], symbol: Symbol, key: str) -> Iterator[Offer]:
    name = symbol.name.removeprefix("\\")
    if name == "|" and asking.in_row:
        return  # GFM takes it for a bar alone; `\Vert` is offered too
    has_braces = asking.behind.startswith(b"{")
    ways = [] if has_braces else list(forms(name, _arguments(symbol)))
    if not asking.client.snippets:
        ways = ways[:1]  # without tab stops all ways are the bare name
    if name == "begin":
        yield from environments.usual(asking, key)
        return
    if name == "left" and not has_braces:
        yield from _pairs(asking, symbol, key)
    for number, way in enumerate(ways or [None]):
        yield Offer(
            label=symbol.name if way is None or not number else "\\" + way.label,
            text=name,
            snippet=way.snippet if way else "",
            key=key,
            kind=_kind(symbol),
            sign=symbol.unicode or UNICODE.get(symbol.name, ""),
            meaning=title_of(symbol, asking.language),
            deprecated=symbol.deprecated is not None,
            data={"symbol": symbol.name},
        )


def _pairs(asking: Asking[MathTyping], symbol: Symbol, key: str) -> Iterator[Offer]:
    r"""`\left( \right)` at once: the one does not stand without the other."""
    if asking.behind[:1] in (b"(", b"[", b"\\", b"|", b"."):
        return
    for opening, closing in _ROW_PAIRS if asking.in_row else _PAIRS:
        space = " " if opening[-1].isalpha() else ""
        left, right = f"left{opening}{space}", rf"\right{closing}"
        yield Offer(
            label=f"\\left{opening} {right}",
            text=f"{left} {right}",
            snippet=f"{escaped(left)}$1{escaped(right)}$0",
            key=key,
            kind=CompletionItemKind.Function,
            meaning=title_of(symbol, asking.language),
            data={"symbol": symbol.name},
        )


def _arguments(symbol: Symbol) -> str:
    """The signature; of a command that a note's table only names, what KaTeX says it takes."""
    signature = SIGNATURES.get(symbol.name)
    if symbol.arguments or signature is None or signature.infix or symbol.name == r"\left":
        return symbol.arguments
    return "{}" * sum(
        each.kind != "delimiter" and not each.optional for each in signature.arguments
    )


def _kind(symbol: Symbol) -> CompletionItemKind:
    if symbol.arguments:
        return CompletionItemKind.Function
    operator = symbol.category in _OPERATORS
    return CompletionItemKind.Operator if operator else CompletionItemKind.Constant
