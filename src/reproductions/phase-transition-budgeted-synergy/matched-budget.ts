import { dataset } from '../../data/index.js';
import { normalQuantile } from '../../statistics/index.js';
import type { Claim } from '../reproduction.js';

const study = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'dataset',
  topic: 'Touchpoint: the matched-budget study of Kim et al. (arXiv 2512.08296v1)',
  ...claim,
});

interface Architecture {
  readonly success: number;
  readonly turns: number;
  readonly perThousandTokens: number;
}

/** Table 5, by architecture. */
async function table5(): Promise<ReadonlyMap<string, Architecture>> {
  const { table } = await dataset('agent-scaling-coordination');
  const { codes, levels } = table.category('architecture');
  const [success, turns, tokens] = ['success', 'turns', 'success_per_1k_tokens'].map((name) => table.number(name));
  return new Map(
    Array.from(codes, (code, row) => {
      return [levels[code], { success: success[row], turns: turns[row], perThousandTokens: tokens[row] }];
    }),
  );
}

async function architecture(name: string): Promise<Architecture> {
  const row = (await table5()).get(name);
  if (!row) throw new Error(`no architecture ${name}`);
  return row;
}

/** The architectures of several agents, averaged. */
async function several(of: (row: Architecture) => number): Promise<number> {
  const rows = [...(await table5())].filter(([name]) => name !== 'single');
  return rows.reduce((sum, [, row]) => sum + of(row), 0) / rows.length;
}

async function summary(quantity: string): Promise<{ value: number; lower: number; upper: number }> {
  const { table } = await dataset('agent-scaling-summary');
  const { codes, levels } = table.category('quantity');
  const row = Array.from(codes).findIndex((code) => levels[code] === quantity);
  const [value, lower, upper] = ['value', 'lower', 'upper'].map((column) => table.number(column)[row]);
  return { value, lower, upper };
}

interface BenchmarkRow {
  readonly benchmark: string;
  readonly architecture: string;
  readonly success: number;
  readonly change: number;
}

async function benchmarks(): Promise<BenchmarkRow[]> {
  const { table } = await dataset('agent-scaling-benchmarks');
  const [benchmark, architectures] = ['benchmark', 'architecture'].map((column) => {
    const { codes, levels } = table.category(column);
    return Array.from(codes, (code) => levels[code]);
  });
  const [success, change] = [table.number('success'), table.number('change')];
  return benchmark.map((name, row) => {
    return { benchmark: name, architecture: architectures[row], success: success[row], change: change[row] };
  });
}

/** Architecture, E_c, O%, and what the rounding of S (±0.0005) and of turns (±0.05) can move them by, added to half a unit. */
const coordination = [
  ['independent', 0.234, 58, 0.0034, 1],
  ['decentralized', 0.132, 263, 0.0018, 3.7],
  ['centralized', 0.12, 285, 0.0017, 3.8],
  ['hybrid', 0.074, 515, 0.0012, 5.4],
] as const;

/** Benchmark, architecture, published change in per cent. */
const changes = [
  ['finance-agent', 'centralized', 80.9],
  ['finance-agent', 'decentralized', 74.5],
  ['finance-agent', 'hybrid', 73.2],
  ['workbench', 'decentralized', 5.7],
  ['browsecomp-plus', 'decentralized', 9.2],
  ['plancraft', 'centralized', -50.4],
  ['plancraft', 'decentralized', -41.4],
  ['plancraft', 'hybrid', -39],
  ['plancraft', 'independent', -70],
] as const;

