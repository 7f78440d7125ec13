import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startJupyterServer, type JupyterServer } from './jupyter-server.mjs';
import { tidyNotebook, writeNotebook } from './notebooks/notebook-file.mjs';
import { setup } from './setup.mjs';
import { jupyterEnvironment, type Jupyter } from './setup/jupyter.mjs';
import { inRoot } from './setup/place.mjs';
import { run } from './setup/progress.mjs';

let jupyter: Jupyter;
let browser: BrowserContext;
let profile = '';

beforeAll(async () => {
  const found = await setup({ jupyter: true, browser: true });
  jupyter = found.jupyter!;
  profile = mkdtempSync(join(tmpdir(), 'polity-browser-'));
  browser = await chromium.launchPersistentContext(profile, {
    executablePath: found.browser!,
    headless: true,
    viewport: { width: 1280, height: 900 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}, 900_000);

afterAll(async () => {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
});

/** Kept in .cache/screenshots/, to be looked at. */
const screenshot = (page: Page, name: string) =>
  page.screenshot({ path: inRoot('.cache', 'screenshots', `${name}.png`), fullPage: true });

/** A page, and what it complains about. */
async function openPage(url: string) {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const report = inRoot('reproduction', 'index.html');

// `npm test` makes the report first and may not go without it; `vitest run` alone does with what is there.
const mustHaveReport = process.env.POLITY_REPORT === 'required';

describe.skipIf(!existsSync(report) && !mustHaveReport)('the report', () => {
  interface Results {
    papers: { slug: string; claims: { id: string }[]; figures: { id: string }[] }[];
  }
  const results = () => JSON.parse(readFileSync(inRoot('reproduction', 'results.json'), 'utf8')) as Results;

  test.each(['light', 'dark'] as const)('shows every claim and every figure, in %s', async (colorScheme) => {
    const { page, complaints } = await openPage('about:blank');
    await page.emulateMedia({ colorScheme });
    await page.goto(pathToFileURL(report).href);
    const { papers } = results();
    const claims = papers.flatMap((paper) => paper.claims);
    expect(claims.length).toBeGreaterThan(0);
    expect(await page.locator('tr[id]:visible').count()).toBe(claims.length);
    const figures = page.locator('figure > svg');
    expect(await figures.count()).toBe(papers.flatMap((paper) => paper.figures).length);
    expect(await figures.count()).toBeGreaterThan(0);
    for (const figure of await figures.all()) await expectSize(figure);
    const [ink, paper] = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.body);
      return [color, backgroundColor].map((text) => Math.max(...text.match(/\d+/g)!.slice(0, 3).map(Number)));
    });
    if (colorScheme === 'dark') expect(ink - paper).toBeGreaterThan(128);
    else expect(paper - ink).toBeGreaterThan(128);
    // Nothing but a table that scrolls by itself is wider than the page.
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await screenshot(page, `report-${colorScheme}`);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('filters its claims', async () => {
    const { page } = await openPage(pathToFileURL(report).href);
    const rows = page.locator('tr[id]:visible');
    await page.locator('input').first().fill('no claim says this');
    await expect.poll(() => rows.count()).toBe(0);
    await page.locator('input').first().fill('');
    await expect.poll(() => rows.count()).toBe(results().papers.flatMap((paper) => paper.claims).length);
    await page.close();
  });
});

async function expectSize(figure: Locator) {
  const box = await figure.boundingBox();
  expect(box?.width).toBeGreaterThan(200);
  expect(box?.height).toBeGreaterThan(100);
}

describe('a notebook in Jupyter', () => {
  // A copy of notebooks/, so that nothing that Jupyter saves by itself changes a committed file.
  const folder = inRoot('.cache', 'browser', 'notebooks');
  let server: JupyterServer;

  /** The classic Notebook and JupyterLab (whose parts Notebook 7 has too) name things differently. */
  const cell = '.code_cell, .jp-CodeCell';
  const editor = '.CodeMirror, .cm-content, .jp-InputArea-editor';
  const figures = '.output_area :is(svg, img), .jp-OutputArea-output :is(svg, img)';
  const idle = '.kernel_idle_icon, .jp-Notebook-ExecutionIndicator[data-status="idle"], [data-status="idle"]';

  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(join(folder, 'node_modules'), { recursive: true });
    symlinkSync(inRoot(), join(folder, 'node_modules', 'polity'), 'junction');
    const notebooks = readdirSync(inRoot('notebooks')).filter((name) => name.endsWith('.ipynb'));
    for (const name of notebooks) copyFileSync(inRoot('notebooks', name), join(folder, name));
    const source = `import { figure, show } from 'polity/figures';
import { amplification } from 'polity/organization';
const curve = [0, 0.1, 0.2].map((correlation) => [correlation, amplification({ fanIn: 5, fidelity: 0.6, correlation })]);
const title = 'Correlation weakens amplification';
await show(figure({ title, description: 'A falling line.', plot: (Plot) => ({ marks: [Plot.line(curve)] }) }));`;
    const code = { cell_type: 'code', metadata: {}, source, outputs: [], execution_count: null };
    writeNotebook(
      join(folder, 'run-a-cell.ipynb'),
      tidyNotebook({ cells: [code], metadata: {}, nbformat: 4, nbformat_minor: 5 }),
    );
    if (notebooks.length > 0) {
      await run(jupyter.python, ['-m', 'nbformat.sign', ...notebooks], { cwd: folder, env: jupyterEnvironment() });
    }
    server = await startJupyterServer(jupyter, { folder, args: ['--no-browser', `--port=${await freePort()}`] });
  }, 120_000);

  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function urlOf(notebook: string): string {
    const { origin, search } = new URL(server.url);
    return `${origin}/${jupyter.server === 'jupyterlab' ? 'lab/tree' : 'notebooks'}/${notebook}${search}`;
  }

  test('a cell runs and its figure appears', async () => {
    const { page } = await openPage(urlOf('run-a-cell.ipynb'));
    await page.locator(idle).first().waitFor({ state: 'attached', timeout: 120_000 });
    expect(await page.locator(figures).count()).toBe(0);
    const figure = page.locator(figures).first();
    // As a person would: a key that Jupyter swallowed while it was still connecting is pressed again.
    for (let press = 0; press < 6 && !(await figure.isVisible()); press++) {
      await page.locator(cell).first().locator(editor).first().click();
      await page.keyboard.press('Shift+Enter');
      await figure.waitFor({ timeout: 25_000 }).catch(() => screenshot(page, `notebook-run-waiting-${press}`));
    }
    await expectSize(figure);
    await screenshot(page, 'notebook-run');
    await page.close();
  }, 300_000);

  // That all of them run is tested elsewhere; here every third is opened, to see that JupyterLab shows what they hold.
  const committed = readdirSync(inRoot('notebooks')).filter((name, i) => name.endsWith('.ipynb') && i % 3 === 0);
  test.each(committed)(
    '%s opens with its figures',
    async (name) => {
      const { page } = await openPage(urlOf(name));
      const figure = page.locator(figures).first();
      await figure.waitFor({ timeout: 60_000 });
      await expectSize(figure);
      await screenshot(page, `notebook-${name}`);
      await page.close();
    },
    120_000,
  );
});
