import { describe, expect, it } from 'vitest';
import { dataset, datasets } from './index.js';

const all = await datasets();

describe('the catalogue', () => {
  it('lists the datasets by name', () => {
    expect(all.map(({ name }) => name)).toEqual([...all.map(({ name }) => name)].sort());
    expect(all.length).toBeGreaterThanOrEqual(4);
  });

  it.each(all.map(({ name }) => name))('%s documents every column and value', async (name) => {
    // dataset() itself refuses an undescribed column, a value of another type, and a gap that is not explained.
    const { metadata, table } = await dataset(name);
    expect(table.rows).toBeGreaterThan(0);
    expect(metadata.columns.map((column) => table.kind(column.name))).toEqual(metadata.columns.map(({ type }) => type));
    for (const { name: column, missing } of metadata.columns) {
      const gaps = table.category(column).codes.filter((code) => code < 0).length;
      expect(gaps > 0).toBe(missing !== undefined);
      expect(gaps).toBeLessThan(table.rows);
    }
    expect(metadata.source.url).toMatch(/^https:\/\//);
    if (metadata.source.arxiv !== undefined) expect(metadata.source.arxiv).toMatch(/^\d{4}\.\d{5}v\d+$/);
  });

  it('gives the nearest name for an unknown one', async () => {
    await expect(dataset('agent-scaling-summry')).rejects.toThrow(`(did you mean 'agent-scaling-summary'?)`);
  });
});

describe('the agent scaling study', async () => {
  const { table } = await dataset('agent-scaling-coordination');
  const [success, turns] = [table.number('success'), table.number('turns')];

  it('has the overhead and efficiency that follow from its success and turns', () => {
    // Turns are printed to 0.05, success to 0.0005: the identities hold within what that leaves open.
    for (let i = 0; i < table.rows; i++) {
      const ratio = turns[i] / turns[0];
      const slack = ratio * (0.05 / turns[i] + 0.05 / turns[0]);
      expect(Math.abs(table.number('overhead')[i] - 100 * (ratio - 1))).toBeLessThanOrEqual(100 * slack + 0.5);
      const efficiency = success[i] / ratio;
      expect(Math.abs(table.number('efficiency')[i] - efficiency)).toBeLessThanOrEqual(
        efficiency * (slack / ratio + 0.0005 / success[i]) + 0.0005,
      );
    }
  });

  it('has the changes that follow from the means', async () => {
    const benchmarks = (await dataset('agent-scaling-benchmarks')).table.toRows();
    const single = new Map(
      benchmarks.filter((row) => row.architecture === 'single').map((row) => [row.benchmark, row.success as number]),
    );
    for (const { benchmark, architecture, success: mean, change } of benchmarks) {
      if (architecture === 'single' || mean === null) continue;
      const reference = single.get(benchmark)!;
      const computed = 100 * ((mean as number) / reference - 1);
      // Both means are printed to 0.0005.
      const slack = 100 * ((mean as number) / reference) * (0.0005 / (mean as number) + 0.0005 / reference) + 0.05;
      expect(Math.abs((change as number) - computed)).toBeLessThanOrEqual(slack);
    }
  });
});

describe('CapaBench', () => {
  it('has nine models in five domains, each with one base accuracy and one best combination', async () => {
    const rows = (await dataset('capabench-modules')).table.toRows();
    expect(rows).toHaveLength(45);
    const domains = [...new Set(rows.map(({ domain }) => domain))];
    expect(domains).toHaveLength(5);
    for (const name of domains) {
      const own = rows.filter(({ domain }) => domain === name);
      expect(new Set(own.map(({ model }) => model)).size).toBe(9);
      expect(new Set(own.map(({ base_accuracy }) => base_accuracy)).size).toBe(1);
      expect(new Set(own.map(({ best_combination }) => best_combination)).size).toBe(1);
      for (const { accuracy, base_accuracy, gain } of own) {
        // Printed to two decimals, but in shopping rounded to 0.1 before: base, accuracy and gain are off by 0.05 each at most.
        const difference = (accuracy as number) - (base_accuracy as number) - (gain as number);
        expect(Math.abs(difference)).toBeLessThan(0.15);
      }
    }
  });

  it('has all sixteen coalitions of the measured game once, each named by its members', async () => {
    const rows = (await dataset('capabench-glm-shopping')).table.toRows();
    const names = rows.map(({ planning, reasoning, action, reflection }) =>
      [planning && 'P', reasoning && 'R', action && 'A', reflection && 'F'].filter(Boolean).join(''),
    );
    expect(new Set(names).size).toBe(16);
    expect(rows.map(({ coalition }) => coalition)).toEqual(names.map((name) => name || 'none'));
  });
});