export const matchedBudgetClaims: readonly Claim[] = [
  ...coordination.flatMap(([name, efficiency, overhead, efficiencyError, overheadError]) => [
    study({
      id: `efficiency-${name}`,
      where: 'Table 5 of the study',
      statement: `Efficiency E_{c} of ${name} agents follows from their success and turns`,
      published: efficiency,
      tolerance: efficiencyError,
      compute: async () => {
        const [one, many] = [await architecture('single'), await architecture(name)];
        return many.success / (many.turns / one.turns);
      },
      why: 'E_{c} = S/(T/T_{single}). Allowed: half a unit of the last decimal, and what the rounding of S and of both turns can move.',
    }),
    study({
      id: `overhead-${name}`,
      where: 'Table 5 of the study',
      statement: `Overhead of ${name} agents in per cent follows from their turns`,
      published: overhead,
      tolerance: overheadError,
      compute: async () => {
        const [one, many] = [await architecture('single'), await architecture(name)];
        return 100 * (many.turns / one.turns - 1);
      },
      why: 'O = (T − T_{single})/T_{single}. Allowed: half a per cent, and what the rounding of both turns can move.',
    }),
  ]),
  ...changes.map(([benchmark, name, change]) =>
    study({
      id: `change-${benchmark}-${name}`,
      where: 'Results by benchmark of the study',
      statement: `Change of ${name} agents on ${benchmark} in per cent follows from the means`,
      published: change,
      // Half a unit, and 0.0005 in both means, of which the single agent's is at least 0.318.
      tolerance: 0.05 + 100 * (0.0005 / 0.318) * (2 + change / 100),
      compute: async () => {
        const rows = (await benchmarks()).filter((row) => row.benchmark === benchmark);
        const success = (of: string) => rows.find((row) => row.architecture === of)?.success ?? NaN;
        return 100 * (success(name) / success('single') - 1);
      },
      why: '100 (S/S_{single} − 1) from the printed means. Allowed: half a unit of the last decimal, and what the rounding of the two means can move.',
    }),
  ),
  study({
    id: 'efficiency-falls-with-turns',
    where: 'Section 6; Table 5 of the study',
    statement: 'Efficiency falls because turns rise, not because success does',
    published: null,
    compute: async () => {
      const one = await architecture('single');
      const parts = [...(await table5())]
        .filter(([name]) => name !== 'single')
        .map(([, row]) => {
          const [success, turns] = [Math.log(row.success / one.success), -Math.log(row.turns / one.turns)];
          return turns / (success + turns);
        });
      return {
        value: Math.min(...parts),
        detail: `share of the turns, from ${Math.min(...parts).toFixed(2)} to ${Math.max(...parts).toFixed(2)}`,
      };
    },
    holds: (share) => share > 0.5,
    why: 'log E_{c}/E_{single} is the sum of a part from success and a part from turns; given is the smallest share of the turns among four architectures. For independent agents a third comes from success.',
  }),
  study({
    id: 'strong-single-agents-gain-little',
    where: 'Section 6 (diminishing returns at strong baselines)',
    statement: 'Several agents gain more where the single agent is below the published threshold of 0.45',
    published: null,
    compute: async () => {
      const [{ value: threshold }, rows] = [await summary('saturation_threshold'), await benchmarks()];
      const single = new Map(
        rows.filter((row) => row.architecture === 'single').map((row) => [row.benchmark, row.success]),
      );
      const mean = (below: boolean) => {
        const chosen = rows
          .filter((row) => row.architecture !== 'single' && (single.get(row.benchmark) ?? NaN) < threshold === below)
          .map(({ change }) => change);
        return chosen.reduce((sum, change) => sum + change, 0) / chosen.length;
      };
      const [weak, strong] = [mean(true), mean(false)];
      return { value: weak - strong, detail: `mean change ${weak.toFixed(1)} % below, ${strong.toFixed(1)} % above` };
    },
    holds: (difference) => difference > 0,
    why: 'Difference of the mean printed changes. In the theory a bias close to u* has nothing left to gain. Two benchmarks on either side are an illustration, not a test.',
  }),
  study({
    id: 'turns-law-agents',
    where: 'Section on scaling of the study',
    statement: 'The mean turns of several agents lie on 2.72 (n + 0.5)^{1.724} for three to four agents',
    published: null,
    compute: async () => {
      const [scale, shift, exponent] = await turnsLaw();
      return {
        value: ((await several(({ turns }) => turns)) / scale) ** (1 / exponent) - shift,
        detail: 'number of agents n',
      };
    },
    holds: (n) => n >= 3 && n <= 4,
    why: 'The law solved for n at the mean of the four printed turns, 27.4; the study’s systems have about three to four agents. The data behind the law are not printed, so its fit cannot be checked.',
  }),
  study({
    id: 'turns-law-single',
    where: 'Section on scaling of the study',
    statement: 'The turns law gives the turns of a single agent',
    published: 7.2,
    tolerance: 0.05,
    expected: 'fails',
    compute: async () => {
      const [scale, shift, exponent] = await turnsLaw();
      return scale * (1 + shift) ** exponent;
    },
    why: 'At n = 1 the law gives 5.5 turns and Table 5 prints 7.2: it describes systems of several agents and does not reach down to one.',
  }),
  study({
    id: 'mean-change',
    where: 'Main results of the study',
    statement: 'The mean effect of several agents, in per cent, follows from Table 5',
    published: -3.5,
    tolerance: 0.05 + 0.2,
    expected: 'fails',
    compute: async () => {
      const { success } = await architecture('single');
      return 100 * ((await several((row) => row.success)) / success - 1);
    },
    why: 'The four mean success rates are 5.5 % below the single agent’s. The published mean is one of relative changes over configurations, which weighs a benchmark with a weak single agent more; it cannot be had from the means.',
  }),
  study({
    id: 'interval-centre',
    where: 'Main results of the study',
    statement: 'The 95 % interval of the mean effect, −18.6 to 25.7, is centred on the mean',
    published: -3.5,
    tolerance: 0.05 + 0.05,
    expected: 'fails',
    compute: async () => {
      const { lower, upper } = await summary('mean_change');
      return (lower + upper) / 2;
    },
    why: 'Its centre is +3.55, the mean with the other sign: either the interval is not one around the printed mean, or a sign went wrong.',
  }),
  study({
    id: 'interval-units',
    where: 'Main results of the study',
    statement: 'The interval’s width is that of a mean over 16 units: four benchmarks by four architectures',
    published: null,
    compute: async () => {
      const { lower, upper } = await summary('mean_change');
      const { value: deviation } = await summary('standard_deviation_of_change');
      return ((2 * normalQuantile(0.975) * deviation) / (upper - lower)) ** 2;
    },
    holds: (units) => Math.abs(units - 16) < 0.2,
    why: '(1.96 σ/half-width)² with σ = 45.2 and a half-width of 22.15: the interval treats cell means as the data, not the 180 configurations, for which it would be ±6.6. The bar of 0.2 is what the rounding of the three numbers can move.',
  }),
  study({
    id: 'success-per-token',
    where: 'Table 5 of the study',
    statement: 'At matched budgets success per token of hybrid agents is to a single agent’s as success is',
    published: 13.6 / 67.7,
    tolerance: 0.01,
    expected: 'fails',
    compute: async () => (await architecture('hybrid')).success / (await architecture('single')).success,
    why: 'Success is 0.97 of the single agent’s, success per 1,000 tokens 0.20: the tokens of that column cannot be the matched 4,800; it counts almost five times as many for the hybrid.',
  }),
  study({
    id: 'error-amplification',
    where: 'Table 5 of the study',
    statement: 'Error amplification of independent agents is their failure rate over the single agent’s',
    published: 17.2,
    tolerance: 0.05,
    expected: 'fails',
    compute: async () =>
      (1 - (await architecture('independent')).success) / (1 - (await architecture('single')).success),
    why: 'The ratio of failure rates is 1.18. The study’s A_{e} is a ratio of factual error rates, which are not printed, so it must not be read as failure.',
  }),
];

async function turnsLaw(): Promise<readonly number[]> {
  const quantities = ['turns_scale', 'turns_shift', 'turns_exponent'];
  return (await Promise.all(quantities.map(summary))).map(({ value }) => value);
}
