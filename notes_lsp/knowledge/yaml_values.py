"""YAML text as plain values, in one pass over libyaml's events, with the places of the entries.

Scalars stay the text that was written: what a field wants to be, the schema knows, so `no` among
an option's choices stays a word and is not turned into a boolean. Positions are in characters, as
libyaml counts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from notes_lsp.text import Wording, said

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 64
MAX_VALUES = 500_000
"""After aliases are expanded; a thousand symbols are some 20,000 values."""


class UnreadableError(Exception):
    """The YAML cannot be read any further; `start` and `end` are in characters."""

    def __init__(self, message: Wording, start: int, end: int, code: str = "pack.syntax") -> None:
        """`message` is a sentence for the user."""
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end
        self.code = code


class Item(NamedTuple):
    """One item of the list `entries`, and where its `name` stands (else where it starts)."""

    value: Any
    start: int
    end: int


class Field(NamedTuple):
    """One field at the top of the file; for `entries` the items are given one by one instead."""

    key: str
    value: Any
    start: int
    end: int


def read(text: str) -> Iterator[Field | Item]:
    """The fields at the top of `text` and the items of `entries`, in the order of the text.

    Raises `UnreadableError` where the YAML ends to make sense; what came before holds.
    """
    loader = Loader(text)
    try:
        yield from _Events(loader).document()
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, text) from None
    finally:
        loader.dispose()


def nodes(text: str) -> Any:
    """The node tree of a text that `read` could read, or None for an empty one."""
    loader = Loader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


class _Events:
    def __init__(self, loader: Any) -> None:
        self._next = loader.get_event
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._count = 0

    def document(self) -> Iterator[Field | Item]:
        self._next()  # the start of the stream
        if type(self._next()) is yaml.StreamEndEvent:
            return
        top = self._next()
        if type(top) is not yaml.MappingStartEvent:
            if _is_nothing(top):
                return
            message = Wording(
                "A pack starts with fields such as `pack:` and `entries:`.",
                "知识包的开头是字段，如 `pack:` 和 `entries:`。",
            )
            raise _fault(message, top)
        while type(key := self._next()) is not yaml.MappingEndEvent:
            name = self._key(key)
            event = self._next()
            if name == "entries" and type(event) is yaml.SequenceStartEvent:
                yield Field(name, [], key.start_mark.index, key.end_mark.index)
                yield from self._items()
            else:
                value = self._value(event, 1)
                yield Field(name, value, key.start_mark.index, key.end_mark.index)
        self._next()  # the end of the document
        if type(more := self._next()) is not yaml.StreamEndEvent:
            message = Wording(
                "A pack is one YAML document, and a second one starts here.",
                "知识包是一个 YAML 文档，而这里开始了第二个。",
            )
            raise _fault(message, more)

    def _items(self) -> Iterator[Item]:
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            place = event
            if type(event) is yaml.MappingStartEvent:
                value, named = self._fields(event, 2)
                place = named or event
            else:
                value = self._value(event, 2)
            start, end = place.start_mark.index, place.end_mark.index
            if type(place) is yaml.ScalarEvent and place.style in {'"', "'"}:
                start, end = start + 1, end - 1
            yield Item(value, start, end)

    def _value(self, event: Any, depth: int) -> Any:
        kind = type(event)
        self._count += 1
        if kind is yaml.ScalarEvent:
            value = None if _is_nothing(event) else event.value
            if event.anchor:
                self._anchors[event.anchor] = value, 1
            return value
        if kind is yaml.MappingStartEvent:
            return self._fields(event, depth)[0]
        if kind is yaml.AliasEvent:
            return self._alias(event)
        return self._list(event, depth)

    def _list(self, event: Any, depth: int) -> list[Any]:
        before = self._enter(event, depth)
        values = []
        while type(item := self._next()) is not yaml.SequenceEndEvent:
            value = self._value(item, depth + 1)
            # `choices: [null]` lists a word, `- ` lists nothing.
            values.append(getattr(item, "value", None) or None if value is None else value)
        if event.anchor:
            self._anchors[event.anchor] = values, self._count - before
        return values

    def _fields(self, event: Any, depth: int) -> tuple[dict[str, Any], Any]:
        """The mapping, and the event of the value of its field `name`."""
        before = self._enter(event, depth)
        fields: dict[str, Any] = {}
        named = None
        while type(key := self._next()) is not yaml.MappingEndEvent:
            name = self._key(key)
            item = self._next()
            if name in fields:
                message = Wording(
                    f'"{name}" is written twice in one entry.', f"同一个条目里写了两次“{name}”。"
                )
                raise _fault(message, key, "pack.duplicate")
            if name == "name":
                named = item
            if (value := self._value(item, depth + 1)) is not None:
                fields[name] = value
        if event.anchor:
            self._anchors[event.anchor] = fields, self._count - before
        return fields, named

    def _key(self, event: Any) -> str:
        if type(event) is not yaml.ScalarEvent:
            raise _fault(
                Wording("A field's name is a plain word.", "字段名应该是普通的词。"), event
            )
        return str(event.value)

    def _enter(self, event: Any, depth: int) -> int:
        if depth > MAX_DEPTH:
            message = Wording(
                f"This is nested more than {MAX_DEPTH} levels deep.",
                f"这里的嵌套超过了 {MAX_DEPTH} 层。",
            )
            raise _fault(message, event)
        return self._count

    def _alias(self, event: Any) -> Any:
        known = self._anchors.get(event.anchor)
        if known is None:
            message = Wording(
                f'"*{event.anchor}" names nothing that was written before it.',
                f"“*{event.anchor}”所指的内容在前面没有写过。",
            )
            raise _fault(message, event)
        self._count += known[1]
        if self._count > MAX_VALUES:
            message = Wording(
                f"Repeating this makes the pack larger than {MAX_VALUES:,} values.",
                f"重复这部分会使知识包超过 {MAX_VALUES:,} 个值。",
            )
            raise _fault(message, event, "pack.too-large")
        return known[0]


def _is_nothing(event: Any) -> bool:
    return (
        type(event) is yaml.ScalarEvent
        and event.implicit[0]
        and event.value in {"", "~", "null", "Null", "NULL"}
    )


def _fault(message: Wording, event: Any, code: str = "pack.syntax") -> UnreadableError:
    return UnreadableError(message, event.start_mark.index, event.end_mark.index, code)


def _unreadable(error: yaml.MarkedYAMLError, text: str) -> UnreadableError:
    mark = error.problem_mark or error.context_mark
    start = min(mark.index, len(text)) if mark else 0
    if text[start : start + 1] == "\t":
        tab = Wording(
            "YAML takes no tab here: indent with spaces.", "YAML 在这里不接受制表符：请用空格缩进。"
        )
        return UnreadableError(tab, start, start + 1)
    why = error.problem or error.context or Wording("it breaks off", "内容中断")
    message = Wording(f"This is not valid YAML: {why}.", f"这不是有效的 YAML：{said(why, 'zh')}。")
    return UnreadableError(message, start, min(start + 1, len(text)))
