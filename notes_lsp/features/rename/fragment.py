"""The fragment of a link to a heading, written anew in the style in which the link has it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from notes_lsp.features.rename.escaping import decoded, fragment_like
from notes_lsp.features.rename.spots import kind_of
from notes_lsp.syntax import LinkKind
from notes_lsp.vault import AnyLink, HeadingRecord, NameRecord, NoteRecord
from notes_lsp.vault.anchors import Anchors
from notes_lsp.vault.slugs import obsidian
from notes_lsp.vault.written import fold_name

_SLUGS = ("github", "vuepress", "obsidian")


class Titles:
    """The headings of a note at one moment, and the fragments that name them."""

    def __init__(self, record: NoteRecord) -> None:
        """The headings of `record`."""
        self.headings = record.headings
        self.anchors = Anchors(record)
        self._ids = (record.block_ids, record.html_ids)

    def text(self, number: int) -> str:
        """A heading as Obsidian writes it in a link."""
        return obsidian(self.headings[number].text)

    def slug(self, number: int, style: str) -> str:
        """A heading's slug, `style` being one of the setting `links.slug`."""
        return str(getattr(self.anchors.slugs[number], style))

    def number(self, heading: HeadingRecord) -> int | None:
        """Which of the note's headings it is."""
        found = self._numbers.get(id(heading))
        if found is None and heading in self.headings:
            return self.headings.index(heading)
        return found

    def named(self, fragment: str) -> int | None:
        """Which heading a fragment names, as it is written."""
        anchor = self.anchors.find(fragment)
        return self.number(anchor.heading) if anchor and anchor.heading else None

    def above(self, number: int) -> list[int]:
        """The headings that a heading stands under, the outermost first."""
        found: list[int] = []
        level = self.headings[number].level
        for each in range(number - 1, -1, -1):
            if self.headings[each].level < level:
                level = self.headings[each].level
                found.insert(0, each)
        return found

    @property
    def ids(self) -> tuple[list[str], ...]:
        """The ids of the note's headings, blocks and HTML tags."""
        given = [heading.id for heading in self.headings]
        return (given, *([each.name for each in names] for names in self._ids))

    def means_as(self, after: Titles, fragment: str, new: str) -> bool:
        """Whether `new` names in the note `after` a change what `fragment` names now; True where
        that is nothing."""
        was, now = self.anchors.find(fragment), after.anchors.find(new)
        if was is None or now is None:
            return was is None
        if was.heading is not None and now.heading is not None:
            return self.number(was.heading) == after.number(now.heading)
        if was.block is not None and now.block is not None:
            pairs = zip(self._ids, after._ids, strict=True)
            return any(_is_same(*pair, was.block, now.block) for pair in pairs)
        return was == now

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(heading): number for number, heading in enumerate(self.headings)}


def rewritten(
    link: AnyLink, number: int, before: Titles, after: Titles, slug: str = "github"
) -> str | None:
    """The fragment of a link to the heading `number`, after headings were renamed.

    `slug` is the setting `links.slug`, which decides where the old fragment fits several styles.
    None where the fragment stands, and where no fragment would do.
    """
    plain = decoded(link.fragment)
    tries = [_nested(plain, number, before, after)] if "#" in plain else []
    style = _style(plain, number, before, kind_of(link), slug)
    if not tries and style is None:
        return None
    tries += _forms(number, after, kind_of(link), style or "obsidian")
    for each in tries:
        new = fragment_like(link.fragment, each, kind_of(link), link.angle)
        if after.named(new) == number:
            return None if new == link.fragment else new
    return None


def _style(plain: str, number: int, titles: Titles, kind: LinkKind, slug: str) -> str | None:
    """Which form of the heading the fragment is; None for the heading's own `{#id}`."""
    if plain == titles.headings[number].id:
        return None
    first = "obsidian" if kind is LinkKind.WIKI else slug
    styles = sorted(_SLUGS, key=lambda style: style != first)
    for form in (str, fold_name):
        for style in styles:
            if form(titles.slug(number, style)) == form(plain):
                return style
    return first


def _forms(number: int, after: Titles, kind: LinkKind, style: str) -> Iterator[str]:
    """What may name a heading, the likeliest first; a heading of signs alone has no slug."""
    forms = [after.slug(number, style)]
    if kind is LinkKind.WIKI:
        forms.append("#".join(after.text(each) for each in (*after.above(number), number)))
    forms += [after.slug(number, each) for each in _SLUGS]
    yield from dict.fromkeys(filter(None, forms))


def _nested(plain: str, number: int, before: Titles, after: Titles) -> str:
    """`Chapter#Section`, each part by the heading that it names."""
    parts = plain.split("#")
    above = iter(before.above(number))
    parts[-1] = _part(parts[-1], number, before, after)
    for index, part in enumerate(parts[:-1]):
        for each in above:
            if _same(part, before.text(each)):
                parts[index] = _part(part, each, before, after)
                break
    return "#".join(parts)


def _part(part: str, number: int, before: Titles, after: Titles) -> str:
    new = after.text(number)
    return part if before.text(number) == new else new


def _is_same(
    before: tuple[NameRecord, ...], after: tuple[NameRecord, ...], was: NameRecord, now: NameRecord
) -> bool:
    """Whether an id is the same after a change, which may have renamed it or made another one."""
    if was not in before or now not in after:
        return False
    if len(before) == len(after):
        return before.index(was) == after.index(now)
    names = [[fold_name(each.name) for each in ids] for ids in (before, after)]
    name = fold_name(was.name)
    return fold_name(now.name) == name and names[0].count(name) == names[1].count(name)


def _same(part: str, text: str) -> bool:
    return " ".join(fold_name(obsidian(part)).split()) == " ".join(fold_name(text).split())
