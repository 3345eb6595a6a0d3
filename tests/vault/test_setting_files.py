"""Which files make the vault anew when they change: settings, ignore rules and packs."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_lsp.vault import Vault


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        (".notes-lsp.toml", True),
        ("d/.gitignore", True),
        ("lib/packs/net.yaml", True),
        ("lib/packs", True),
        ("lib", True),
        ("lib/packs/README.md", False),
        ("lib/packsaddle.md", False),
        ("lib/packs.png", False),
        ("lib/other", False),
        ("a.md", False),
    ],
)
def test_a_pack_is_its_files_and_the_folders_around_them(
    folder: Path, name: str, counts: bool
) -> None:
    """A note whose name began like the pack's made the vault anew with each save."""
    (folder / "lib/packs").mkdir(parents=True)
    shown = folder.parent / "a link to the vault"
    shown.symlink_to(folder)
    for root in (folder, shown):
        vault = Vault()
        vault.configure([str(root)], [("test", {"knowledge": {"packs": ["lib/packs"]}})])
        assert vault.is_setting(str(root / name)) is counts
