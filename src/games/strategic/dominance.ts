import { checkInteger, checkOneOf } from '../../foundation/index.js';
import { solveLinearProgram } from '../../numerics/index.js';
import { payoffRange } from './mixed-profile.js';
import { StrategicGame } from './strategic-game.js';

/** Strict: worse against everything. Weak: never better, and somewhere worse. */
export type DominanceKind = 'strict' | 'weak';

/** A dominated strategy and what dominates it. */
export interface Dominated {
  readonly player: number;
  readonly strategy: number;
  /** A mixture of the player's other strategies. */
  readonly by: Float64Array;
}

/** A game after dominated strategies have been taken away. */
export interface EliminationResult {
  readonly game: StrategicGame;
  /** Indices, in the original game, of the strategies that are left. */
  readonly left: readonly (readonly number[])[];
  /** What was taken away, round by round. Strategies are named by their indices in the original game. */
  readonly rounds: readonly (readonly { readonly player: number; readonly strategy: number }[])[];
}

/** Margins up to this share of a player's payoff range are rounding. */
const ROUNDING = 1e-9;

/**
 * All strategies that are dominated by a pure or mixed strategy, by one linear program each.
 *
 * @param options - `kind`: `strict` (default) or `weak`
 *
 * @example
 * ```ts
 * import { StrategicGame, dominatedStrategies } from 'polity/games';
 * // The third strategy loses to a fifty-fifty mixture of the others, but to neither alone.
 * const game = StrategicGame.bimatrix([[4, 0], [0, 4], [1, 1]], [[0, 0], [0, 0], [0, 0]]);
 * (await dominatedStrategies(game)).map(({ player, strategy }) => [player, strategy]); // [[0, 2]]
 * ```
 */
export async function dominatedStrategies(
  game: StrategicGame,
  { kind = 'strict' }: { readonly kind?: DominanceKind } = {},
): Promise<Dominated[]> {
  checkOneOf('kind', kind, ['strict', 'weak']);
  const dominated: Dominated[] = [];
  for (let player = 0; player < game.shape.length; player++) {
    for (let strategy = 0; strategy < game.shape[player]; strategy++) {
      const by = await dominatorOf(game, player, strategy, kind);
      if (by) dominated.push({ player, strategy, by });
    }
  }
  return dominated;
}

/**
 * What is left when dominated strategies are taken away again and again, all of one round at once. With strict dominance the
 * result does not depend on the order; with weak dominance it may, and each round takes one strategy at most from each player.
 *
 * @example
 * ```ts
 * import { StrategicGame, eliminateDominated } from 'polity/games';
 * const { left } = await eliminateDominated(StrategicGame.symmetric([[3, 0], [5, 1]]));
 * left; // [[1], [1]]
 * ```
 */
export async function eliminateDominated(
  game: StrategicGame,
  { kind = 'strict' }: { readonly kind?: DominanceKind } = {},
): Promise<EliminationResult> {
  let left = game.shape.map((count) => Array.from({ length: count }, (_, s) => s));
  let current = game;
  const rounds: { player: number; strategy: number }[][] = [];
  for (;;) {
    const found = await dominatedStrategies(current, { kind });
    // Two weakly dominated strategies of one player may dominate only each other's company: take one at a time.
    const taken =
      kind === 'strict' ? found : found.filter(({ player }, i) => !found.slice(0, i).some((d) => d.player === player));
    if (taken.length === 0) return { game: current, left, rounds };
    rounds.push(taken.map(({ player, strategy }) => ({ player, strategy: left[player][strategy] })));
    left = left.map((strategies, p) =>
      strategies.filter((_, s) => !taken.some(({ player, strategy }) => player === p && strategy === s)),
    );
    current = subgame(game, left);
  }
}

/**
 * The game in which players are left with some of their strategies, in the order given.
 *
 * @throws InvalidInputError for a strategy that does not exist
 */
export function subgame(game: StrategicGame, strategies: readonly (readonly number[])[]): StrategicGame {
  strategies.forEach((list, p) =>
    list.forEach((s, i) => checkInteger(`strategies[${p}][${i}]`, s, { min: 0, max: game.shape[p] - 1 })),
  );
  let indices = [0];
  strategies.forEach((list, p) => {
    indices = indices.flatMap((index) => list.map((s) => index * game.shape[p] + s));
  });
  return new StrategicGame(
    strategies.map((list) => list.length),
    game.payoffs.map((tensor) => Float64Array.from(indices, (at) => tensor[at])),
    { players: game.players, strategies: strategies.map((list, p) => list.map((s) => game.strategies[p][s])) },
  );
}

/** The mixture that beats a strategy by the most: in its smallest margin (strict), or in the sum of margins, none negative (weak). */
async function dominatorOf(
  game: StrategicGame,
  player: number,
  strategy: number,
  kind: DominanceKind,
): Promise<Float64Array | null> {
  const { shape, payoffs } = game;
  const count = shape[player];
  if (count === 1) return null;
  const stride = shape.slice(player + 1).reduce((product, k) => product * k, 1);
  const scale = payoffRange(game, player) || 1;
  const tensor = payoffs[player];
  const others = Array.from({ length: count }, (_, s) => s).filter((s) => s !== strategy);
  const situations: number[] = [];
  for (let at = 0; at < tensor.length; at++) if (Math.floor(at / stride) % count === strategy) situations.push(at);
  const margin = (at: number, s: number) => (tensor[at + (s - strategy) * stride] - tensor[at]) / scale;
  const last = others.length;
  const rows = situations.map((at) => ({
    columns: [...others.keys(), last],
    values: [...others.map((s) => margin(at, s)), kind === 'strict' ? -1 : 0],
    lower: 0,
  }));
  const total = others.map((s) => -situations.reduce((sum, at) => sum + margin(at, s), 0));
  const { status, objective, x } = await solveLinearProgram({
    cost: kind === 'strict' ? [...others.map(() => 0), -1] : [...total, 0],
    lower: [...others.map(() => 0), kind === 'strict' ? -1 : 0],
    upper: [...others.map(() => 1), kind === 'strict' ? 1 : 0],
    rows: [...rows, { columns: [...others.keys()], lower: 1, upper: 1 }],
  });
  if (status !== 'optimal' || -objective <= ROUNDING) return null;
  const by = new Float64Array(count);
  others.forEach((s, i) => (by[s] = Math.max(0, x[i])));
  return by;
}
