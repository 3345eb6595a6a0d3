"""What exactly is wrong with an entry of a pack: its nodes held against the schema.

Asked only when the entry could not be converted; says each fault in the user's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
import yaml
from msgspec import inspect

from notes_lsp.knowledge import entry as schema
from notes_lsp.knowledge.yaml_values import nodes
from notes_lsp.syntax.problem import Fix
from notes_lsp.text import Span

_KINDS: dict[str, type[msgspec.Struct]] = {
    "command": schema.Command,
    "term": schema.Term,
    "symbol": schema.Symbol,
    "tip": schema.Tip,
}
_CALLED = {
    schema.Command: "a command",
    schema.Term: "a term",
    schema.Symbol: "a symbol",
    schema.Tip: "a tip",
    schema.Words: "the words of a language",
    schema.Link: "a link",
    schema.Fact: "a fact",
    schema.Example: "an example",
    schema.Option: "an option",
    schema.Deprecation: '"deprecated"',
    schema.Cause: "a cause",
}


class Fault(NamedTuple):
    """One fault; `start` and `end` are in characters."""

    code: str
    start: int
    end: int
    message: str
    instead: str = ""
    """What to write there instead, where that is known."""

    def fix_at(self, span: Span) -> Fix | None:
        """The change that mends the fault, given its bytes."""
        if not self.instead:
            return None
        return Fix(f'Write "{self.instead}"', ((span, self.instead),))


def faults(text: str, numbers: Iterable[int]) -> Iterator[Fault]:
    """The faults of the entries with these numbers (from 0) in the pack `text`."""
    entries = next(value for key, value in nodes(text).value if key.value == "entries")
    for number in numbers:
        node = entries.value[number]
        yield from list(_entry(node)) or [
            Fault("pack.type", *_ends(node), "This entry cannot be read.")
        ]


def _entry(node: Any) -> Iterator[Fault]:
    if not isinstance(node, yaml.MappingNode):
        yield Fault("pack.type", *_ends(node), "An entry has fields, such as `kind:` and `name:`.")
        return
    kind = next((value for key, value in node.value if key.value == "kind"), None)
    place = _named(node)
    if kind is None:
        message = 'This entry has no "kind": write command, term, symbol or tip.'
        yield Fault("pack.missing", *_ends(place), message)
    elif not isinstance(kind, yaml.ScalarNode) or kind.value not in _KINDS:
        yield _unknown("pack.type", kind, "a kind of entry", _KINDS)
    else:
        yield from _struct(node, _KINDS[kind.value])


def _struct(node: Any, kind: type[msgspec.Struct]) -> Iterator[Fault]:
    called = _CALLED[kind]
    if not isinstance(node, yaml.MappingNode):
        example = ", ".join(kind.__struct_fields__[:3])
        message = f"Here stands {_what(node)}, but {called} has fields, such as {example}."
        yield Fault("pack.type", *_ends(node), message)
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    seen = set()
    for key, value in node.value:
        if key.value == "kind" and kind in _KINDS.values():
            continue
        if key.value not in fields:
            yield _unknown("pack.field", key, f"a field of {called}", fields)
        elif not _is_nothing(value):
            seen.add(key.value)
            yield from _value(value, inspect.type_info(fields[key.value].type), key.value)
    for name, field in fields.items():
        if field.required and name not in seen:
            message = f'{_upper(called)} needs a "{name}".'
            yield Fault("pack.missing", *_ends(_named(node)), message)
    yield from _empty(node, kind, seen)


def _empty(node: Any, kind: type[msgspec.Struct], seen: set[str]) -> Iterator[Fault]:
    if kind is schema.Option and not seen & {"short", "long"}:
        message = 'An option needs a "short" or a "long" name with its dashes.'
        yield Fault("pack.missing", *_ends(_named(node)), message)
    if issubclass(kind, schema.Entry) and "name" in seen:
        name = _named(node)
        if isinstance(name, yaml.ScalarNode) and not name.value.strip():
            yield Fault("pack.missing", *_ends(name), f"The name of {_CALLED[kind]} is empty.")


def _value(node: Any, wanted: inspect.Type, field: str) -> Iterator[Fault]:
    match wanted:
        case inspect.StructType():
            yield from _struct(node, wanted.cls)
        case inspect.VarTupleType() if isinstance(node, yaml.SequenceNode):
            for item in node.value:
                yield from _value(item, wanted.item_type, field)
        case inspect.DictType() if isinstance(node, yaml.MappingNode):
            for _, value in node.value:
                if not _is_nothing(value):
                    yield from _value(value, wanted.value_type, field)
        case inspect.UnionType():
            yield from _union(node, wanted, field)
        case inspect.EnumType() if isinstance(node, yaml.ScalarNode):
            choices = [str(choice.value) for choice in wanted.cls]
            if node.value not in choices:
                yield _unknown("pack.type", node, f'a value of "{field}"', choices)
        case inspect.StrType() if isinstance(node, yaml.ScalarNode) and (
            node.value or not _is_nothing(node)
        ):
            pass
        case inspect.BoolType() if isinstance(node, yaml.ScalarNode):
            if node.value.lower() not in {"true", "false", "1", "0"}:
                yield Fault("pack.type", *_ends(node), f'"{field}" must be true or false.')
        case _:
            yield _mismatch(node, wanted, field)


def _union(node: Any, wanted: inspect.UnionType, field: str) -> Iterator[Fault]:
    """Exactly one way of reading the node must be free of faults; else the likeliest one's."""
    ways = [way for way in wanted.types if not isinstance(way, inspect.NoneType)]
    found = [list(_value(node, way, field)) for way in ways]
    if all(found):
        yield from found[-1]


def _mismatch(node: Any, wanted: inspect.Type, field: str) -> Fault:
    instead = ""
    if isinstance(wanted, inspect.VarTupleType):
        must = "be a list"
        if isinstance(node, yaml.ScalarNode) and "\n" not in node.value:
            instead = f'["{node.value}"]' if set(node.value) & set(",:[]{}#") else f"[{node.value}]"
            must += f": write {instead}" if '"' not in node.value else ""
    elif isinstance(wanted, inspect.DictType):
        must = "name its languages: write {zh: …, en: …}"
    elif isinstance(wanted, inspect.BoolType):
        must = "be true or false"
    else:
        must = "be text"
    if '"' in getattr(node, "value", ""):
        instead = ""
    message = f'"{field}" must {must}; here stands {_what(node)}.'
    return Fault("pack.type", *_ends(node), message, instead)


def _unknown(code: str, node: Any, what: str, known: Iterable[str]) -> Fault:
    from rapidfuzz import process

    written = node.value if isinstance(node, yaml.ScalarNode) else "this"
    message = f'"{written}" is not {what}.'
    guess = process.extractOne(written, list(known), score_cutoff=70)
    if guess is None:
        return Fault(code, *_ends(node), f"{message} Known: {', '.join(known)}.")
    return Fault(code, *_ends(node), f'{message} Did you mean "{guess[0]}"?', guess[0])


def _named(node: Any) -> Any:
    """The best place to point at for a whole mapping: its name, else its first key."""
    for key, value in node.value:
        if key.value == "name" and not _is_nothing(value):
            return value
    return node.value[0][0] if node.value else node


def _is_nothing(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _what(node: Any) -> str:
    if isinstance(node, yaml.MappingNode):
        return "a mapping"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "nothing" if _is_nothing(node) else f'"{node.value[:40]}"'


def _ends(node: Any) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
