"""Pages that are made from the code: `make docs` writes them, a test fails when they drift."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec

from notes_lsp.features.rules import RULES, Rule
from notes_lsp.vault import Settings

ROOT = Path(__file__).parents[1]
MEND = "make docs"


def pages() -> dict[Path, str]:
    """Every generated page by its path in the project."""
    found = {Path("docs/rules") / f"{rule.code}.md": rule_page(rule) for rule in RULES.values()}
    found[Path("docs/rules/README.md")] = rules_index()
    found[Path("docs/settings.md")] = settings_page()
    return found


def rule_page(rule: Rule) -> str:
    """A rule's own page."""
    body = _examples(rule.documentation, _LANGUAGES.get(rule.code.split(".")[0], "markdown"))
    return (
        f"# {rule.code}\n\n{body}\n\n"
        f"Unless set otherwise this is of level `{rule.level}`. In `.notes-lsp.toml`:\n\n"
        f'```toml\n[diagnostics.rules]\n"{rule.code}" = "off"  '
        "# or error, warning, information, hint\n```\n"
    )


_LANGUAGES = {"settings": "toml", "pack": "yaml"}


def _examples(documentation: str, language: str) -> str:
    """`Bad:` and `Good:` lines as blocks of the language that the rule is about."""
    lines: list[str] = []
    for line in documentation.splitlines():
        mark, _, rest = line.partition(":")
        if mark in {"Bad", "Good"} and rest.strip():
            example = rest.strip().replace("⏎", "\n")
            lines += [f"{mark}:", "", f"```{language}", *example.splitlines(), "```", ""]
        else:
            lines.append(line)
    return "\n".join(lines).strip()


def rules_index() -> str:
    """The list of all rules."""
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.level} | {rule.documentation.splitlines()[0]} |"
        for rule in RULES.values()
    ]
    head = (
        "# Rules\n\nEvery diagnostic has a code. Its level can be set by `diagnostics.rules`.\n\n"
    )
    return head + "| rule | level | what it finds |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n"


def settings_page() -> str:
    """All settings, from the structs that declare them."""
    head = (
        "# Settings\n\n"
        "One tree of keys, the same everywhere: in `.notes-lsp.toml` at the vault's root (or under "
        "`[tool.notes-lsp]` in a `pyproject.toml`), in the editor's settings under `notes-lsp`, "
        "and in `initializationOptions`. The vault's file is the strongest, since it travels with "
        "the notes; then the editor's settings; then `initializationOptions`. A key or value that "
        "is wrong is told with its place and left out; all else counts. `notes-lsp config` prints "
        "the settings in force and where each comes from.\n\n"
        '```toml\nlanguage = "zh"\n\n[lens]\nwordsPerMinute = 300\n\n'
        '[diagnostics.rules]\n"math.plain-tex" = "off"\n```\n'
    )
    schema = msgspec.json.schema(Settings)
    root = _resolved(schema, schema)
    own = {key: item for key, item in root["properties"].items() if not _is_section(schema, item)}
    parts = [head, "\n## At the top\n\n", _table(schema, own, "")]
    for key, item in root["properties"].items():
        if _is_section(schema, item):
            section = _resolved(schema, item)
            parts += [f"\n## {key}\n\n{section.get('description', '')}\n\n"]
            parts += [_table(schema, section["properties"], key + ".")]
    return "".join(parts)


def _table(schema: dict[str, Any], properties: dict[str, Any], prefix: str) -> str:
    rows = ["| key | type | default | what it does |\n| --- | --- | --- | --- |\n"]
    for key, item in properties.items():
        default = msgspec.json.encode(item.get("default")).decode()
        text = item.get("description", "").replace("|", "\\|")
        rows.append(f"| `{prefix}{key}` | {_type(schema, item)} | `{default}` | {text} |\n")
    return "".join(rows)


def _type(schema: dict[str, Any], item: dict[str, Any]) -> str:
    item = _resolved(schema, item)
    if "enum" in item:
        return ", ".join(f"`{value}`" for value in item["enum"])
    if item.get("type") == "array":
        return f"list of {_type(schema, item['items'])}"
    if item.get("type") == "object":
        return f"table of {_type(schema, item['additionalProperties'])}"
    if item.get("type") == "integer" and "minimum" in item:
        most = f" to {item['maximum']}" if "maximum" in item else " or more"
        return f"integer, {item['minimum']}{most}"
    return str(item.get("type", "any"))


def _is_section(schema: dict[str, Any], item: dict[str, Any]) -> bool:
    return "properties" in _resolved(schema, item)


def _resolved(schema: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    if "allOf" in item:
        item = {**item, **item["allOf"][0]}
    if "$ref" in item:
        return {**schema["$defs"][item["$ref"].rsplit("/", 1)[1]], **_without_ref(item)}
    return item


def _without_ref(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key == "description"}


def main() -> None:
    """Write every page; those of rules that are gone are removed."""
    wanted = pages()
    for old in (ROOT / "docs" / "rules").glob("*.md"):
        if old.relative_to(ROOT) not in wanted:
            old.unlink()
    for path, text in wanted.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, "utf-8")
    sys.stdout.write(f"{len(wanted)} pages written\n")


if __name__ == "__main__":
    main()
