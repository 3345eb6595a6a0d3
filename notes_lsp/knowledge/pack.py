"""Reading a pack: a YAML file in, its definitions and its faults out.

A fault costs the entry that it is in, never the pack: what can be read is in use.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import msgspec

from notes_lsp.knowledge.entry import AnyEntry, Command, Entry
from notes_lsp.knowledge.source import Definition, Origin, Source
from notes_lsp.syntax.problem import Problem
from notes_lsp.text import Buffer, Span, Wording

if TYPE_CHECKING:
    from notes_lsp.knowledge.yaml_values import Field, Item

MAX_BYTES = 8 * 1024 * 1024

_FIELDS = ("pack", "title", "entries")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def read_pack(
    data: bytes, path: str, origin: Origin = Origin.PACKS
) -> tuple[tuple[Definition, ...], tuple[Problem, ...]]:
    """The definitions of the pack `data`, a YAML file's bytes, and what is wrong with it.

    `path` is kept in each definition's source. Spans are offsets into `data`.
    """
    if len(data) > MAX_BYTES:
        size, most = len(data) / 2**20, MAX_BYTES // 2**20
        message = Wording(
            f"This pack has {size:.0f} MB, and a pack may have {most}. "
            "It is not in use; split it into several files.",
            f"这个知识包有 {size:.0f} MB，而上限是 {most} MB。它没有启用；请拆成几个文件。",
        )
        return (), (Problem("pack.too-large", Span(0, 0), message),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = Wording(
            "This byte is not UTF-8. The pack is not in use; save it as UTF-8.",
            "这个字节不是 UTF-8。知识包没有启用；请存为 UTF-8。",
        )
        return (), (Problem("pack.syntax", Span(error.start, error.end), message),)
    return _Reading(text, path, origin).result()


class _Reading:
    """One pack on its way: what was found so far."""

    def __init__(self, text: str, path: str, origin: Origin) -> None:
        self._bom = text.startswith("\ufeff")
        self._text = text.removeprefix("\ufeff")
        self._buffer = Buffer.of(text)
        self._path = path
        self._origin = origin
        self._pack = PurePath(path).stem
        self._known: dict[tuple[type[Entry], str], int] = {}
        self._definitions: list[Definition] = []
        self._broken: dict[int, Item] = {}
        self._count = 0
        self._cut = False
        self._listed = False
        self._problems: list[Problem] = []
        self._at = (0, 3 if self._bom else 0)

    def result(self) -> tuple[tuple[Definition, ...], tuple[Problem, ...]]:
        if bad := _CONTROL.search(self._text):
            sign = f"U+{ord(bad.group()):04X}"
            message = Wording(
                f"The character {sign} may not stand in YAML. The pack is not in use.",
                f"YAML 里不能有字符 {sign}。知识包没有启用。",
            )
            self._add("pack.syntax", bad.start(), bad.end(), message)
            return (), tuple(self._problems)
        self._read()
        if not self._listed and not self._cut:
            message = Wording(
                'This pack holds no entries: write them as a list below "entries:".',
                "这个知识包没有条目：请在“entries:”下面写成列表。",
            )
            self._add("pack.missing", 0, 0, message)
        self._explain()
        if any(d.source.pack != self._pack for d in self._definitions):  # `pack:` stands last
            self._definitions = [_renamed(d, self._pack) for d in self._definitions]
        problems = sorted(self._problems, key=lambda problem: problem.span)
        return tuple(self._definitions), tuple(problems)

    def _read(self) -> None:
        # PyYAML is needed for packs only, and a cache spares the server even those.
        from notes_lsp.knowledge.yaml_values import Item, UnreadableError, read

        try:
            for found in read(self._text):
                if isinstance(found, Item):
                    self._item(found)
                else:
                    self._field(found)
        except UnreadableError as error:
            self._cut = True
            message = error.message + _in_use_before(len(self._definitions))
            self._add(error.code, error.start, error.end, message)

    def _field(self, field: Field) -> None:
        self._listed |= field.key == "entries"
        if field.key == "pack" and isinstance(field.value, str):
            self._pack = field.value
        elif field.key == "entries" and field.value not in ([], None):
            message = Wording(
                '"entries" must be a list: start each entry with `- kind:`.',
                "“entries”应该是列表：每个条目以 `- kind:` 开头。",
            )
            self._add("pack.type", field.start, field.end, message)
        elif field.key not in _FIELDS:
            message = Wording(
                f'"{field.key}" is not a field of a pack; it has {", ".join(_FIELDS)}.',
                f"“{field.key}”不是知识包的字段；可用的有 {'、'.join(_FIELDS)}。",
            )
            self._add("pack.field", field.start, field.end, message)

    def _item(self, item: Item) -> None:
        number, self._count = self._count, self._count + 1
        try:
            entry = msgspec.convert(item.value, AnyEntry, strict=False)
        except msgspec.ValidationError:
            self._broken[number] = item
            return
        if not _is_whole(entry):
            self._broken[number] = item
            return
        source = self._source(item)
        key = type(entry), entry.name
        if key in self._known:
            line = self._known[key] + 1
            message = Wording(
                f'"{entry.name}" is defined in line {line} already. '
                "This entry is left out; put what it says there, or give it another name.",
                f"“{entry.name}”已在第 {line} 行定义。这个条目没有启用；"
                "请把内容并到那里，或另起名称。",
            )
            self._add("pack.duplicate", item.start, item.end, message)
            return
        self._known[key] = source.line
        self._definitions.append(Definition(entry, source))

    def _source(self, item: Item) -> Source:
        span = self._span(item.start, item.end)
        line = self._buffer.line_of(span.start)
        return Source(self._path, span, line, self._origin, self._pack)

    def _explain(self) -> None:
        if not self._broken:
            return
        from notes_lsp.knowledge.faults import faults

        rest = _left_out(len(self._definitions))
        if self._cut:  # there is no tree of nodes to look at until the YAML is mended
            for item in self._broken.values():
                message = Wording("This entry is faulty.", "这个条目有错。") + rest
                self._add("pack.type", item.start, item.end, message)
            return
        for fault in faults(self._text, self._broken):
            span = self._span(fault.start, fault.end)
            fix = fault.fix_at(span)
            self._problems.append(Problem(fault.code, span, fault.message + rest, fix))

    def _add(self, code: str, start: int, end: int, message: Wording) -> None:
        self._problems.append(Problem(code, self._span(start, end), message))

    def _span(self, start: int, end: int) -> Span:
        """The bytes of the characters from `start` to `end`; cheapest when asked in order."""
        characters, at = self._at
        if characters > start:
            characters, at = 0, 3 if self._bom else 0
        at += len(self._text[characters:start].encode())
        self._at = start, at
        return Span(at, at + len(self._text[start:end].encode()))


def _is_whole(entry: AnyEntry) -> bool:
    """Whether the entry has what its types cannot demand: names that are not empty."""
    if not entry.name.strip():
        return False
    if isinstance(entry, Command):
        named = all(option.short or option.long for option in entry.options)
        return named and all(_is_whole(command) for command in entry.subcommands)
    return True


def _renamed(definition: Definition, pack: str) -> Definition:
    source: Any = msgspec.structs.replace(definition.source, pack=pack)
    return Definition(definition.entry, source)


def _left_out(others: int) -> Wording:
    if others == 0:
        return Wording(" This entry is left out.", "这个条目没有启用。")
    return Wording(
        f" This entry is left out; the other {others} {_are(others)} in use.",
        f"这个条目没有启用；其余 {others} 个已启用。",
    )


def _in_use_before(count: int) -> Wording:
    if count == 0:
        return Wording(" Nothing of this pack is in use.", "这个知识包没有启用。")
    entries = "entry" if count == 1 else "entries"
    return Wording(
        f" The {count} {entries} before it {_are(count)} in use, the rest is not.",
        f"前面的 {count} 个条目已启用，其余的没有。",
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
