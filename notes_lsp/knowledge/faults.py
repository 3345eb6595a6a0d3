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
from notes_lsp.text import Span, Wording

_KINDS: dict[str, type[msgspec.Struct]] = {
    "command": schema.Command,
    "term": schema.Term,
    "symbol": schema.Symbol,
    "tip": schema.Tip,
}
_CALLED = {
    schema.Command: Wording("a command", "命令"),
    schema.Term: Wording("a term", "术语"),
    schema.Symbol: Wording("a symbol", "符号"),
    schema.Tip: Wording("a tip", "提示"),
    schema.Words: Wording("the words of a language", "某种语言的说明"),
    schema.Link: Wording("a link", "链接"),
    schema.Fact: Wording("a fact", "要点"),
    schema.Example: Wording("an example", "示例"),
    schema.Option: Wording("an option", "选项"),
    schema.Deprecation: Wording('"deprecated"', "“deprecated”"),
    schema.Cause: Wording("a cause", "原因"),
}


class Fault(NamedTuple):
    """One fault; `start` and `end` are in characters."""

    code: str
    start: int
    end: int
    message: Wording
    instead: str = ""
    """What to write there instead, where that is known."""

    def fix_at(self, span: Span) -> Fix | None:
        """The change that mends the fault, given its bytes."""
        if not self.instead:
            return None
        title = Wording(f'Write "{self.instead}"', f"改为“{self.instead}”")
        return Fix(title, ((span, self.instead),))


def faults(text: str, numbers: Iterable[int]) -> Iterator[Fault]:
    """The faults of the entries with these numbers (from 0) in the pack `text`."""
    entries = next(value for key, value in nodes(text).value if key.value == "entries")
    for number in numbers:
        node = entries.value[number]
        unread = Wording("This entry cannot be read.", "无法读取这个条目。")
        yield from list(_entry(node)) or [Fault("pack.type", *_ends(node), unread)]


def _entry(node: Any) -> Iterator[Fault]:
    if not isinstance(node, yaml.MappingNode):
        message = Wording(
            "An entry has fields, such as `kind:` and `name:`.",
            "条目要有字段，如 `kind:` 和 `name:`。",
        )
        yield Fault("pack.type", *_ends(node), message)
        return
    kind = next((value for key, value in node.value if key.value == "kind"), None)
    place = _named(node)
    if kind is None:
        message = Wording(
            'This entry has no "kind": write command, term, symbol or tip.',
            "这个条目没有“kind”：请写 command、term、symbol 或 tip。",
        )
        yield Fault("pack.missing", *_ends(place), message)
    elif not isinstance(kind, yaml.ScalarNode) or kind.value not in _KINDS:
        yield _unknown("pack.type", kind, Wording("a kind of entry", "条目的种类"), _KINDS)
    else:
        yield from _struct(node, _KINDS[kind.value])


def _struct(node: Any, kind: type[msgspec.Struct]) -> Iterator[Fault]:
    called = _CALLED[kind]
    if not isinstance(node, yaml.MappingNode):
        names, here = kind.__struct_fields__[:3], _what(node)
        message = Wording(
            f"Here stands {here}, but {called} has fields, such as {', '.join(names)}.",
            f"{called.zh}要有字段，如 {'、'.join(names)}；这里却是{here.zh}。",
        )
        yield Fault("pack.type", *_ends(node), message)
        return
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    seen = set()
    for key, value in node.value:
        if key.value == "kind" and kind in _KINDS.values():
            continue
        if key.value not in fields:
            what = Wording(f"a field of {called}", f"{called.zh}的字段")
            yield _unknown("pack.field", key, what, fields)
        elif not _is_nothing(value):
            seen.add(key.value)
            yield from _value(value, inspect.type_info(fields[key.value].type), key.value)
    for name, field in fields.items():
        if field.required and name not in seen:
            message = Wording(f'{_upper(called)} needs a "{name}".', f"{called.zh}缺少“{name}”。")
            yield Fault("pack.missing", *_ends(_named(node)), message)
    yield from _empty(node, kind, seen)


