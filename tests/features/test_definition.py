"""Go to definition lands on the row that defines a term."""

from __future__ import annotations

from lsprotocol import types

from notes_lsp.features.definition import definition
from tests.features.test_hover import WORDS
from tests.scene import PLAIN_CLIENT, Scene


def goes_to(scene: Scene) -> list[str]:
    """The marked target lines."""
    params = types.DefinitionParams(scene.document, scene.position)
    answer = scene.ask(definition, params) or []
    return [
        scene.draw(link.target_range, link.target_uri)
        if isinstance(link, types.LocationLink)
        else scene.draw(link.range, link.uri)
        for link in answer
        if "knowledge" not in (getattr(link, "target_uri", "") or getattr(link, "uri", ""))
    ]


def test_a_term_leads_to_its_row(scene: Scene) -> None:
    scene(WORDS + "😀 训练 CR▮NN")
    assert goes_to(scene) == ["词汇.md:3: | «CRNN» | 卷积循环网络 | `crnn.pytorch` |"]


def test_a_client_without_links_gets_locations(scene: Scene) -> None:
    scene(WORDS + "😀 训练 CR▮NN", client=PLAIN_CLIENT)
    assert goes_to(scene) == ["词汇.md:3: | «CRNN» | 卷积循环网络 | `crnn.pytorch` |"]


def test_the_origin_is_the_whole_term(scene: Scene) -> None:
    scene(WORDS + "😀 这个困▮惑度")
    params = types.DefinitionParams(scene.document, scene.position)
    links = scene.ask(definition, params)
    assert scene.draw(links[0].origin_selection_range) == "😀 这个«困惑度»"


def test_an_option_leads_to_its_commands_row(scene: Scene) -> None:
    scene(WORDS + "`mytool -▮x`")
    assert len(goes_to(scene)) == 1
    assert "mytool" in goes_to(scene)[0]


def test_nothing_in_plain_prose(scene: Scene) -> None:
    assert goes_to(scene(WORDS + "普通▮的一句话")) == []
