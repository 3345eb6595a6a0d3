"""Kinds of callouts and containers, and languages of fences: the usual ones and the vault's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion.offer import Asking, Offer, Offers
from notes_lsp.features.completion.snippet import escaped
from notes_lsp.syntax.context import Typing
from notes_lsp.syntax.context_typing import CalloutTyping, ContainerTyping, FenceInfoTyping
from notes_lsp.syntax.note import Block
from notes_lsp.text import Span

_CALLOUTS = """
note tip important warning caution abstract summary tldr info todo hint success check done question
help faq attention failure fail missing danger error bug example quote cite
"""
"""GitHub's five first, then Obsidian's."""
_CONTAINERS = """
tip warning danger info note important caution details card tabs code-tabs flow mermaid echarts
chart demo playground steps file-tree left center right justify
"""
"""VuePress' and VitePress', then VuePress Theme Hope's."""
_LANGUAGES = """
bash sh console shell powershell python js ts jsx tsx json yaml toml ini xml html css scss vue
markdown md c cpp csharp java kotlin scala go rust ruby php perl lua r julia matlab swift dart
haskell elixir erlang clojure ocaml lisp scheme sql graphql protobuf docker makefile cmake nginx
diff git http text log latex tex bibtex math mermaid plantuml dot csv regex vim nix zig asm wasm
fortran verilog vhdl glsl cuda typst json5 jsonc properties
"""
_COLONS = re.compile(rb"[ \t]*((?:>[ \t]*)*)(:{3,})")


def in_callout(asking: Asking[CalloutTyping]) -> Offers | None:
    """Behind `> [!`."""
    end = "" if asking.typing.closed else "] "
    seen = (each.kind for block in _blocks(asking) for each in block.facts.callouts)
    return _offers(asking, _CALLOUTS, seen, end)


def in_container(asking: Asking[ContainerTyping]) -> Offers | None:
    """Behind `:::`; with the closing line where there is none yet."""
    seen = (each.name for block in _blocks(asking) for each in block.container_lines)
    return _offers(asking, _CONTAINERS, seen, "", _closing_line(asking))


def in_fence_info(asking: Asking[FenceInfoTyping]) -> Offers | None:
    """Behind the marks that open a fence."""
    seen = (each.language for block in _blocks(asking) for each in block.facts.fences)
    return _offers(asking, _LANGUAGES, seen, "")


def _offers(
    asking: Asking[Typing], usual: str, seen: Iterable[str], end: str, behind: str = ""
) -> Offers:
    typing = asking.typing
    typed = asking.text(typing.span.start).lower()
    counts = Counter(name for name in seen if name)
    counts[typed] -= 1  # the one that is being typed
    names = [*(name for name, count in counts.most_common() if count > 0), *usual.split()]
    offers = [
        Offer(
            label=name,
            text=name + end,
            snippet=escaped(name) + behind if behind else "",
            kind=CompletionItemKind.EnumMember,
        )
        for name in dict.fromkeys(names)
        if name.lower().startswith(typed)
    ]
    return Offers(Span(typing.span.start, typing.tail), offers)


def _blocks(asking: Asking[Typing]) -> Iterator[Block]:
    """The blocks of this note and of those that are open: they are read already."""
    yield from asking.place.note.blocks
    for each in asking.snapshot.open_notes.values():
        if each.key != asking.place.key:
            yield from each.note.blocks


def _closing_line(asking: Asking[ContainerTyping]) -> str:
    """What closes the container, behind a tab stop; empty where it is closed or goes on."""
    note, offset = asking.place.note, asking.place.offset
    line = note.buffer.line_around(offset)
    colons = _COLONS.match(note.buffer.data, line.start, offset)
    closed = any(one.closed and line.touches(one.span.start) for one in note.containers)
    if colons is None or closed or asking.typing.tail < line.end:
        return ""
    quote, mark = colons[1].decode(), colons[2].decode()
    return f"\n{quote}$0\n{quote}{mark}"  # the editor itself repeats white space alone