def _empty(node: Any, kind: type[msgspec.Struct], seen: set[str]) -> Iterator[Fault]:
    if kind is schema.Option and not seen & {"short", "long"}:
        message = Wording(
            'An option needs a "short" or a "long" name with its dashes.',
            "选项要有“short”或“long”，连同前面的短横。",
        )
        yield Fault("pack.missing", *_ends(_named(node)), message)
    if issubclass(kind, schema.Entry) and "name" in seen:
        name = _named(node)
        if isinstance(name, yaml.ScalarNode) and not name.value.strip():
            called = _CALLED[kind]
            message = Wording(f"The name of {called} is empty.", f"{called.zh}的名称是空的。")
            yield Fault("pack.missing", *_ends(name), message)


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
                what = Wording(f'a value of "{field}"', f"“{field}”可取的值")
                yield _unknown("pack.type", node, what, choices)
        case inspect.StrType() if isinstance(node, yaml.ScalarNode) and (
            node.value or not _is_nothing(node)
        ):
            pass
        case inspect.BoolType() if isinstance(node, yaml.ScalarNode):
            if node.value.lower() not in {"true", "false", "1", "0"}:
                message = Wording(
                    f'"{field}" must be true or false.', f"“{field}”只能是 true 或 false。"
                )
                yield Fault("pack.type", *_ends(node), message)
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
        must = Wording("be a list", "是列表")
        if isinstance(node, yaml.ScalarNode) and "\n" not in node.value:
            instead = f'["{node.value}"]' if set(node.value) & set(",:[]{}#") else f"[{node.value}]"
            if '"' not in node.value:
                must += Wording(f": write {instead}", f"：请写成 {instead}")
    elif isinstance(wanted, inspect.DictType):
        must = Wording("name its languages: write {zh: …, en: …}", "分语言写：{zh: …, en: …}")
    elif isinstance(wanted, inspect.BoolType):
        must = Wording("be true or false", "是 true 或 false")
    else:
        must = Wording("be text", "是文本")
    if '"' in getattr(node, "value", ""):
        instead = ""
    here = _what(node)
    message = Wording(
        f'"{field}" must {must}; here stands {here}.',
        f"“{field}”应该{must.zh}；这里却是{here.zh}。",
    )
    return Fault("pack.type", *_ends(node), message, instead)


def _unknown(code: str, node: Any, what: Wording, known: Iterable[str]) -> Fault:
    from rapidfuzz import process

    written = node.value if isinstance(node, yaml.ScalarNode) else "this"
    message = Wording(f'"{written}" is not {what}.', f"“{written}”不是{what.zh}。")
    guess = process.extractOne(written, list(known), score_cutoff=70)
    if guess is None:
        message += Wording(f" Known: {', '.join(known)}.", f"可用的有：{'、'.join(known)}。")
        return Fault(code, *_ends(node), message)
    message += Wording(f' Did you mean "{guess[0]}"?', f"是不是“{guess[0]}”？")
    return Fault(code, *_ends(node), message, guess[0])


def _named(node: Any) -> Any:
    """The best place to point at for a whole mapping: its name, else its first key."""
    for key, value in node.value:
        if key.value == "name" and not _is_nothing(value):
            return value
    return node.value[0][0] if node.value else node


def _is_nothing(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _what(node: Any) -> Wording:
    if isinstance(node, yaml.MappingNode):
        return Wording("a mapping", "映射")
    if isinstance(node, yaml.SequenceNode):
        return Wording("a list", "列表")
    if _is_nothing(node):
        return Wording("nothing", "空的")
    return Wording(f'"{node.value[:40]}"', f"“{node.value[:40]}”")


def _ends(node: Any) -> tuple[int, int]:
    return node.start_mark.index, node.end_mark.index


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]
