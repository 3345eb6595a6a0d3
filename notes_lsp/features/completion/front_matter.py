"""Keys of the front matter, and the values that other notes give them."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from heapq import nsmallest
from itertools import chain, islice
from typing import Any

from lsprotocol.types import CompletionItemKind

from notes_lsp.features.completion import dates, tags
from notes_lsp.features.completion.notes import found_notes
from notes_lsp.features.completion.offer import Asking, Offer, Offers
from notes_lsp.syntax.context import Typing
from notes_lsp.syntax.context_typing import FrontMatterKeyTyping, FrontMatterValueTyping
from notes_lsp.text import Span
from notes_lsp.text.pinyin import score
from notes_lsp.text.words import fold
from notes_lsp.vault import front_matter_fields

_KEYS = """
title date tags tag category categories aliases alias description author lang icon order star
sticky article index timeline cover shortTitle headerDepth toc sidebar navbar breadcrumb pageInfo
lastUpdated editLink contributors comment copyright isOriginal license permalink cssclasses
cssclass publish draft layout head feed dir next prev id created updated
"""
"""What VuePress Theme Hope and Obsidian know, the usual first."""
_LISTS = "tags tag category categories aliases alias cssclasses author"
_SWITCHES = """article index timeline star sticky sidebar navbar breadcrumb pageInfo toc lastUpdated
    editLink contributors comment isOriginal publish draft"""
_DATES = "date created updated modified due start end lastmod"
_NOTES = "prev next"
"""Keys whose value is the path of a note."""
_TOML_BARE = re.compile(r"true|false|[+-]?\d+(\.\d+)?")
"""Values that TOML takes without quotes."""
_BESIDE = 20
"""So many notes that are not open are read for the keys below their keys."""
_MOST = 200
"""So many values of a key are looked at, the most used."""


def in_key(asking: Asking[FrontMatterKeyTyping]) -> Offers | None:
    """A key, with its sign where there is none yet; those that stand there already are left out."""
    typing = asking.typing
    typed = fold(asking.text(typing.span.start))
    toml = _is_toml(asking)
    own = front_matter_fields(asking.place.note)
    seen = Counter(key for fields in _of_others(asking) for key in _inner(fields, typing.parents))
    if not typing.parents:
        seen.update(dict(asking.snapshot.graph.fields().given()))
    usual = () if typing.parents else _KEYS.split()
    offers = [
        Offer(
            label=key,
            text=key + ("" if typing.after > typing.tail else " = " if toml else ": "),
            kind=CompletionItemKind.Property,
            meaning=_example(key),
        )
        for key in dict.fromkeys((*(key for key, _ in seen.most_common()), *usual))
        if fold(key).startswith(typed) and key not in _inner(own, typing.parents)
    ]
    return Offers(Span(typing.span.start, typing.tail), offers)


def in_value(asking: Asking[FrontMatterValueTyping]) -> Offers | None:
    """What the vault's notes give the key, the most used first; tags, dates, switches by kind."""
    typing = asking.typing
    typed = asking.text(typing.span.start)
    wanted = fold(typed)
    offers: list[Offer] = []
    if typing.key in {"tags", "tag"}:
        listed = _listed_tags(asking)
        offers = [
            replace(tag, text=_quoted(asking, tag.text), key=fold(tag.text))
            for tag in tags.tags(asking, typed.lstrip("#"))
            if tag.text not in listed
        ]
    elif typing.key in _DATES.split():
        offers = [*dates.values(asking, typed)]
    elif typing.key in _NOTES.split():
        offers = [*_notes(asking, typed)]
    else:
        offers = [
            Offer(label=text, text=_quoted(asking, text), kind=CompletionItemKind.Value)
            for text in dict.fromkeys((*_used(asking, typing.key), *_switch(typing.key)))
            if text != typed and _fits(asking, text, wanted)
        ]
    return Offers(Span(typing.span.start, typing.tail), offers)


