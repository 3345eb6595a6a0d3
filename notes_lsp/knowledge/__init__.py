"""knowledge: entries out of packs and notes, and the lexicon that finds them in text.

Reads a pack's bytes and a parsed `Note`; never walks a vault, never knows an editor or a protocol.
The only files it opens itself are the bundled packs and their cache. Start reading at `entry.py`
(what an entry is), then `source.py`, `tables.py` (entries out of notes) and `lexicon.py`.
"""

from notes_lsp.knowledge.bundled import (
    bundled_folder,
    load_bundled,
    loading_bundled,
    pack_files,
    read_packs,
)
from notes_lsp.knowledge.card import card, place
from notes_lsp.knowledge.commands import (
    command_of,
    commands,
    meant_options,
    options,
    path_of,
)
from notes_lsp.knowledge.entry import (
    AnyEntry,
    Cause,
    Command,
    Entry,
    Example,
    Link,
    Option,
    Symbol,
    Term,
    Tip,
    Words,
)
from notes_lsp.knowledge.explain import explain, similar
from notes_lsp.knowledge.gradual import Gradual
from notes_lsp.knowledge.layer import Meaning
from notes_lsp.knowledge.lexicon import Candidate, Lexicon, Match
from notes_lsp.knowledge.pack import read_pack
from notes_lsp.knowledge.prefixes import Group, Rank
from notes_lsp.knowledge.source import Definition, Origin, Source
from notes_lsp.knowledge.tables import entries_in, entries_of

__all__ = [
    "AnyEntry",
    "Candidate",
    "Cause",
    "Command",
    "Definition",
    "Entry",
    "Example",
    "Gradual",
    "Group",
    "Lexicon",
    "Link",
    "Match",
    "Meaning",
    "Option",
    "Origin",
    "Rank",
    "Source",
    "Symbol",
    "Term",
    "Tip",
    "Words",
    "bundled_folder",
    "card",
    "command_of",
    "commands",
    "entries_in",
    "entries_of",
    "explain",
    "load_bundled",
    "loading_bundled",
    "meant_options",
    "options",
    "pack_files",
    "path_of",
    "place",
    "read_pack",
    "read_packs",
    "similar",
]
