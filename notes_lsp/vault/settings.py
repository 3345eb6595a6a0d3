"""Every setting, declared once.

The JSON schema, the VS Code section and `docs/settings.md` are made from these structs. Keys are
camelCase on the wire and in `.notes-lsp.toml`; one tree, one spelling.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct


class Level(StrEnum):
    """How loudly a rule speaks."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"
    OFF = "off"


class _Section(Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True):
    pass


class HoverSettings(_Section, frozen=True, kw_only=True):
    """What a hover shows."""

    enabled: Annotated[bool, Meta(description="Show a card for what is under the cursor.")] = True
    images: Annotated[
        Literal["auto", "on", "off"],
        Meta(description="Draw formulas and images as pictures; `auto`: where the editor can."),
    ] = "auto"
    ink: Annotated[
        Literal["auto", "dark", "light"],
        Meta(
            description="Colour of drawn formulas: `dark` for a light theme, `light` for a dark "
            "one, `auto` for dark on white. The extension for VS Code sets it by the theme."
        ),
    ] = "auto"


class CompletionSettings(_Section, frozen=True, kw_only=True):
    """What completion offers."""

    math: Annotated[bool, Meta(description="Offer LaTeX commands inside math.")] = True
    terms: Annotated[bool, Meta(description="Offer terms of the knowledge base in prose.")] = True
    commands: Annotated[
        bool, Meta(description="Offer shell commands, options and subcommands.")
    ] = True
    pinyin: Annotated[bool, Meta(description="Find Chinese names by pinyin and by initials.")] = (
        True
    )
    max_items: Annotated[int, Meta(ge=1, le=1000, description="How many items at most.")] = 200
    min_word: Annotated[
        int,
        Meta(ge=1, le=10, description="Letters to type before terms are offered in prose."),
    ] = 2


class LensSettings(_Section, frozen=True, kw_only=True):
    """Code lenses over a note."""

    reading_time: Annotated[bool, Meta(description="Reading time over the note.")] = True
    section_reading_time: Annotated[bool, Meta(description="Reading time over each section.")] = (
        False
    )
    tasks: Annotated[bool, Meta(description="Tasks done of tasks in all.")] = True
    references: Annotated[bool, Meta(description="How often a heading or note is linked to.")] = (
        True
    )
    words_per_minute: Annotated[
        int, Meta(ge=1, le=10_000, description="Words read in a minute.")
    ] = 300
    locale: Annotated[
        str,
        Meta(
            description="Language of the reading-time label, as `zh` or `en-US`, where the front "
            "matter's `lang` does not say; empty for the note's own script."
        ),
    ] = ""


class OutlineSettings(_Section, frozen=True, kw_only=True):
    """The outline of a note."""

    definitions: Annotated[bool, Meta(description="Show link definitions, `[label]: …`, too.")] = (
        True
    )


class InlaySettings(_Section, frozen=True, kw_only=True):
    """Hints between the words of a note."""

    titles: Annotated[
        bool, Meta(description="The title of the note behind a link that does not show it.")
    ] = False
    backlinks: Annotated[bool, Meta(description="How many links lead to a heading.")] = False


class MathSettings(_Section, frozen=True, kw_only=True):
    """Formulas."""

    latex_delimiters: Annotated[
        bool, Meta(description="Read `\\(…\\)` and `\\[…\\]` as math too.")
    ] = False
    macros: Annotated[
        dict[str, int],
        Meta(description="Commands your site defines: name with backslash -> number of arguments."),
    ] = {}


class DiagnosticsSettings(_Section, frozen=True, kw_only=True):
    """Squiggles."""

    enabled: Annotated[bool, Meta(description="Check notes at all.")] = True
    rules: Annotated[
        dict[str, Level],
        Meta(description="Rule -> `error`, `warning`, `information`, `hint` or `off`."),
    ] = {}
    ignore: Annotated[
        dict[str, list[str]],
        Meta(description="Rule (or `*`) -> globs of notes in which it stays silent."),
    ] = {}
    workspace: Annotated[
        bool,
        Meta(description="Check notes that are not open too, where the editor asks for it."),
    ] = True
    delay: Annotated[
        int,
        Meta(ge=0, le=60_000, description="Quiet milliseconds before a changed note is checked."),
    ] = 50
    documentation: Annotated[
        str,
        Meta(description="Base address of the rules' pages; empty for the pages on this machine."),
    ] = ""


