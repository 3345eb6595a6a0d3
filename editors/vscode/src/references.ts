// A lens "3 references" opens VS Code's own list of places.
import { commands, Location, Position, Range, Uri } from "vscode";
import type * as lsp from "vscode-languageclient/node";

export const SHOW_REFERENCES = "notes-lsp.showReferences";

/** `args` as the server's lens has them: the note's URI, a position, the locations. */
export async function showReferences(args: unknown[]): Promise<void> {
  const [uri, at, found] = args as [string, lsp.Position, lsp.Location[]];
  const locations = found.map(
    (each) =>
      new Location(Uri.parse(each.uri), new Range(position(each.range.start), position(each.range.end))),
  );
  await commands.executeCommand("editor.action.showReferences", Uri.parse(uri), position(at), locations);
}

function position(at: lsp.Position): Position {
  return new Position(at.line, at.character);
}
