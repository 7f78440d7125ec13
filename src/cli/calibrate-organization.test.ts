import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from './main.js';

const runs = fileURLToPath(new URL('../../datasets/example-runs.csv', import.meta.url));
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'polity-'))));
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

async function polity(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  const code = await main(args);
  return { code, out, err };
}

async function fileOf(text: string): Promise<string> {
  const path = join(folder, 'runs.csv');
  await writeFile(path, text);
  return path;
}

const withoutMessages = async () =>
  fileOf((await readFile(runs, 'utf8')).replaceAll(/^(([^,\n]*,){4}[^,\n]*),.*$/gm, '$1'));

async function expectRefusal(args: readonly string[], message: string): Promise<void> {
  const { code, out, err } = await polity(...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^polity: [^\n]*\n$/);
  expect(err).toContain(message);
}

describe('polity calibrate organization', () => {
  it('prints a report within the width of a page', async () => {
    const { code, out, err } = await polity('calibrate', 'organization', runs);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('1,440 runs, 80 items, 6 agents, 3 rounds');
    expect(out).toMatch(/exponent β +0\.176 \(0\.0\d+ to 0\.\d+\)/);
    expect(out).toMatch(/shared correlation ρ +0\.118 \(/);
    expect(out).toMatch(/chance of s > β +\d+\.\d %/);
    expect(out).toMatch(/hyperbolic +0 /);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(Math.max(100, runs.length + 60));
  });

  it('prints JSON', async () => {
    const { out } = await polity(
      'calibrate',
      'organization',
      runs,
      '--fan-in',
      '7',
      '--message-length',
      '40',
      '--json',
    );
    const calibration = JSON.parse(out) as { amplification: object; correlation: { shared: object } };
    expect(calibration.amplification).toMatchObject({ fanIn: 7, messageLength: 40 });
    expect(calibration.correlation.shared).toMatchObject({ separation: 'rounds' });
    expect(calibration).not.toHaveProperty('draw');
  });

  it('says what a poor log cannot tell', async () => {
    const { code, out } = await polity('calibrate', 'organization', await withoutMessages());
    expect(code).toBe(0);
    expect(out).toMatch(/fidelity γ\(m\) +— the log has no messages/);
    expect(out).toMatch(/amplification α +— needs the fidelity of messages/);
  });

  it('names file, row and column of a bad cell', async () => {
    const path = await fileOf('agent,item,tokens,correct\na,1,10,true\nb,1,-3,false\n');
    await expectRefusal(
      ['calibrate', 'organization', path],
      'runs.csv, row 2, column tokens: tokens must be a finite number greater than 0; got -3',
    );
    const words = await fileOf('agent,item,tokens,correct\na,1,10,true\nb,1,few,false\n');
    await expectRefusal(
      ['calibrate', 'organization', words],
      'runs.csv, row 2, column tokens: tokens must be a number',
    );
  });

  it('names a column as it was asked for, and a bad option', async () => {
    await expectRefusal(
      ['calibrate', 'organization', runs, '--agent-column', 'agnt'],
      '--agent-column must name a column',
    );
    await expectRefusal(['calibrate', 'organization', runs, '--fan-in', '4'], '--fan-in must be odd');
    await expectRefusal(
      ['calibrate', 'organization', runs, '--fidelity-family', 'wavy'],
      'Allowed choices are constant',
    );
    await expectRefusal(['calibrate', 'organization', 'nowhere.csv'], 'path must name a file that exists');
    await expectRefusal(['calibrate', 'organization'], "missing required argument 'runs'");
  });
});

describe('polity recommend organization', () => {
  const limits = ['--budget', '1e5', '--window', '8000', '--draws', '20'];

  it('recommends with its reasons, and draws them', async () => {
    const path = join(folder, 'plan.svg');
    const { code, out, err } = await polity('recommend', 'organization', runs, ...limits, '--figure', path);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/recommended +scale out: a star of \d+ leaves, fan-in \d+/);
    expect(out).toMatch(/one agent instead +\d\d\.\d %/);
    expect(out).toMatch(/what binds +\w+/);
    expect(out).toContain('outside the 52 to 18701 that were');
    expect(await readFile(path, 'utf8')).toMatch(/^<svg/);
  });

  it('prints JSON', async () => {
    const { out } = await polity('recommend', 'organization', runs, ...limits, '--json');
    expect(JSON.parse(out)).toMatchObject({ regime: 'scaleOut', budget: 1e5, uncertainty: { draws: 20 } });
  });

  it('takes assumptions for what the log cannot tell', async () => {
    const path = await withoutMessages();
    expect((await polity('recommend', 'organization', path, ...limits)).out).toContain('too poor for a recommendation');
    const { out } = await polity(
      'recommend',
      'organization',
      path,
      ...limits,
      '--fidelity',
      '0.9',
      '--message-length',
      '50',
    );
    expect(out).toContain('γ = 0.9');
    expect(out).toContain('assumed, not measured');
    await expectRefusal(
      ['recommend', 'organization', path, ...limits, '--figure', join(folder, 'none.svg')],
      '--figure must be left out: no fidelity of messages',
    );
  });

  it('refuses what makes no sense', async () => {
    await expectRefusal(
      ['recommend', 'organization', runs, '--window', '8000'],
      "required option '--budget <B>' not specified",
    );
    await expectRefusal(
      ['recommend', 'organization', runs, '--budget', '-1', '--window', '8000'],
      '--budget must be a finite number greater than 0',
    );
    await expectRefusal(
      ['recommend', 'organization', runs, ...limits, '--beta', '0.2'],
      '--scale must be given with --beta',
    );
    await expectRefusal(
      ['recommend', 'organization', runs, ...limits, '--figure', 'plan.bmp'],
      "end in '.svg', '.png' or '.html'",
    );
  });
});

describe('help', () => {
  it.each([['calibrate'], ['calibrate', 'organization'], ['recommend'], ['recommend', 'organization']])(
    'polity %s %s --help has examples',
    async (...words) => {
      const { code, out } = await polity(...words.filter(Boolean), '--help');
      expect(code).toBe(0);
      expect(out).toContain('Examples:');
    },
  );
});
