"""Diagnostics of the whole vault: what is answered in full, what "as before", what not at all."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from lsprotocol import types

from notes_lsp.features.workspace_diagnostic import workspace_diagnostic
from tests.scene import Scene, validated

VAULT = """
    -- 甲.md
    😀 见 [[乙#标题]]▮
    -- 乙.md
    # 标题
    -- 丙.md
    见 [[乙#标题]] 和 [[没有]]
    -- 丁.md
    没有毛病
"""


def pulled(
    scene: Scene, previous: dict[str, str] | None = None, token: str | None = None
) -> tuple[list[Any], list[Any]]:
    """The reports of one pull, and the partial results before them."""
    ids = [
        types.PreviousResultId(
            uri=scene.vault.snapshot().uri(str(scene.folder / name)), value=value
        )
        for name, value in (previous or {}).items()
    ]
    params = types.WorkspaceDiagnosticParams(ids, partial_result_token=token)
    work: Generator[Any, None, Any] = workspace_diagnostic(scene.snapshot, params, scene.client)
    parts = []
    while True:
        try:
            if (part := next(work)) is not None:
                parts += validated(part).items
        except StopIteration as finished:
            return list(validated(finished.value).items), parts


def drawn(reports: list[Any]) -> dict[str, str]:
    """By the note's name: the codes of a report, or "as before"."""
    return {
        report.uri.rsplit("/", 1)[1]: "as before"
        if report.kind == "unchanged"
        else " ".join(str(item.code) for item in report.items)
        for report in reports
    }


def ids(reports: list[Any]) -> dict[str, str]:
    from notes_lsp.vault import to_key

    return {to_key(each.uri).rsplit("/", 1)[1]: each.result_id for each in reports}


def named(reports: dict[str, str]) -> dict[str, str]:
    from urllib.parse import unquote

    return {unquote(name): codes for name, codes in reports.items()}


def test_notes_that_are_not_open_are_checked_and_the_faultless_left_out(scene: Scene) -> None:
    reports, _ = pulled(scene(VAULT))
    assert named(drawn(reports)) == {"丙.md": "link.missing-note"}


def test_a_note_that_did_not_change_is_as_before(scene: Scene) -> None:
    reports, _ = pulled(scene(VAULT))
    again, _ = pulled(scene, ids(reports))
    assert named(drawn(again)) == {"丙.md": "as before"}


def test_a_heading_that_goes_in_an_open_note_breaks_links_elsewhere(scene: Scene) -> None:
    scene("-- 甲.md\n# 标▮题\n-- 乙.md\n见 [[甲#标题]]\n")
    assert pulled(scene)[0] == []
    scene.type("新")
    reports, _ = pulled(scene)
    assert named(drawn(reports)) == {"乙.md": "link.missing-heading"}


def test_a_file_that_changes_on_disk_is_checked_anew(scene: Scene) -> None:
    reports, _ = pulled(scene(VAULT))
    path = scene.folder / "丙.md"
    path.write_text("见 [[乙]]，$\\stacrel{a}{b}$", "utf-8")
    scene.vault.file_changed(str(path))
    again, _ = pulled(scene, ids(reports))
    assert named(drawn(again)) == {"丙.md": "math.unknown-command"}


def test_a_picture_that_comes_mends_the_link_to_it(scene: Scene) -> None:
    reports, _ = pulled(scene("-- 甲.md\n▮\n-- 乙.md\n![图](图.png)\n"))
    assert named(drawn(reports)) == {"乙.md": "link.missing-image"}
    (scene.folder / "图.png").write_bytes(b"x")
    scene.vault.file_changed(str(scene.folder / "图.png"))
    scene.vault.graph._exists._known.clear()  # it is believed for a second
    again, _ = pulled(scene, ids(reports))
    assert named(drawn(again)) == {"乙.md": ""}


def test_a_note_that_is_gone_loses_its_diagnostics(scene: Scene) -> None:
    reports, _ = pulled(scene(VAULT))
    (scene.folder / "丙.md").unlink()
    scene.vault.file_changed(str(scene.folder / "丙.md"))
    again, _ = pulled(scene, ids(reports))
    assert named(drawn(again)) == {"丙.md": ""}


def test_reports_come_in_parts_where_the_client_takes_parts(scene: Scene) -> None:
    whole, parts = pulled(scene(VAULT), token="t")
    assert (whole, named(drawn(parts))) == ([], {"丙.md": "link.missing-note"})


def test_only_open_notes_are_checked_when_the_setting_says_so(scene: Scene) -> None:
    scene(VAULT, settings={"diagnostics": {"workspace": False}})
    assert pulled(scene)[0] == []


def test_a_client_that_lost_its_results_gets_them_in_full(scene: Scene) -> None:
    first, _ = pulled(scene(VAULT))
    again, _ = pulled(scene)
    assert [each.items for each in again] == [each.items for each in first]
