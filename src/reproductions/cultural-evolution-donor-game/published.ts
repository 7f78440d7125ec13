import { evolveScripted } from '../../games/index.js';
import type { Claim } from '../reproduction.js';
import { anyReciprocator, over, scriptedRuns } from './scripted.js';

/** Encounters of five runs of ten generations of two games of twelve rounds of six pairs. */
const ENCOUNTERS = 5 * 10 * 2 * 12 * 6;

const claim = (options: Omit<Claim, 'topic'>): Claim => ({
  topic: 'Published runs of language models (cannot be recomputed)',
  ...options,
});

export const publishedClaims: readonly Claim[] = [
  claim({
    id: 'punishment-counts',
    where: 'Punishment: 14.29 %, 1.65 % and 0.06 % of encounters',
    kind: 'dataset',
    statement: 'Each published share is one of a whole number of 7,200 encounters',
    published: null,
    compute: () => {
      const shares = [14.29, 1.65, 0.06];
      return Math.max(
        ...shares.map((share) => Math.abs((100 * Math.round((share * ENCOUNTERS) / 100)) / ENCOUNTERS - share)),
      );
    },
    holds: (gap) => gap <= 0.005,
    why: 'Largest distance to the next possible share, in points. The runs are not public; only that the numbers can be what they are said to be is checked: 1,029, 119 and 4 of 7,200.',
  }),
  claim({
    id: 'thousands-by-drift',
    where: 'Figure 2: Claude’s societies rise to thousands of units',
    kind: 'simulation',
    statement:
      'Scripted societies with the scoring of the code reach a thousand units by a drift of at most 0.1 a generation',
    published: null,
    compute: ({ full }) =>
      over(
        scriptedRuns(full ? 1000 : 100, {
          selection: { games: 'second' },
          rules: { schedule: 'released' },
          transmission: { bias: 0.1 },
        }),
        ({ wealth }) => wealth[wealth.length - 1],
      ),
    holds: (wealth) => wealth > 1000,
    why: 'Mean final units in generation 10, schedule and scoring as released. What model runs did cannot be recomputed; this says how strong a tendency of newcomers would do the same.',
  }),
  claim({
    id: 'rise-needs-drift',
    where: 'Figure 2: resources rise over the generations',
    kind: 'simulation',
    statement: 'Scripted societies without drift become richer over ten generations',
    published: null,
    compute: ({ full }) => {
      const runs = Array.from({ length: full ? 1000 : 200 }, (_, run) =>
        evolveScripted({ founders: anyReciprocator, seed: 1, run }),
      );
      return runs.filter(({ wealth }) => wealth[9] > wealth[0]).length / runs.length;
    },
    holds: (share) => share > 0.5,
    why: 'Share of runs that do. A rise such as Claude’s is not what selection does to such strategies; the inventions of the newcomers carry it.',
    expected: 'fails',
  }),
];
