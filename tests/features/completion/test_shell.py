"""Commands, subcommands, options and choices in shell fences and code spans."""

from __future__ import annotations

import pytest

from tests.features.completion import documentation, item, menu, row, taken
from tests.scene import Scene


def test_options_of_a_command_in_an_unfinished_code_span(scene: Scene) -> None:
    scene("😀 追加用 `tee -▮")
    assert menu(scene)[:2] == ["-a", "--append"]
    assert taken(scene, "--append") == "😀 追加用 `tee --append\n"


@pytest.mark.parametrize("close", ["", "`", "` 就行"])
def test_long_options_by_their_start(scene: Scene, close: str) -> None:
    scene(f"😀 追加用 `tee --ap▮{close}")
    assert menu(scene) == ["--append"]
    assert taken(scene) == f"😀 追加用 `tee --append{close}\n"


def test_a_fence_without_its_end(scene: Scene) -> None:
    scene("😀\n```sh\ndocker com▮")
    assert menu(scene) == ["commit", "compose"]
    assert taken(scene, "compose") == "😀\n```sh\ndocker compose\n"


def test_subcommands_of_subcommands(scene: Scene) -> None:
    scene("😀\n```bash\nsudo docker compose u▮\n```\n")
    assert menu(scene)[0] == "up"


def test_subcommands_and_options_behind_options_of_the_command_before(scene: Scene) -> None:
    assert menu(scene("`docker compose -f x.yml u▮")) == ["up", "unpause"]
    assert "--detach" in menu(scene("`docker compose -f x.yml --profile a up --▮"))


def test_a_chinese_name_finds_a_command_and_is_never_written_in_its_place(scene: Scene) -> None:
    scene("```bash\n查看▮\n```\n")
    assert menu(scene) == ["cpufreq-info"]
    assert taken(scene) == "```bash\ncpufreq-info\n```\n"


def test_latex_in_a_code_span_is_no_beginning_of_a_command(scene: Scene) -> None:
    assert menu(scene("写作 `\\fr▮`")) == []


def test_options_of_a_subcommand_come_before_those_of_the_command(scene: Scene) -> None:
    labels = menu(scene("😀\n```bash\ndocker run --▮\n```\n"))
    assert labels.index("--rm") < labels.index("--tls")


def test_commands_where_one_is_expected(scene: Scene) -> None:
    scene("😀\n```bash\ncat x | cpuf▮\n```\n")
    assert sorted(menu(scene)) == ["cpufreq-info", "cpufreq-set"]


def test_choices_of_an_option_behind_its_sign(scene: Scene) -> None:
    scene("😀 `tee --output-error=w▮`")
    assert menu(scene) == ["warn", "warn-nopipe"]
    assert taken(scene) == "😀 `tee --output-error=warn`\n"


def test_choices_of_an_option_behind_a_space(scene: Scene) -> None:
    assert menu(scene("😀 `docker run --restart un▮`")) == ["unless-stopped"]


def test_the_argument_and_meaning_of_an_option_are_shown(scene: Scene) -> None:
    scene("写文件：`tee --out▮`")
    assert row(scene, "--output-error").startswith("--output-error | [MODE] | ")


def test_an_option_is_documented(scene: Scene) -> None:
    assert "追加" in documentation(scene("追加用 `tee -▮`"), "--append")


def test_an_option_of_the_command_above_is_told_as_one_of_it(scene: Scene) -> None:
    card = documentation(scene("`docker compose up --▮`"), "--file")
    assert card.startswith("### `docker compose -f, --file=FILE`")


def test_a_command_of_the_users_own_table(scene: Scene) -> None:
    scene("""
        -- 命令.md
        | command | 定义 | 备注 |
        | --- | --- | --- |
        | `rgrep [-in] PATTERN` | 递归搜索 | |
        -- 笔记.md
        😀 用 `rgr▮`
    """)
    assert menu(scene) == ["rgrep"]
    assert item(scene, "rgrep").detail == "递归搜索"


@pytest.mark.parametrize(
    "text",
    [
        "```python\ntee -▮\n```",
        "```\ntee -▮\n```",
        "```console\ntee -▮\n```",
        "tee -▮",
        "`tee > ▮`",
        "`docker run ub▮`",
        "```sh\n# tee -▮\n```",
        "`nosuch -▮`",
        "`▮`",
    ],
)
def test_silence_where_nothing_is_known(scene: Scene, text: str) -> None:
    assert menu(scene(text)) == []


def test_commands_can_be_switched_off(scene: Scene) -> None:
    assert menu(scene("`tee -▮`", settings={"completion": {"commands": False}})) == []
