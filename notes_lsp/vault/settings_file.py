"""Settings at the root of a vault: `.notes-lsp.toml`, or `[tool.notes-lsp]` in `pyproject.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from notes_lsp.text import Span, Wording

SETTINGS_FILE = ".notes-lsp.toml"
_LIMIT = 1_000_000  # bytes; no settings file is larger


class SettingsFile(NamedTuple):
    """A settings file that was found."""

    path: Path
    raw: Any
    """The tree under the root; None when the file could not be read."""
    error: Wording | None
    """Why it could not be read, in the user's words; None when it could."""
    error_span: Span


def find_settings(root: Path) -> SettingsFile | None:
    """The settings of the vault at `root`, or None when it has none."""
    own = root / SETTINGS_FILE
    if own.is_file():
        return read_settings_file(own)
    shared = root / "pyproject.toml"
    if shared.is_file():
        found = read_settings_file(shared)
        if isinstance(found.raw, dict):
            tool = found.raw.get("tool")
            if isinstance(tool, dict) and "notes-lsp" in tool:
                return found._replace(raw=tool["notes-lsp"])
    return None


def read_settings_file(path: Path) -> SettingsFile:
    """Read one TOML file; a fault comes back as a message with its place, never as an exception."""
    try:
        if path.stat().st_size > _LIMIT:
            message = Wording(
                "This file is too large to be settings.", "这个文件太大，不会是设置文件。"
            )
            return SettingsFile(path, None, message, Span(0, 0))
        data = path.read_bytes()
        return SettingsFile(path, tomllib.loads(data.decode("utf-8-sig")), None, Span(0, 0))
    except tomllib.TOMLDecodeError as error:
        message = Wording(
            f"This is not valid TOML: {error}. No setting of this file is in use.",
            f"这不是有效的 TOML：{error}。这个文件里的设置都没有生效。",
        )
        return SettingsFile(path, None, message, _error_span(data, str(error)))
    except UnicodeDecodeError as error:
        message = Wording(
            "This file is not UTF-8 text. No setting of this file is in use.",
            "这个文件不是 UTF-8 文本。其中的设置都没有生效。",
        )
        return SettingsFile(path, None, message, Span(error.start, error.end))
    except OSError as error:
        message = Wording(f"Cannot be read: {error.strerror}.", f"无法读取：{error.strerror}。")
        return SettingsFile(path, None, message, Span(0, 0))


def key_span(data: bytes, path: tuple[str, ...]) -> Span:
    """Where the key `path` (from the settings' root) stands in TOML text; the top when not found.

    tomllib keeps no places, so the line is looked up by its key below the right table header.
    """
    table: tuple[str, ...] = ()
    at = 0
    for line in data.splitlines(keepends=True):
        text = line.decode("utf-8", "replace")
        if header := re.match(r"\s*\[([^\[\]]+)\]", text):
            names = tuple(_names(header[1]))
            table = names[2:] if names[:2] == ("tool", "notes-lsp") else names
            if table == path:
                return Span(at + len(text[: header.start(1)].encode()), at + len(line.rstrip()))
        elif (pair := re.match(r"\s*([^=#]+?)\s*=", text)) and ((*table, *_names(pair[1])) == path):
            start = at + len(text[: pair.start(1)].encode())
            return Span(start, start + len(pair[1].encode()))
        at += len(line)
    return key_span(data, path[:-1]) if len(path) > 1 else Span(0, 0)


def _names(dotted: str) -> list[str]:
    return [part[0] or part[1] or part[2].strip() for part in _NAME.findall(dotted)]


_NAME = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^."']+))\s*\.?""")


def _error_span(data: bytes, message: str) -> Span:
    if found := re.search(r"line (\d+), column (\d+)", message):
        lines = data.splitlines(keepends=True)
        line = min(int(found[1]), len(lines)) - 1
        start = sum(map(len, lines[:line])) if line > 0 else 0
        text = lines[line].decode("utf-8", "replace") if lines else ""
        at = start + len(text[: int(found[2]) - 1].encode())
        return Span(min(at, len(data)), min(at + 1, len(data)))
    return Span(len(data), len(data))
