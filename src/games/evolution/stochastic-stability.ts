import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import { recurrentClasses } from '../../numerics/index.js';
import type { PayoffMatrix } from '../strategic/strategic-game.js';
import { minimumArborescence } from './minimum-arborescence.js';

/** A set of states that the process without mistakes does not leave. */
export interface RecurrentClass {
  readonly states: readonly number[];
  /** Least total resistance of a tree of paths from all other classes to this one. */
  readonly potential: number;
  readonly stable: boolean;
  /** The tree of least resistance: from each other class to the next one on its way here. */
  readonly tree: readonly { readonly from: number; readonly to: number; readonly resistance: number }[];
}

/** Where a process with rare mistakes is found in the long run. */
export interface StochasticStability {
  readonly classes: readonly RecurrentClass[];
  /** All states of the classes of least potential: where the stationary distribution stays as mistakes vanish. */
  readonly stableStates: readonly number[];
}

/**
 * Stochastically stable states of a process whose transitions i → j have probabilities of the order ε^{r(i,j)} as ε →
 * 0: the classes that are recurrent under r = 0, joined by paths of least total resistance, and for each the cheapest
 * tree directed to it.
 *
 * Cost: a shortest-path search and an arborescence (Chu–Liu, Edmonds) for each class, O(n²) and O(k³).
 *
 * @param resistances - square rows: 0 where the process goes without mistakes, the number of mistakes where it needs
 *   some, Infinity where it cannot; the diagonal is not read
 * @throws InvalidInputError for a negative or missing resistance, or classes that cannot reach each other
 * @see Young, Econometrica 61 (1993) 57; Kandori, Mailath & Rob, Econometrica 61 (1993) 29
 *
 * @example
 * ```ts
 * import { stochasticStability } from 'polity/games';
 * // Ten players, coordination on 0 (pays 3) or 1 (pays 2): it takes 6 mistakes to leave all-0 and 4 to leave all-1.
 * const { stableStates } = stochasticStability([[0, 6], [4, 0]]);
 * stableStates; // [0]
 * ```
 */
export function stochasticStability(resistances: PayoffMatrix): StochasticStability {
  const n = checkInteger('resistances.length', resistances.length, { min: 1 });
  const cost = resistances.map((row, i) => {
    if (row.length !== n) throw new InvalidInputError(`resistances[${i}].length`, row.length, `equal ${n}`);
    return Float64Array.from(row, (value, j) => {
      if (i !== j && !(value >= 0))
        throw new InvalidInputError(`resistances[${i}][${j}]`, value, 'be at least 0 or Infinity');
      return value;
    });
  });
  const free = new Float64Array(n * n);
  cost.forEach((row, i) => row.forEach((value, j) => (free[i * n + j] = i !== j && value === 0 ? 1 : 0)));
  const classes = recurrentClasses(free, n);
  const between = classes.map((states) => {
    const reach = leastResistance(cost, states);
    return Float64Array.from(classes, (target) => Math.min(...target.map((state) => reach[state])));
  });
  const trees = classes.map((_, root) => {
    // Edges of the arborescence lead away from the root: the roles of from and to are exchanged.
    const tree = minimumArborescence(classes.length, root, (from, to) => between[to][from]);
    if (!tree) throw new InvalidInputError('resistances', resistances, 'let every class reach every other');
    return tree.map(({ from, to }) => ({ from: to, to: from, resistance: between[to][from] }));
  });
  const potentials = trees.map((tree) => tree.reduce((sum, { resistance }) => sum + resistance, 0));
  const least = Math.min(...potentials);
  const found = classes.map((states, c) => ({
    states,
    potential: potentials[c],
    stable: potentials[c] <= least * (1 + 1e-12),
    tree: trees[c],
  }));
  return {
    classes: found,
    stableStates: found.flatMap(({ states, stable }) => (stable ? [...states] : [])).sort((a, b) => a - b),
  };
}

/** Dijkstra from a set of states over a full matrix. */
function leastResistance(cost: readonly Float64Array[], from: readonly number[]): Float64Array {
  const n = cost.length;
  const reach = new Float64Array(n).fill(Infinity);
  const done = new Uint8Array(n);
  from.forEach((state) => (reach[state] = 0));
  for (let round = 0; round < n; round++) {
    let next = -1;
    for (let i = 0; i < n; i++) if (!done[i] && (next < 0 || reach[i] < reach[next])) next = i;
    if (reach[next] === Infinity) break;
    done[next] = 1;
    for (let j = 0; j < n; j++) if (j !== next) reach[j] = Math.min(reach[j], reach[next] + cost[next][j]);
  }
  return reach;
}
