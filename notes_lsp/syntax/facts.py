"""The facts of a note: what each construct of Markdown is, with exact spans."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from notes_lsp.text import Span


class Fact(msgspec.Struct, frozen=True, gc=False):
    """Something that stands at `span`."""

    span: Span


class Heading(Fact, frozen=True, gc=False):
    """An ATX or setext heading; `span` covers all its lines, `#` marks and underline included."""

    level: int
    content: Span
    """The inline content, without marks, closing `#`s and `{#id}`."""
    text: str
    """The content as a reader sees it: markup gone, entities and escapes resolved."""
    setext: bool = False
    id: str = ""
    """An explicit `{#id}`."""


class LinkKind(StrEnum):
    """How a link is written."""

    INLINE = "inline"  # [text](target)
    FULL = "full"  # [text][label]
    COLLAPSED = "collapsed"  # [label][]
    SHORTCUT = "shortcut"  # [label], defined in this note
    AUTOLINK = "autolink"  # <https://…>
    URL = "url"  # https://… bare in the text
    WIKI = "wiki"  # [[note#heading|text]]
    HTML = "html"  # href, src of an HTML tag
    FOOTNOTE = "footnote"  # [^label]
    FRONT_MATTER = "front-matter"  # a link field of the front matter


class Link(Fact, frozen=True, gc=False):
    """A link of any kind; for `FULL`, `COLLAPSED`, `SHORTCUT` and `FOOTNOTE` the target is a label.

    Undefined full, collapsed and footnote references are here too (`defined` false); a lone
    `[word]` without a definition is plain text and is not.
    """

    kind: LinkKind
    target: Span
    """What is written as destination before the `#`, or as label: the span of `path`; may be
    empty."""
    path: str
    """The destination before `#`, as written (still percent-encoded); for references the label."""
    fragment: Span | None = None
    """What is written after `#`, without it."""
    text: Span | None = None
    """The link text or alias, without brackets."""
    title: Span | None = None
    image: bool = False
    """`![…](…)`, `![[…]]` (an embed) or `<img>`."""
    angle: bool = False
    """An inline destination within `<…>`."""
    defined: bool = True


class Definition(Fact, frozen=True, gc=False):
    """A link reference definition `[label]: target "title"`."""

    label: Span
    name: str
    """The label normalised as CommonMark asks: case folded, white space collapsed."""
    target: Span
    path: str
    fragment: Span | None = None
    title: Span | None = None
    loose: bool = False
    """On a line of a paragraph: CommonMark takes it for text, VS Code and many people do not."""


class FootnoteDefinition(Fact, frozen=True, gc=False):
    """`[^label]: text`; `span` covers the whole footnote."""

    label: Span
    name: str
    """The label normalised as that of a `Definition`, without `^`."""


class Tag(Fact, frozen=True, gc=False):
    """A `#tag/nested` in the text or a tag in the front matter; `name` is without `#`."""

    name: str
    front_matter: bool = False


class Row(Fact, frozen=True, gc=False):
    """A line of a table."""

    cells: tuple[Span, ...]
    """What stands in each cell, white space trimmed, as GFM cuts the line; all of them, also those
    beyond the header's count, which GFM drops."""


class Table(Fact, frozen=True, gc=False):
    """A GFM table; the delimiter row is not among `rows`."""

    header: Row
    delimiter: Span
    rows: tuple[Row, ...]


class Fence(Fact, frozen=True, gc=False):
    """A fenced or (`fence` empty) indented code block."""

    fence: str
    """The opening marks: three or more backquotes or tildes."""
    info: Span
    language: str
    """The first word of the info string, lower case."""
    content: Span
    """All content lines, indentation and quote marks of containers included."""
    closed: bool


class CodeSpan(Fact, frozen=True, gc=False):
    """Code in a line of text; `content` is without the backquotes."""

    content: Span


class Math(Fact, frozen=True, gc=False):
    r"""A formula; `content` is without `$`, `$$`, `\(`, `\[` or the fence lines."""

    content: Span
    display: bool
    fence: bool = False


class FrontMatter(Fact, frozen=True, gc=False):
    """The block at the very top of a note; `content` is without its marks."""

    content: Span
    format: str
    """`yaml` (`---`) or `toml` (`+++`)."""


class Container(Fact, frozen=True, gc=False):
    """A `::: tip Title` block of VuePress and its like, from the opening to the closing line."""

    name: str
    title: Span
    depth: int
    closed: bool


class ContainerLine(Fact, frozen=True, gc=False):
    """A line that opens (`name` not empty) or closes a container; which one, the note tells."""

    colons: int
    name: str
    title: Span


class Callout(Fact, frozen=True, gc=False):
    """A quote that starts with `[!kind]`; `span` covers the quote."""

    kind: str
    """In lower case."""
    marker: Span
    """`[!kind]` with its brackets."""
    title: Span


class Task(Fact, frozen=True, gc=False):
    """A list item `- [ ] text`; `span` covers the item's first line from its marker on."""

    marker: Span
    """The three bytes `[ ]`."""
    done: bool


class ListBlock(Fact, frozen=True, gc=False):
    """A list with its items' spans."""

    ordered: bool
    items: tuple[Span, ...]


class Quote(Fact, frozen=True, gc=False):
    """A block quote."""


class Html(Fact, frozen=True, gc=False):
    """An HTML block, inline tag or comment."""

    comment: bool = False
    block: bool = False
    id: Span | None = None
    """The value of an `id` (or of `name` on `<a>`)."""


class BlockId(Fact, frozen=True, gc=False):
    """An Obsidian block id `^name` at the end of a block; `span` covers the `^` too."""

    name: str
    target: Span
    """The block that it names."""


class Facts(msgspec.Struct, frozen=True, gc=False):
    """All that was found in one stretch of text, each list in the order of the text."""

    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    definitions: tuple[Definition, ...] = ()
    footnotes: tuple[FootnoteDefinition, ...] = ()
    tags: tuple[Tag, ...] = ()
    tables: tuple[Table, ...] = ()
    fences: tuple[Fence, ...] = ()
    code_spans: tuple[CodeSpan, ...] = ()
    math: tuple[Math, ...] = ()
    callouts: tuple[Callout, ...] = ()
    tasks: tuple[Task, ...] = ()
    lists: tuple[ListBlock, ...] = ()
    quotes: tuple[Quote, ...] = ()
    html: tuple[Html, ...] = ()
    block_ids: tuple[BlockId, ...] = ()
