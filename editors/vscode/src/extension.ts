// Starts notes-lsp for Markdown, and starts it again when asked or when its command changes.
import {
  commands,
  ConfigurationChangeEvent,
  ExtensionContext,
  OutputChannel,
  Uri,
  window,
  workspace,
} from "vscode";
import { LanguageClient, LanguageClientOptions, Middleware } from "vscode-languageclient/node";
import { beside } from "./beside";
import { SHOW_REFERENCES, showReferences } from "./references";
import { SECTION, settings } from "./settings";

/** Files and buffers not yet saved; notes in a diff or in another editor's scheme are not ours. */
const NOTES = [
  { language: "markdown", scheme: "file" },
  { language: "markdown", scheme: "untitled" },
];

let client: LanguageClient | undefined;
/** Starts and stops follow one another; two restarts at once would leave a server behind. */
let turn: Promise<void> = Promise.resolve();

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("Notes");
  const restart = () => (turn = turn.then(stop).then(() => start(context, output)));
  context.subscriptions.push(
    output,
    commands.registerCommand("notes-lsp.restartServer", restart),
    commands.registerCommand("notes-lsp.showOutput", () => output.show()),
    workspace.onDidChangeConfiguration((event) => changed(event, restart)),
    window.onDidChangeActiveColorTheme(() => void askAnew()),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await turn;
  await stop();
}

async function start(context: ExtensionContext, output: OutputChannel): Promise<void> {
  const [command, ...args] = workspace
    .getConfiguration(SECTION)
    .get<string[]>("server.command", ["notes-lsp"]);
  if (!command) {
    void window.showErrorMessage("notes-lsp.server.command is empty: name the server to start.");
    return;
  }
  client = new LanguageClient(SECTION, "Notes", { command, args }, options(context, output));
  try {
    await client.start();
  } catch (error) {
    output.appendLine(String(error));
    void notStarted(command, output);
  }
}

function options(context: ExtensionContext, output: OutputChannel): LanguageClientOptions {
  return { documentSelector: NOTES, outputChannel: output, middleware: middleware(context) };
}

/** Answers the server's question for our section; any other section goes the usual way. */
function middleware(context: ExtensionContext): Middleware {
  return {
    ...beside,
    executeCommand: async (command, args, next) =>
      command === SHOW_REFERENCES ? showReferences(args) : next(command, args),
    workspace: {
      configuration: async (params, token, next) => {
        if (params.items.every((item) => item.section !== SECTION)) {
          return next(params, token);
        }
        return params.items.map((item) =>
          item.section === SECTION
            ? settings(context, item.scopeUri ? Uri.parse(item.scopeUri) : undefined)
            : null,
        );
      },
      // The server asks anew; what is sent with the notification would hold every default.
      didChangeConfiguration: async (_sections, next) => next(undefined),
    },
  };
}

/** The server asks for its settings anew: the ink of formulas follows the theme. */
async function askAnew(): Promise<void> {
  await turn;
  await client?.sendNotification("workspace/didChangeConfiguration", { settings: null });
}

async function stop(): Promise<void> {
  const old = client;
  client = undefined;
  // A client whose server never started refuses to stop; there is nothing left to end then.
  await old?.dispose().catch(() => undefined);
}

function changed(event: ConfigurationChangeEvent, restart: () => Promise<void>): void {
  if (event.affectsConfiguration(`${SECTION}.server`)) {
    void restart();
  }
}

async function notStarted(command: string, output: OutputChannel): Promise<void> {
  const show = "Show output";
  const set = "Open settings";
  const picked = await window.showErrorMessage(
    `"${command}" did not start. Install it as its README says, or set ` +
      "notes-lsp.server.command to where it is.",
    show,
    set,
  );
  if (picked === show) {
    output.show();
  } else if (picked === set) {
    await commands.executeCommand("workbench.action.openSettings", "notes-lsp.server.command");
  }
}
