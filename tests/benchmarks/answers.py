"""Whether an answer about the probes is right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from notes_lsp.vault import to_key
from tests.benchmarks import probes

NEW_HEADING = "Calm mooring"
"""What the much-linked heading is renamed to."""


def targets(result: Any) -> list[tuple[str, int]]:
    """Name of the file and line of each location or link to one."""
    found = [result] if isinstance(result, dict) else result or []
    return [
        (
            Path(to_key(one.get("uri") or one["targetUri"])).name,
            (one.get("range") or one["targetSelectionRange"])["start"]["line"],
        )
        for one in found
    ]


def spokes(result: Any) -> tuple[int, int]:
    """How many notes refer to the hub by wiki link, and how many by Markdown link."""
    names = {name for name, _ in targets(result)}
    wiki = sum(name.startswith("spoke-wiki-") for name in names)
    return wiki, sum(name.startswith("spoke-md-") for name in names)


def offers_hub(result: Any) -> bool:
    """Whether the completion has the hub."""
    items = result.get("items", []) if isinstance(result, dict) else result or []
    return any("quay" in str(item).lower() for item in items)


def has_items(result: Any) -> bool:
    """Whether the completion has anything."""
    return bool(result.get("items") if isinstance(result, dict) else result)


def tells_hub(result: Any) -> bool:
    """Whether a hover shows what stands in the hub or in its much-linked section."""
    shown = str(result)
    return probes.MARK in shown or "What everyone links to" in shown


def has_rare_heading(result: Any) -> bool:
    """Whether the symbols have the heading that stands only in the hub."""
    return any(
        probes.RARE in one["name"] and one["location"]["uri"].endswith(probes.HUB)
        for one in result or []
    )


def flags(diagnostics: Any, line: int, columns: range) -> bool:
    """Whether anything is found wrong that starts in these columns of a line."""
    starts = [one["range"]["start"] for one in diagnostics]
    return any(start["line"] == line and start["character"] in columns for start in starts)


def renamed(result: Any, vault: Path) -> tuple[int, int]:
    """In how many notes the edit leaves each kind of link (wiki, Markdown) as it should be."""
    right = {"wiki": 0, "md": 0}
    for path, edits in _edits(result or {}).items():
        kind = path.name.split("-")[1] if path.name.startswith("spoke-") else ""
        if kind in right and path.is_relative_to(vault):
            wanted = path.read_text("utf-8")
            wanted = wanted.replace(probes.HEADING, NEW_HEADING).replace(
                probes.SLUG, "calm-mooring"
            )
            right[kind] += _applied(path.read_text("utf-8"), edits) == wanted
    return right["wiki"], right["md"]


def _edits(result: dict[str, Any]) -> dict[Path, list[Any]]:
    found = {Path(to_key(uri)): edits for uri, edits in (result.get("changes") or {}).items()}
    for change in result.get("documentChanges") or []:
        if "textDocument" in change:
            found.setdefault(Path(to_key(change["textDocument"]["uri"])), []).extend(
                change["edits"]
            )
    return found


def _applied(text: str, edits: list[Any]) -> str:
    """The text after edits that stay in one line each; no spoke has a character beyond the BMP."""
    lines = text.split("\n")
    for edit in sorted(edits, key=_start, reverse=True):
        start, end = edit["range"]["start"], edit["range"]["end"]
        line = lines[start["line"]]
        lines[start["line"]] = (
            line[: start["character"]] + edit["newText"] + line[end["character"] :]
        )
    return "\n".join(lines)


def _start(edit: Any) -> tuple[int, int]:
    start = edit["range"]["start"]
    return start["line"], start["character"]
