import { checkVector, InvalidInputError } from '../../foundation/index.js';
import type { BehaviorProfile, ExtensiveGame } from './extensive-game.js';

/** Probabilities may miss 1 by this much. */
const SUM_TOLERANCE = 1e-9;

/** A behaviour profile from the door, laid out flat: the actions of all information sets one after another. */
export function checkBehavior(game: ExtensiveGame, profile: BehaviorProfile): Float64Array {
  const { informationSets, actionCount } = game;
  if (profile.length !== informationSets.length) {
    const requirement = `equal ${informationSets.length}, the number of information sets`;
    throw new InvalidInputError('profile.length', profile.length, requirement);
  }
  const flat = new Float64Array(actionCount);
  informationSets.forEach(({ firstAction, actions }, h) => {
    const range = { length: actions.length, min: 0, max: 1 + SUM_TOLERANCE };
    const mixed = checkVector(`profile[${h}]`, profile[h], range);
    const sum = mixed.reduce((total, probability) => total + probability, 0);
    if (Math.abs(sum - 1) > SUM_TOLERANCE) throw new InvalidInputError(`sum of profile[${h}]`, sum, 'equal 1');
    flat.set(mixed, firstAction);
  });
  return flat;
}

/**
 * Every action of every information set with the same probability.
 *
 * @example
 * ```ts
 * import { kuhnPoker, uniformBehavior } from 'polity/games';
 * uniformBehavior(kuhnPoker())[0]; // [0.5, 0.5]
 * ```
 */
export function uniformBehavior({ informationSets }: ExtensiveGame): readonly Float64Array[] {
  return informationSets.map(({ actions }) => new Float64Array(actions.length).fill(1 / actions.length));
}

/** What comes of a behaviour profile. */
export interface BehaviorEvaluation {
  /** What each player earns on average. */
  readonly payoffs: Float64Array;
  /** Of each node the probability that play comes there. */
  readonly nodeProbabilities: Float64Array;
  /** Of each information set the probability that play meets it. */
  readonly setProbabilities: Float64Array;
  /** Of each information set the probabilities of its nodes given that it is met (Bayes); null where it never is. */
  readonly beliefs: readonly (Float64Array | null)[];
}

/**
 * Expected payoffs, realization probabilities and beliefs of a behaviour profile; games without perfect recall are welcome
 * (for an absent-minded player the set probability counts meetings). Cost: linear in the number of nodes.
 *
 * @throws InvalidInputError for a profile of wrong shape, or probabilities that do not sum to 1 within 10⁻⁹
 *
 * @example
 * ```ts
 * import { evaluateBehavior, myersonCards } from 'polity/games';
 * const game = myersonCards();
 * game.informationSets.map(({ name }) => name); // ['red', 'raised', 'black']
 * // Raise with a red card and one black card in three; meet two raises in three.
 * const { payoffs, beliefs } = evaluateBehavior(game, [[1, 0], [2 / 3, 1 / 3], [1 / 3, 2 / 3]]);
 * payoffs; // [0.3333333, -0.3333333]
 * beliefs[1]; // [0.75, 0.25]
 * ```
 */
export function evaluateBehavior(game: ExtensiveGame, profile: BehaviorProfile): BehaviorEvaluation {
  const flat = checkBehavior(game, profile);
  const { nodes, informationSets, terminals, terminalPayoffs } = game;
  const nodeProbabilities = nodeReach(game, flat);
  const setProbabilities = new Float64Array(informationSets.length);
  for (let v = 0; v < nodes.count; v++)
    if (nodes.player[v] >= 0) setProbabilities[nodes.set[v]] += nodeProbabilities[v];
  return {
    payoffs: Float64Array.from(terminalPayoffs, (payoffs) =>
      payoffs.reduce((sum, payoff, z) => sum + payoff * nodeProbabilities[terminals[z]], 0),
    ),
    nodeProbabilities,
    setProbabilities,
    beliefs: informationSets.map(({ nodes: members }, h) =>
      setProbabilities[h] > 0 ? Float64Array.from(members, (v) => nodeProbabilities[v] / setProbabilities[h]) : null,
    ),
  };
}

function nodeReach({ nodes, informationSets }: ExtensiveGame, flat: Float64Array): Float64Array {
  const reach = new Float64Array(nodes.count).fill(1);
  for (let v = 1; v < nodes.count; v++) {
    const parent = nodes.parent[v];
    const chosen =
      nodes.player[parent] >= 0 ? flat[informationSets[nodes.set[parent]].firstAction + nodes.action[v]] : 1;
    reach[v] = reach[parent] * nodes.probability[v] * chosen;
  }
  return reach;
}

/** Shares of weights; equal ones where all are 0. */
export function normalized(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (sum > 0 ? weight / sum : 1 / weights.length));
}
