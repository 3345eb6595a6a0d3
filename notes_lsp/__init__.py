"""notes-lsp: a language server that makes personal Markdown notes answer.

Rooms, from the ground up: `text`, then `syntax` and `math`, `knowledge`, `vault`, `features`,
`server`, `cli`; each may import only what lies below it (`docs/architecture.md`).
"""

__version__ = "0.1.0"
