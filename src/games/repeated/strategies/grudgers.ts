import { checkInteger } from '../../../foundation/index.js';
import { historyStrategy, type MatchHistory } from '../history.js';
import type { Move, Strategy } from '../strategy.js';

/** Defections are remembered: for ever, for a while, or past a threshold. */
export const grudgers = {
  Grudger: historyStrategy(
    {
      name: 'Grudger',
      description: 'Cooperates until the other defects once, then defects for ever.',
      source: 'Friedman (1971), in Axelrod (1980)',
      memory: Infinity,
    },
    (h) => (h.otherDefections > 0 ? 1 : 0),
  ),
  SpitefulCC: historyStrategy(
    {
      name: 'SpitefulCC',
      description: 'Grudger that cooperates in the first two rounds whatever happens.',
      source: 'Mathieu & Delahaye (2015)',
      memory: Infinity,
      opening: 'CC',
    },
    (h) => (h.otherDefections > 0 ? 1 : 0),
  ),
  Aggravater: historyStrategy(
    {
      name: 'Aggravater',
      description: 'Grudger that defects in the first three rounds.',
      source: 'Campbell, Axelrod library',
      memory: Infinity,
      opening: 'DDD',
    },
    (h) => (h.otherDefections > 0 ? 1 : 0),
  ),
  OppositeGrudger: historyStrategy(
    {
      name: 'Opposite Grudger',
      description: 'Defects until the other cooperates once, then cooperates for ever.',
      source: 'Palmer, Axelrod library',
      memory: Infinity,
    },
    (h) => (h.otherCooperations > 0 ? 0 : 1),
  ),
  EasyGo: historyStrategy(
    {
      name: 'EasyGo',
      description: 'Defects until the other defects once, then cooperates for ever.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
    },
    (h) => (h.otherDefections > 0 ? 0 : 1),
  ),
  GrudgerAlternator: historyStrategy(
    {
      name: 'GrudgerAlternator',
      description: 'Cooperates until the other defects, then alternates D and C.',
      source: 'Prison, Beaufils & Mathieu (1998)',
      memory: Infinity,
    },
    (h) => (h.otherDefections > 0 && h.ownLast === 0 ? 1 : 0),
  ),
  ForgetfulGrudger: historyStrategy(
    {
      name: 'Forgetful Grudger',
      description: 'Answers a defection with ten and forgets it.',
      source: 'Palmer, Axelrod library',
      memory: 10,
    },
    (h, mind) => {
      if (mind.grudge === 10) mind.grudge = 0;
      if (h.last === 1 || mind.grudge > 0) return (mind.grudge++, 1);
      return 0;
    },
    () => ({ grudge: 0 }),
  ),
  SoftGrudger: softGrudger(),
  OnceBitten: historyStrategy(
    {
      name: 'Once Bitten',
      description: 'Answers two defections in a row with defections for the next eleven rounds.',
      source: 'Marissa, Axelrod library',
      memory: 12,
    },
    (h, mind) => {
      if (mind.left > 0) return (mind.left--, 1);
      if (h.turn < 2 || (h.other & 3) !== 3) return 0;
      mind.left = 10;
      return 1;
    },
    () => ({ left: 0 }),
  ),
  FoolMeOnce: historyStrategy(
    {
      name: 'Fool Me Once',
      description: 'Forgives one defection and defects for ever after the second.',
      source: 'Harper, Axelrod library',
      memory: Infinity,
    },
    (h) => (h.otherDefections > 1 ? 1 : 0),
  ),
  ForgetfulFoolMeOnce: historyStrategy(
    {
      name: 'Forgetful Fool Me Once',
      description: 'Fool Me Once that forgets its count with probability 0.05 a round.',
      source: 'Harper, Axelrod library',
      memory: Infinity,
      stochastic: true,
    },
    (h, mind) => {
      mind.count += h.last;
      if (h.stream.uniform() < 0.05) mind.count = 0;
      return mind.count > 1 ? 1 : 0;
    },
    () => ({ count: 0 }),
  ),
  Forgiver: historyStrategy(
    {
      name: 'Forgiver',
      description: 'Defects while the other has defected in more than a tenth of the rounds.',
      source: 'Campbell, Axelrod library',
      memory: Infinity,
    },
    (h) => (h.otherDefections > h.turn / 10 ? 1 : 0),
  ),
  Punisher: punisher(
    'Punisher',
    'Answers a defection with up to 20 more, in proportion to how often the other defects.',
    (h) => Math.floor((h.otherDefections * 20) / h.turn),
  ),
  InversePunisher: punisher(
    'Inverse Punisher',
    'Answers a defection with up to 20 more, in proportion to how often the other cooperates.',
    (h) => Math.max(1, Math.floor((h.otherCooperations * 20) / h.turn)),
  ),
  LevelPunisher: historyStrategy(
    {
      name: 'Level Punisher',
      description: 'From round 11 on defects while the other has defected in more than a fifth of the rounds.',
      source: 'Eckhart (2015)',
      memory: Infinity,
    },
    (h) => (h.turn >= 10 && h.otherDefections / h.turn > 0.2 ? 1 : 0),
  ),
  TrickyLevelPunisher: historyStrategy(
    {
      name: 'Tricky Level Punisher',
      description: 'For 100 rounds defects while the other has defected in more than 5 % of them, then cooperates.',
      source: 'Eckhart (2015)',
      memory: Infinity,
    },
    (h) => (h.turn < 100 && h.otherDefections > 0.05 * h.turn ? 1 : 0),
  ),
  Capri: historyStrategy(
    {
      name: 'CAPRI',
      description:
        'Cooperates, accepts punishment, punishes once, recovers from mutual defection, and defects otherwise.',
      source: 'Murase & Baek (2020)',
      memory: 3,
    },
    (h) => (capriCooperates.has(8 * (h.own & 7) + (h.other & 7)) ? 0 : 1),
  ),
} as const satisfies Record<string, Strategy>;

