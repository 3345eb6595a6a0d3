"""Cards of commands, subcommands and options."""

from __future__ import annotations

from collections.abc import Iterator

from notes_lsp.knowledge.card_words import code, label, told, word
from notes_lsp.knowledge.entry import Command, Deprecation, Example, Option

_OPTIONS = 8
_SUBCOMMANDS = 16
_EXAMPLES = 3


def command_parts(command: Command, lang: str, full: bool) -> Iterator[str]:
    """What a card says of a command below its summary, part by part."""
    if command.deprecated:
        yield deprecation(command.deprecated, lang)
    if command.synopsis:
        yield "```sh\n" + "\n".join(command.synopsis) + "\n```"
    yield from _options(command.options, lang, full)
    if command.subcommands:
        yield label("subcommands", lang, _names(command.subcommands, lang, full))
    yield from examples(command.examples, lang, full)
    facts = [label("platform", lang, ", ".join(command.platform))] if command.platform else []
    facts += [label("package", lang, code(command.package))] if command.package else []
    yield " · ".join(facts)


def option_parts(option: Option, lang: str) -> Iterator[str]:
    """What a card says of one option."""
    yield told(option.meaning, lang)
    if option.choices:
        yield label("choices", lang, " · ".join(map(code, option.choices)))


def written(option: Option) -> str:
    """All spellings of an option with its argument: `--output-error[=MODE]`."""
    names = ", ".join(option.names)
    if not option.argument:
        return names
    joint = "=" if option.long and not option.aliases else " "
    return (
        f"{names}[{joint}{option.argument}]"
        if option.argument_optional
        else (f"{names}{joint}{option.argument}")
    )


def examples(
    found: tuple[Example, ...], lang: str, full: bool, language: str = "sh"
) -> Iterator[str]:
    """Examples in one fence, each below its meaning; `language` is one where `#` is a comment."""
    lines = []
    for example in found if full else found[:_EXAMPLES]:
        meaning = told(example.meaning, lang).replace("\n", " ")
        lines += [f"# {meaning}"] if meaning else []
        lines.append(example.code)
    if lines:
        yield (
            label("example", lang, "").rstrip() + f"\n```{language}\n" + "\n".join(lines) + "\n```"
        )


def deprecation(deprecated: Deprecation, lang: str) -> str:
    """The warning that something is old, and what to write."""
    said = word("use", lang, code(deprecated.use)) + word("stop", lang) if deprecated.use else ""
    reason = told(deprecated.reason, lang)
    return "⚠ " + label("deprecated", lang, " ".join(filter(None, (said, reason))))


def _options(found: tuple[Option, ...], lang: str, full: bool) -> Iterator[str]:
    if not found:
        return
    shown = found if full or len(found) <= _OPTIONS + 2 else found[:_OPTIONS]
    lines = []
    for option in shown:
        meaning = told(option.meaning, lang).split("\n")[0]
        lines.append(f"- {code(written(option))}" + (f" {meaning}" if meaning else ""))
    if len(shown) < len(found):
        lines.append("- " + word("more options", lang, len(found) - len(shown)))
    yield label("options", lang, "").rstrip() + "\n" + "\n".join(lines)


def _names(commands: tuple[Command, ...], lang: str, full: bool) -> str:
    shown = commands if full else commands[:_SUBCOMMANDS]
    names = " · ".join(code(command.name) for command in shown)
    rest = len(commands) - len(shown)
    return f"{names} {word('more', lang, rest)}" if rest else names
