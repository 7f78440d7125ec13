import { checkProbability } from '../../../foundation/index.js';
import { memoryOneStrategy } from '../memory-one.js';
import type { OwnPayoffs } from '../stage-game.js';
import type { Strategy } from '../strategy.js';

const define = (
  name: string,
  description: string,
  source: string,
  initial: number,
  response: readonly [number, number, number, number],
): Strategy => memoryOneStrategy({ name, description, source }, () => ({ initial, response }));

/** Strategies that look at the last round alone, as probabilities of cooperating at first and after CC, CD, DC and DD. */
export const memoryOneFamily = {
  Cooperator: define('Cooperator', 'Always cooperates.', 'Axelrod (1984)', 1, [1, 1, 1, 1]),
  Defector: define('Defector', 'Always defects.', 'Axelrod (1984)', 0, [0, 0, 0, 0]),
  TitForTat: define(
    'Tit For Tat',
    "Cooperates, then repeats the other's last move.",
    'Rapoport, in Axelrod (1980)',
    1,
    [1, 0, 1, 0],
  ),
  SuspiciousTitForTat: define(
    'Suspicious Tit For Tat',
    'Tit For Tat that starts with a defection.',
    'Boyd & Lorberbaum (1987)',
    0,
    [1, 0, 1, 0],
  ),
  AntiTitForTat: define(
    'Anti Tit For Tat',
    "Cooperates, then plays the opposite of the other's last move.",
    'Hilbe, Nowak & Traulsen (2013)',
    1,
    [0, 1, 0, 1],
  ),
  Bully: define(
    'Bully',
    "Defects, then plays the opposite of the other's last move.",
    'Nachbar (1992)',
    0,
    [0, 1, 0, 1],
  ),
  Negation: define(
    'Negation',
    "Starts at random, then plays the opposite of the other's last move.",
    'Beaufils & Mathieu, PRISON (1998)',
    0.5,
    [0, 1, 0, 1],
  ),
  Alternator: define(
    'Alternator',
    'Plays the opposite of its own last move, cooperating first.',
    'Axelrod (1984)',
    1,
    [0, 0, 1, 1],
  ),
  WinStayLoseShift: define(
    'Win-Stay Lose-Shift',
    'Repeats its move after R or T and changes it after S or P (Pavlov).',
    'Kraines & Kraines (1989); Nowak & Sigmund (1993)',
    1,
    [1, 0, 0, 1],
  ),
  WinShiftLoseStay: define(
    'Win-Shift Lose-Stay',
    'Changes its move after R or T and repeats it after S or P, defecting first.',
    'Li et al. (2011)',
    0,
    [0, 1, 1, 0],
  ),
  Grim: define(
    'Grim',
    'Cooperates after mutual cooperation only: Grudger with a memory of one round.',
    'Sigmund (2010)',
    1,
    [1, 0, 0, 0],
  ),
  FirmButFair: define(
    'Firm But Fair',
    'Cooperates except after the sucker payoff, and with probability ⅔ after mutual defection.',
    'Frean (1994)',
    1,
    [1, 0, 1, 2 / 3],
  ),
  StochasticCooperator: define(
    'Stochastic Cooperator',
    'A cooperator that evolution found under noise.',
    'Adami & Hintze (2013)',
    1,
    [0.935, 0.229, 0.266, 0.42],
  ),
  ALLCorALLD: define(
    'ALLCorALLD',
    'Cooperates first with probability 0.6 and repeats its own move for ever.',
    'Akin (2015), as Repeat',
    0.6,
    [1, 1, 0, 0],
  ),
  Desperate: define(
    'Desperate',
    'Starts at random and cooperates after mutual defection only.',
    'van den Berg & Weissing (2015)',
    0.5,
    [0, 0, 0, 1],
  ),
  Hopeless: define(
    'Hopeless',
    'Starts at random and defects after mutual cooperation only.',
    'van den Berg & Weissing (2015)',
    0.5,
    [0, 1, 1, 1],
  ),
  Willing: define(
    'Willing',
    'Starts at random and defects after mutual defection only.',
    'van den Berg & Weissing (2015)',
    0.5,
    [1, 1, 1, 0],
  ),
  GTFT: generousTitForTat(),
  StochasticWSLS: stochasticWinStayLoseShift(),
  SoftJoss: softJoss(),
  NaiveProber: naiveProber(),
  Random: random(),
} as const satisfies Record<string, Strategy>;

/**
 * Cooperates with probability p in every round.
 *
 * @param p - default ½
 * @throws InvalidInputError for p outside [0, 1]
 *
 * @example
 * ```ts
 * import { random } from 'polity/games';
 * random(0.3).name; // 'Random: 0.3'
 * random(1).stochastic; // false
 * ```
 */
