"""What a person may be in the middle of typing: one small class for each.

All offsets are of the note, in bytes. The text behind a cursor is either not there yet or was put
there by the editor (`]]`, `)`, `}`, `$`), so each answer says where its own text ends behind the
cursor (`tail`), and where the marks end that close it (`after`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from notes_lsp.text import Span


@dataclass(frozen=True, slots=True)
class Typed:
    """What all kinds of typing share."""

    span: Span
    """What a completion replaces: from the start of the typed piece up to the cursor."""
    tail: int
    """Where that piece ends behind the cursor: `wo▮rd`. The cursor's own offset when the piece is
    not closed and nothing tells that the text behind belongs to it."""
    after: int
    """`tail`, and behind it the closing mark if it stands right there: replacing from `span.start`
    to here with a piece *and* its closing mark never doubles the mark."""


@dataclass(frozen=True, slots=True)
class MathTyping(Typed):
    r"""Within a formula; `span` is the `\command` or word before the cursor."""

    source_start: int
    """Where the formula's content starts, behind its `$` or fence line."""
    source_end: int
    """Where the content ends; the cursor when the formula is not closed."""
    display: bool
    closed: bool
    fence: bool = False


@dataclass(frozen=True, slots=True)
class WikiTyping(Typed):
    """Within `[[note#heading|alias]]`; `span` is the part that the cursor is in."""

    part: Literal["note", "heading", "block", "alias"]
    target: str
    """The note part, as far as it stands before the cursor; empty for this note (`[[#here]]`)."""
    note: Span
    """The note part up to the cursor."""
    embed: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class LinkTyping(Typed):
    """Within the destination of `[text](path#fragment)`; `span` is the path or the fragment."""

    part: Literal["path", "fragment"]
    path: str
    """The path before the cursor as written, still percent-encoded; empty for this note."""
    image: bool
    angle: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class DefinitionTyping(Typed):
    """Within the destination of `[label]: path#fragment`."""

    part: Literal["path", "fragment"]
    path: str
    label: str
    angle: bool


@dataclass(frozen=True, slots=True)
class ReferenceTyping(Typed):
    """Within the label of `[text][label]`."""

    closed: bool


@dataclass(frozen=True, slots=True)
class FootnoteTyping(Typed):
    """Within the label of `[^label]`."""

    closed: bool


@dataclass(frozen=True, slots=True)
class TagTyping(Typed):
    """A `#tag`; `span` starts behind the `#`."""


@dataclass(frozen=True, slots=True)
class CodeTyping(Typed):
    """A shell command in a code span or fence; `span` is the word before the cursor."""

    line: Span
    """From the start of the command line (of several, joined by backslashes) to the cursor."""
    text: bytes
    """The bytes of `line`; quote marks of containers are blanked out, so that offsets stand."""
    language: str
    """The fence's language; empty in a code span."""
    console: bool
    """The fence shows a session: see `shell.command_at`."""
    closed: bool


@dataclass(frozen=True, slots=True)
class FenceTyping(Typed):
    """Code of a language (empty: none named) of which nothing is known, or a session's output."""

    language: str


@dataclass(frozen=True, slots=True)
class FenceInfoTyping(Typed):
    """The language behind the opening marks of a fence."""


@dataclass(frozen=True, slots=True)
class ContainerTyping(Typed):
    """The name in `::: name`."""


@dataclass(frozen=True, slots=True)
class CalloutTyping(Typed):
    """The kind in `> [!kind]`."""

    closed: bool


@dataclass(frozen=True, slots=True)
class FrontMatterKeyTyping(Typed):
    """A key of the front matter; `after` covers a `: ` that is there already."""

    parents: tuple[str, ...]
    """The keys that it stands under, outermost first."""


@dataclass(frozen=True, slots=True)
class FrontMatterValueTyping(Typed):
    """A value of the front matter; `span` is without its opening quote."""

    key: str
    item: bool
    """One of several in a list."""
    quoted: bool


@dataclass(frozen=True, slots=True)
class HtmlTyping(Typed):
    """Within an HTML tag that has no `>` before the cursor."""

    tag: str
    """The tag's name; what stands of it when it is what is being typed."""
    attribute: str
    """The attribute whose quoted value the cursor is in; empty elsewhere in the tag."""


@dataclass(frozen=True, slots=True)
class ProseTyping(Typed):
    """Plain text; `span` is the word before the cursor."""


@dataclass(frozen=True, slots=True)
class Nothing(Typed):
    """Where no completion belongs: a comment, a bare address, a link's title, a fence's marks."""


Typing = (
    MathTyping
    | WikiTyping
    | LinkTyping
    | DefinitionTyping
    | ReferenceTyping
    | FootnoteTyping
    | TagTyping
    | CodeTyping
    | FenceTyping
    | FenceInfoTyping
    | ContainerTyping
    | CalloutTyping
    | FrontMatterKeyTyping
    | FrontMatterValueTyping
    | HtmlTyping
    | ProseTyping
    | Nothing
)
"""What stands before a cursor; told apart with `match`."""


def nothing(offset: int) -> Nothing:
    """No completion at `offset`."""
    return Nothing(Span(offset, offset), offset, offset)
