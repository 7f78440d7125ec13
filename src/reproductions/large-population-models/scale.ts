import {
  finalSize,
  meetingEpidemic,
  mixingEpidemic,
  networkEpidemic,
  percolationFinalSize,
  randomContacts,
  sirChain,
  transmissibility,
} from '../../populations/index.js';
import type { Claim } from '../reproduction.js';
import { meanOf } from './mean-of.js';

const scale = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'Scale: what many agents do together', ...claim });

const rates = { transmission: 0.3, recovery: 0.1 };

export const scaleClaims: readonly Claim[] = [
  scale({
    id: 'million-agents-follow-the-chain',
    where: 'Scalability',
    kind: 'simulation',
    statement: 'A million agents follow the mean-field chain: on day 40 as many are infectious, to chance',
    published: null,
    compute: ({ full }) => {
      const n = 1_000_000;
      const run = mixingEpidemic(n, { ...rates, initial: 1000, steps: 40, seed: 1 });
      const others = Array.from({ length: full ? 1000 : 100 }, (_, seed) =>
        mixingEpidemic(n, { ...rates, initial: 1000, steps: 40, method: 'binomial', seed }),
      );
      const { deviation } = meanOf(others.map(({ infectious }) => infectious[40]));
      const chain = n * sirChain({ ...rates, infectious: 0.001, steps: 40 }).infectious[40];
      return {
        value: (run.infectious[40] - chain) / deviation,
        detail: `${run.infectious[40]} infectious; the chain says ${Math.round(chain)}; standard deviation of a run ${Math.round(deviation)}`,
      };
    },
    holds: (z) => Math.abs(z) < 4,
    why: 'Difference in standard deviations of a run, found from binomial draws. Even with a million agents that is about one percent, because chance among the first thousand infectious shifts the epidemic in time.',
  }),
  scale({
    id: 'agents-or-one-draw',
    where: 'Scalability',
    kind: 'simulation',
    statement: 'Where everybody mixes, drawing for every agent and drawing once for all have the same mean',
    published: 0,
    compute: ({ full }) => {
      const runs = full ? 2000 : 300;
      const sizes = (['agents', 'binomial'] as const).map((method) =>
        meanOf(
          Array.from({ length: runs }, (_, seed) => {
            const { recovered } = mixingEpidemic(1000, { ...rates, initial: 20, steps: 40, method, seed });
            return recovered[40];
          }),
        ),
      );
      return {
        value: sizes[0].mean - sizes[1].mean,
        standardError: Math.hypot(sizes[0].error, sizes[1].error),
        detail: `mean recovered of 1000 agents on day 40: ${sizes[0].mean.toFixed(2)} and ${sizes[1].mean.toFixed(2)}`,
      };
    },
    why: 'N Bernoulli draws and one binomial draw have one law.',
  }),
  scale({
    id: 'push-or-pull',
    where: 'Formal model, permutation-invariant aggregation',
    kind: 'simulation',
    statement: 'Messages pushed by the infectious or pulled by the susceptible give the same society, agent by agent',
    published: 0,
    tolerance: 0.5,
    compute: () => {
      const graph = randomContacts(20_000, { meanDegree: 8, seed: 1 });
      const options = { infection: 0.06, recovery: 0.2, initial: [1, 2, 3, 4, 5], steps: 80, seed: 3 };
      const [pushed, pulled] = (['push', 'pull'] as const).map((method) =>
        networkEpidemic(graph, { ...options, method }),
      );
      const different = pushed.state.filter((state, i) => state !== pulled.state[i]).length;
      return { value: different, detail: `agents of 20000 that end differently; ${pushed.recovered[80]} recovered` };
    },
    why: 'Random numbers belong to seed, step and agent, and an aggregate that does not depend on order leaves nothing else to differ.',
  }),
  scale({
    id: 'final-size-of-mixing',
    where: 'Scalability',
    kind: 'simulation',
    statement: 'Half a million agents that meet by chance end at the final size of Kermack and McKendrick',
    published: null,
    compute: () => {
      const n = 500_000;
      const { recovered } = meetingEpidemic(n, {
        contacts: 5,
        infection: 0.06,
        recovery: 0.1,
        initial: 500,
        steps: 300,
        seed: 3,
      });
      const z = finalSize(3, { susceptible: 0.999, infectious: 0.001 });
      return {
        value: recovered[300] / n - 0.001 - z,
        detail: `${recovered[300]} recovered; the law says ${Math.round(n * (z + 0.001))}`,
      };
    },
    holds: (difference) => Math.abs(difference) < 4 / Math.sqrt(500_000),
    why: 'R₀ = 5 · 0.06/0.1 = 3. The standard deviation of a final size is below 1/√n here.',
  }),
  scale({
    id: 'final-size-on-a-graph',
    where: 'Scalability',
    kind: 'simulation',
    statement:
      'On a random contact graph the epidemic ends at the size of bond percolation, which is not that of mixing',
    published: 0,
    compute: ({ full }) => {
      const n = 50_000;
      const graph = randomContacts(n, { meanDegree: 4, seed: 8 });
      const b = { infection: 0.25, recovery: 0.3 };
      const degrees = Float64Array.from(graph.degreeCounts(), (count) => count / n);
      const { size } = percolationFinalSize(degrees, transmissibility(b));
      const initial = Array.from({ length: 5 }, (_, k) => 1000 * k);
      const { mean, error } = meanOf(
        Array.from({ length: full ? 60 : 12 }, (_, seed) => {
          const { recovered } = networkEpidemic(graph, { ...b, initial, steps: 200, seed });
          return recovered[200] / n;
        }),
      );
      return {
        value: mean - size,
        standardError: error,
        detail: `simulated ${mean.toFixed(4)}, percolation ${size.toFixed(4)}`,
      };
    },
    why: 'Twelve epidemics from five agents each (sixty under --full), against 1 − G₀(1 − T + Tu) with the graph’s own degrees.',
  }),
];
