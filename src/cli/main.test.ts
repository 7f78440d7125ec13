import { afterEach, describe, expect, it, vi } from 'vitest';
import { main } from './main.js';

/** Runs the command in this process, with what it wrote. */
async function polity(line: string): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  const code = await main(line.split(' ').filter(Boolean));
  return { code, out, err };
}

afterEach(() => vi.restoreAllMocks());

async function expectRefusal(line: string, message: string): Promise<void> {
  const { code, out, err } = await polity(line);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(/^polity: [^\n]*\n$/);
  expect(err).toContain(message);
}

const layer = '--fan-in 5 --fidelity 0.6 --correlation 0.1';

describe('polity predict organization', () => {
  it('prints a report', async () => {
    const { code, out, err } = await polity(`predict organization ${layer} --depth 10`);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/amplification α +1\.0725\n/);
    expect(out).toMatch(/fixed point u\* +0\.5556 \(accuracy 77\.8 %\)/);
    expect(out).toMatch(/ 10 +9,765,625 +0\.09954 +55\.0 %/);
  });

  it('prints JSON for programs, with the numbers that JSON lacks as text', async () => {
    const { out } = await polity('predict organization --fan-in 5 --fidelity 0.6 --correlation 0.5 --depth 1 --json');
    const prediction = JSON.parse(out) as Record<string, unknown>;
    expect(prediction).toMatchObject({
      phase: 'subcritical',
      amplification: expect.closeTo(0.8625, 12) as number,
      mixingDepth: { depth: 'Infinity' },
      economics: null,
    });
    expect(prediction.layers).toHaveLength(2);
  });

  it('weighs a budget, which may be written 2e4', async () => {
    const line = `predict organization ${layer} --scale 0.01 --beta 0.01 --overhead 1 --budget 2e4 --json`;
    const { economics } = JSON.parse((await polity(line)).out) as { economics: { budget: number; optimum: object } };
    expect(economics.budget).toBe(20_000);
    expect(economics.optimum).toMatchObject({ synergy: true });
  });

  it.each([
    ['predict organization --fan-in 4 --fidelity 0.6 --correlation 0.1', '--fan-in must be odd and at least 3'],
    ['predict organization --fan-in 5 --fidelity 1.6 --correlation 0.1', '--fidelity must lie in [0, 1]; got 1.6'],
    [`predict organization ${layer} --leaf-bias many`, "option '--leaf-bias <μ>' argument 'many' is invalid"],
    [`predict organization ${layer} --depth 1.5`, '--depth must be a whole number of at least 0; got 1.5'],
    [`predict organization ${layer} --ties dice`, 'Allowed choices are reject, coin.'],
    ['predict organization --fidelity 0.6 --correlation 0.1', "required option '--fan-in <b>' not specified"],
    [`predict organization ${layer} --bogus`, "unknown option '--bogus'"],
    [`predict organization ${layer} --budget 1e4`, '--scale must be given with --budget'],
    [`predict organization ${layer} extra`, 'too many arguments'],
    ['predict orgnization', "unknown command 'orgnization' (Did you mean organization?)"],
    ['predct', "unknown command 'predct' (Did you mean predict?)"],
  ])('answers `%s` with one line and exit code 2', expectRefusal);

  it('tosses a coin for even fan-ins where asked to', async () => {
    const rest = '--fidelity 0.9 --correlation 0 --depth 2 --json';
    const { out } = await polity(`predict organization --fan-in 4 --ties coin ${rest}`);
    const odd = await polity(`predict organization --fan-in 3 ${rest}`);
    const bias = (text: string) => (JSON.parse(text) as { layers: { bias: number }[] }).layers.map((l) => l.bias);
    expect(bias(out)).toEqual(bias(odd.out));
  });
});

describe('polity datasets', () => {
  it('lists names and titles', async () => {
    const { code, out } = await polity('datasets list');
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}agent-scaling-coordination {2,}Coordination of five/m);
    const all = JSON.parse((await polity('datasets list --json')).out) as { name: string; columns: unknown[] }[];
    expect(all.map(({ name }) => name)).toContain('agent-scaling-regression');
  });

  it('shows a dataset with its source, columns and values', async () => {
    const { out } = await polity('datasets show agent-scaling-benchmarks');
    expect(out).toMatch(/^ {2}licence {2,}Facts restated/m);
    expect(out).toMatch(/success +Mean success rate\. \[fraction of tasks\]/);
    expect(out).toMatch(/^ {2}workbench +centralized +— +-1\.2$/m);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    const shown = JSON.parse((await polity('datasets show agent-scaling-benchmarks --json')).out) as object;
    expect(shown).toMatchObject({
      name: 'agent-scaling-benchmarks',
      source: { arxiv: '2512.08296v1' },
      rows: expect.arrayContaining([
        { benchmark: 'workbench', architecture: 'centralized', success: null, change: -1.2 },
      ]) as unknown,
    });
  });
});

describe('polity', () => {
  it.each([
    ['', 'Commands:'],
    ['--help', 'Every command has its own --help'],
    ['predict --help', 'polity predict organization --fan-in'],
    ['predict organization --help', '--json'],
    ['help predict', 'polity predict organization'],
    ['datasets --help', 'polity datasets show'],
    ['datasets list --help', '--json'],
    ['datasets show --help', '--json'],
  ])('`%s` helps with examples', async (line, expected) => {
    const { code, out, err } = await polity(line);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Examples:');
    expect(out).toContain(expected);
  });

  it('tells its version', async () => {
    expect((await polity('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    ['frobnicate', "unknown command 'frobnicate'"],
    ['--frobnicate', "unknown option '--frobnicate'"],
    ['datasets shw', '(Did you mean show?)'],
    ['datasets show', "missing required argument 'name'"],
    ['datasets show agent-scaling-summry', "(did you mean 'agent-scaling-summary'?)"],
    ['datasets list extra', 'too many arguments'],
  ])('answers `%s` with one line and exit code 2', expectRefusal);

  it('calls a failure of its own internal, and keeps the stack for those who ask', async () => {
    const failure = vi.spyOn(JSON, 'parse').mockImplementation(() => {
      throw new TypeError('boom');
    });
    const quiet = await polity('datasets list');
    vi.stubEnv('DEBUG', '1');
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const loud = await polity('datasets list');
    vi.unstubAllEnvs();
    failure.mockRestore();
    expect(quiet).toMatchObject({ code: 1, err: 'polity: boom (set DEBUG=1 for the stack)\n' });
    expect(loud).toMatchObject({ code: 1, err: 'polity: boom\n' });
    expect(logged.mock.calls[0][0]).toBeInstanceOf(TypeError);
  });
});
