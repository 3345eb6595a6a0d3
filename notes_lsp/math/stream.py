r"""The tokens of a formula as TeX hands them out, the formula's own commands expanded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from notes_lsp.math.lexer import Lexeme, lex

if TYPE_CHECKING:
    from collections.abc import Mapping

END: Final = ""
"""The text of the lexeme behind the last one, and of the one that bounds a bare argument."""

_MOST_EXPANSIONS: Final = 1000
_DIGITS: Final = frozenset("123456789")


class EndlessMacro(Exception):  # noqa: N818  # a fault of the formula, no error of ours
    """More expansions than KaTeX allows."""


class BadUse(Exception):  # noqa: N818  # likewise
    """A command whose call does not look like its definition."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A command the formula (or the caller) defined by its body."""

    arguments: int
    body: tuple[str, ...]
    """The texts of its tokens."""
    alias: bool = False
    r"""Made by `\let`: it means what its one token meant then, whatever that is later."""
    delimiters: tuple[tuple[str, ...], ...] = ()
    r"""What `\def` wants before, between and after the parameters."""

    @classmethod
    def of(cls, arguments: int, body: str) -> Macro:
        """From a body as it is written."""
        return cls(arguments, tuple(text for text, _, _ in lex(body)))


BUILT_IN: Final[Mapping[str, Macro]] = {
    r"\bgroup": Macro(0, ("{",)),
    r"\egroup": Macro(0, ("}",)),
    r"\rq": Macro(0, ("'",)),
    r"\pod": Macro(1, (r"\allowbreak", "(", "#", "1", ")")),
    r"\pmod": Macro(1, (r"\allowbreak", "(", "{", r"\rm", "m", "}", "#", "1", ")")),
    r"\mod": Macro(1, (r"\allowbreak", "{", r"\rm", "m", "}", "#", "1")),
}
"""Commands whose argument KaTeX pastes without a group of its own, so that `\\pmod{p^}` passes."""


class Stream:
    """Hands out lexemes; `take` and `top` raw, `peek` with the user's commands expanded."""

    __slots__ = ("_expansions", "_undo", "call", "look", "macros", "source", "stack")

    def __init__(self, source: str, macros: Mapping[str, Macro]) -> None:
        """Reads `source`, with `macros` defined beforehand."""
        self.source = source
        self.stack = lex(source)
        self.stack.append((END, len(source), len(source)))
        self.stack.reverse()
        self.macros: dict[str, Macro] = {**BUILT_IN, **macros}
        self.look: Lexeme | None = None
        self.call: Lexeme = (END, 0, 0)
        self._expansions = 0
        self._undo: list[tuple[str, Macro | None]] = []

    def peek(self) -> Lexeme:
        """The next lexeme after expansion; setting `look` to None consumes it."""
        if self.look is None:
            while True:
                lexeme = self.stack[-1]
                macro = self.macros.get(lexeme[0])
                if lexeme[0] != END:
                    self.stack.pop()
                if macro is None:
                    self.look = lexeme
                    break
                if macro.alias:
                    self.look = (macro.body[0], lexeme[1], lexeme[2])
                    break
                self._expand(lexeme, macro)
        return self.look

    def top(self) -> Lexeme:
        """The next raw lexeme that is no space; spaces before it are consumed."""
        if self.look is not None:
            if self.look[0] != END:
                self.stack.append(self.look)
            self.look = None
        stack = self.stack
        while stack[-1][0] == " ":
            stack.pop()
        return stack[-1]

    def take(self) -> Lexeme:
        """Consumes the next raw lexeme, spaces included; the last one stays."""
        if self.look is not None and self.look[0] != END:
            lexeme, self.look = self.look, None
            return lexeme
        self.look = None
        return self.stack[-1] if self.stack[-1][0] == END else self.stack.pop()

    def raw_group(self) -> list[Lexeme] | None:
        """Consumes one raw argument: what the braces hold, or one lexeme; None if cut short."""
        if self.top()[0] in ("}", END):
            return None
        first = self.take()
        if first[0] != "{":
            return [first]
        found: list[Lexeme] = []
        depth = 1
        while True:
            lexeme = self.take()
            if lexeme[0] == END:
                return None
            depth += (lexeme[0] == "{") - (lexeme[0] == "}")
            if depth == 0:
                return found
            found.append(lexeme)

    def ahead(self, *texts: str) -> bool:
        """Whether the raw lexemes to come hold `texts` in a row, spaces aside."""
        coming = [text for text, _, _ in reversed(self.stack) if text != " "]
        width = len(texts)
        return any(tuple(coming[i : i + width]) == texts for i in range(len(coming)))

    def define(self, name: str, macro: Macro, *, everywhere: bool) -> None:
        """Gives `name` a meaning, to the end of the group or to the end of the formula."""
        if everywhere:
            self._undo = [(other, old) for other, old in self._undo if other != name]
        else:
            self._undo.append((name, self.macros.get(name)))
        self.macros[name] = macro

    def open_group(self) -> int:
        """A mark to hand to `close_group`."""
        return len(self._undo)

    def close_group(self, mark: int) -> None:
        """Forgets what was defined since `mark`."""
        while len(self._undo) > mark:
            name, old = self._undo.pop()
            if old is None:
                self.macros.pop(name, None)
            else:
                self.macros[name] = old

    def _expand(self, call: Lexeme, macro: Macro) -> None:
        self.call = call
        self._expansions += 1
        if self._expansions > _MOST_EXPANSIONS:
            raise EndlessMacro
        arguments = self._arguments(macro)
        _, start, end = call
        made: list[Lexeme] = []
        texts = iter(macro.body)
        for text in texts:
            if text != "#":
                made.append((text, start, end))
                continue
            text = next(texts, END)  # noqa: PLW2901  # the sign and its digit are one
            if text == "#":
                made.append((text, start, end))
            elif text in _DIGITS and int(text) <= len(arguments):
                made.extend(arguments[int(text) - 1])
            else:
                raise BadUse
        self.stack.extend(reversed(made))

    def _arguments(self, macro: Macro) -> list[list[Lexeme]]:
        if not any(macro.delimiters):
            return [self._argument() for _ in range(macro.arguments)]
        for text in macro.delimiters[0]:
            if self.take()[0] != text:
                raise BadUse
        return [
            self._until(ending) if ending else self._argument() for ending in macro.delimiters[1:]
        ]

    def _argument(self) -> list[Lexeme]:
        found = self.raw_group()
        if found is None:
            raise BadUse
        return found

    def _until(self, ending: tuple[str, ...]) -> list[Lexeme]:
        found: list[Lexeme] = []
        depth = 0
        while True:
            lexeme = self.take()
            if lexeme[0] == END:
                raise BadUse
            found.append(lexeme)
            depth += (lexeme[0] == "{") - (lexeme[0] == "}")
            if depth < 0:
                raise BadUse
            level = 1 if ending[-1] == "{" else 0
            if depth == level and tuple(t for t, _, _ in found[-len(ending) :]) == ending:
                return _unbraced(found[: -len(ending)])


def _unbraced(found: list[Lexeme]) -> list[Lexeme]:
    if len(found) > 1 and found[0][0] == "{" and found[-1][0] == "}":
        return found[1:-1]
    return found
