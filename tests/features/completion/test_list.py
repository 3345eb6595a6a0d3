"""The list as a whole: its length, its order, what it says of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lsprotocol import types

from notes_lsp.features.client import ClientProfile
from notes_lsp.features.completion import completion, resolve_completion
from notes_lsp.features.options import TRIGGER_CHARACTERS
from tests.features.completion import items
from tests.scene import PLAIN_CLIENT, Scene


def test_the_list_is_short_and_says_that_there_is_more(scene: Scene) -> None:
    scene("中 $\\▮", settings={"completion": {"maxItems": 7}})
    answer = completion(
        scene.snapshot, types.CompletionParams(scene.document, scene.position), scene.client
    )
    assert answer is not None
    assert len(answer.items) == 7
    assert answer.is_incomplete


def test_at_most_200_items(scene: Scene) -> None:
    assert len(items(scene("中 $\\m▮"))) <= 200


def test_the_order_survives_sorting_by_text(scene: Scene) -> None:
    sent = [item.sort_text or "" for item in items(scene("中 $\\▮"))]
    assert sent == sorted(sent)
    assert len(set(sent)) == len(sent)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("😀 $\\fr▮", r"\frac"),
        ("😀 $\\jifen▮", r"jifen \int"),
        ("😀 模型的 kunhuodu▮", "kunhuodu 困惑度"),
        ("😀 我们用困惑▮", "我们用困惑度"),
        ("😀 用`tee --output-error=w▮`", "--output-error=warn"),
    ],
)
def test_a_label_starts_as_typed_where_eglot_puts_it_into_the_text(
    scene: Scene, text: str, label: str
) -> None:
    """eglot 1.9 deletes what stands behind the cursor when a label is shorter than the symbol."""
    assert items(scene(text, client=PLAIN_CLIENT))[0].label == label


@pytest.mark.parametrize(
    "client",
    [replace(PLAIN_CLIENT, label_details=True), replace(PLAIN_CLIENT, item_defaults=True)],
)
def test_a_newer_client_gets_the_name_alone(scene: Scene, client: ClientProfile) -> None:
    assert items(scene("😀 模型的 kunhuodu▮", client=client))[0].label == "困惑度"


def test_what_starts_a_command_or_option_asks_the_server() -> None:
    assert {"\\", "{", "-"} <= set(TRIGGER_CHARACTERS)


def test_an_item_of_another_server_is_given_back_as_it_came(scene: Scene) -> None:
    scene("中 ▮")
    foreign = types.CompletionItem("x", data=["theirs"])
    assert scene.ask(resolve_completion, foreign) == foreign
    unknown = types.CompletionItem("x", data={"symbol": r"\nosuch"})
    assert scene.ask(resolve_completion, unknown) == unknown
