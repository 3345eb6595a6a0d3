"""The faults of form that the owner's notes have, each in a note as they wrote it."""

from __future__ import annotations

import pytest

from notes_lsp.features.diagnostics import problems
from tests.scene import Scene

TABLE = "😀\n\n| 名称 | 解释 | 示例 |\n| --- | --- | --- |\n"

FAULTS = [
    ("math.unknown-command", TABLE + r"| 上位符号 | 符号:«\stacrel»{上位符号} | $\vec{x}$ |"),
    ("math.unknown-command", TABLE + r"| 分式表示 | 符号:{分子} «\voer» | ${x} / {y}$ |"),
    ("math.unknown-command", r"😀 $\vec{x}«\stacrel»{def}{=}y$"),
    ("math.unknown-command", r"😀 ${x+y} «\voer» {y+z}$"),
    ("math.unknown-command", r"😀 $\begin{matrix} 1 &4«\5» &6 \end{matrix}$"),
    ("math.unknown-command", r"😀 $\begin{matrix} \vdots &\vdots«\1»3 &14 \end{matrix}$"),
    ("math.lost-backslash", r"😀 $\begin{matrix} 7 &8\\«vdots» &\vdots \end{matrix}$"),
    (
        "math.lost-row-break",
        r"😀 $y=\begin{cases} -x, \quad x\leq 0 «\» x, \quad x>0 \end{cases}$",
    ),
    ("math.lost-caret", r"😀 ${16}_{8}«O{2+}»_{2}$"),
    ("math.lost-caret", r"😀 $\frac{«e{x}»}{e^{y}}$"),
    ("math.lost-caret", r"😀 $\left(«x{yz}»\right)$"),
    ("math.not-in-katex", r"😀 $V_{«\mbox»{初始}}$"),
    ("math.plain-tex", r"😀 ${x+y} «\over» {y+z}$"),
    ("math.plain-tex", r"😀 ${n «\choose» k}$"),
    ("math.plain-tex", r"😀 $\sum_{k>0 «\atop» k<n} A_k$"),
    ("table.cut-row", TABLE + "| 绝对值表示 | 符号:| | «$» |"),
    (
        "table.uneven-label",
        TABLE + "| 1 | 符号:\\bar | a |\n| 2 | 符号:\\dot | b |\n| 3 | 符号:\\vec | c |\n"
        "| 数学符号 | «符号»\\hat | $\\hat{a}$ |",
    ),
    ("link.run-together", "😀 https://zhuanlan.zhihu.com/p/157490738«transformer» Transformer"),
    ("link.run-together", "https://zhuanlan.zhihu.com/p/520657912?utm_id=0«attention» 注意力"),
    ("link.run-together", "https://www.bilibili.com/video/BV1Wv411h7kN?p=23«Beam» search"),
    ("link.run-together", "https://zhuanlan.zhihu.com/p/42724582«https://zhihu.com/p/53682800»"),
    ("prose.code", "- 每个batch前梯度要清零\n«optimizer.zero_grad»\n- 0做除数"),
]


@pytest.mark.parametrize(("code", "text"), FAULTS)
def test_a_fault_of_the_owners_notes_is_found_where_it_is(
    scene: Scene, code: str, text: str
) -> None:
    before, _, rest = text.partition("«")
    fault, _, after = rest.partition("»")
    scene(before + fault + after)
    spans = [p.span for p in problems(scene.snapshot, scene.key) if p.code == code]
    marked = [text.encode().index("«".encode()), len((before + fault).encode())]
    assert [list(span) for span in spans] == [marked]


MENDED = [
    (r"$8\\vdots$ $\begin{matrix}8\\vdots\end{matrix}$", r"\begin{matrix}8\\ \vdots\end{matrix}"),
    (r"$\begin{cases} a \ b \end{cases}$", r"\begin{cases} a \\ b \end{cases}"),
    ("$\\begin{cases} a \\\\ b \\\n c \\end{cases}$", "b \\\\\n c"),
    (r"$\frac{e{x}}{2}$", r"\frac{e^{x}}{2}"),
    (r"$V_{\mbox{初始}}$", r"V_{\text{初始}}"),
    (r"$n \choose k$", r"\binom{n}{k}"),
    ("| a | b |\n| - | - |\n| 绝对 | $|x|$ |", r"| 绝对 | $\vert x\vert$ |"),
    ("| a | b |\n| - | - |\n| 范数 | $||x||_2$ |", r"| 范数 | $\Vert x\Vert_2$ |"),
    ("| a | b |\n| - | - |\n| 概率 | $P(A|B)$ |", r"$P(A\vert B)$"),
    ("| a | b |\n| - | - |\n| 管道 | `ls | wc | sort` |", r"`ls \| wc \| sort`"),
    ("| a | b |\n| - | - |\n| 链 | [[笔记|别名]] |", r"[[笔记\|别名]]"),
    (
        "| a | b |\n| - | - |\n| 表 | $\\begin{array}{c|c} a \\end{array}$ |",
        r"\begin{array}{c\|c}",
    ),
    ("见 https://a.b/p/157490738transformer 啊", "https://a.b/p/157490738 transformer"),
    ("梯度 optimizer.zero_grad 清零", "梯度 `optimizer.zero_grad` 清零"),
]


@pytest.mark.parametrize(("text", "mended"), MENDED)
def test_the_fix_writes_what_was_meant(scene: Scene, text: str, mended: str) -> None:
    scene(text)
    (problem,) = problems(scene.snapshot, scene.key)
    assert problem.fix
    data = scene.buffer.data
    for span, new in sorted(problem.fix.edits, reverse=True):
        data = data[: span.start] + new.encode() + data[span.end :]
    assert mended in data.decode()
