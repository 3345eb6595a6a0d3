"""A note too large to be indexed in full says so."""

from __future__ import annotations

from notes_lsp.features.diagnostics import problems
from tests.scene import Scene


def test_a_note_over_the_limit_says_so_and_a_smaller_one_does_not(scene: Scene) -> None:
    scene("# 大\n\n" + "字" * 600 + "\n", settings={"vault": {"maxNoteBytes": 1024}})
    (problem,) = problems(scene.snapshot, scene.key)
    assert problem.code == "vault.large-note"
    scene.type("")
    scene.vault.configure([str(scene.folder)], [("test", {})])
    assert not problems(scene.snapshot, scene.key)
