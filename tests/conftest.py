"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_lsp.features.rules import RULES
from tests.scene import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A scene to set: `scene('''…▮…''')`."""
    folder = tmp_path / "笔记 vault"
    folder.mkdir()
    return Scene(folder, frozenset(RULES))


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the tests out of the user's cache folder."""
    import os

    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
