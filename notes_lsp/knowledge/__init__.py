"""knowledge: what an entry is, reading entries from packs and out of notes, the lexicon that finds them in text."""
