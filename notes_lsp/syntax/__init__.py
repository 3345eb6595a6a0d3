"""syntax: one Markdown text in, one `Note` with exact spans out.

Never reads a file, never knows a vault or an editor. Start reading at `note.py`.
"""

from notes_lsp.syntax.facts import (
    BlockId,
    Callout,
    CodeSpan,
    Container,
    ContainerLine,
    Definition,
    Fact,
    Facts,
    Fence,
    FootnoteDefinition,
    FrontMatter,
    Heading,
    Html,
    Link,
    LinkKind,
    ListBlock,
    Math,
    Quote,
    Row,
    Table,
    Tag,
    Task,
)
from notes_lsp.syntax.note import Block, Note
from notes_lsp.syntax.options import SyntaxOptions
from notes_lsp.syntax.parsing import parse, reparse, reread
from notes_lsp.syntax.percent_comments import percent_comments

__all__ = [
    "Block",
    "BlockId",
    "Callout",
    "CodeSpan",
    "Container",
    "ContainerLine",
    "Definition",
    "Fact",
    "Facts",
    "Fence",
    "FootnoteDefinition",
    "FrontMatter",
    "Heading",
    "Html",
    "Link",
    "LinkKind",
    "ListBlock",
    "Math",
    "Note",
    "Quote",
    "Row",
    "SyntaxOptions",
    "Table",
    "Tag",
    "Task",
    "parse",
    "percent_comments",
    "reparse",
    "reread",
]
