import { checkOneOf } from '../../foundation/index.js';
import { solveLinearProgram } from '../../numerics/index.js';
import { correlatedEquilibrium } from './correlated-equilibrium.js';
import { mixedEquilibria } from './mixed-equilibria.js';
import { largestRange } from './mixed-profile.js';
import { nashEquilibria } from './nash-equilibria.js';
import { pureEquilibria } from './pure-equilibria.js';
import type { StrategicGame } from './strategic-game.js';

/** Which outcomes count as stable: each kind holds the ones before it. */
export type EquilibriumConcept = (typeof concepts)[number];
const concepts = ['pure', 'mixed', 'correlated', 'coarse'] as const;

/** The sum of everybody's payoffs, or the smallest of them. */
export type SocialWelfare = (typeof welfares)[number];
const welfares = ['utilitarian', 'egalitarian'] as const;

export interface PriceOfAnarchyOptions {
  /** Default `pure`. */
  readonly concept?: EquilibriumConcept;
  /** Default `utilitarian`. */
  readonly welfare?: SocialWelfare;
  /** Whether payoffs are costs with a minus sign, which turns the ratios over. Default false. */
  readonly costs?: boolean;
}

/** What is lost when everybody looks after themselves. */
export interface PriceOfAnarchy {
  /** The largest welfare of any outcome: of profiles where equilibria are pure, of lotteries over profiles otherwise. */
  readonly optimum: number;
  /** The largest welfare of an equilibrium; NaN where there is no equilibrium (of the pure kind). */
  readonly best: number;
  /** The smallest. */
  readonly worst: number;
  /**
   * optimum / worst for payoffs, worst / optimum for costs: at least 1, Infinity where only the smaller one is 0, NaN where a
   * sign makes a ratio meaningless or there is no equilibrium.
   */
  readonly anarchy: number;
  /** The same ratio of the best equilibrium: the price of stability. */
  readonly stability: number;
  /**
   * Whether all equilibria were looked at. False for mixed equilibria of degenerate games of three and more players, and for
   * the smallest payoff on a continuum of equilibria, which may be larger within it than at its corners.
   */
  readonly complete: boolean;
}

/**
 * Price of anarchy and price of stability: how the worst and the best equilibrium compare with the best outcome.
 *
 * Mixed equilibria are enumerated; the welfare of a continuum (a sum of payoffs, bilinear on a product of polytopes) takes its
 * extremes at the corners. Correlated and coarse correlated equilibria are a polytope, on which extremes are linear programs.
 *
 * Cost: that of the enumeration, or of 2 to 2 + n linear programs.
 *
 * @throws InvalidInputError for an unknown concept or welfare, or (mixed) a game too large to enumerate
 * @see Koutsoupias & Papadimitriou, "Worst-case equilibria", STACS 1999; Anshelevich et al., SIAM Journal on Computing 38
 *   (2008); Roughgarden, Journal of the ACM 62 (2015), for the coarse kind
 *
 * @example
 * ```ts
 * import { priceOfAnarchy, StrategicGame } from 'polity/games';
 * const dilemma = StrategicGame.symmetric([[3, 0], [5, 1]]);
 * await priceOfAnarchy(dilemma); // { optimum: 6, best: 2, worst: 2, anarchy: 3, stability: 3, complete: true }
 * ```
 */
export async function priceOfAnarchy(
  game: StrategicGame,
  { concept = 'pure', welfare = 'utilitarian', costs = false }: PriceOfAnarchyOptions = {},
): Promise<PriceOfAnarchy> {
  checkOneOf('concept', concept, concepts);
  checkOneOf('welfare', welfare, welfares);
  const measure = (payoffs: Float64Array) =>
    welfare === 'utilitarian' ? payoffs.reduce((sum, u) => sum + u, 0) : payoffs.reduce((a, b) => Math.min(a, b));
  const profiles = Array.from(game.payoffs[0], (_, at) => measure(Float64Array.from(game.payoffs, (u) => u[at])));
  const optimum =
    concept === 'pure' || welfare === 'utilitarian'
      ? profiles.reduce((a, b) => Math.max(a, b))
      : await fairestLottery(game);
  const { best, worst, complete } = await extremes(game, concept, welfare, measure);
  return {
    optimum,
    best,
    worst,
    anarchy: costs ? ratio(-worst, -optimum) : ratio(optimum, worst),
    stability: costs ? ratio(-best, -optimum) : ratio(optimum, best),
    complete,
  };
}

interface Extremes {
  readonly best: number;
  readonly worst: number;
  readonly complete: boolean;
}

async function extremes(
  game: StrategicGame,
  concept: EquilibriumConcept,
  welfare: SocialWelfare,
  measure: (payoffs: Float64Array) => number,
): Promise<Extremes> {
  if (concept === 'pure')
    return over(
      pureEquilibria(game).map((profile) => measure(game.payoff(profile))),
      true,
    );
  if (concept === 'mixed') {
    if (game.shape.length > 2) {
      const { equilibria, complete } = mixedEquilibria(game);
      return over(
        equilibria.map(({ payoffs }) => measure(payoffs)),
        complete,
      );
    }
    const { equilibria, components } = nashEquilibria(game);
    const points = components.every((component) => component.equilibria.length === 1);
    return over(
      equilibria.map(({ payoffs }) => measure(payoffs)),
      points || welfare === 'utilitarian',
    );
  }
  const coarse = concept === 'coarse';
  if (welfare === 'utilitarian') {
    const best = await correlatedEquilibrium(game, { objective: 'welfare', coarse });
    const worst = await correlatedEquilibrium(game, { objective: 'leastWelfare', coarse });
    return { best: best.welfare, worst: worst.welfare, complete: true };
  }
  const best = await correlatedEquilibrium(game, { objective: 'smallestPayoff', coarse });
  const worst: number[] = [];
  for (const player of game.shape.keys()) {
    const { payoffs } = await correlatedEquilibrium(game, { objective: { player, least: true }, coarse });
    worst.push(payoffs[player]);
  }
  return { best: measure(best.payoffs), worst: Math.min(...worst), complete: true };
}

function over(values: readonly number[], complete: boolean): Extremes {
  if (values.length === 0) return { best: NaN, worst: NaN, complete };
  return { best: Math.max(...values), worst: Math.min(...values), complete };
}

/** The largest smallest payoff of any lottery over profiles. */
async function fairestLottery(game: StrategicGame): Promise<number> {
  const profiles = game.payoffs[0].length;
  const scale = largestRange(game);
  const all = Array.from({ length: profiles }, (_, at) => at);
  const { objective } = await solveLinearProgram({
    cost: [...all.map(() => 0), -1],
    lower: [...all.map(() => 0), -Infinity],
    rows: [
      { columns: all, lower: 1, upper: 1 },
      ...game.payoffs.map((tensor) => ({
        columns: [...all, profiles],
        values: [...Array.from(tensor, (payoff) => payoff / scale), -1],
        lower: 0,
      })),
    ],
  });
  return -objective * scale;
}

/** The larger over the smaller of two numbers that must not be negative. */
function ratio(larger: number, smaller: number): number {
  if (!(smaller >= 0)) return NaN;
  return larger === smaller ? 1 : larger / smaller;
}
