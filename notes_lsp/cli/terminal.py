"""What is written to a person: in UTF-8, in colour on a terminal, without control characters."""

from __future__ import annotations

import io
import sys
from typing import TextIO

from rich.console import Console
from rich.theme import Theme

WIDTH = 100
"""Lines longer than this are hard to read, however wide the terminal is."""
CLOSED_PIPE = 141
"""The exit status of a program whose reader went away, as shells count it."""

_THEME = Theme(
    {
        "error": "bold red",
        "warning": "yellow",
        "information": "cyan",
        "hint": "blue",
        "place": "bold",
        "code": "magenta",
        "faint": "bright_black",
        "markdown.code": "cyan",
        "markdown.code_block": "cyan",
        "markdown.h3": "bold magenta",
        "markdown.link": "underline blue",
        "markdown.link_url": "underline blue",
    }
)
_CONTROLS = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "␡",
    **dict.fromkeys([*range(0x80, 0xA0), 0x2028, 0x2029], "\ufffd"),
    **dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"),
}


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the one place that ends the program."""
        raise BrokenPipeError


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale is; what is no text (an odd file name) is written escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def console(stream: TextIO | None = None) -> Console:
    """A console on standard output, or on `stream`; never guesses markup or colours in texts."""
    file = stream or sys.stdout
    return _Console(file=file, theme=_THEME, markup=False, highlight=False, emoji=False)


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    sys.stderr.write(f"notes-lsp: {visible(message)}\n")


def visible(text: str) -> str:
    """`text` with what would steer a terminal replaced; tabs are four spaces wide."""
    return text.replace("\t", "    ").translate(_CONTROLS)


def counted(number: int, thing: str) -> str:
    """`1 note`, `7 notes`."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
