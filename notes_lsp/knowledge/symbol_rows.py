r"""Rows of a table of names about a LaTeX command: `分式 | 符号:\frac{分子}{分母} | $\frac12$`."""

from __future__ import annotations

import re

from notes_lsp.knowledge.cells import code_in, formulas_in, language_of, plain, portable
from notes_lsp.knowledge.entry import Symbol, Words

_LABEL = re.compile(
    r"(?:^|(?<=[\s,，;；。]))(?:符号|写法|命令|代码|symbol|command|latex)\s*[:：]?\s*(?=\S)",
    re.IGNORECASE,
)
_COMMAND = re.compile(r"\\(?:begin\s*\{([A-Za-z]+\*?)\}|([A-Za-z]+|[^A-Za-z\s\u0080-\uffff]))")
_ARGUMENTS = re.compile(r"(?:\s*\[[^\[\]]*\])?(?:\s*\{[^{}]*\})*")
_ALONE = re.compile(r"[^\w\\]*(?:\\[A-Za-z]+(?:\[[^\[\]]*\])?(?:\{[^{}]*\})*[\s,，、/]*)+[^\w\\]*")

_STYLES = frozenset(("displaystyle", "textstyle", "limits", "nolimits", "right", "end"))
"""Commands that are there for the sake of another one."""


def symbol(name: str, content: str, notes: list[str], examples: list[str]) -> Symbol | None:
    """The symbol of a row, its cells given as written; None when the row is about none.

    It is about one when the explanation says `符号:` and a command, or consists of a command only,
    or when the name itself is a command.
    """
    written, words = _written(name, content)
    found = _commands(written)
    if not found:
        return None
    first, *others = found
    title = plain(name) if not _COMMAND.search(name) else ""
    said = "\n\n".join(filter(None, (portable(cell) for cell in notes)))
    language = language_of(title + words + said)
    environment = first.startswith("\\begin")
    return Symbol(
        name=first[7:-1] if environment else first,
        environment=environment,
        aliases=() if environment else tuple(others),
        arguments="" if environment else _arguments(written, first),
        languages={language: Words(title=title, summary=words, details=said)},
        example=_example(examples),
    )


def _written(name: str, content: str) -> tuple[str, str]:
    """The LaTeX of a row, and the words beside it; both may be empty."""
    text = content.replace("\\|", "|")
    if label := _LABEL.search(text):
        return text[label.end() :], portable(text[: label.start()].rstrip(" ,，;；。:："))
    if _is_alone(text):
        return text, ""
    if _is_alone(name):
        return name, portable(content)
    return "", ""


def _is_alone(text: str) -> bool:
    bare = text.strip(" `$")
    return bare.startswith("\\") and _ALONE.fullmatch(bare) is not None


def _commands(written: str) -> list[str]:
    r"""The commands in a piece of LaTeX, each once; none for a compound such as `\not\geq`."""
    found: dict[str, None] = {}
    for match in _COMMAND.finditer(written):
        if match[1]:
            return [f"\\begin{{{match[1]}}}"]
        found[f"\\{match[2]}"] = None
    if "\\not" in found and len(found) > 1:
        return []
    told = [command for command in found if command[1:] not in _STYLES] or list(found)
    return told + [command for command in found if command == "\\right"]


def _arguments(written: str, command: str) -> str:
    match = _ARGUMENTS.match(written, written.index(command) + len(command))
    arguments = "".join(match[0].split()) if match else ""
    return arguments if arguments != "{}" else "{x}"


def _example(cells: list[str]) -> str:
    for cell in cells:
        for found in (formulas_in(cell), code_in(cell)):
            if found:
                return found[0]
        if "\\" in cell:
            return cell.strip().replace("\\|", "|")
    return ""