def _notes(asking: Asking[FrontMatterValueTyping], typed: str) -> Iterator[Offer]:
    """The notes that `typed`, a name or the end of a path, may become, as paths with `.md`."""
    graph, own = asking.snapshot.graph, asking.place.key
    here = "./" if typed.startswith("./") else ""
    for note in found_notes(asking, typed):
        if note.key != own:
            path = here + graph.path_to(own, note.key).removeprefix("./")
            head = asking.snapshot.head(note.key)
            title = note.called or (head.title if head else "")
            yield Offer(
                label=path,
                text=_quoted(asking, path),
                kind=CompletionItemKind.File,
                meaning="" if fold(title) in fold(path) else title,
                data={"target": note.key},
            )


def _listed_tags(asking: Asking[FrontMatterValueTyping]) -> set[str]:
    """The tags that stand in the list beside the one that is being typed."""
    if not asking.typing.item:
        return set()
    offset = asking.place.offset
    return {tag.name for tag in asking.place.note.front_tags if not tag.span.touches(offset)}


def _used(asking: Asking[FrontMatterValueTyping], key: str) -> Iterator[str]:
    """The values that the notes of the vault give a key, the most used first."""
    counts = Counter(asking.snapshot.graph.fields().of(key))
    own = _own_values(asking, key)
    counts.subtract(own)  # what is typed here is no use of it
    listed = own if asking.typing.item else ()
    left = [(-count, fold(text), text) for text, count in counts.items() if count > 0]
    yield from (text for *_, text in nsmallest(_MOST, left) if text not in listed)


def _own_values(asking: Asking[Typing], key: str) -> tuple[str, ...]:
    record = asking.snapshot.records.get(asking.place.key)
    fields = record.fields if record else ()
    return tuple(field[len(key) + 2 :] for field in fields if field.startswith(key + ": "))


def _fits(asking: Asking[Typing], text: str, wanted: str) -> bool:
    """Whether a value starts so, or is spelled so in pinyin from its start."""
    if fold(text).startswith(wanted):
        return True
    spelled = wanted and not text.isascii() and asking.settings.completion.pinyin
    return bool(spelled) and score(wanted, text) >= 3


def _switch(key: str) -> tuple[str, ...]:
    return ("true", "false") if key in _SWITCHES.split() else ()


def _example(key: str) -> str:
    if key in _LISTS.split():
        return "[…]"
    return "true | false" if key in _SWITCHES.split() else ""


def _of_others(asking: Asking[Typing]) -> Iterator[Mapping[str, Any]]:
    """The front matter of the open notes, of some that lie beside this one, of some others."""
    snapshot, own = asking.snapshot, asking.place.key
    folder = own[: own.rfind(os.sep) + 1]
    beside = (key for key in snapshot.records if key.startswith(folder))
    near = islice(chain(beside, snapshot.records), _BESIDE)
    for key in dict.fromkeys((*snapshot.open_notes, *near)):
        note = snapshot.note(key) if key != own else None
        if note is not None and note.front_matter is not None:
            yield front_matter_fields(note)


def _inner(fields: Mapping[str, Any], parents: tuple[str, ...]) -> Mapping[str, Any]:
    """The fields below the keys `parents`."""
    inner: Any = fields
    for parent in parents:
        inner = inner.get(parent) if isinstance(inner, dict) else None
    return {str(key): value for key, value in inner.items()} if isinstance(inner, dict) else {}


def _quoted(asking: Asking[FrontMatterValueTyping], text: str) -> str:
    """A text as YAML reads it back; within quotes as it stands."""
    if asking.typing.quoted:
        return text.replace("\\", "\\\\").replace('"', '\\"') if _in_double(asking) else text
    toml = _is_toml(asking) and not _TOML_BARE.fullmatch(text)
    odd = text[0] in "[]{},&*!|>'\"%@`#?-: " or text[-1] in ": "
    listed = asking.typing.item and any(sign in text for sign in ",[]{}")
    if odd or listed or ": " in text or " #" in text or toml:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def _in_double(asking: Asking[FrontMatterValueTyping]) -> bool:
    start = asking.typing.span.start
    return asking.place.note.buffer.data[start - 1 : start] == b'"'


def _is_toml(asking: Asking[Typing]) -> bool:
    return asking.place.note.buffer.data[:3] == b"+++"
