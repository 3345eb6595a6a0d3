// What a person sees in VS Code. Usage: drive.cjs PORT VAULT FOLDER-FOR-SCREENSHOTS
const { chromium } = require("playwright-core");
const [port, vault, shots] = process.argv.slice(2);
const LINE = ".editor-instance .view-line";
const START = { timeout: 60_000 };
const PATIENCE = 15_000;

/** Waits until `look` gives something true; what is never seen fails the run, and the rest goes on. */
async function see(what, look) {
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const seen = await look();
    if (seen) {
      console.log(`ok   ${what}`);
      return seen;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  console.log(`FAIL ${what}`);
  process.exitCode = 1;
  return undefined;
}

async function main(page) {
  const texts = async (selector) =>
    (await page.locator(selector).allInnerTexts()).map((text) => text.replaceAll("\u00a0", " "));
  const anyText = async (selector, part) =>
    (await texts(selector)).find((text) => text.includes(part));
  const shot = (name) => page.screenshot({ path: `${shots}/${name}.png` });
  const placeOf = async (line, word) => {
    const span = page.locator(LINE, { hasText: line }).first();
    return span.evaluate((node, text) => {
      const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      for (let at = walk.nextNode(); at; at = walk.nextNode()) {
        const index = at.data.indexOf(text);
        if (index >= 0) {
          const range = document.createRange();
          range.setStart(at, index);
          range.setEnd(at, index + text.length);
          const { x, y, width, height } = range.getBoundingClientRect();
          return [x + width / 2, y + height / 2];
        }
      }
      return null;
    }, word);
  };
  const hover = async (line, word) => {
    await page.mouse.move(900, 650);
    await page.mouse.move(...(await placeOf(line, word)), { steps: 5 });
  };
  const click = async (line, word) => page.mouse.click(...(await placeOf(line, word)));

  const note = `vscode-remote://127.0.0.1:${port}${vault}/论文.md`;
  const payload = encodeURIComponent(JSON.stringify([["openFile", note]]));
  const folder = encodeURIComponent(vault);
  await page.goto(`http://127.0.0.1:${port}/?folder=${folder}&payload=${payload}`);
  await page.waitForSelector(LINE, START);
  await page.waitForSelector(".codelens-decoration a", START);

  // One word a minute, as the user's settings say; 300 words a minute would be "小于 1 分钟".
  await see("the reading time above the note, by the user's settings", async () =>
    (await texts(".codelens-decoration a")).some((text) => /^大约 \d+ 分钟/.test(text)),
  );
  await see("a squiggle under \\stacrel", () => page.locator(".squiggly-warning, .squiggly-error").count());
  await shot("1-lens-and-squiggle");

  await hover("CRNN", "CRNN");
  await see("the card says what the table says", () => anyText(".monaco-hover", "卷积循环网络"));
  await shot("2-hover");

  await page.keyboard.press("Escape");
  await hover("stacrel", "stacrel");
  await see("the diagnostic has its code", () => anyText(".monaco-hover", "math.unknown-command"));
  await shot("3-diagnostic");
  await page.keyboard.press("Escape");

  await click("stacrel", "stacrel");
  await page.keyboard.press("Control+.");
  await see("the quick fix is offered", () => anyText(".action-widget .action-item, .action-widget .monaco-list-row", "\\stackrel"));
  await shot("4-quick-fix");
  await page.keyboard.press("Enter");
  await see("the quick fix mends the line", () => anyText(LINE, "$\\stackrel{a}{b}$"));

  await page.locator(LINE, { hasText: "读完" }).click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("😀 见$\\fr", { delay: 60 });
  await see("\\frac is offered while typing", () => anyText(".suggest-widget .monaco-list-row", "\\frac"));
  await shot("5-completion");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(500);
  for (const key of ["x", "Tab", "y", "Tab", "$"]) {
    await page.keyboard.press(key);
  }
  await see("the tab stops are filled in", () => anyText(LINE, "\\frac{x}{y}$"));
  await shot("6-tab-stops");

  await hover("😀 见", "frac");
  await see("the formula is drawn in its hover", () => page.locator(".monaco-hover img[src^='data:image/svg']").count());
  await shot("7-formula");
  await page.keyboard.press("Escape");
  await page.locator(LINE, { hasText: "😀 见" }).click();
  await page.keyboard.press("End");

  await page.keyboard.type(" 使用 CR", { delay: 60 });
  await see("a term is offered in prose", () => anyText(".suggest-widget .monaco-list-row", "CRNN"));
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+Home");
  await page.locator(".codelens-decoration a:visible", { hasText: "分钟" }).first().click();
  await see("the code lens tells more when clicked", () =>
    anyText(".notification-list-item-message", "全文"),
  );
  await shot("8-lens-clicked");

  await page.keyboard.press("Control+Shift+O");
  await see("each heading is listed once", async () => {
    const rows = await texts(".quick-input-list .monaco-list-row .label-name");
    return rows.length > 0 && new Set(rows.map((row) => row.replace(/^#+ /, ""))).size === rows.length;
  });
  await page.keyboard.press("Escape");

  await click("Zhuque", "Zhuque");
  await page.keyboard.press("F12");
  await see("a term leads to its row", () => anyText(LINE, "自己起的名字"));
  await shot("9-definition");
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
  });
  const page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
  await page.route((url) => url.hostname !== "127.0.0.1", (route) => route.abort());
  try {
    await main(page);
  } catch (error) {
    console.error(`FAIL ${error.message}`);
    await page.screenshot({ path: `${shots}/failed.png` });
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
})();
