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
    ['predict organization --fan-in 4 --fidelity 0.6 --correlation 0.1', 'fanIn must be odd'],
    ['predict organization --fan-in 5 --fidelity 1.6 --correlation 0.1', 'fidelity must lie in [0, 1]; got 1.6'],
    ['predict organization --fan-in five --fidelity 0.6 --correlation 0.1', '--fan-in'],
    ['predict organization --fidelity 0.6 --correlation 0.1', "required option '--fan-in <b>' not specified"],
    [`predict organization ${layer} --bogus`, "unknown option '--bogus'"],
    [`predict organization ${layer} --budget 1e4`, '--scale must be given with --budget'],
    [`predict organization ${layer} extra`, 'too many arguments'],
    ['predict orgnization', 'unknown command'],
    ['predct', 'unknown command'],
  ])('answers `%s` with one line and exit code 2', async (line, message) => {
    const { code, out, err } = await polity(line);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('has help with examples, and a version', async () => {
    expect(await polity('predict organization --help')).toMatchObject({ code: 0, err: '' });
    expect((await polity('predict organization --help')).out).toContain('Examples:');
    expect((await polity('')).out).toContain('predict');
    expect((await polity('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
