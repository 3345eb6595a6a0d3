"""Words to fill notes with: English and Chinese, the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

_ENGLISH_WORDS = """\
anchor basket bridge candle canyon copper desert engine fabric falcon forest glacier granite
hammer island jungle kettle ladder lantern marble meadow needle orchard oxygen pebble piston
plaster pocket prairie ribbon rocket saddle signal silver spiral summit timber tunnel valley
velvet violet walnut window winter wonder carries follows measures holds turns answers grows
slowly often across between under without beside every little early bright quiet
"""
_CHINESE_WORDS = """\
山谷 河岸 灯火 木桥 石阶 清晨 黄昏 雨水 风声 火车 站台 书架 纸张 墨水 算法 数据 网络 函数
变量 梯度 损失 样本 训练 推断 实验 记录 观察 结论 假设 误差 缓慢 迅速 仔细 偶尔 通常 之间
已经 因为 所以 如果 然后 需要 可以 我们 他们 一种 许多
"""
_ENGLISH = _ENGLISH_WORDS.split()
_CHINESE = _CHINESE_WORDS.split()
TAGS = ("#ideas", "#reading", "#work/plan", "#读书", "#项目/进展", "#to-sort")
_POOL = 3000
"""Sentences made once: making each anew would be most of the time it takes to write a vault."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A supply of sentences and headings."""

    random: random.Random
    pool: tuple[str, ...]

    @classmethod
    def of(cls, seed: str) -> Prose:
        """The supply of this seed."""
        rng = random.Random(seed)
        return cls(rng, tuple(_sentence(rng) for _ in range(_POOL)))

    def sentence(self) -> str:
        """One sentence, in either language."""
        return self.random.choice(self.pool)

    def word(self) -> str:
        """One word, in either language."""
        return self.random.choice(self.random.choice((_ENGLISH, _CHINESE)))

    def heading(self) -> str:
        """Two or three words; its slug is itself, in small letters, with hyphens."""
        words = self.random.choice((_ENGLISH, _ENGLISH, _CHINESE))
        return " ".join(self.random.choices(words, k=self.random.randint(2, 3))).capitalize()

    def term(self) -> str:
        """The name of a thing that a table explains; hardly any is explained twice."""
        return f"{self.word()} {self.random.randrange(100_000)}"

    def stem(self, number: int) -> str:
        """The name of a note's file, without ending; no two numbers give the same."""
        return f"{self.word()}-{self.word()}-{number:05d}"


def slug(heading: str) -> str:
    """The fragment of a heading as GitHub writes it."""
    return heading.lower().replace(" ", "-")


def _sentence(rng: random.Random) -> str:
    if rng.random() < 0.45:
        return "".join(rng.choices(_CHINESE, k=rng.randint(5, 14))) + "。"
    return " ".join(rng.choices(_ENGLISH, k=rng.randint(6, 16))).capitalize() + "."
