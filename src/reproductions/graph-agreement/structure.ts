import {
  algebraicConflict,
  chordalBalance,
  chordality,
  choleskyFill,
  effectiveResistance,
  frustrationIndex,
  laplacianSpectrum,
  oscillationReport,
  rankOneShift,
  structuralBalance,
  switchSigns,
  walkBalance,
} from '../../consensus/index.js';
import type { Claim } from '../reproduction.js';
import { complete, largest, network, path, randomConnected, ring, star } from './networks.js';

const balance = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'theory',
  topic: 'Balance and spectra',
  ...claim,
});
const chords = (claim: Omit<Claim, 'kind' | 'topic'>): Claim => ({
  kind: 'theory',
  topic: 'Chordality and repair',
  ...claim,
});

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed);
const far = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  largest(Array.from(a, (value, i) => Math.abs(value - b[i])));

export const structureClaims: readonly Claim[] = [
  ...(
    [
      [3, 1],
      [4, 2],
      [5, 4],
      [6, 6],
    ] as const
  ).map(([n, index]) =>
    // prettier-ignore
    balance({
      id: `frustration-all-negative-${n}`,
      where: 'frustration of complete networks',
      statement: `Frustration index of ${n} agents who all oppose each other`,
      published: index,
      tolerance: 0.5,
      compute: () => frustrationIndex(complete(n, -1)).index,
      why: 'C(n, 2) − ⌊n²/4⌋; a whole number, by exact search.',
    }),
  ),
  balance({
    id: 'balance-is-zero-conflict',
    where: 'Harary 1953; Kunegis 2010',
    statement: 'A connected network is balanced exactly where λ_{min}(L_{o}) = 0',
    published: 0,
    tolerance: 0.5,
    compute: ({ full }) =>
      seeds(full ? 500 : 200).filter((seed) => {
        const graph = randomConnected(seed, 8, { negative: seed % 2 ? 0.08 : 0.3, more: 0.15 });
        return structuralBalance(graph).balanced !== algebraicConflict(graph).conflict < 1e-9;
      }).length,
    why: 'Number of random connected networks (200, or 500 in full) on which the two tests disagree.',
  }),
  balance({
    id: 'conflict-below-4f-over-n',
    where: 'Hou 2005',
    statement: '0 ≤ λ_{min}(L_{o}) ≤ 4F/n',
    published: null,
    compute: () =>
      largest(
        seeds(40).map((seed) => {
          const graph = randomConnected(seed, 9);
          return algebraicConflict(graph).conflict - (4 * frustrationIndex(graph).index) / 9;
        }),
      ),
    holds: (excess) => excess <= 1e-10,
    why: 'Largest excess over forty random networks with exact frustration.',
  }),
  balance({
    id: 'switching-invariance',
    where: 'gauge A → DAD',
    statement: 'Spectrum and frustration do not change under switching',
    published: null,
    compute: () =>
      largest(
        seeds(20).map((seed) => {
          const graph = randomConnected(seed, 8);
          const turned = switchSigns(
            graph,
            Array.from({ length: 8 }, (_, i) => ((seed + i) % 3 ? 1 : -1)),
          );
          const frustration = frustrationIndex(graph).index - frustrationIndex(turned).index;
          return far(laplacianSpectrum(graph), laplacianSpectrum(turned)) + Math.abs(frustration);
        }),
      ),
    holds: (gap) => gap < 1e-10,
    why: 'Largest difference over twenty random networks and gauges.',
  }),
  balance({
    id: 'negative-cycle-spectrum',
    where: 'unbalanced cycle',
    statement: 'Spectrum 2 − 2cos((2k + 1)π/n) of a ring with one negative edge, n = 3 to 9',
    published: null,
    compute: () =>
      largest(
        [3, 4, 5, 6, 7, 8, 9].map((n) => {
          const expected = Array.from({ length: n }, (_, k) => 2 - 2 * Math.cos(((2 * k + 1) * Math.PI) / n));
          return far(
            laplacianSpectrum(ring(n, { critic: true })),
            expected.sort((a, b) => a - b),
          );
        }),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest difference of a computed eigenvalue.',
  }),
  balance({
    id: 'all-negative-spectrum',
    where: 'all-negative complete network',
    statement: 'Spectrum {n − 2 (n − 1 times), 2n − 2} for n = 3 to 8',
    published: null,
    compute: () =>
      largest(
        [3, 4, 5, 6, 7, 8].map((n) =>
          far(laplacianSpectrum(complete(n, -1)), [...new Array<number>(n - 1).fill(n - 2), 2 * n - 2]),
        ),
      ),
    holds: (gap) => gap < 1e-12,
    why: 'Largest difference of a computed eigenvalue.',
  }),
  balance({
    id: 'walk-balance',
    where: 'Estrada & Benzi',
    statement: 'Walk balance is 1 for balanced networks and below 1 otherwise',
    published: null,
    compute: () => walkBalance(switchSigns(complete(5), [1, -1, 1, -1, 1])) - walkBalance(ring(5, { critic: true })),
    holds: (difference) => difference > 1e-6,
    why: 'Difference between a balanced complete network and a ring with one critic.',
  }),
  ...(
    [
      ['path', path(3), '0', '2', 0.5],
      ['ring of four', ring(4), '0', '2', 1],
    ] as const
  ).map(([words, graph, source, target, threshold]) =>
    // prettier-ignore
    balance({
      id: `negative-edge-threshold-${words.replaceAll(' ', '-')}`,
      where: 'Zelazo & Bürger 2014',
      statement: `Largest negative weight that a ${words} bears across agents 0 and 2`,
      published: threshold,
      tolerance: 1e-9,
      compute: () => effectiveResistance(graph, { source, target }).negativeEdgeThreshold,
      why: 'One over the effective resistance, computed.',
    }),
  ),
  balance({
    id: 'past-the-threshold',
    where: 'Zelazo & Bürger 2014',
    statement: 'At w = 0.6 across a path of three the smallest eigenvalue of L_{r} is −0.2',
    published: -0.2,
    tolerance: 1e-9,
    compute: () => laplacianSpectrum(network(3, [[0, 1], [1, 2], [0, 2, -0.6]]), { kind: 'repelling' })[0], // prettier-ignore
    why: '1 − 2w on (1, 0, −1).',
  }),
  balance({
    id: 'undirected-never-swings',
    where: 'symmetric L_{o}',
    statement: 'Undirected networks have no oscillating mode',
    published: 0,
    tolerance: 0.5,
    compute: () => seeds(20).filter((seed) => oscillationReport(randomConnected(seed, 7)).dominant !== null).length,
    why: 'Number of twenty random networks with a complex eigenvalue.',
  }),
  chords({
    id: 'cycles-are-not-chordal',
    where: 'abstract, claim (vi)',
    statement: 'Rings of four and more are not chordal; trees and complete networks are',
    published: 0,
    tolerance: 0.5,
    compute: () =>
      [4, 5, 6, 9].filter((n) => chordality(ring(n)).chordal).length +
      [star(6), path(6), complete(6)].filter((graph) => !chordality(graph).chordal).length,
    why: 'Number of wrong answers of the elimination test.',
  }),
  chords({
    id: 'triangles-suffice',
    where: 'chordal balance',
    statement: 'A chordal signed network is balanced exactly where its triangles are',
    published: 0,
    tolerance: 0.5,
    compute: () =>
      seeds(60).filter((seed) => {
        const graph = randomConnected(seed, 6, { negative: 0.15, more: 0.6 });
        return chordality(graph).chordal && chordalBalance(graph).balanced !== structuralBalance(graph).balanced;
      }).length,
    why: 'Number of chordal ones among sixty random networks on which the two tests disagree.',
  }),
  chords({
    id: 'no-fill',
    where: 'Rose, Tarjan & Lueker 1976',
    statement: 'Elimination in perfect order fills nothing in',
    published: 0,
    tolerance: 0.5,
    compute: () =>
      [star(7), path(7), complete(5)]
        .map((graph) => choleskyFill(graph, chordality(graph).eliminationOrder ?? []).fill)
        .reduce((sum, fill) => sum + fill, 0),
    why: 'Entries filled in over three chordal networks.',
  }),
  chords({
    id: 'leaf-leaf-shift',
    where: 'rank-one perturbation',
    statement: 'A leaf–leaf edge in a star of 6 moves one eigenvalue 1 to 3',
    published: null,
    compute: () => far(rankOneShift(star(6), { source: '1', target: '2', weight: 1 }).after, [0, 1, 1, 1, 3, 6]),
    holds: (gap) => gap < 1e-9,
    why: 'Largest difference to the spectrum 0, 1, 1, 1, 3, 6: one copy of a fourfold eigenvalue moves, three stay.',
  }),
  chords({
    id: 'interlacing',
    where: 'Golub 1973',
    statement: 'One more edge moves each eigenvalue up, at most to the next, and the trace by 2w',
    published: null,
    compute: () =>
      largest(
        seeds(20).map((seed) => {
          const graph = randomConnected(seed, 7, { negative: 0, more: 0 });
          const { before, after } = rankOneShift(graph, { source: '0', target: '6', weight: 0.7 });
          const order = largest(
            Array.from(after, (value, k) => Math.max(before[k] - value, k < 6 ? value - before[k + 1] : -1)),
          );
          const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
          return Math.max(order, Math.abs(sum(after) - sum(before) - 1.4));
        }),
      ),
    holds: (violation) => violation < 1e-9,
    why: 'Largest violation over twenty random trees.',
  }),
];
