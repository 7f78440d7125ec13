import {
  constantDonor,
  donorDonationsFigure,
  donorDriftFigure,
  donorFatesFigure,
  donorInvasionFigure,
  donorPunishmentFigure,
  donorResourcesFigure,
  donorSchedulesFigure,
  donorTraceLengthFigure,
  driftMap,
  evolveDonors,
  imageScorer,
  scriptedDonor,
  standingDonor,
  traceDonor,
} from '../games/index.js';
import { evolutionClaims } from './cultural-evolution-donor-game/evolution.js';
import { gameClaims } from './cultural-evolution-donor-game/game.js';
import { publishedClaims } from './cultural-evolution-donor-game/published.js';
import { imitators, reputationClaims } from './cultural-evolution-donor-game/reputation.js';
import { anyJudgeOfThree, anyReciprocator, scriptedRuns } from './cultural-evolution-donor-game/scripted.js';
import type { Reproduction } from './reproduction.js';

const residents = [
  { label: 'image scorers', strategy: imageScorer() },
  { label: 'standing donors', strategy: standingDonor() },
  { label: 'givers of half', strategy: { ...constantDonor(0.5), threshold: 0.25, lenient: true } },
];
const steps = (from: number, to: number, count: number) =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

export const culturalEvolutionDonorGame: Reproduction = {
  slug: 'cultural-evolution-donor-game',
  title: 'Cultural Evolution of Cooperation among LLM Agents',
  authors: 'Aron Vallinder, Edward Hughes',
  citation: 'arXiv 2412.10270v1, 2024',
  notebook: 'cultural-evolution-donor-game.ipynb',
  notes:
    'The paper’s runs of language models are not public and are not recomputed. The game, its ceilings and all scripted societies are exact or simulated here; numbers called “derived” follow from the rules and are not printed in the paper. Three ways of the released code differ from what the paper describes (the schedule repeats a role, only the second game is scored, and a donor without units is shown as having given 100 %): Polity’s defaults follow the description, and the report has both. What survives of “generous, reputation-based giving evolves”: that giving comes to answer to reputations follows from selection; that it becomes generous does not, and needs newcomers that are more generous than those they learn from.',
  claims: [...gameClaims, ...reputationClaims, ...evolutionClaims, ...publishedClaims],
  figures: [
    {
      id: 'resources',
      where: 'Figure 2, as scripted societies',
      finding: 'Societies that differ in the drift of their newcomers part; none comes near the ceiling.',
      figure: () =>
        donorResourcesFigure(
          [0.1, 0, -0.05].map((bias) => ({
            label:
              bias > 0 ? 'newcomers that drift up' : bias < 0 ? 'newcomers that drift down' : 'newcomers without drift',
            runs: scriptedRuns(5, { transmission: { bias } }),
          })),
        ),
    },
    {
      id: 'donations',
      where: 'reputation-based giving',
      finding: 'Selection teaches donors to give less to those who gave little.',
      figure: async () =>
        donorDonationsFigure(
          await Promise.all(
            Array.from({ length: 10 }, (_, run) =>
              evolveDonors({
                run,
                newcomer: ({ number, random }) =>
                  scriptedDonor(anyReciprocator(number, random), { transmission: { bias: 0.05 } }),
              }),
            ),
          ),
        ),
    },
    {
      id: 'invasion',
      where: 'indirect reciprocity',
      finding: 'Cooperation and defection are both stable; how many it takes to tip hangs on how traces are read.',
      figure: () =>
        donorInvasionFigure({
          strategies: [
            residents[0],
            residents[1],
            { label: 'givers of half', strategy: constantDonor(0.5) },
            { label: 'judges of three lines', strategy: traceDonor({ first: 1, weights: [1, 1, 1] }) },
          ],
        }),
    },
    {
      id: 'fates',
      where: 'variation across seeds',
      finding: 'Two fates, parted by what the first generation gives.',
      figure: ({ full }) => donorFatesFigure(imitators(full)),
    },
    {
      id: 'drift',
      where: 'newcomers against survivors',
      finding: 'Generosity takes drift; a trace makes it cheaper, selection dearer.',
      figure: ({ full }) =>
        donorDriftFigure(
          [0, 1].map((traceLength) => ({
            label: traceLength === 0 ? 'nothing seen' : 'one deed seen',
            map: driftMap({
              founders: anyReciprocator,
              rules: { traceLength },
              biases: steps(-0.1, 0.2, full ? 49 : 13),
              intensities: steps(0, 1, full ? 41 : 11),
              replicates: full ? 40 : 12,
            }),
          })),
        ),
    },
    {
      id: 'trace-length',
      where: 'traces of length 1 instead of 3',
      finding: 'One deed seen helps; two more do not.',
      figure: () => donorTraceLengthFigure({ founders: anyJudgeOfThree, transmission: { bias: 0.05 }, seed: 1 }),
    },
    {
      id: 'punishment',
      where: 'costly punishment',
      finding: 'A little punishment ruins a defector.',
      figure: () => donorPunishmentFigure({ residents }),
    },
    {
      id: 'punishment-as-published',
      where: 'costly punishment, released code',
      finding: 'Where empty hands count as having given all, punishment makes a defector’s reputation.',
      figure: () => donorPunishmentFigure({ residents, rules: { emptyHands: 'full' } }),
    },
    {
      id: 'schedules',
      where: 'released schedule',
      finding: 'The repeated role halves what full cooperation can reach.',
      figure: () => donorSchedulesFigure(),
    },
  ],
};
