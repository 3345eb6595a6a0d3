"""The benchmarks run; how fast anything is, they tell and no test asserts."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from tests.benchmarks import answers, probes
from tests.benchmarks.figures import ALONE, COLD, WARM, Results, Samples
from tests.benchmarks.rounds import run
from tests.benchmarks.session import Amount
from tests.benchmarks.table import rows
from tests.benchmarks.vault_maker import make_vault


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.md")}


def test_the_same_seed_gives_the_same_vault(tmp_path: Path) -> None:
    make_vault(tmp_path / "a", 50)
    make_vault(tmp_path / "b", 50)
    make_vault(tmp_path / "c", 50, seed=2)
    first = _bytes(tmp_path / "a")
    assert first == _bytes(tmp_path / "b")
    assert first.keys() != _bytes(tmp_path / "c").keys()
    assert len(first) == 50 + 2 * probes.SPOKES + 3


def test_notes_are_as_long_as_real_ones(tmp_path: Path) -> None:
    make_vault(tmp_path, 50)
    sizes = [len(text) for name, text in _bytes(tmp_path).items() if name[-8:-3].isdigit()]
    assert len(sizes) == 50
    assert 4_000 < sum(sizes) / 50 < 7_000
    assert (tmp_path / probes.BIG).stat().st_size > 1_000_000
    assert (tmp_path / probes.TYPED).read_text("utf-8").count("\n") == 200


def test_a_folder_with_other_things_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "diary.md").write_text("# Mine\n")
    with pytest.raises(SystemExit, match="holds something else"):
        make_vault(tmp_path, 50)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.md"]


def test_every_link_to_the_hub_is_counted_once() -> None:
    def at(name: str) -> dict[str, object]:
        return {"uri": f"file:///v/{name}", "range": {"start": {"line": 2, "character": 0}}}

    names = ["spoke-wiki-00.md", "spoke-wiki-00.md", "spoke-md-00.md", "quay-lights.md"]
    assert answers.spokes([at(name) for name in names]) == (1, 1)


def test_a_rename_is_right_only_where_nothing_else_changed(tmp_path: Path) -> None:
    make_vault(tmp_path, 1)
    start = "To [[quay-lights#"
    found = {"character": len(start)}, {"character": len(start) + len(probes.HEADING)}
    span = {"start": {"line": 2, **found[0]}, "end": {"line": 2, **found[1]}}
    right = {"range": span, "newText": answers.NEW_HEADING}
    slipped = {"range": {**span, "start": {"line": 2, "character": 0}}, "newText": "Calm mooring"}
    changes = {
        (tmp_path / "spoke-wiki-00.md").as_uri(): [right],
        (tmp_path / "shelf 0" / "spoke-wiki-01.md").as_uri(): [slipped],
    }
    assert answers.renamed({"changes": changes}, tmp_path) == (1, 0)


def test_the_table_sets_each_figure_beside_its_limit_and_the_peers() -> None:
    ours: Results = defaultdict(Samples)
    ours[ALONE].add(200)
    ours[COLD].add(500)
    ours[WARM].add(200)
    ours["references"].add(4)
    ours["symbol"].add(1, right=False)
    theirs: Results = defaultdict(Samples)
    theirs["references"].add(8)
    shown = {line[:44].strip(): line[44:].split() for line in rows(10_000, ours, theirs)}
    assert shown["cold start to complete references"] == ["600", "500", "500", "ok", "–"]
    assert shown["warm start to complete references"] == ["167", "200", "200", "OVER", "–"]
    assert shown["references of the much-linked heading"][-3:] == ["ok", "8.00", "×2.00"]
    assert shown["workspace symbol"][-3:] == ["wrong", "1/1", "–"]


def test_a_small_vault_is_measured_from_end_to_end(tmp_path: Path) -> None:
    make_vault(tmp_path, 50)
    ours, theirs = run(tmp_path, Amount(rounds=1, words=1, repeats=2, big=False), None)
    assert ours[ALONE].values
    assert ours["references"].values
    assert ours["key.hover"].values
    assert not theirs
    assert len(list(rows(50, ours, theirs))) > 15
