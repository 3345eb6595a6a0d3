// What VS Code does for the Markdown language server: parsing, and looking into the workspace.
// One request a line on stdin ({"method", "params"}), one answer a line on stdout.
// Arguments: the folder whose node_modules hold markdown-it, and the workspace.
import { createRequire } from "node:module";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const [modules, workspace] = process.argv.slice(2);
const markdownIt = createRequire(join(modules, "any.js"))("markdown-it")({ html: true });

// Front matter is no heading and no rule. Its lines stay, so that line numbers are right.
function parse(text) {
  const found = /^---\r?\n[\s\S]*?\r?\n---[ \t]*(?=\r?\n|$)/.exec(text);
  const blanked = found ? found[0].replace(/[^\r\n]+/g, "") + text.slice(found[0].length) : text;
  return markdownIt.parse(blanked, {});
}

async function notesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries
    .filter((entry) => !entry.name.startsWith("."))
    .map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return notesIn(path);
      return entry.name.endsWith(".md") ? [pathToFileURL(path).href] : [];
    });
  return (await Promise.all(found)).flat();
}

const answers = {
  "markdown/parse": async ({ uri, text }) =>
    parse(text ?? (await readFile(fileURLToPath(uri), "utf8"))),
  "markdown/fs/readFile": async ({ uri }) => [...(await readFile(fileURLToPath(uri)))],
  "markdown/fs/readDirectory": async ({ uri }) =>
    (await readdir(fileURLToPath(uri), { withFileTypes: true })).map((entry) => [
      entry.name,
      { isDirectory: entry.isDirectory() },
    ]),
  "markdown/fs/stat": async ({ uri }) => ({
    isDirectory: (await stat(fileURLToPath(uri))).isDirectory(),
  }),
  "markdown/findMarkdownFilesInWorkspace": async () => notesIn(workspace),
};

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { method, params } = JSON.parse(line);
  let answer = null;
  try {
    answer = (await answers[method]?.(params)) ?? null;
  } catch {
    // A file that is not there: the server takes null for that.
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
