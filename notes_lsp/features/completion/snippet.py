"""The protocol's snippet syntax, and LaTeX arguments in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_SPECIAL = re.compile(r"[\\$}]")
_ARGUMENT = re.compile(r"\{([^{}]*)\}|\[([^\[\]]*)\]")


class Form(NamedTuple):
    """One way to write a command with its arguments."""

    label: str
    """As a reader sees it: `sqrt[n]{x}`."""
    snippet: str
    """The same with a tab stop for each argument."""


def escaped(text: str) -> str:
    """`text` so that a snippet inserts it as it stands."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def forms(name: str, arguments: str) -> Iterator[Form]:
    """The ways to write a command: without its optional arguments, then with them if it has any.

    `arguments` is a signature such as `[n]{x}`; nothing comes of an empty one.
    """
    found = [
        (match[0], match[1] if match[2] is None else match[2], match[2] is not None)
        for match in _ARGUMENT.finditer(arguments)
    ]
    needed = [each for each in found if not each[2]]
    for chosen in [needed, found] if len(needed) < len(found) else [found]:
        if chosen:
            yield Form(name + "".join(whole for whole, *_ in chosen), _snippet(name, chosen))


def _snippet(name: str, arguments: list[tuple[str, str, bool]]) -> str:
    stops = (
        whole[0] + (f"${{{number}:{escaped(words)}}}" if words else f"${number}") + whole[-1]
        for number, (whole, words, _) in enumerate(arguments, 1)
    )
    return escaped(name) + "".join(stops) + "$0"
