import {
  DenseGame,
  bestCombinationFigure,
  efficiencyGapFigure,
  interactionsFigure,
  runScriptedDomain,
  scriptedDomains,
  shapleyInteractions,
  stackedValuesFigure,
  valueMatrixFigure,
  type DomainValues,
} from '../../attribution/index.js';
import type { ReproducedFigure } from '../reproduction.js';
import { combinationOf } from './additive-prediction.js';
import { domains, measuredGame, slots, slotValuesOf, type Domain } from './data.js';

const source = 'Yang et al., arXiv 2502.00510';

async function mainTable(): Promise<DomainValues[]> {
  const tables = await Promise.all(domains.map(async (domain) => ({ domain, rows: await slotValuesOf(domain) })));
  return tables.flatMap(({ domain, rows }) => rows.map((row) => ({ ...row, domain: titles[domain] })));
}

/** Domains in a figure, where room is short. */
const titles: Readonly<Record<Domain, string>> = {
  shopping: 'shopping',
  math: 'mathematics',
  'theorem-proving': 'proofs',
  'robot-cooperation': 'robots',
  'operating-system': 'OS',
};

/** Skills between which every module matters. */
export const everythingMatters = {
  default: { planner: 0.6, reasoner: 0.6, actor: 0.6, reflector: 0 },
  test: { planner: 0.95, reasoner: 0.95, actor: 0.95, reflector: 0.95 },
};

export const capabenchFigures: readonly ReproducedFigure[] = [
  {
    id: 'shapley-bars',
    where: 'Main table',
    finding:
      'The value of a slot depends on the domain: action carries mathematics and proofs, reasoning operating systems',
    figure: async () => stackedValuesFigure(await mainTable(), { source }),
  },
  {
    id: 'shapley-matrix',
    where: 'Main table',
    finding: 'Reflection is worth little in every domain, at most 0.07',
    figure: async () => valueMatrixFigure(await mainTable(), { source }),
  },
  {
    id: 'interactions',
    where: 'Public logs, glm-4-air in shopping',
    finding: 'Planning and action complement each other, reasoning and action replace each other',
    figure: async () => {
      const { values } = await measuredGame();
      return interactionsFigure(shapleyInteractions(new DenseGame(values, { players: slots })), { source });
    },
  },
  {
    id: 'shapley-or-banzhaf',
    where: 'Public code, aggregation scripts',
    finding:
      'Banzhaf values miss the gain: slightly in the measured game, visibly where three or four modules interact',
    figure: async () => {
      const planted = await Promise.all(
        scriptedDomains.map(async (domain) => ({
          label: `scripted: ${domain}`,
          game: (await runScriptedDomain(domain, { skills: everythingMatters, count: 60 })).game,
        })),
      );
      return efficiencyGapFigure([{ label: 'glm-4-air in shopping', game: await measuredGame() }, ...planted], {
        source,
      });
    },
  },
  {
    id: 'predicted-or-measured',
    where: 'Main table, best combinations',
    finding: 'What per-slot values add up to is not reached where models are mixed',
    figure: async () =>
      bestCombinationFigure(
        await Promise.all(
          domains.map(async (domain) => ({ domain: titles[domain], ...(await combinationOf(domain)) })),
        ),
        { source },
      ),
  },
];
