// What is left to VS Code's own Markdown support, where that would show everything twice.
import { CodeAction, Command, extensions } from "vscode";
import type { Middleware } from "vscode-languageclient/node";

const OWN_MARKDOWN = "vscode.markdown-language-features";
const ORGANIZE = "source.organizeLinkDefinitions";

/** Asked each time: a person may switch it off and on. Of one switched off nothing is known. */
const stands = () => extensions.getExtension(OWN_MARKDOWN) !== undefined;

/**
 * With two outlines the breadcrumbs tell whose they are and every heading is listed twice. Two
 * ways to organize definitions would both run on save, the second on a text that is gone.
 */
export const beside: Middleware = {
  provideDocumentSymbols: async (document, token, next) =>
    stands() ? [] : next(document, token),
  provideCodeActions: async (document, range, context, token, next) => {
    const found = await next(document, range, context, token);
    return stands() ? found?.filter((each) => !repeats(each, context.only?.value)) : found;
  },
};

function repeats(action: Command | CodeAction, only: string | undefined): boolean {
  const kind = action instanceof CodeAction ? action.kind?.value : undefined;
  return kind === ORGANIZE || (only === ORGANIZE && kind?.startsWith(`${ORGANIZE}.`) === true);
}