export function random(p = 0.5): Strategy {
  checkProbability('p', p);
  return memoryOneStrategy(
    {
      name: p === 0.5 ? 'Random' : `Random: ${p}`,
      description: `Cooperates with probability ${p === 0.5 ? '½' : p}.`,
      source: 'Axelrod (1980)',
      recipe: { family: 'random', options: p },
    },
    () => ({ initial: p, response: [p, p, p, p] }),
  );
}

/**
 * Tit For Tat that forgives a defection with probability `generosity`; by default the largest one that no defector exploits,
 * min(1 − (T − R)/(R − S), (R − P)/(T − P)).
 *
 * @throws InvalidInputError for a generosity outside [0, 1], and in a match whose payoffs give no such probability
 *
 * @example
 * ```ts
 * import { generousTitForTat, axelrodPayoffs } from 'polity/games';
 * generousTitForTat().memoryOne?.(axelrodPayoffs).response; // [1, 0.3333333, 1, 0.3333333]
 * ```
 */
export function generousTitForTat(generosity?: number): Strategy {
  if (generosity !== undefined) checkProbability('generosity', generosity);
  return memoryOneStrategy(
    {
      name: generosity === undefined ? 'GTFT' : `GTFT: ${generosity}`,
      description:
        generosity === undefined
          ? 'Tit For Tat that forgives as often as no defector can exploit.'
          : `Tit For Tat that forgives a defection with probability ${generosity}.`,
      source: 'Nowak & Sigmund (1992); Molander (1985)',
      usesPayoffs: generosity === undefined,
      recipe: { family: 'generous-tit-for-tat', options: generosity },
    },
    (payoffs) => {
      const p = generosity ?? checkProbability('generosity of GTFT in this game', largestGenerosity(payoffs));
      return { initial: 1, response: [1, p, 1, p] };
    },
  );
}

function largestGenerosity({ R, S, T, P }: OwnPayoffs): number {
  return Math.min(1 - (T - R) / (R - S), (R - P) / (T - P));
}

/**
 * Win-Stay Lose-Shift that does the opposite with probability `error`.
 *
 * @throws InvalidInputError for an error outside [0, 1]
 *
 * @example
 * ```ts
 * import { axelrodPayoffs, stochasticWinStayLoseShift } from 'polity/games';
 * stochasticWinStayLoseShift(0.1).memoryOne?.(axelrodPayoffs).response; // [0.9, 0.1, 0.1, 0.9]
 * ```
 */
export function stochasticWinStayLoseShift(error = 0.05): Strategy {
  checkProbability('error', error);
  const stay = 1 - error;
  return memoryOneStrategy(
    {
      name: error === 0.05 ? 'Stochastic WSLS' : `Stochastic WSLS: ${error}`,
      description: `Win-Stay Lose-Shift that errs with probability ${error}.`,
      source: 'Knight et al., Axelrod library',
      recipe: { family: 'stochastic-win-stay-lose-shift', options: error },
    },
    () => ({ initial: 1, response: [stay, error, error, stay] }),
  );
}

/**
 * Tit For Tat that answers a defection with a defection only with probability q.
 *
 * @throws InvalidInputError for q outside [0, 1]
 *
 * @example
 * ```ts
 * import { axelrodPayoffs, softJoss } from 'polity/games';
 * softJoss(0.75).memoryOne?.(axelrodPayoffs).response; // [1, 0.25, 1, 0.25]
 * ```
 */
export function softJoss(q = 0.9): Strategy {
  checkProbability('q', q);
  return memoryOneStrategy(
    {
      name: q === 0.9 ? 'Soft Joss' : `Soft Joss: ${q}`,
      description: `Tit For Tat that answers a defection in kind with probability ${q}.`,
      source: 'Beaufils & Mathieu, PRISON (1998)',
      recipe: { family: 'soft-joss', options: q },
    },
    () => ({ initial: 1, response: [1, 1 - q, 1, 1 - q] }),
  );
}

/**
 * Tit For Tat that defects on a cooperation with probability p.
 *
 * @throws InvalidInputError for p outside [0, 1]
 *
 * @example
 * ```ts
 * import { naiveProber, axelrodPayoffs } from 'polity/games';
 * naiveProber(0.25).memoryOne?.(axelrodPayoffs).response; // [0.75, 0, 0.75, 0]
 * ```
 */
export function naiveProber(p = 0.1): Strategy {
  checkProbability('p', p);
  return memoryOneStrategy(
    {
      name: p === 0.1 ? 'Naive Prober' : `Naive Prober: ${p}`,
      description: `Tit For Tat that defects on a cooperation with probability ${p}.`,
      source: 'Li et al. (2011)',
      recipe: { family: 'naive-prober', options: p },
    },
    () => ({ initial: 1, response: [1 - p, 0, 1 - p, 0] }),
  );
}
