import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notebookTypeErrors } from './notebooks/check-types.mjs';
import { changedOutputs } from './notebooks/compare.mjs';
import { executeNotebook } from './notebooks/execute.mjs';
import { readNotebook, tidyNotebook, tidyOutputs, writeNotebook, type Notebook } from './notebooks/notebook-file.mjs';
import { setup } from './setup.mjs';
import { inRoot } from './setup/place.mjs';

let folder = '';

beforeAll(async () => {
  await setup({ jupyter: true });
  mkdirSync(inRoot('notebooks'), { recursive: true });
  // Inside notebooks/, because that is where the package is linked; hidden, so that nobody takes it for a notebook.
  folder = mkdtempSync(inRoot('notebooks', '.test-'));
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const notebook = (...sources: string[]): Notebook => ({
  cells: sources.map((source) => ({ cell_type: 'code', metadata: {}, source, outputs: [], execution_count: null })),
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

function written(name: string, ...sources: string[]): string {
  const path = join(folder, name);
  writeNotebook(path, tidyNotebook(notebook(...sources)));
  return path;
}

const text = (value: unknown) => ({ output_type: 'stream', name: 'stdout', text: String(value) });

test('a cell in the real kernel imports rooms by name, types and all, and shows a figure', async () => {
  const path = written(
    'proof.ipynb',
    "import { amplification } from 'polity/organization';\nimport { figure, show } from 'polity/figures';",
    'const alpha: number = amplification({ fanIn: 5, fidelity: 0.6, correlation: 0.1 });\nalpha.toFixed(4);',
    `await show(figure({ title: 'A line', description: 'A line.', plot: (Plot) => ({ marks: [Plot.line([[0, 0], [1, 1]])] }) }));`,
  );
  const steps: number[] = [];
  const outputPath = join(folder, 'out', 'proof.ipynb');
  const { cells } = await executeNotebook(path, { outputPath, onProgress: ({ done }) => steps.push(done) });
  expect(cells[0].outputs).toEqual([]);
  expect(cells[1].outputs).toEqual([text('1.0725\n')]);
  expect(cells[2].outputs).toMatchObject([
    { data: { 'image/svg+xml': expect.stringContaining('<svg') as string, 'image/png': expect.any(String) as string } },
  ]);
  expect(cells.map((cell) => cell.execution_count)).toEqual([1, 2, 3]);
  expect(steps).toEqual([0, 1, 2, 3]);
  expect(tidyNotebook(readNotebook(outputPath))).toEqual({ ...tidyNotebook(notebook()), cells });
  expect(changedOutputs(readNotebook(outputPath), readNotebook(outputPath))).toEqual([]);
});

test("the kernel checks types against the room's declarations", async () => {
  const path = written(
    'wrong.ipynb',
    "import { amplification } from 'polity/organization';",
    "amplification({ fanIn: '5' });",
  );
  await expect(executeNotebook(path)).rejects.toThrow(
    /cell 2: failed\n +amplification\(\{ fanIn: '5' \}\);\n.*string/s,
  );
});

test('a cell that throws or takes too long is reported with its source', async () => {
  await expect(executeNotebook(written('throws.ipynb', "throw new Error('no luck');"))).rejects.toThrow(/no luck/);
  const path = written('slow.ipynb', 'await new Promise((resolve) => setTimeout(resolve, 60000));');
  await expect(executeNotebook(path, { timeout: 1 })).rejects.toThrow(/cell 1: took longer than 1 s/);
});

test('a changed output is found and shown', () => {
  const [before, now] = [notebook('a', 'b'), notebook('a', 'b')];
  before.cells[1].outputs = [text('α = 1.0725\nu = 0.4')];
  now.cells[1].outputs = [text('α = 1.0'), text('725\nu = 0.5')];
  expect(changedOutputs(before, now)).toEqual(['cell 2: b\n  - stdout, line 2: u = 0.4\n  + stdout, line 2: u = 0.5']);
  now.cells[1].outputs = [text('α = 1.0725\n'), text('u = 0.4')];
  expect(changedOutputs(before, now)).toEqual([]);
  now.cells[1].outputs = [];
  expect(changedOutputs(before, now)).toHaveLength(1);
  expect(changedOutputs(now, before)).toHaveLength(1);
});

test('what differs from run to run is no part of an output; what a reader sees is', () => {
  const data = { 'image/svg+xml': ['<svg>\n', '</svg>'], 'application/json': { a: [1] } };
  const metadata = { 'image/png': { width: 640, height: 400 } };
  const display = { output_type: 'display_data', data, metadata, transient: { display_id: '7' } };
  expect(tidyOutputs([display])).toEqual([
    { output_type: 'display_data', data: { ...data, 'image/svg+xml': '<svg>\n</svg>' }, metadata },
  ]);
});

test('a notebook on disk is stable: read, tidied and written again it is the same file', () => {
  const one = notebook('const a = 1;\na;', '');
  one.cells[0].outputs = [text('1\n')];
  one.cells[0].execution_count = 17;
  const path = join(folder, 'stable.ipynb');
  writeNotebook(path, tidyNotebook(one));
  const first = readFileSync(path, 'utf8');
  writeNotebook(path, tidyNotebook(readNotebook(path)));
  expect(readFileSync(path, 'utf8')).toBe(first);
  expect(first).toContain('"const a = 1;\\n",\n    "a;"\n');
  expect(readNotebook(path).cells.map((cell) => cell.id)).toEqual(['cell-1', 'cell-2']);
});

test('types of cells are checked strictly, as cells: later ones see and may redeclare the names of earlier ones', () => {
  const good = written(
    'good.ipynb',
    "import { sep } from 'node:path';\nconst x = 1;",
    'const x = `${sep}`;',
    'x.length;',
  );
  expect(notebookTypeErrors([good])).toEqual([]);
  const bad = written(
    'bad.ipynb',
    'const x = 1;',
    "import { sep } from 'node:path';\n\nconst y: string = null;",
    'x.size;',
  );
  expect(notebookTypeErrors([bad])).toEqual([
    `${bad}, cell 2, line 3: Type 'null' is not assignable to type 'string'.`,
    `${bad}, cell 3, line 1: Property 'size' does not exist on type '1'.`,
  ]);
  writeFileSync(bad, readFileSync(bad, 'utf8').replace('node:path', 'polity/nowhere'));
  expect(notebookTypeErrors([bad])[0]).toMatch(/cell 2, line 1: Cannot find module 'polity\/nowhere'/);
});
