import {
  edgeHazard,
  effectiveWeight,
  gammaIntervals,
  layeredContacts,
  networkEpidemic,
  quarantine,
  reedFrost,
  seirm,
  seirmConstants,
  type Seirm,
} from '../../populations/index.js';
import type { Claim } from '../reproduction.js';
import { AGENTS, publicExample } from './society.js';

const epidemic = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'The epidemic of the public code', ...claim });

const intervals = () => gammaIntervals({ mean: 5.5, deviation: 2.4, length: 21 });

const infected = (result: Seirm) => result.newInfections.reduce((sum, count) => sum + count, 0);

export const epidemicClaims: readonly Claim[] = [
  ...[
    [1, 0.00191423],
    [3, 0.09996232],
    [5, 0.17954284],
    [10, 0.03698546],
    [20, 0.00005686],
  ].map(([lag, published]) =>
    epidemic({
      id: `infectivity-at-lag-${lag}`,
      where: 'Public code, infectivity profile',
      kind: 'theory',
      statement: `The infectivity profile at lag ${lag}`,
      published,
      tolerance: 5.1e-9,
      compute: () => intervals()[lag],
      why: 'Difference of two values of the gamma distribution function with mean 5.5 and standard deviation 2.4; the table has eight decimals.',
    }),
  ),
  epidemic({
    id: 'infectivity-is-complete',
    where: 'Public code, infectivity profile',
    kind: 'theory',
    statement: 'The 21 entries of the profile leave out less than 0.01 % of the law',
    published: null,
    compute: () => intervals().reduce((sum, share) => sum + share, 0),
    holds: (sum) => sum > 0.9999 && sum < 1,
    why: 'The sum is the gamma distribution function at 20.',
  }),
  epidemic({
    id: 'infection-uses-most-of-the-profile',
    where: 'Public code, stages of five steps',
    kind: 'theory',
    statement: 'R = 4.75 means fewer than 2.4 successors of an infection',
    published: null,
    compute: () => 4.75 * effectiveWeight(),
    holds: (successors) => successors > 2.37 && successors < 2.39,
    why: 'Exposed at lags 0 to 5 with infectivity 0.33, infectious at lags 6 to 10 with 0.72: Σ A·G = 0.5006. The parameter called R is not the reproduction number of the model.',
  }),
  epidemic({
    id: 'hazard-of-two-neighbours',
    where: 'Public code, message of an edge',
    kind: 'simulation',
    statement: 'Agents with one exposed neighbour are infected as often as the hazards say',
    published: 0,
    compute: () => {
      const { graph, options } = publicExample();
      const stages = { exposed: options.infectious!, infectious: [] };
      const first = seirm(graph, { ...options, ...stages, steps: 4, mortality: 0 });
      // Nobody infects at lag 0, so the first step is quiet; step 1 is at lag 1.
      let [mean, variance] = [0, 0];
      const exposed = new Uint8Array(AGENTS);
      for (let k = 0; k < stages.exposed.length; k++) exposed[stages.exposed[k]] = 1;
      for (let i = 0; i < AGENTS; i++) {
        if (exposed[i]) continue;
        const neighbours = graph.neighboursOf(i).reduce((count, j) => count + exposed[j], 0);
        const hazard = edgeHazard({ reproduction: 4.75, age: options.age[i], stage: 'exposed', lag: 1 });
        const p = 1 - Math.exp(-neighbours * hazard);
        mean += p;
        variance += p * (1 - p);
      }
      return {
        value: first.newInfections[1] - mean,
        standardError: Math.sqrt(variance),
        detail: `${first.newInfections[1]} infected in the second step, ${mean.toFixed(1)} expected; ${first.newInfections[0]} in the first`,
      };
    },
    why: 'The expectation sums 1 − exp(−Σλ) over all susceptible agents of a society like the public example.',
  }),
  epidemic({
    id: 'nobody-is-lost',
    where: 'Formal model',
    kind: 'simulation',
    statement: 'S + E + I + R + M is the number of agents after every step',
    published: 0,
    tolerance: 0.5,
    compute: () => {
      const { graph, options } = publicExample();
      const all = seirm(graph, options);
      const sums = all.susceptible.map(
        (s, day) => s + all.exposed[day] + all.infectious[day] + all.recovered[day] + all.dead[day],
      );
      return Math.max(...sums.map((sum) => Math.abs(sum - AGENTS)));
    },
    why: 'Largest deviation over 21 steps of a society like the public example.',
  }),
  epidemic({
    id: 'households-are-reed-frost',
    where: 'Formal model, contact layers',
    kind: 'simulation',
    statement: 'Households alone are Reed–Frost chains: mean infected of five others at escape 0.8',
    published: 0,
    compute: () => {
      const households = 5000;
      const { graph } = layeredContacts(6 * households, {
        householdSizes: [0, 0, 0, 0, 0, 1],
        weights: { home: 1, work: 0, random: 0 },
      });
      const initial = Array.from({ length: households }, (_, h) => 6 * h);
      const { recovered } = networkEpidemic(graph, { infection: 0.2, recovery: 1, initial, steps: 8, seed: 2 });
      const { mean, distribution } = reedFrost({ susceptible: 5, infectious: 1, escape: 0.8 });
      const variance = distribution.reduce((sum, p, k) => sum + p * (k - mean) ** 2, 0);
      const simulated = recovered[8] / households - 1;
      return {
        value: simulated - mean,
        standardError: Math.sqrt(variance / households),
        detail: `simulated ${simulated.toFixed(4)}, exact ${mean.toFixed(4)}`,
      };
    },
    why: '5000 households of six, one of each infectious for one step, against the exact chain.',
  }),
  epidemic({
    id: 'half-isolation-strands',
    where: 'Public code, transmission',
    kind: 'simulation',
    statement: 'With uniform isolation w the published arithmetic exposes agents as the model does',
    published: null,
    expected: 'fails',
    compute: () => {
      const { graph, options } = publicExample();
      const isolation = (agent: number) => ((agent * 7919) % 997) / 997;
      const drawn = seirm(graph, { ...options, isolation });
      const published = seirm(graph, { ...options, isolation, asPublished: true });
      const share = 1 - published.stranded[21] / infected(published);
      return {
        value: share,
        detail: `of ${infected(published)} infections as published ${published.stranded[21]} are stranded between stages; with isolation drawn there are ${infected(drawn)}`,
      };
    },
    holds: (share) => share > 0.99,
    why: 'The code multiplies a 0/1 draw with 1 − w. For 0 < w < 1 the stage becomes a fraction: such an agent is neither susceptible nor ever exposed. Nearly all infections end so, and the epidemic with them. By default isolation is drawn.',
  }),
  epidemic({
    id: 'deaths-are-counted-twice',
    where: 'Public code, progression',
    kind: 'simulation',
    statement: 'With deaths as published the stages still add up to the number of agents',
    published: null,
    expected: 'fails',
    compute: () => {
      const { graph, options } = publicExample();
      const all = seirm(graph, { ...options, mortality: 0.12, asPublished: true });
      const sum = all.susceptible[21] + all.exposed[21] + all.infectious[21] + all.recovered[21] + all.dead[21];
      return {
        value: sum - AGENTS,
        detail: `${all.dead[21].toFixed(1)} expected deaths beside ${all.recovered[21]} recovered`,
      };
    },
    holds: (surplus) => Math.abs(surplus) < 0.5,
    why: 'The code adds the expected deaths M·#(I leaving) to a total and lets all of them recover. By default a death is drawn and the agent is in the stage M.',
  }),
  epidemic({
    id: 'quarantine-helps',
    where: 'Public code, interventions',
    kind: 'simulation',
    statement:
      'Quarantine of 12 days, begun by 70 % and broken off by 10 % a day, lowers the number infected by a tenth or more',
    published: null,
    compute: () => {
      const { graph, options } = publicExample();
      const free = infected(seirm(graph, options));
      const held = infected(seirm(graph, { ...options, interventions: [quarantine()] }));
      return { value: 1 - held / free, detail: `${free} infected without, ${held} with quarantine` };
    },
    holds: (share) => share > 0.1,
    why: 'Same seed, so that the same chances meet both societies. Quarantined agents neither infect nor are infected.',
  }),
  epidemic({
    id: 'children-have-lower-hazard',
    where: 'Public code, susceptibility by age',
    kind: 'theory',
    statement: 'An elderly receiver has 2.2 times the hazard of a child from the same contact',
    published: null,
    compute: () => {
      const hazard = (age: number) => edgeHazard({ reproduction: 4.75, age, stage: 'infectious', lag: 6 });
      return hazard(seirmConstants.susceptibility.length - 1) / hazard(0);
    },
    holds: (ratio) => ratio > 2.17 && ratio < 2.18,
    why: '(1.52/4)/(0.35/2): susceptibility differs by 4.3, and the mean contacts of the receiver, which divide it, by 2.',
  }),
];
