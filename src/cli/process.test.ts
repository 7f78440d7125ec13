import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const main = new URL('./main.ts', import.meta.url).href;
const root = fileURLToPath(new URL('../../', import.meta.url));

/** The command in a process of its own, as a shell sees it. */
function polity(line: string, { shell = '' } = {}): SpawnSyncReturns<string> {
  const script = `const { main } = await import('${main}'); process.exitCode = await main(process.argv.slice(1));`;
  const command = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', script, '--'];
  const options = { cwd: root, encoding: 'utf8', env: { ...process.env, DEBUG: '' } } as const;
  if (!shell) return spawnSync(command[0], [...command.slice(1), ...line.split(' ')], options);
  const quoted = command.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(' ');
  return spawnSync('sh', ['-c', `${quoted} ${line} ${shell}`], options);
}

it('writes the report to standard output, without colour, and exits with 0', () => {
  const { status, stdout, stderr } = polity('predict organization --fan-in 5 --fidelity 0.6 --correlation 0.1');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('1.0725');
  expect(stdout).not.toContain('\u001b');
});

it('writes one line to standard error and exits with 2 for bad input', () => {
  const { status, stdout, stderr } = polity('predict organization --fan-in 4 --fidelity 0.6 --correlation 0.1');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^polity: --fan-in must be odd [^\n]*\n$/);
});

it('writes all of a long output to a pipe', () => {
  const { status, stdout } = polity('datasets show agent-scaling-benchmarks --json');
  expect(status).toBe(0);
  expect((JSON.parse(stdout) as { rows: unknown[] }).rows.length).toBe(16);
});

it.skipIf(process.platform === 'win32')('ends quietly when its reader has seen enough', () => {
  const { stderr } = polity('datasets show agent-scaling-benchmarks --json', { shell: '| true' });
  expect(stderr).toBe('');
});
