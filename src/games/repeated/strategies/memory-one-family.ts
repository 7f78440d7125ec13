import { memoryOneStrategy } from '../memory-one.js';
import type { Strategy } from '../strategy.js';

const define = (
  name: string,
  description: string,
  source: string,
  initial: number,
  response: readonly [number, number, number, number],
): Strategy => memoryOneStrategy({ name, description, source }, () => ({ initial, response }));

/** Strategies that look at the last round alone, as probabilities of cooperating after CC, CD, DC and DD. */
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
  Alternator: define(
    'Alternator',
    'Plays the opposite of its own last move, cooperating first.',
    'Axelrod (1984)',
    1,
    [0, 0, 1, 1],
  ),
  WinStayLoseShift: define(
    'Win-Stay Lose-Shift',
    'Repeats its move after R or T and changes it after S or P.',
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
  Random: define('Random', 'Cooperates with probability ½.', 'Axelrod (1980)', 0.5, [0.5, 0.5, 0.5, 0.5]),
} as const satisfies Record<string, Strategy>;
