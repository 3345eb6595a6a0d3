"""`python -m notes_lsp` is `notes-lsp`."""

from notes_lsp.cli import main

if __name__ == "__main__":
    main()
