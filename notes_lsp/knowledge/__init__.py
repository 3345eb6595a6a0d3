"""knowledge: what an entry is, reading entries from packs and out of notes, finding them in text.

Never walks a folder of notes, never knows an editor. Start reading at `entry.py`.
"""

from notes_lsp.knowledge.bundled import bundled_folder, load_bundled, pack_files
from notes_lsp.knowledge.entry import (
    AnyEntry,
    Cause,
    Command,
    Entry,
    Option,
    Symbol,
    Term,
    Tip,
)
from notes_lsp.knowledge.layer import Meaning
from notes_lsp.knowledge.lexicon import Candidate, Lexicon, Match
from notes_lsp.knowledge.pack import read_pack
from notes_lsp.knowledge.prefixes import Group, Rank
from notes_lsp.knowledge.source import Definition, Origin, Source
from notes_lsp.knowledge.tables import entries_in

__all__ = [
    "AnyEntry",
    "Candidate",
    "Cause",
    "Command",
    "Definition",
    "Entry",
    "Group",
    "Lexicon",
    "Match",
    "Meaning",
    "Option",
    "Origin",
    "Rank",
    "Source",
    "Symbol",
    "Term",
    "Tip",
    "bundled_folder",
    "entries_in",
    "load_bundled",
    "pack_files",
    "read_pack",
]