class KnowledgeSettings(_Section, frozen=True, kw_only=True):
    """Where entries come from."""

    bundled: Annotated[bool, Meta(description="Use the packs that ship with notes-lsp.")] = True
    tables: Annotated[bool, Meta(description="Make entries of the tables in your notes.")] = True
    packs: Annotated[
        tuple[str, ...],
        Meta(description="Your own packs: YAML files or folders, relative to the vault's root."),
    ] = ()


class VaultSettings(_Section, frozen=True, kw_only=True):
    """Which files are notes."""

    extensions: Annotated[
        tuple[str, ...], Meta(description="Endings of the files that are notes, without dot.")
    ] = ("md", "markdown")
    exclude: Annotated[
        tuple[str, ...], Meta(description="Patterns to leave out, written as in `.gitignore`.")
    ] = ()
    max_notes: Annotated[
        int, Meta(ge=1, description="Stop indexing after so many notes, with a warning.")
    ] = 100_000
    max_note_bytes: Annotated[
        int,
        Meta(
            ge=1024,
            description="Of a larger note only headings and links are read; while it is open, what "
            "is around the cursor too.",
        ),
    ] = 4_000_000
    cache: Annotated[
        bool, Meta(description="Keep an index between starts, in the user's cache folder.")
    ] = True


class LinksSettings(_Section, frozen=True, kw_only=True):
    """Links between notes."""

    style: Annotated[
        Literal["relative", "absolute", "short"],
        Meta(description="How completion and rename write the path to a note."),
    ] = "relative"
    extension: Annotated[
        bool,
        Meta(
            description="Write `.md` in inline links that completion makes; when off, the links "
            "that a rename writes anew lose it too."
        ),
    ] = True
    slug: Annotated[
        Literal["github", "vuepress", "obsidian"],
        Meta(description="How heading fragments are written; all are understood."),
    ] = "github"
    ignore: Annotated[
        tuple[str, ...],
        Meta(
            description="Globs of link targets, as written, that are never called broken: "
            "`/api/**`, `#todo`."
        ),
    ] = ()


class Settings(_Section, frozen=True, kw_only=True):
    """All settings of notes-lsp."""

    language: Annotated[
        Literal["auto", "zh", "en"],
        Meta(
            description="Language of cards, lenses, previews, diagnostics, quick fixes, the menu "
            "of actions and refusals. `auto` follows the note: the `lang` of its front matter, "
            "else its script; what is said of no note follows the editor. `notes-lsp check` speaks "
            "English unless this is `zh`."
        ),
    ] = "auto"
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Meta(description="What is logged.")
    ] = "info"
    hover: Annotated[HoverSettings, Meta(description="Hover cards.")] = HoverSettings()
    completion: Annotated[CompletionSettings, Meta(description="Completion.")] = (
        CompletionSettings()
    )
    lens: Annotated[LensSettings, Meta(description="Code lenses.")] = LensSettings()
    outline: Annotated[OutlineSettings, Meta(description="The outline.")] = OutlineSettings()
    inlay: Annotated[InlaySettings, Meta(description="Inlay hints.")] = InlaySettings()
    math: Annotated[MathSettings, Meta(description="Formulas.")] = MathSettings()
    diagnostics: Annotated[DiagnosticsSettings, Meta(description="Diagnostics.")] = (
        DiagnosticsSettings()
    )
    knowledge: Annotated[KnowledgeSettings, Meta(description="Knowledge.")] = KnowledgeSettings()
    vault: Annotated[VaultSettings, Meta(description="The vault.")] = VaultSettings()
    links: Annotated[LinksSettings, Meta(description="Links.")] = LinksSettings()
