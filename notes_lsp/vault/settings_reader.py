"""Settings out of what a client or a file sends: what is right counts, what is wrong is told."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import msgspec

from notes_lsp.text import Wording
from notes_lsp.vault.settings import Settings

_SETTING = Wording("setting", "设置")
RuleCodes = Callable[[], Collection[str]]
"""Gives the codes of all rules; asked only when settings name one, so that a start need not know
the rules."""


class SettingProblem(msgspec.Struct, frozen=True):
    """One wrong key or value."""

    path: tuple[str, ...]
    """The keys from the root: `("lens", "wordsPerMinute")`."""
    message: Wording


def read_settings(
    layers: list[tuple[str, Any]], rules: RuleCodes = frozenset
) -> tuple[Settings, list[tuple[str, SettingProblem]], dict[str, str]]:
    """Merge `layers`, weakest first, each a source's name and its raw tree.

    `rules` gives the codes that `diagnostics.rules` may name (empty: any). Gives the settings in
    force, the problems each with the name of its source, and where each key that is set comes
    from (`"lens.locale" -> source`). A wrong key costs that key alone.
    """
    merged: dict[str, Any] = {}
    problems: list[tuple[str, SettingProblem]] = []
    origin: dict[str, str] = {}
    for source, raw in layers:
        if raw is None:
            continue
        if not isinstance(raw, Mapping):
            kind = _kind(raw)
            message = Wording(
                f"The settings must be a table of keys, not {kind}; they are not used.",
                f"设置应该是键值表，而不是{kind.zh}；它们没有生效。",
            )
            problems.append((source, SettingProblem((), message)))
            continue
        for path, item in _checked(Settings, raw, (), rules):
            if isinstance(item, SettingProblem):
                problems.append((source, item))
            else:
                _put(merged, path, item[0])
                origin[".".join(path)] = source
    return msgspec.convert(merged, Settings), problems, origin


def _checked(
    section: type[msgspec.Struct],
    raw: Mapping[Any, Any],
    at: tuple[str, ...],
    rules: RuleCodes,
) -> Iterator[tuple[tuple[str, ...], SettingProblem | tuple[Any]]]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(section)}
    for key, value in raw.items():
        path = (*at, str(key))
        field = fields.get(str(key))
        if field is None:
            yield path, SettingProblem(path, _unknown(path, list(fields)))
            continue
        inner = _section_of(field.type)
        if inner is not None:
            if isinstance(value, Mapping):
                yield from _checked(inner, value, path, rules)
            elif value is not None:
                name, kind = ".".join(path), _kind(value)
                message = Wording(
                    f'"{name}" must be a table of keys, not {kind}. Its default is used.',
                    f"“{name}”应该是键值表，而不是{kind.zh}。已改用默认值。",
                )
                yield path, SettingProblem(path, message)
            continue
        if isinstance(value, Mapping):
            yield from _checked_mapping(field.type, value, path, rules)
        elif value is not None:  # null means "not set" to clients
            found = _converted(value, field.type, path)
            yield from (
                [(path, found)] if isinstance(found, SettingProblem) else _patterns(path, *found)
            )


def _patterns(
    path: tuple[str, ...], value: Any
) -> Iterator[tuple[tuple[str, ...], SettingProblem | tuple[Any]]]:
    """A value; where it is a list of patterns for files, without those that are none."""
    if path != ("vault", "exclude") and path[:-1] != ("diagnostics", "ignore"):
        yield path, (value,)
        return
    from notes_lsp.vault.globs import is_pattern

    name = ".".join(path)
    for wrong in (each for each in value if not is_pattern(each)):
        message = Wording(
            f'"{name}": "{wrong}" is no pattern of a .gitignore. It is left out; all else counts.',
            f"“{name}”：“{wrong}”不是 .gitignore 的写法。已忽略它，其余设置照常生效。",
        )
        yield path, SettingProblem(path, message)
    yield path, ([each for each in value if is_pattern(each)],)


def _checked_mapping(
    kind: Any, value: Mapping[Any, Any], path: tuple[str, ...], rules: RuleCodes
) -> Iterator[tuple[tuple[str, ...], SettingProblem | tuple[Any]]]:
    """A free table such as `diagnostics.rules`: one wrong item costs that item."""
    names = set(rules()) if path[-1] in {"rules", "ignore"} else set()
    if names and path[-1] == "ignore":
        names.add("*")
    for key, item in value.items():
        inner = (*path, str(key))
        if names and key not in names:
            what = Wording("rule", "规则")
            yield inner, SettingProblem(inner, _unknown(inner, sorted(names), what))
            continue
        found = _converted({str(key): item}, kind, inner)
        if isinstance(found, SettingProblem):
            yield inner, found
        else:
            yield from _patterns(inner, found[0][str(key)])


def _converted(value: Any, kind: Any, path: tuple[str, ...]) -> SettingProblem | tuple[Any]:
    try:
        return (msgspec.to_builtins(msgspec.convert(value, kind)),)
    except msgspec.ValidationError as error:
        reason = str(error).split(" - at `")[0]
        name = ".".join(path)
        message = Wording(
            f'"{name}": {reason}. Its default is used; all else counts.',
            f"“{name}”的值不对（{reason}）。已改用默认值，其余设置照常生效。",
        )
        return SettingProblem(path, message)


def _section_of(kind: Any) -> type[msgspec.Struct] | None:
    inner = getattr(kind, "__origin__", kind)
    return inner if isinstance(inner, type) and issubclass(inner, msgspec.Struct) else None


def _unknown(path: tuple[str, ...], known: list[str], what: Wording = _SETTING) -> Wording:
    lower = {name.lower().replace("-", ""): name for name in known}
    typed = path[-1].lower().replace("-", "").replace("_", "")
    close = difflib.get_close_matches(typed, lower, n=1, cutoff=0.6)
    name = ".".join(path)
    message = Wording(f'"{name}" is not a {what}.', f"没有“{name}”这个{what.zh}。")
    if close:
        near = lower[close[0]]
        message += Wording(f' Did you mean "{near}"?', f"是不是“{near}”？")
    return message + Wording(" It is left out; all else counts.", "已忽略它，其余设置照常生效。")


def _put(tree: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for key in path[:-1]:
        tree = tree.setdefault(key, {})
    tree[path[-1]] = value


def _kind(value: Any) -> Wording:
    number, name = Wording("a number", "数字"), type(value).__name__
    names = {
        str: Wording("a text", "文本"),
        bool: Wording("a truth value", "真假值"),
        int: number,
        float: number,
        list: Wording("a list", "列表"),
    }
    return names.get(type(value), Wording(name, f" {name}"))
