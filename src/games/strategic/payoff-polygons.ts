import { correlatedEquilibrium } from './correlated-equilibrium.js';
import { largestRange } from './mixed-profile.js';
import type { StrategicGame } from './strategic-game.js';

/** A pair of payoffs, the row player's and the column player's. */
export interface PayoffPair {
  readonly row: number;
  readonly column: number;
}

/** Corners nearer to an edge than this share of the range of payoffs are rounding. */
const ROUNDING = 1e-7;

/**
 * The payoffs that lotteries over the outcomes of a two-player game can give: corners of their convex hull, anticlockwise.
 *
 * @throws InvalidInputError unless there are two players
 *
 * @example
 * ```ts
 * import { feasiblePayoffs, prisonersDilemma } from 'polity/games';
 * feasiblePayoffs(prisonersDilemma()).length; // 4
 * ```
 */
export function feasiblePayoffs(game: StrategicGame): PayoffPair[] {
  game.checkTwoPlayers();
  const points = Array.from(game.payoffs[0], (row, at) => ({ row, column: game.payoffs[1][at] }));
  return convexHull(points, 0);
}

/**
 * The payoffs of all correlated (or coarse correlated) equilibria of a two-player game: corners of a polygon, anticlockwise.
 * One or two corners are a point or a segment. Each corner is found as the optimum in the direction that leaves the edge
 * between two known ones.
 *
 * Cost: about two linear programs a corner.
 *
 * @throws InvalidInputError unless there are two players
 *
 * @example
 * ```ts
 * import { chicken, correlatedPayoffs } from 'polity/games';
 * const corners = await correlatedPayoffs(chicken());
 * Math.max(...corners.map(({ row, column }) => row + column)); // 10.500000
 * ```
 */
export async function correlatedPayoffs(
  game: StrategicGame,
  { coarse = false }: { readonly coarse?: boolean } = {},
): Promise<PayoffPair[]> {
  game.checkTwoPlayers();
  const tolerance = ROUNDING * largestRange(game);
  const farthest = async (row: number, column: number): Promise<PayoffPair> => {
    const { payoffs } = await correlatedEquilibrium(game, { objective: { weights: [row, column] }, coarse });
    return { row: payoffs[0], column: payoffs[1] };
  };
  const between = async (a: PayoffPair, b: PayoffPair): Promise<PayoffPair[]> => {
    const [row, column] = [b.column - a.column, a.row - b.row];
    const length = Math.hypot(row, column);
    if (length < tolerance) return [];
    const corner = await farthest(row / length, column / length);
    const beyond = ((corner.row - a.row) * row + (corner.column - a.column) * column) / length;
    if (beyond < tolerance) return [];
    return [...(await between(a, corner)), corner, ...(await between(corner, b))];
  };
  const extremes = [await farthest(0, -1), await farthest(1, 0), await farthest(0, 1), await farthest(-1, 0)];
  const corners: PayoffPair[] = [];
  for (const [k, corner] of extremes.entries()) corners.push(corner, ...(await between(corner, extremes[(k + 1) % 4])));
  return convexHull(corners, tolerance);
}

/** Andrew's monotone chain. */
function convexHull(points: readonly PayoffPair[], tolerance: number): PayoffPair[] {
  const sorted = [...points].sort((a, b) => a.row - b.row || a.column - b.column);
  const same = (a: PayoffPair, b: PayoffPair) => Math.hypot(a.row - b.row, a.column - b.column) <= tolerance;
  const chain = (list: readonly PayoffPair[]) => {
    const hull: PayoffPair[] = [];
    for (const point of list) {
      while (hull.length > 1 && distanceLeft(hull[hull.length - 2], hull[hull.length - 1], point) <= tolerance)
        hull.pop();
      if (hull.length === 0 || !same(hull[hull.length - 1], point)) hull.push(point);
    }
    return hull;
  };
  const [lower, upper] = [chain(sorted), chain([...sorted].reverse())];
  const hull = [...lower.slice(0, -1), ...upper.slice(0, -1)];
  return hull.length === 0 ? [sorted[0]] : hull;
}

/** How far the middle point lies to the right of the line from the first to the last. */
function distanceLeft(a: PayoffPair, b: PayoffPair, c: PayoffPair): number {
  const cross = (b.row - a.row) * (c.column - a.column) - (b.column - a.column) * (c.row - a.row);
  return cross / (Math.hypot(c.row - a.row, c.column - a.column) || 1);
}
