"""The chapters of the demo: each asks the server something and shows the answer."""

from __future__ import annotations

from lsprotocol import types
from rich.text import Text
from rich.tree import Tree

from notes_lsp.cli.card_view import drawn
from notes_lsp.cli.demo.changes import changed, inserted
from notes_lsp.cli.demo.show import Cropped, Show, mark, titled
from notes_lsp.cli.demo.stage import Spot, Stage
from notes_lsp.cli.excerpt import first_cells
from notes_lsp.cli.terminal import visible

HOVERS = (
    ("a term, your own table first", "，用困惑▮度", "模型的好坏用困惑▮度来比。"),
    ("an option on a command line", "tee -a▮i train.log", "`make | tee -a▮i build.log`"),
    ("a LaTeX command", "\\su▮m_{x", "$\\su▮m_{x} p(x) = 1$"),
    ("a number format", "BF1▮6", "BF1▮6 比 FP16 不容易溢出。"),
    ("a symptom", "loss 为 n▮an", "训练到一半 loss 为 n▮an。"),
)
"""What is hovered over: how it stands in the sample, and a line for vaults that do not have it. The
cursor stands in the character before `▮`."""

TYPED = (
    ("a LaTeX command by its Chinese name", "困惑度就是它的指数", "概率是面积：$\\jf"),
    ("its arguments, ready to fill in", "困惑度就是它的指数", "平均起来是 $\\fr"),
    ("a term by the initials of its pinyin", "解码用 Beam search", "模型越好，khd"),
    ("an option of a command", "训练日志一般这样留", "```bash\nmake 2>&1 | tee -"),
)
"""What is completed, beside what, and the words typed."""

QUERIES = ("khd", "xunlian", "crnn")

_SEVERITIES = {
    types.DiagnosticSeverity.Error: "error",
    types.DiagnosticSeverity.Warning: "warning",
    types.DiagnosticSeverity.Information: "information",
    types.DiagnosticSeverity.Hint: "hint",
}


async def hovers(stage: Stage, show: Show) -> None:
    """Cards of things under the cursor."""
    show.chapter("Hover: what is this?", types.TEXT_DOCUMENT_HOVER)
    for what, shown, otherwise in HOVERS:
        spot = stage.place(shown, otherwise)
        found = await stage.client.ask(
            types.TEXT_DOCUMENT_HOVER, types.HoverParams(spot.document, spot.position)
        )
        if found is None or found.range is None:
            continue
        show.print(Text(what, "magenta"))
        start, end = found.range.start.character, found.range.end.character
        show.line(_place(stage, spot), stage.line(spot.uri, spot.line), start, end)
        show.window(drawn(found.contents.value), 8)


async def completions(stage: Stage, show: Show) -> None:
    """Menus while something is typed, and the line after the first item is taken."""
    show.chapter("Completion: what comes next?", types.TEXT_DOCUMENT_COMPLETION)
    for what, beside, words in TYPED:
        before = dict(stage.texts)
        spot = stage.typed(beside, words)
        params = types.CompletionParams(spot.document, spot.position)
        found = await stage.client.ask(types.TEXT_DOCUMENT_COMPLETION, params)
        items = list(found if isinstance(found, list) else found.items if found else ())
        if items:
            line = stage.line(spot.uri, spot.line)
            show.print(Text(what, "magenta"))
            show.line(_place(stage, spot), line + "▏", spot.character, spot.character + 1, "bold")
            best = await stage.client.ask(types.COMPLETION_ITEM_RESOLVE, items[0])
            card = best.documentation.value if best.documentation else best.detail or ""
            show.menu([(item.label, _meaning(item)) for item in items[:5]], drawn(card))
            text, start, end = inserted(line, best)
            show.line(mark("⏎", _place(stage, spot)), text, start, end, "green")
        stage.put(spot.uri, before.get(spot.uri, ""))


def _meaning(item: types.CompletionItem) -> str:
    details = item.label_details
    parts = (details.detail or "", details.description or "") if details else (item.detail or "",)
    return " ".join(part.strip() for part in parts if part.strip())


async def diagnostics(stage: Stage, show: Show) -> None:
    """What is wrong in the notes, and the line after the quick fix."""
    show.chapter("Diagnostics and their quick fixes", types.TEXT_DOCUMENT_DIAGNOSTIC)
    shown = 0
    for uri in list(stage.texts):
        document = types.TextDocumentIdentifier(uri)
        report = await stage.client.ask(
            types.TEXT_DOCUMENT_DIAGNOSTIC, types.DocumentDiagnosticParams(document)
        )
        for found in getattr(report, "items", ()):
            if shown < 4:
                shown += 1
                await _diagnostic(stage, show, uri, found)
    if not shown:
        show.print(Text("Nothing is wrong in these notes.", "green"))


