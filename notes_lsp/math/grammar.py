r"""Reads a formula by KaTeX's grammar and notes what KaTeX would refuse.

`Reader` knows groups, atoms and scripts; what single commands do beyond taking their arguments
lies in `structures` (environments, `\left`, definitions) and `arguments`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from notes_lsp.math import messages, unmatched
from notes_lsp.math.lexer import Lexeme, byte_offset
from notes_lsp.math.problem import Fix, MathProblem
from notes_lsp.math.signature import SIGNATURES, Signature
from notes_lsp.math.stream import END, Macro, Stream
from notes_lsp.text import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NOTHING, ATOM, OPERATOR, INVISIBLE, INFIX, RESIZE = range(6)
"""What a group turned out to be, as far as its neighbours care."""

_ENDS: Final = frozenset(("}", r"\endgroup", r"\end", r"\right", "&", END))
_SUBSCRIPTS: Final = frozenset("₊₋₌₍₎₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
_SUPERSCRIPTS: Final = frozenset(
    "⁺⁻⁼⁽⁾⁰¹²³⁴⁵⁶⁷⁸⁹ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᵠᵡᶿ"
)
_SCRIPTS: Final = frozenset(("^", "_", "'", r"\limits", r"\nolimits")) | _SUBSCRIPTS | _SUPERSCRIPTS
_OPERATOR_SIGNS: Final = frozenset("∏∐∑∫∬∭∮∯∰⋀⋁⋂⋃⨀⨁⨂⨄⨆")
_PRINTABLE: Final = frozenset(map(chr, range(0x21, 0x7F)))
_KNOWN_MARKS: Final = frozenset(
    "\u0301\u0300\u0308\u0303\u0304\u0306\u030c\u0302\u0307\u030a\u030b\u0327"
)
_COMMANDS: Final = {n: s for n, s in SIGNATURES.items() if s.kind == "command"}
PROGRAMMING: Final = frozenset(
    (
        *(r"\expandafter", r"\noexpand", r"\TextOrMath", r"\tmspace", r"\futurelet", r"\edef"),
        *(r"\xdef", r"\show", r"\message", r"\errmessage", r"\@ifnextchar", r"\@ifstar"),
        *(r"\@firstoftwo", r"\@secondoftwo", r"\@char", r"\@binrel", r"\html@mathml"),
        *(r"\operatorname@", r"\tag@literal", r"\tag@paren", r"\bra@ket", r"\bra@set"),
    )
)
"""Commands that program TeX: where one stands, nothing is said about the rest."""
MATH_ATOMS: Final = (
    (_PRINTABLE - frozenset("#$%&'\\^_{}"))
    | {n for n, s in SIGNATURES.items() if s.math and s.kind not in ("command", "environment")}
    | {
        n
        for n, s in _COMMANDS.items()
        if s.scriptable and not (s.arguments or s.limits or s.invisible or n == r"\char")
    }
)
"""What is a symbol in a formula and may stand anywhere an atom may."""
TEXT_ATOMS: Final = (
    (_PRINTABLE - frozenset("#$%&\\^_{}"))
    | {" ", "~"}
    | {n for n, s in SIGNATURES.items() if s.text and s.kind not in ("command", "environment")}
)
_NOT_IN_TEXT: Final = _OPERATOR_SIGNS | frozenset("‼ℋℌℐℒℛℨℬℭℰℱℳ↤∉∌∷∹≔≕≘≙≚≛≝≞≟≠⌜⌝⌞⌟⟂⟦⟧⦃⦄⦵⩴")
_NOT_IN_SCRIPTS: Final = frozenset("‼∏∐∑⋀⋁⋂⋃⦵⨀⨁⨂⨄⨆")
_FIRST_BEYOND_ASCII: Final = "\x80"


class Special(Protocol):
    """How a command that does more than take its arguments is read."""

    def __call__(self, reader: Reader, call: Lexeme, stop: str, /) -> int:
        """Reads on behind `call`; says what the whole turned out to be."""


class Reader(Stream):
    """One reading of one formula."""

    __slots__ = (
        "complete",
        "display",
        "environments",
        "known",
        "lefts",
        "math",
        "opaque",
        "problems",
        "read_arguments",
        "rows",
        "special",
        "tagged",
    )

    def __init__(
        self,
        source: str,
        macros: Mapping[str, Macro],
        known: Mapping[str, int],
        read_arguments: Callable[[Reader, Lexeme, Signature], None],
        special: Mapping[str, Special],
        *,
        display: bool,
        complete: bool,
    ) -> None:
        """`check` says what `known`, `display` and `complete` mean; the rooms above this one
        bring how arguments and special commands are read."""
        super().__init__(source, macros)
        self.read_arguments = read_arguments
        self.special = special
        self.known: dict[str, int] = dict(known)
        self.display = display
        self.complete = complete
        self.math = True
        self.lefts = 0
        self.rows = 0
        self.environments: list[str] = []
        self.tagged = False
        self.opaque = False
        self.problems: list[MathProblem] = []

    def report(
        self,
        code: str,
        place: Lexeme | tuple[int, int],
        message: Wording,
        fix: tuple[tuple[int, int], str, Wording] | None = None,
        suggestions: tuple[str, ...] = (),
    ) -> None:
        """Notes a problem; `place` and the fix's place are in characters."""
        span = self.bytes(place[-2], place[-1])
        mended = None if fix is None else Fix(self.bytes(*fix[0]), fix[1], fix[2])
        self.problems.append(MathProblem(code, span, message, mended, suggestions))

    def bytes(self, start: int, end: int) -> tuple[int, int]:
        """The span in bytes of the characters `start` to `end`."""
        return byte_offset(self.source, start), byte_offset(self.source, end)

    def cut_short(self) -> bool:
        """At the end of a formula that is still being typed: nothing to complain about."""
        return not self.complete and self.peek()[0] == END and len(self.stack) == 1

    def formula(self) -> None:
        """Reads all of it."""
        while True:
            self.expression(END)
            lexeme = self.peek()
            if lexeme[0] == END:
                return
            self.stray(lexeme, None)

    def expression(self, stop: str) -> None:
        """Reads atoms up to `stop`, or to something that ends every expression."""
        begin = -1
        infix: Lexeme | None = None
        while True:
            lexeme = self.peek()
            text = lexeme[0]
            if text == " " and self.math:
                self.look = None
                continue
            if begin < 0:
                begin = lexeme[1]
            if text in _ENDS or text == stop:
                break
            kind = self.atom(lexeme, stop)
            if kind == NOTHING:
                self.stray(self.peek(), None)
            elif kind == RESIZE:
                infix = None
            elif kind == INFIX:
                if infix is not None:
                    messages.infix_twice(self, lexeme)
                infix = lexeme
        if infix is not None:
            messages.plain_infix(self, infix, (begin, lexeme[1]))

    def atom(self, lexeme: Lexeme, stop: str) -> int:
        """Reads one group and its scripts."""
        if not self.math:
            return self.group(lexeme, stop, bare=False)
        if lexeme[0] in MATH_ATOMS:
            self.look = None
            kind = ATOM
        else:
            kind = self.group(lexeme, stop, bare=False)
            if kind in (INVISIBLE, RESIZE):
                return kind
        while True:
            lexeme = self.peek()
            if lexeme[0] in _SCRIPTS:
                return self._scripts(kind)
            if lexeme[0] != " ":
                return kind
            self.look = None

    def _scripts(self, kind: int) -> int:
        raised = lowered = False
        if kind == INFIX:
            messages.script_on_infix(self, self.peek())
        while True:
            lexeme = self.peek()
            text = lexeme[0]
            if text == " ":
                self.look = None
                continue
            if text not in _SCRIPTS:
                return ATOM
            self.look = None
            if text in "^'":
                if raised:
                    messages.double_script(self, lexeme)
                raised = True
                self._script(lexeme) if text == "^" else self._primes()
            elif text == "_":
                if lowered:
                    messages.double_script(self, lexeme)
                lowered = True
                self._script(lexeme)
            elif text in _SUBSCRIPTS or text in _SUPERSCRIPTS:
                raised = raised or text in _SUPERSCRIPTS
                lowered = lowered or text in _SUBSCRIPTS
            elif kind != OPERATOR:
                messages.misplaced_limits(self, lexeme)

    def _primes(self) -> None:
        while self.peek()[0] == "'":
            self.look = None
        if self.peek()[0] == "^":
            lexeme = self.peek()
            self.look = None
            self._script(lexeme)

    def _script(self, sign: Lexeme) -> None:
        while True:
            lexeme = self.peek()
            if lexeme[0] == " ":
                self.look = None
                continue
            kind = NOTHING
            if lexeme[0] not in _ENDS:
                kind = self.group(lexeme, END, bare=True)
            if kind == NOTHING:
                messages.missing_argument(self, sign)
            if kind != INVISIBLE:
                return

    def group(self, lexeme: Lexeme, stop: str, *, bare: bool) -> int:
        r"""Reads a braced group, a command with its arguments, or a symbol.

        `bare` says that it stands where braces could: behind `^`, or as the argument of a
        command such as `\mathbin`.
        """
        text = lexeme[0]
        if text in (MATH_ATOMS if self.math else TEXT_ATOMS):
            self.look = None
            return ATOM
        if text == "{":
            self.look = None
            self.braced(lexeme, "}")
            return ATOM
        if text[:1] == "\\":
            return self._command(lexeme, stop, bare=bare)
        if text == "$" and not self.math:
            self.look = None
            self.switched(lexeme, "$", math=True)
            return ATOM
        base = text[:1]
        if base < _FIRST_BEYOND_ASCII and (text == base or base not in MATH_ATOMS):
            return NOTHING
        return self._sign(lexeme, bare=bare)

    def braced(self, opener: Lexeme, closer: str) -> None:
        """Reads up to the closing brace, in the same mode; definitions inside are forgotten."""
        mark = self.open_group()
        while True:
            self.expression(closer)
            lexeme = self.peek()
            if lexeme[0] == closer:
                break
            self.stray(lexeme, opener)
        self.look = None
        self.close_group(mark)

    def switched(self, opener: Lexeme, closer: str, *, math: bool) -> None:
        """Reads up to `closer` in the mode given, and goes back to the one before."""
        before, self.math = self.math, math
        self.braced(opener, closer)
        self.math = before

    def stray(self, lexeme: Lexeme, opener: Lexeme | None) -> None:
        """Notes a token that nothing takes, and goes past it or gives up."""
        unmatched.stray(self, lexeme, opener)

    def _sign(self, lexeme: Lexeme, *, bare: bool) -> int:
        self.look = None
        text = lexeme[0]
        if text[-1] != text[0] and not set(text[1:]) <= _KNOWN_MARKS:
            messages.unknown_mark(self, lexeme)
        if bare and text in _NOT_IN_SCRIPTS:
            messages.needs_braces(self, lexeme, takes_arguments=False)
        if not self.math and text in _NOT_IN_TEXT:
            messages.wrong_mode(self, lexeme)
        return OPERATOR if text in _OPERATOR_SIGNS else ATOM

    def _command(self, lexeme: Lexeme, stop: str, *, bare: bool) -> int:
        text = lexeme[0]
        if text in self.known:
            return self._opaque(lexeme)
        signature = _COMMANDS.get(text)
        if signature is None:
            return self._no_command(lexeme)
        if text in _SCRIPTS:
            return NOTHING
        self.look = None
        special = self.special.get(text)
        if text in PROGRAMMING:
            raise unmatched.GiveUp
        if not (signature.math if self.math else signature.text):
            messages.wrong_mode(self, lexeme)
        elif bare and not signature.scriptable:
            messages.needs_braces(self, lexeme, takes_arguments=bool(signature.arguments))
        if special is not None:
            return special(self, lexeme, stop)
        self.read_arguments(self, lexeme, signature)
        return _kind(signature)

    def _no_command(self, lexeme: Lexeme) -> int:
        text = lexeme[0]
        self.look = None
        if text in PROGRAMMING:
            raise unmatched.GiveUp
        if text.startswith(r"\verb") and len(text) > len(r"\verb|") and not text[5].isalpha():
            return ATOM
        if text in SIGNATURES:
            messages.wrong_mode(self, lexeme)
        else:
            messages.unknown_command(self, lexeme)
        return OPERATOR

    def _opaque(self, lexeme: Lexeme) -> int:
        self.look = None
        self.opaque = True
        call = Signature(name=lexeme[0], arguments=messages.FORMULAS[: self.known[lexeme[0]]])
        self.read_arguments(self, lexeme, call)
        return OPERATOR


def _kind(signature: Signature) -> int:
    if signature.limits:
        return OPERATOR
    if signature.infix:
        return INFIX
    if signature.resizes:
        return RESIZE
    return INVISIBLE if signature.invisible else ATOM
