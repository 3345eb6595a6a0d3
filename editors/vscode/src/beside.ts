// What is left to VS Code's own Markdown support, where that would show everything twice.
import { CodeAction, Command, extensions, Hover, MarkdownString, TextDocument } from "vscode";
import type { Middleware } from "vscode-languageclient/node";

const OWN_MARKDOWN = "vscode.markdown-language-features";
const ORGANIZE = "source.organizeLinkDefinitions";
const PICTURE = /\.(avif|bmp|gif|ico|jpe?g|png|svg|tiff?|webp)$/i;

/** Asked each time: a person may switch it off and on. Of one switched off nothing is known. */
const stands = () => extensions.getExtension(OWN_MARKDOWN) !== undefined;

/**
 * With two outlines the breadcrumbs tell whose they are and every heading is listed twice. Two
 * ways to organize definitions would both run on save, the second on a text that is gone.
 */
export const beside: Middleware = {
  provideDocumentSymbols: async (document, token, next) =>
    stands() ? [] : next(document, token),
  provideHover: async (document, position, token, next) => {
    const hover = await next(document, position, token);
    return hover && stands() && isPictured(document, hover) ? withoutPictures(hover) : hover;
  },
  provideCodeActions: async (document, range, context, token, next) => {
    const found = await next(document, range, context, token);
    return stands() ? found?.filter((each) => !repeats(each, context.only?.value)) : found;
  },
};

function repeats(action: Command | CodeAction, only: string | undefined): boolean {
  const kind = action instanceof CodeAction ? action.kind?.value : undefined;
  return kind === ORGANIZE || (only === ORGANIZE && kind?.startsWith(`${ORGANIZE}.`) === true);
}

/** Whether VS Code shows a picture here itself: it does for all links to one but `[[wiki]]` links. */
function isPictured(document: TextDocument, hover: Hover): boolean {
  if (!hover.range || !PICTURE.test(document.getText(hover.range))) {
    return false;
  }
  const before = document.lineAt(hover.range.start).text.slice(0, hover.range.start.character);
  return !before.endsWith("[[");
}

function withoutPictures(hover: Hover): Hover {
  const contents = hover.contents.map((each) =>
    each instanceof MarkdownString ? new MarkdownString(each.value.replace(/^\[!\[.*\)\n+/m, "")) : each,
  );
  return new Hover(contents, hover.range);
}