async def _diagnostic(stage: Stage, show: Show, uri: str, found: types.Diagnostic) -> None:
    spot = Spot(uri, found.range.start.line, found.range.start.character)
    line = stage.line(uri, spot.line)
    same = found.range.end.line == spot.line
    end = found.range.end.character if same else len(line)
    style = _SEVERITIES[found.severity or types.DiagnosticSeverity.Warning]
    place = _place(stage, spot)
    show.squiggle(place, line, spot.character, end, style)
    show.print(Text.assemble((str(found.code or ""), "code"), " ", visible(_text(found.message))))
    context = types.CodeActionContext([found])
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), found.range, context)
    actions = await stage.client.ask(types.TEXT_DOCUMENT_CODE_ACTION, params) or ()
    fix = next((each for each in actions if getattr(each, "is_preferred", False)), None)
    if fix is None or fix.edit is None:
        return
    show.print(Text.assemble(("quick fix: ", "green"), visible(fix.title)))
    text, start, stop = changed(line, spot.line, fix.edit)
    show.line(mark("→", place), text, start, stop, "green")


def _text(message: str | types.MarkupContent) -> str:
    return message if isinstance(message, str) else message.value


async def lenses(stage: Stage, show: Show) -> None:
    """What stands over a note."""
    show.chapter("Code lenses: over the note", types.TEXT_DOCUMENT_CODE_LENS)
    best: list[tuple[str, list[str]]] = []
    for uri in stage.texts:
        params = types.CodeLensParams(types.TextDocumentIdentifier(uri))
        if found := await stage.client.ask(types.TEXT_DOCUMENT_CODE_LENS, params):
            top = min(lens.range.start.line for lens in found)
            over = [lens.command for lens in found if lens.range.start.line == top]
            best.append((uri, [command.title for command in over if command]))
    best.sort(key=lambda each: -len(each[1]))
    for uri, titles in best[:2]:
        heading = next((line for line in stage.texts[uri].split("\n") if line[:1] == "#"), "")
        place = stage.name(uri)
        show.line(mark("", place), " | ".join(titles), 0, 0)
        show.line(place, heading, 0, len(heading), "bold")


async def definitions(stage: Stage, show: Show) -> None:
    """Where a word is defined."""
    show.chapter("Go to definition", types.TEXT_DOCUMENT_DEFINITION)
    shown_any = False
    for _, shown, otherwise in HOVERS[:3]:
        spot = stage.place(shown, otherwise)
        params = types.DefinitionParams(spot.document, spot.position)
        found = await stage.client.ask(types.TEXT_DOCUMENT_DEFINITION, params)
        places = found if isinstance(found, list) else [found] if found else []
        target = next((each for each in places if each.target_uri in stage.texts), None)
        if target is None or target.origin_selection_range is None:
            continue
        origin, there = target.origin_selection_range, target.target_selection_range
        line = stage.line(spot.uri, spot.line)
        show.line(f"  {_place(stage, spot)}", line, origin.start.character, origin.end.character)
        place = f"→ {_place(stage, Spot(target.target_uri, there.start.line, 0))}"
        line = stage.line(target.target_uri, there.start.line)
        show.line(place, line, there.start.character, there.end.character, "green")
        shown_any = True
    if not shown_any:
        show.print(Text("These notes define none of the words above: their tables could.", "faint"))


async def structure(stage: Stage, show: Show) -> None:
    """The outline of a note, and what can be folded in it."""
    show.chapter("Outline and folding", f"{types.TEXT_DOCUMENT_DOCUMENT_SYMBOL}, …/foldingRange")
    uri = max(stage.texts, key=lambda each: stage.texts[each].count("\n#"))
    document = types.TextDocumentIdentifier(uri)
    symbols = await stage.client.ask(
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(document)
    )
    folds = await stage.client.ask(
        types.TEXT_DOCUMENT_FOLDING_RANGE, types.FoldingRangeParams(document)
    )
    tree = Tree(Text(stage.name(uri), "bold"), guide_style="faint")
    _grow(tree, symbols or ())
    lines = [
        Text.assemble(
            (f"▸ {fold.start_line + 1:>3}-{fold.end_line + 1:<3} ", "faint"),
            first_cells(visible(stage.line(uri, fold.start_line)), show.width // 2 - 14),
        )
        for fold in folds or ()
    ]
    show.columns(Cropped(tree, 10), titled("folds at lines", lines[:9]))


def _grow(tree: Tree, symbols: list[types.DocumentSymbol] | tuple[()]) -> None:
    for symbol in symbols:
        _grow(tree.add(_label(symbol.name)), list(symbol.children or ()))


def _label(name: str) -> Text:
    return Text(visible(name), no_wrap=True, overflow="ellipsis")


async def symbols(stage: Stage, show: Show) -> None:
    """Notes, headings and entries by a few letters of their names."""
    show.chapter("Workspace symbols: go anywhere", types.WORKSPACE_SYMBOL)
    rows: list[tuple[str, str, str]] = []
    for query in (*QUERIES, *stage.headings()[:2]):
        params = types.WorkspaceSymbolParams(query)
        found = await stage.client.ask(types.WORKSPACE_SYMBOL, params) or ()
        for number, symbol in enumerate(list(found)[:2]):
            line = symbol.location.range.start.line + 1
            where = f"{stage.name(symbol.location.uri)}:{line}"
            rows.append((query if number == 0 else "", symbol.name, where))
    show.rows(rows)


def _place(stage: Stage, spot: Spot) -> str:
    return f"{stage.name(spot.uri)}:{spot.line + 1}"
