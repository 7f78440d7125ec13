import { InvalidInputError } from '../../foundation/index.js';
import { solveLinearProgram, type LinearRow } from '../../numerics/index.js';
import { evaluateBehavior } from './behavior-profile.js';
import { behaviorRegret } from './best-response.js';
import type { ExtensiveGame } from './extensive-game.js';
import { planBehavior, sequenceForm, type PlayerSequences } from './sequence-form.js';

/** An equilibrium of a tree in behaviour strategies. */
export interface TreeEquilibrium {
  /** For each information set the probabilities of its actions; equal ones where the player itself never comes. */
  readonly profile: readonly Float64Array[];
  /** What each player earns. */
  readonly payoffs: Float64Array;
  /** What the player who could gain the most by a best response would gain: rounding. */
  readonly regret: number;
}

/** A solution of a two-player zero-sum game. */
export interface TreeZeroSumSolution extends TreeEquilibrium {
  /** What the first player can be sure of, and the second can hold it to. */
  readonly value: number;
}

/**
 * Solves a two-player zero-sum (or constant-sum) game by the linear program over realization plans
 * max q₀ subject to E·x = e, x ≥ 0, Fᵀ·q ≤ Aᵀ·x; the second player's plan is the dual solution. The program is as large as
 * the tree.
 *
 * Where a game has several equilibria one is returned; it need not be subgame-perfect.
 *
 * @throws InvalidInputError unless there are two players with perfect recall whose payoffs sum to the same at every end
 * @see Koller, Megiddo & von Stengel, "Fast algorithms for finding randomized strategies in game trees", STOC 1994
 *
 * @example
 * ```ts
 * import { kuhnPoker, solveZeroSumTree } from 'polity/games';
 * const { value, regret } = await solveZeroSumTree(kuhnPoker());
 * value; // -0.0555556
 * regret < 1e-9; // true
 * ```
 */
export async function solveZeroSumTree(game: ExtensiveGame): Promise<TreeZeroSumSolution> {
  checkConstantSum(game);
  const form = sequenceForm(game);
  const [rows, columns] = form.players;
  const scale = payoffScale(game.terminalPayoffs[0]);
  const m = rows.sequences.length;
  const k = columns.constraints.length;
  const bestReply: { columns: number[]; values: number[]; upper: number }[] = columns.sequences.map(() => ({
    columns: [],
    values: [],
    upper: 0,
  }));
  columns.constraints.forEach((constraint, c) => {
    constraint.columns.forEach((sequence, i) => {
      bestReply[sequence].columns.push(m + c);
      bestReply[sequence].values.push(constraint.values[i]);
    });
  });
  for (const { sequences, payoffs } of form.entries) {
    if (payoffs[0] === 0) continue;
    bestReply[sequences[1]].columns.push(sequences[0]);
    bestReply[sequences[1]].values.push(-payoffs[0] / scale);
  }
  const { x, duals } = await solveLinearProgram({
    cost: Array.from({ length: m + k }, (_, column) => (column === m ? -1 : 0)),
    lower: Array.from({ length: m + k }, (_, column) => (column < m ? 0 : -Infinity)),
    rows: [...bestReply, ...planRows(rows)],
  });
  const reply = duals.subarray(0, columns.sequences.length).map((dual) => -dual);
  const profile = planBehavior(game, form, [cleaned(x.subarray(0, m)), cleaned(reply)]);
  const { payoffs } = evaluateBehavior(game, profile);
  return { profile, payoffs, regret: behaviorRegret(game, profile).regret, value: payoffs[0] };
}

function planRows({ constraints, rightHandSide }: PlayerSequences): LinearRow[] {
  return constraints.map(({ columns, values }, c) => ({
    columns,
    values,
    lower: rightHandSide[c],
    upper: rightHandSide[c],
  }));
}

/** What is below the solver's tolerance is 0. */
function cleaned(plan: Float64Array): Float64Array {
  return plan.map((weight) => (weight < 1e-10 ? 0 : weight));
}

/** Largest minus smallest payoff, 1 where they are equal. */
export function payoffScale(payoffs: Float64Array): number {
  let [low, high] = [Infinity, -Infinity];
  for (const payoff of payoffs) {
    low = Math.min(low, payoff);
    high = Math.max(high, payoff);
  }
  return high - low || 1;
}

/** @throws InvalidInputError unless there are two players */
export function checkTwo(game: ExtensiveGame): void {
  if (game.players.length !== 2) throw new InvalidInputError('game.players', game.players, 'be two');
}

function checkConstantSum(game: ExtensiveGame): void {
  checkTwo(game);
  if (!isConstantSum(game)) {
    throw new InvalidInputError(
      'game',
      'payoffs with sums that differ',
      'pay the two players the same sum at every end',
    );
  }
}

/** Whether the payoffs of the two players sum to the same at every end, to within rounding. */
function isConstantSum({ terminalPayoffs: [row, column] }: ExtensiveGame): boolean {
  const tolerance = 1e-12 * Math.max(payoffScale(row), payoffScale(column));
  return row.every((payoff, z) => Math.abs(payoff + column[z] - row[0] - column[0]) <= tolerance);
}
