"""The fields of a note's front matter."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from notes_lsp.syntax import FrontMatter, Note
from notes_lsp.text import Buffer

_LIMIT = 64 * 1024  # bytes; more is data, not front matter


def fields(note: Note) -> Mapping[str, Any]:
    """The front matter as a mapping; empty where there is none or it is broken."""
    front = note.front_matter
    return fields_of(note.buffer, front) if front else {}


def fields_of(buffer: Buffer, front: FrontMatter) -> Mapping[str, Any]:
    """The fields of the front matter `front` of the text in `buffer`."""
    if front.content.end - front.content.start > _LIMIT:
        return {}
    return _read(front.content.cut(buffer.data), front.format)


def texts(value: Any) -> tuple[str, ...]:
    """A field that may be one text or a list of them."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(str(item) for item in value if isinstance(item, str | int | float))
    return ()


@lru_cache(maxsize=256)
def _read(content: bytes, format_: str) -> Mapping[str, Any]:
    import yaml  # 8 ms that most reading processes never need

    loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = content.decode("utf-8", "replace")
    try:
        if format_ == "toml":
            return tomllib.loads(text)
        found = yaml.load(text, Loader=loader)  # noqa: S506  # CSafeLoader is the safe loader in C
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
