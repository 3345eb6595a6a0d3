"""Names are found where they stand in text, and as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.knowledge import Definition, Group, Lexicon, Origin, Source
from notes_lsp.knowledge.entry import AnyEntry, Cause, Command, Symbol, Term, Tip, Words
from notes_lsp.text import Span


def define(
    entry: AnyEntry, path: str = "glossary.yaml", origin: Origin = Origin.BUNDLED, line: int = 0
) -> Definition:
    return Definition(entry, Source(path, Span(line * 100, line * 100 + 1), line, origin))


def lexicon(*names: str) -> Lexicon:
    """A lexicon with a term for each of `names`."""
    return Lexicon.of([define(Term(name=name)) for name in names])


def marked(lexicon: Lexicon, text: str) -> str:
    """The text with `«…»` around each name that is found."""
    data = text.encode()
    for match in reversed(lexicon.find_all(data)):
        start, end = match.span
        data = data[:start] + "«".encode() + data[start:end] + "»".encode() + data[end:]
    return data.decode()


def at(lexicon: Lexicon, text: str) -> str | None:
    """The name found at the cursor `▮`."""
    before, after = text.encode().split("▮".encode())
    match = lexicon.find_at(before + after, len(before))
    return match and match.span.cut(before + after).decode()


@pytest.mark.parametrize(
    "text",
    [
        "😀 训练一个«CRNN»。",
        "a «token», «tokens» and the «token»-level; «Token»的粒度",
        "subtoken, tokenize, tokens2, token_id",
        "«注意力»机制与«自注意力»",
        "«self-attention», «Self attention», «self  attention»",
        "«GPT», «gpt» and «GPTs», but no gpt2",
        "«IT» is it, and so is «IT»的",
        "两个 «losses»，三个 «entropies»",
        "«C++» 与 c",
        "«bf16» 和 «BF16»",
    ],
)
def test_names_are_found_at_the_bounds_of_words(text: str) -> None:
    known = lexicon(
        *("CRNN", "token", "注意力", "自注意力", "self-attention", "attention mechanism", "GPT"),
        *("IT", "loss", "entropy", "C++", "BF16"),
    )
    assert marked(known, text.replace("«", "").replace("»", "")) == text


@pytest.mark.parametrize("name", ["x", "的", "3", "2024", "+"])
def test_what_is_too_short_is_never_looked_for_in_prose(name: str) -> None:
    assert marked(lexicon(name), f"a {name} b") == f"a {name} b"


def test_the_longest_name_wins_and_the_one_under_the_cursor() -> None:
    known = lexicon("batch", "batch normalization", "归一化", "批归一化")
    assert at(known, "用 batch normal▮ization 训练") == "batch normalization"
    assert at(known, "用批归▮一化训练") == "批归一化"
    assert at(known, "batch▮ size") == "batch"
    assert at(known, "批归一化▮batch") == "batch"
    assert at(known, "nothing ▮ here") is None


def test_a_name_is_found_in_a_very_long_line() -> None:
    assert at(lexicon("注意力"), "长" * 5000 + "注▮意力" + "长" * 5000) == "注意力"


def test_symbols_and_plain_command_words_are_not_found_in_prose() -> None:
    known = Lexicon.of(
        [
            define(Symbol(name="\\in", aliases=("属于",))),
            define(Command(name="find")),
            define(Command(name="cpufreq-info")),
            define(Command(name="docker", subcommands=(Command(name="run"),))),
        ]
    )
    assert (
        marked(known, "find it 属于 in cpufreq-info, docker run")
        == "find it 属于 in «cpufreq-info», «docker run»"
    )


def test_a_cause_in_a_debugging_tree_is_found_as_a_part_of_it() -> None:
    cause = Cause(title={"zh": "学习率过高", "en": "Learning rate too high"})
    tip = define(Tip(name="loss is nan", aliases=("loss 变成 nan",), causes=(cause,)))
    (match,) = Lexicon.of([tip]).find_all("多半是学习率过高".encode())
    assert match.meanings[0].focus == cause
    assert marked(Lexicon.of([tip]), "我的 loss 变成 NaN 了") == "我的 «loss 变成 NaN» 了"


# Precedence


def test_the_note_you_are_in_goes_before_your_notes_your_packs_and_the_bundled_ones() -> None:
    term = Term(name="token")
    known = Lexicon.of(
        [define(term)],
        [define(term, "mine.yaml", Origin.PACKS)],
        {path: (define(term, path, Origin.NOTES),) for path in ("a.md", "b.md", "c.md")},
    )

    def order(here: str) -> list[str]:
        match = known.find_at(b"token", 1, here)
        assert match is not None
        assert match.meanings == tuple(known.named("token", here))
        return [meaning.definition.source.path for meaning in match.meanings]

    assert order("b.md") == ["b.md", "a.md", "c.md", "mine.yaml", "glossary.yaml"]
    assert order("") == ["a.md", "b.md", "c.md", "mine.yaml", "glossary.yaml"]


# Edits


def test_a_notes_entries_can_change_and_go_and_older_lexicons_keep_theirs() -> None:
    old = Lexicon.of(notes={"a.md": (define(Term(name="token"), "a.md", Origin.NOTES),)})
    new = old.with_notes({"a.md": (define(Term(name="perplexity"), "a.md", Origin.NOTES),)})
    gone = new.with_notes({"a.md": ()})
    text = "token perplexity"
    assert marked(old, text) == "«token» perplexity"
    assert marked(new, text) == "token «perplexity»"
    assert marked(gone, text) == "token perplexity"
    assert not list(gone.definitions)


def test_names_that_only_moved_answer_with_their_new_place_and_words() -> None:
    def row(line: int, said: str) -> dict[str, tuple[Definition, ...]]:
        term = Term(name="token", languages={"zh": Words(summary=said)})
        return {"a.md": (define(term, "a.md", Origin.NOTES, line),)}

    known = Lexicon.of(notes=row(3, "旧"))
    assert known.named("token")[0].definition.source.line == 3
    (meaning,) = known.with_notes(row(4, "新")).named("token")
    assert meaning.definition.source.line == 4
    assert meaning.definition.entry.languages["zh"].summary == "新"
    assert known.with_notes(row(3, "旧")) is known, "nothing changed, nothing is made"


# By name


def test_latex_is_looked_up_by_its_exact_name() -> None:
    known = Lexicon.of(
        [
            define(Symbol(name="\\delta")),
            define(Symbol(name="\\Delta")),
            define(Symbol(name="matrix", environment=True)),
            define(Term(name="matrix")),
        ]
    )
    assert [found.entry.name for found in known.symbol("\\Delta")] == ["\\Delta"]
    assert known.symbol("\\DELTA") == []
    assert [type(found.entry) for found in known.environment("matrix")] == [Symbol]


# As typed


def typed(known: Lexicon, prefix: str, group: Group = Group.TERMS) -> list[str]:
    return [candidate.label for candidate in known.complete(group, prefix)]


def test_terms_complete_by_any_word_by_alias_and_by_pinyin() -> None:
    term = Term(name="perplexity", aliases=("PPL",), languages={"zh": Words(title="困惑度")})
    known = Lexicon.of([define(term), define(Term(name="multi-head attention"))])
    assert typed(known, "per") == ["perplexity"]
    assert typed(known, "pp") == ["PPL"]
    assert typed(known, "困惑") == ["困惑度"]
    assert typed(known, "kunhuo") == ["困惑度"]
    assert typed(known, "khd") == ["困惑度"]
    assert typed(known, "att") == ["multi-head attention"]
    assert typed(known, "xyz") == []


def test_symbols_complete_with_and_without_the_backslash() -> None:
    integral = Symbol(
        name="\\int", aliases=("integral", "积分"), languages={"zh": Words(title="积分运算")}
    )
    known = Lexicon.of([define(integral)])
    for prefix in ("\\in", "in", "\\inte", "\\jifen", "\\jf", "\\积分", "integral"):
        found = known.complete(Group.SYMBOLS, prefix)
        assert [each.definition.entry.name for each in found][:1] == ["\\int"], prefix


def test_the_case_that_was_typed_comes_first() -> None:
    known = Lexicon.of([define(Symbol(name="\\delta")), define(Symbol(name="\\Delta"))])
    assert typed(known, "\\De", Group.SYMBOLS) == ["Delta", "delta"]
    assert typed(known, "\\de", Group.SYMBOLS) == ["delta", "Delta"]


def test_names_come_before_aliases_and_no_more_than_asked_for() -> None:
    known = lexicon(*(f"token{number}" for number in range(50)))
    assert len(known.complete(Group.TERMS, "to", limit=10)) == 10
    both = Lexicon.of([define(Term(name="x", aliases=("tok",))), define(Term(name="token"))])
    assert typed(both, "to") == ["token", "tok"]


def test_a_title_is_found_without_its_brackets() -> None:
    term = Term(name="embedding", languages={"zh": Words(title="嵌入（embedding）")})
    assert marked(Lexicon.of([define(term)]), "词的嵌入") == "词的«嵌入»"


WORDS = ("梯度", "梯度下降", "loss", "losses", "Cross-Entropy", "IT", "it", "熵", "KV cache", "ls")
OTHERS = [Term(name=f"词{number}", aliases=(f"word {number}",)) for number in range(270)]
TOOL = Command(name="docker", subcommands=(Command(name="run"), Command(name="ps", aliases=("p",))))
CHANGES = st.lists(
    st.tuples(
        st.integers(0, 270),
        st.integers(0, 30),
        st.lists(
            st.one_of(
                st.builds(Term, name=st.sampled_from(WORDS), expansion=st.sampled_from(WORDS)),
                st.sampled_from([*OTHERS[:5], TOOL, Symbol(name=r"\frac"), Tip(name="loss 不降")]),
            ),
            max_size=4,
        ),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(CHANGES, st.booleans())
def test_a_large_note_changed_step_by_step_is_known_as_one_read_anew(
    changes: list[tuple[int, int, list[AnyEntry]]], looked_at: bool
) -> None:
    entries: list[AnyEntry] = [*OTHERS]
    other = {"二.md": (define(Term(name="熵"), "二.md", Origin.NOTES),)}
    known = Lexicon.of(notes=other)
    for at, length, new in [(0, 0, []), *changes]:
        entries[at : at + length] = new
        own = tuple(define(each, "一.md", Origin.NOTES, line) for line, each in enumerate(entries))
        known = known.with_notes({"一.md": own})
        if looked_at:
            _ = known.find_all("梯度".encode())
    fresh = Lexicon.of(notes={**other, "一.md": own})
    text = f"{' '.join(WORDS)} 词1 词12 word 269 docker ps, docker run, loss 不降".encode()
    assert known.find_all(text) == fresh.find_all(text)
    assert {*known.keys()} == {*fresh.keys()}
    for name in (*WORDS, "词3", "docker", "docker p", r"\frac", "loss 不降"):
        assert known.named(name) == fresh.named(name)
        assert known.own_count(name) == fresh.own_count(name) == len(fresh.named(name))
    for group in Group:
        for prefix in ("", "c", "l", "word 2", "ti", "词"):
            assert known.complete(group, prefix) == fresh.complete(group, prefix)
