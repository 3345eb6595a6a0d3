"""What a knowledge entry is: `Command`, `Term`, `Symbol` and `Tip`.

These structs are also the schema of a pack (`knowledge/README.md`): a pack's YAML is converted
into them, and a field that is not here is an error at its own line.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

Text = dict[str, str]
"""The same sentence in several languages: language tag -> Markdown."""


class Link(Struct, frozen=True, forbid_unknown_fields=True):
    """A web address that backs or deepens an entry."""

    url: str
    title: str = ""


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry told in one language, as Markdown."""

    title: str = ""
    """What the entry is called in this language."""
    summary: str = ""
    """One or two sentences: what it is."""
    details: str = ""
    """What else is worth knowing; may be several paragraphs."""


class Fact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of the small table of figures on a card, such as `exponent bits: 8`."""

    label: Text
    value: str | Text


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something a reader can type, and what it does."""

    code: str
    meaning: Text = {}


class Option(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One option of a command; at least one of `short`, `long` is there."""

    short: str = ""
    """With its dash: `-a`. A word with one dash (`-type`) goes here too."""
    long: str = ""
    """With its dashes: `--append`."""
    aliases: tuple[str, ...] = ()
    """Other spellings with their dashes: `--net` for `--network`."""
    argument: str = ""
    """The argument's name in capitals: `FILE`; empty when the option takes none."""
    argument_optional: bool = False
    choices: tuple[str, ...] = ()
    meaning: Text = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling of the option, short first."""
        return tuple(name for name in (self.short, self.long, *self.aliases) if name)


class Deprecation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to write in place of something old."""

    use: str = ""
    reason: Text = {}


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """What all kinds share."""

    name: str
    aliases: tuple[str, ...] = ()
    """Other names, abbreviations and translations that a note may use."""
    languages: dict[str, Words] = {}
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class Command(Entry, frozen=True, kw_only=True, tag="command"):
    """A program of the shell, or a subcommand of one."""

    synopsis: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    examples: tuple[Example, ...] = ()
    subcommands: tuple[Command, ...] = ()
    platform: tuple[str, ...] = ()
    """Where it runs: `linux`, `macos`, `windows`; empty for anywhere."""
    package: str = ""
    """What to install to have it."""
    deprecated: Deprecation | None = None


class Term(Entry, frozen=True, kw_only=True, tag="term"):
    """A word or abbreviation of a field."""

    expansion: str = ""
    """What an abbreviation stands for."""
    preferred: str = ""
    """The form to write where several are in use."""
    discouraged: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    examples: tuple[Example, ...] = ()


class Mode(StrEnum):
    """Where LaTeX allows a command."""

    MATH = "math"
    TEXT = "text"
    BOTH = "both"


class Symbol(Entry, frozen=True, kw_only=True, tag="symbol"):
    r"""A LaTeX command or environment; `name` has the backslash (`\frac`), but an environment's
    has none."""

    environment: bool = False
    arguments: str = ""
    """The signature as one would type it: `[n]{x}`; the words become tab stops. See
    `notes_lsp.math`."""
    unicode: str = ""
    """The character it prints, where there is one."""
    category: str = ""
    """One of `knowledge/README.md`'s list: `relation`, `operator`, `accent` ..."""
    example: str = ""
    """LaTeX without dollars."""
    package: str = ""
    """The LaTeX package that defines it; empty for the kernel."""
    mode: Mode = Mode.MATH
    display: bool = False
    r"""Only in display math, as `\tag`."""
    katex: bool = True
    """Whether KaTeX knows it."""
    deprecated: Deprecation | None = None


class Cause(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One branch of a debugging tree: why, how to see it, what to do."""

    title: Text
    aliases: tuple[str, ...] = ()
    details: Text = {}
    signs: tuple[Text, ...] = ()
    """How it shows itself."""
    checks: tuple[Text, ...] = ()
    """How to find out whether it is this one."""
    remedies: tuple[Text, ...] = ()
    examples: tuple[Example, ...] = ()
    links: tuple[Link, ...] = ()
    causes: tuple[Cause, ...] = ()
    """What may in turn lie behind it."""


class Tip(Entry, frozen=True, kw_only=True, tag="tip"):
    """A debugging tree; `name` and `aliases` are the symptom's wordings."""

    causes: tuple[Cause, ...] = ()


AnyEntry = Command | Term | Symbol | Tip
