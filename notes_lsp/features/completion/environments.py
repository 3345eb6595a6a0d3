r"""LaTeX environments: behind `\begin{` and `\end{`, and as a whole behind a backslash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion.found_symbols import symbols_named, symbols_starting
from notes_lsp.features.completion.offer import Asking, Offer, Offers
from notes_lsp.features.completion.snippet import escaped, forms
from notes_lsp.features.completion.usual import USUAL_ENVIRONMENTS
from notes_lsp.features.completion.words import title_of
from notes_lsp.knowledge import Group, Symbol
from notes_lsp.math import Unfinished
from notes_lsp.syntax.context_typing import MathTyping
from notes_lsp.text import Span

_REST = re.compile(rb"(?P<letters>[A-Za-z]*\*?)(?P<brace>\}?)")
_BORDER = re.compile(rb"\\(begin|end)\s*\{([A-Za-z]*\*?)\}")
_END_OF_FORMULA = re.compile(rb"\$|\n[ \t>]*\n")
_FOR_BEGIN = 8
r"""How many whole environments `\beg` offers."""


def in_braces(asking: Asking[MathTyping], now: Unfinished) -> Offers:
    r"""Names behind `\begin{` or `\end{`; `\begin` brings its `\end`, and no second one."""
    rest = _REST.match(asking.behind)
    letters = len(rest["letters"]) if rest and rest["brace"] else 0
    braced = bool(rest and rest["brace"])
    offset = asking.place.offset
    span = Span(offset - len(now.name.encode()), offset + letters)
    bare = bool(letters) or (not now.closing and _has_mate(asking))
    offers = []
    for symbol, key in _named(asking, now):
        if now.closing or bare:
            offers.append(_offer(asking, symbol, key, symbol.name, "" if braced else "}"))
        else:
            offers.append(_with_body(asking, symbol, key, braced=braced))
    return Offers(span, offers)


def whole(asking: Asking[MathTyping], symbol: Symbol, key: str) -> Offer:
    r"""`\mat` may become a whole `\begin{matrix} … \end{matrix}`."""
    return _with_body(asking, symbol, key, lead="begin{")


def usual(asking: Asking[MathTyping], key: str) -> Iterator[Offer]:
    r"""Behind `\beg`: the most used environments, whole."""
    for symbol in symbols_named(asking, USUAL_ENVIRONMENTS[:_FOR_BEGIN]):
        yield _with_body(asking, symbol, key or "begin", lead="begin{")


def ending(asking: Asking[MathTyping], name: str) -> Offer:
    r"""Behind `\en`: the `\end{…}` of the environment that is open."""
    known = [*symbols_named(asking, (name,)), Symbol(name=name, environment=True)]
    return _base(asking, known[0], "end", f"\\end{{{name}}}", f"end{{{name}}}", "")


def _named(asking: Asking[MathTyping], now: Unfinished) -> Iterator[tuple[Symbol, str]]:
    given: set[str] = set()
    if now.closing and now.environment and now.environment.startswith(now.name):
        given.add(now.environment)
        known = list(symbols_named(asking, (now.environment,)))
        yield (known or [Symbol(name=now.environment, environment=True)])[0], now.environment
    if not now.name:
        for symbol in symbols_named(asking, USUAL_ENVIRONMENTS):
            if symbol.name not in given:
                given.add(symbol.name)
                yield symbol, symbol.name
    for found in symbols_starting(asking, Group.ENVIRONMENTS, now.name):
        if found.symbol.name not in given:
            yield found.symbol, found.key if now.name else found.symbol.name


def _with_body(
    asking: Asking[MathTyping], symbol: Symbol, key: str, *, lead: str = "", braced: bool = False
) -> Offer:
    r"""`matrix}`, its arguments, room for the body, and `\end{matrix`.

    A brace that the editor has put behind the cursor closes the `\end`: it need not be touched.
    """
    name = symbol.name
    last = "" if braced else "}"
    needed = next(forms("", re.sub(r"\[[^\]]*\]", "", symbol.arguments)), None)
    arguments = needed.snippet.removesuffix("$0") if needed else ""
    indent = _indent(asking)
    gap, plain = (" ", "  ") if indent is None else ("\n", f"\n{indent}\n{indent}")
    body = f"{gap}$0{gap}" if indent is None else "\n\t$0\n"
    snippet = escaped(f"{lead}{name}}}") + arguments + body + escaped(f"\\end{{{name}{last}")
    text = f"{lead}{name}}}{'{}' * symbol.arguments.count('{')}{plain}\\end{{{name}{last}"
    label = f"\\{lead}{name}}}" if lead else name
    return _base(asking, symbol, key, label, text, snippet)


def _offer(asking: Asking[MathTyping], symbol: Symbol, key: str, text: str, last: str) -> Offer:
    return _base(asking, symbol, key, symbol.name, text + last, "")


def _base(
    asking: Asking[MathTyping], symbol: Symbol, key: str, label: str, text: str, snippet: str
) -> Offer:
    return Offer(
        label=label,
        text=text,
        snippet=snippet,
        key=key,
        kind=CompletionItemKind.Struct,
        meaning=title_of(symbol, asking.language),
        deprecated=symbol.deprecated is not None,
        data={"environment": symbol.name},
    )


def _indent(asking: Asking[MathTyping]) -> str | None:
    """The indentation of the cursor's line in a formula of several lines; None to stay on one.

    In a quote a new line would need its `>`, which no editor writes.
    """
    typing, offset = asking.typing, asking.place.offset
    line = asking.place.note.buffer.line_around(offset).start
    before = asking.text(line)
    bare = before.lstrip()
    several = typing.fence or "\n" in asking.text(max(typing.source_start, offset - 8192))
    if not (typing.display and several) or bare.startswith(">"):
        return None
    return before[: len(before) - len(bare)]


def _has_mate(asking: Asking[MathTyping]) -> bool:
    r"""Whether an `\end` behind the cursor waits for the `\begin` that is being typed.

    It does when more environments are closed behind the cursor than were open before this one.
    """
    typing, offset = asking.typing, asking.place.offset
    data = asking.place.note.buffer.data
    behind = asking.behind
    if typing.closed:
        behind = behind[: max(0, typing.source_end - offset)]
    elif stop := _END_OF_FORMULA.search(behind):
        behind = behind[: stop.start()]
    before = data[max(typing.source_start, offset - 8192) : offset]
    return _unclosed(before) < _unopened(behind)


def _unclosed(text: bytes) -> int:
    depth = 0
    for border in _BORDER.finditer(text):
        depth = depth + 1 if border[1] == b"begin" else max(depth - 1, 0)
    return depth


def _unopened(text: bytes) -> int:
    depth = unopened = 0
    for border in _BORDER.finditer(text):
        if border[1] == b"begin":
            depth += 1
        elif depth:
            depth -= 1
        else:
            unopened += 1
    return unopened