/** The last three moves, own and the other's, oldest first, after which CAPRI cooperates, by the rule that says so. */
const capriCooperates = new Set(
  [
    'CCC CCC', // cooperate
    ...['CCD CCC', 'CDC CCD', 'DCC CDC', 'CCC DCC'], // accept punishment
    ...['CCD CDC', 'CDC DCC', 'DCC CCC'], // punish once
    ...['DDD DDC', 'DDC DCC', 'DDC DDD', 'DCC DDC', 'DDC DDC', 'DCC DCC'], // recover
  ].map((text) => [...text.replace(' ', '')].reduce((code, letter) => 2 * code + (letter === 'D' ? 1 : 0), 0)),
);

/**
 * Answers `patience` defections in a row with `defections` defections, and these with `cooperations` cooperations whatever the
 * other does.
 *
 * @param options - `patience` in 1 … 32, default 1; `defections` default 4; `cooperations` default 2
 * @throws InvalidInputError for other numbers
 *
 * @example
 * ```ts
 * import { cycler, playMatch, softGrudger } from 'polity/games';
 * const soft = softGrudger({ defections: 2, cooperations: 1 });
 * playMatch(soft, cycler('DCCCC'), { turns: 5 }).first.moves; // [0, 1, 1, 0, 0]
 * ```
 */
export function softGrudger({ patience = 1, defections = 4, cooperations = 2 } = {}): Strategy {
  checkInteger('patience', patience, { min: 1, max: 32 });
  checkInteger('defections', defections, { min: 0 });
  checkInteger('cooperations', cooperations, { min: 0 });
  const usual = patience === 1 && defections === 4 && cooperations === 2;
  return historyStrategy(
    {
      name: usual ? 'Soft Grudger' : `General Soft Grudger: n=${patience}, d=${defections}, c=${cooperations}`,
      description: `Answers ${patience === 1 ? 'a defection' : `${patience} defections in a row`} with ${defections} defections and ${cooperations} cooperations.`,
      source: 'Li et al. (2011)',
      memory: Infinity,
      recipe: { family: 'soft-grudger', options: { patience, defections, cooperations } },
    },
    (h, mind) => {
      if (mind.left === 0) {
        if (h.turn < patience || h.recentDefections(patience) < patience) return 0;
        mind.left = defections + cooperations;
      }
      return mind.left-- > cooperations ? 1 : 0;
    },
    () => ({ left: 0 }),
  );
}

function punisher(name: string, description: string, length: (h: MatchHistory) => number): Strategy {
  return historyStrategy(
    { name, description, source: 'Palmer, Axelrod library', memory: Infinity },
    (h, mind): Move => {
      if (mind.left > 0) return (mind.left--, 1);
      if (h.last === 0) return 0;
      mind.left = length(h);
      return 1;
    },
    () => ({ left: 0 }),
  );
}
