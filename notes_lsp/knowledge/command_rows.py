"""Rows of a table of commands: `tee [-ai][--help][文件...]` and what is said about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from notes_lsp.knowledge.cells import (
    code_in,
    in_its_language,
    language_of,
    links_in,
    plain,
    portable,
    without_code,
)
from notes_lsp.knowledge.entry import Command, Example, Option, Words

_OPTION = r"--?[A-Za-z0-9][A-Za-z0-9_-]*(?:=[A-Za-z0-9_<>\[\]]+)?"
_GROUP = re.compile(
    # Behind a Latin word it is a part of a command: `cpufreq-set -g performance`.
    rf"(?P<before>^|\.\s|[^\sA-Za-z0-9_./=-])\s*"
    rf"(?P<names>`?{_OPTION}`?(?:\s*(?:或者|或|or\b|,|，|/|、|\|)\s*`?{_OPTION}`?)*)"
    rf"(?P<argument>[ =](?:<[^<>]+>|[A-Z][A-Z0-9_]+\b))?`?"
)
_ONE = re.compile(_OPTION)
_BRACKETED = re.compile(r"\[\s*(--?[A-Za-z0-9][\w-]*)\s*\]")
_SEVERAL = re.compile(r"\s+/\s+|\s*[、，]\s*|,\s+|\s+(?:或|or)\s+")
_PROMPT = re.compile(r"^(?:[$#>]\s+)?(?:sudo\s+)?")
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
_FIRST = re.compile(r"[A-Za-z0-9_.+-]*[A-Za-z][\w.+-]*")

_PLACEHOLDERS = (
    "file files filename dir directory dirname folder path paths pid name source src dest "
    "destination dst target host hostname user username group url uri port key keys value values "
    "pattern string text word arg args argument arguments command cmd number num count id "
    "package pkg module branch message mode owner expression query date time image container "
    "service index offset min max element member field score"
)
"""What stands for something else in a synopsis and is no subcommand."""

_MULTI_COMMANDS = (
    "docker podman git kubectl npm pip pip3 apt apt-get conda mamba systemctl brew cargo go helm "
    "yarn pnpm svn aws gcloud az gh ip nmcli ollama uv poetry dotnet rustup terraform snap "
    "flatpak dnf yum zypper choco scoop winget adb virsh"
)
"""Programs whose second word always is a subcommand, as `image` in `docker image ls`."""


_STAND_FOR_ANOTHER = frozenset(_PLACEHOLDERS.split())
_HAVE_SUBCOMMANDS = frozenset(_MULTI_COMMANDS.split())


def command(
    name: str, aliases: list[str], content: str, notes: list[str], examples: list[str]
) -> Command | None:
    """The command of a row, its cells given as written; None where none can be read."""
    lines = [*_lines(name), *(line for cell in aliases for line in _lines(cell))]
    names = [each for line in lines if (each := path_of(line))]
    if not names:
        return None
    explained, options = _parted(content)
    codes = [*_commands_in(notes, names), *(Example(code=code) for code in _all_code(examples))]
    details = [portable(cell) for cell in notes if without_code(cell).strip(" ,，、;；/\n")]
    details += [portable(cell) for cell in examples if not code_in(cell)]
    told = "\n\n".join(filter(None, details))
    languages = {}
    if explained or told:
        languages[language_of(explained + told)] = Words(summary=explained, details=told)
    cells = (name, content, *notes, *examples)
    synopsis = tuple(line for line in lines if line not in names)
    return Command(
        name=names[0],
        aliases=tuple(dict.fromkeys(each for each in names[1:] if each != names[0])),
        languages=languages,
        synopsis=synopsis,
        options=tuple(_with_those_of(synopsis, options)),
        examples=tuple(codes),
        links=tuple({link.url: link for cell in cells for link in links_in(cell)}.values()),
    )


def path_of(line: str) -> str:
    """The words that name a command at the start of its synopsis, `docker run`; may be empty.

    Ends before the first option, bracket or placeholder: a word of another case, with other signs,
    or one that stands for something else (`file`).
    """
    words = line.split()
    if not words or not _FIRST.fullmatch(bare := re.split(r"[\[<{(=]", words[0])[0]):
        return ""
    path = [bare]
    if bare != words[0]:
        return bare
    for word in words[1:4]:
        a_subcommand = len(path) == 1 and bare in _HAVE_SUBCOMMANDS
        if not _WORD.fullmatch(word) or "." in word or word.isupper() != bare.isupper():
            break
        if not a_subcommand and word.casefold().rstrip("0123456789") in _STAND_FOR_ANOTHER:
            break
        path.append(word)
    return " ".join(path)


def _lines(cell: str) -> list[str]:
    """The commands in the first cell: each code span is one; else separators part them."""
    codes = code_in(cell)
    if not codes:
        text = plain(cell)
        parts = _SEVERAL.split(text)
        codes = parts if all(_FIRST.match(part) for part in parts) else [text]
    return [_PROMPT.sub("", " ".join(code.split())) for code in codes]


def _parted(content: str) -> tuple[str, list[Option]]:
    """What is said before the first option, and the options with what is said of each."""
    text = portable(content)
    groups = list(_GROUP.finditer(text))
    if not groups:
        return text, []
    options = []
    for group, following in zip(groups, [*groups[1:], None], strict=True):
        end = following.start("names") if following else len(text)
        meaning = text[group.end() : end].strip(" \n`:：;；,，-–—|")
        options.append(_option(group, meaning))
    return text[: groups[0].start("names")].rstrip(" \n`:：;；,，(（"), options


def _option(group: re.Match[str], meaning: str) -> Option:
    names = _ONE.findall(group["names"])
    argument = (group["argument"] or "").strip(" =<>")
    for name in names:
        argument = argument or name.partition("=")[2].strip("[]<>")
    return _named([name.partition("=")[0] for name in names], argument, meaning)


def _named(names: list[str], argument: str = "", meaning: str = "") -> Option:
    short = next((name for name in names if not name.startswith("--")), "")
    long = next((name for name in names if name.startswith("--")), "")
    return Option(
        short=short,
        long=long,
        aliases=tuple(name for name in names if name not in {short, long}),
        argument=argument,
        meaning=in_its_language(meaning),
    )


def _with_those_of(synopsis: Iterable[str], options: list[Option]) -> Iterator[Option]:
    """The options, then those that only the synopsis names: `[-ai][--help]`."""
    known = {name for option in options for name in option.names}
    yield from options
    for line in synopsis:
        for written in _BRACKETED.findall(line):
            cluster = not written.startswith("--") and len(written) in {3, 4}
            for name in [f"-{letter}" for letter in written[1:]] if cluster else [written]:
                if name not in known:
                    known.add(name)
                    yield _named([name])


def _commands_in(cells: list[str], names: list[str]) -> Iterator[Example]:
    """Code spans of the notes that can be typed: several words, or the command itself."""
    for code in _all_code(cells):
        if (" " in code and not code.startswith("-")) or code in names:
            yield Example(code=code)


def _all_code(cells: list[str]) -> list[str]:
    return [code for cell in cells for code in code_in(cell)]
