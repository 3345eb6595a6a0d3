// What the user has set, and nothing that VS Code would fill in but the colour of the theme.
import { ColorThemeKind, ExtensionContext, Uri, window, workspace } from "vscode";

export const SECTION = "notes-lsp";

const INK = "hover.ink";

/** Keys of our section that steer this extension and mean nothing to the server. */
const OURS = ["server.", "trace."];

export type Tree = { [key: string]: unknown };

/**
 * The server's settings that the user set anywhere, as a tree.
 *
 * VS Code answers every key with the default that this extension declares. Sent as settings, the
 * defaults of an older extension would rule a newer server, and nobody could tell what was chosen.
 */
export function settings(context: ExtensionContext, resource?: Uri): Tree {
  const section = workspace.getConfiguration(SECTION, resource ?? null);
  const tree: Tree = {};
  for (const key of keys(context)) {
    const found = section.inspect(key);
    const set = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
    if (set.some((value) => value !== undefined)) {
      put(tree, key.split("."), section.get(key));
    } else if (key === INK) {
      put(tree, key.split("."), ink());
    }
  }
  return tree;
}

/** Formulas are drawn for the theme that is on. */
function ink(): string {
  const kind = window.activeColorTheme.kind;
  const isDark = kind === ColorThemeKind.Dark || kind === ColorThemeKind.HighContrast;
  return isDark ? "light" : "dark";
}

function keys(context: ExtensionContext): string[] {
  const declared: Tree = context.extension.packageJSON.contributes.configuration.properties;
  return Object.keys(declared)
    .map((key) => key.slice(SECTION.length + 1))
    .filter((key) => !OURS.some((prefix) => key.startsWith(prefix)));
}

function put(tree: Tree, path: string[], value: unknown): void {
  const last = path.pop()!;
  let node = tree;
  for (const name of path) {
    node = (node[name] ??= {}) as Tree;
  }
  node[last] = value;
}
