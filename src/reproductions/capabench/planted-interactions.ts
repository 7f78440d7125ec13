import {
  algebraModules,
  algebraTasks,
  banzhaf,
  DenseGame,
  planActReflect,
  runHarness,
  runScriptedDomain,
  scriptedDomains,
  shapley,
  shapleyInteractions,
  type HarnessResult,
  type ScriptedDomain,
  type Skills,
} from '../../attribution/index.js';
import type { Claim, Run } from '../reproduction.js';

const planted = (claim: Omit<Claim, 'topic' | 'kind' | 'where' | 'published'>): Claim => ({
  topic: 'Interactions that are known because they were planted',
  kind: 'simulation',
  where: 'Section 3 (modular attribution), on agents whose modules are scripted',
  published: null,
  ...claim,
});

const able: Skills = { planner: 1, reasoner: 1, actor: 1, reflector: 1 };
/** Reflection against a clumsy actor; planner and reasoner are perfect in both sets. */
export const clumsyActor = { default: { ...able, actor: 0.6, reflector: 0 }, test: able };
/** Replanning against a bad plan. */
export const blindPlanner = { default: { ...able, planner: 0.3, reflector: 0 }, test: able };
/** A plan and somebody to follow it; no reflection anywhere. */
export const plansAndReasons = {
  default: { planner: 0.3, reasoner: 0.3, actor: 1, reflector: 0 },
  test: { ...able, reflector: 0 },
};

const runs = new Map<string, Promise<HarnessResult>>();

/** The run of a domain with two sets of skills; each is made once. */
function runOf(
  domain: ScriptedDomain,
  skills: { readonly default: Skills; readonly test: Skills },
  { full }: Run,
): Promise<HarnessResult> {
  const count = full ? 500 : 60;
  const key = JSON.stringify([domain, skills, count]);
  const run = runs.get(key) ?? runScriptedDomain(domain, { skills, count });
  runs.set(key, run);
  return run;
}

/** A pair's Shapley interaction; a task's sixteen scores stay together in its standard error. */
function pairOf({ scores, players, game }: HarnessResult, pair: readonly string[]) {
  const value = shapleyInteractions(game).get(pair);
  const deviations = Array.from({ length: scores.columns }, (_, task) => {
    const own = new DenseGame(scores.getColumn(task), { players });
    return shapleyInteractions(own).get(pair) - value;
  });
  const squares = deviations.reduce((sum, deviation) => sum + deviation ** 2, 0);
  const standardError = Math.sqrt(squares / (scores.columns - 1) / scores.columns);
  return { value, standardError, detail: `${pair.join(' × ')}, ${scores.columns} tasks` };
}

/** Largest difference, over all tasks, between a coalition with a slot's test module and without. */
function influence({ scores }: HarnessResult, slot: number, among: (mask: number) => boolean = () => true): number {
  let most = 0;
  for (let mask = 0; mask < scores.rows; mask++) {
    if (mask & (1 << slot) || !among(mask)) continue;
    for (let task = 0; task < scores.columns; task++) {
      most = Math.max(most, Math.abs(scores.get(mask | (1 << slot), task) - scores.get(mask, task)));
    }
  }
  return most;
}

const words: Readonly<Record<ScriptedDomain, string>> = {
  shop: 'shopping',
  algebra: 'algebra',
  maze: 'the maze',
  shell: 'the shell',
};

const repair: Readonly<Record<ScriptedDomain, { readonly pair: readonly [string, string]; readonly why: string }>> = {
  shop: {
    pair: ['actor', 'reflector'],
    why: 'A missed click costs an option or a product, unless the reflector has it done again.',
  },
  algebra: {
    pair: ['actor', 'reflector'],
    why: 'A slip in the arithmetic costs the goal, unless the reflector has it calculated again.',
  },
  shell: {
    pair: ['actor', 'reflector'],
    why: 'A mistyped path costs a file, unless the reflector has it typed again.',
  },
  maze: {
    pair: ['planner', 'reflector'],
    why: 'A route through walls ends at a wall, unless the reflector plans anew from there. Slips of the actor are no failure here: the reasoner finds back to the route.',
  },
};

export const plantedInteractionClaims: readonly Claim[] = [
  ...scriptedDomains.map((domain) => {
    const { pair, why } = repair[domain];
    return planted({
      id: `substitutes-${domain}`,
      statement: `In ${words[domain]}, a good ${pair[1]} and a good ${pair[0]} replace each other`,
      compute: async (run) => pairOf(await runOf(domain, domain === 'maze' ? blindPlanner : clumsyActor, run), pair),
      holds: (value) => value < -0.1,
      why: `Shapley interaction of the pair. ${why} With no failures there is nothing to reflect on, so the sum of both is worth less than its parts.`,
    });
  }),
  ...scriptedDomains.map((domain) =>
    planted({
      id: `complements-${domain}`,
      statement: `In ${words[domain]}, a plan and somebody who can follow it need each other`,
      compute: async (run) => pairOf(await runOf(domain, plansAndReasons, run), ['planner', 'reasoner']),
      holds: (value) => value > 0.1,
      why: 'Shapley interaction of planner and reasoner between skills of 0.3 and 1: a good plan read badly, and a bad one read well, both lead nowhere.',
    }),
  ),
  ...scriptedDomains.map((domain) =>
    planted({
      id: `null-slots-${domain}`,
      statement: `In ${words[domain]}, a slot whose two modules are the same has exactly no value`,
      compute: async (run) => {
        const result = await runOf(domain, plansAndReasons, run);
        const values = [...shapley(result.game).values, ...banzhaf(result.game).values];
        const ofNull = Math.max(...[2, 3, 6, 7].map((i) => Math.abs(values[i])));
        return Math.max(influence(result, 2), influence(result, 3), ofNull < 1e-15 ? 0 : ofNull);
      },
      holds: (most) => most === 0,
      why: 'Actor and reflector are the same in both sets. With common random numbers their swap changes no score of any coalition on any task, so the value is 0 without sampling error.',
    }),
  ),
  ...(['shop', 'algebra', 'shell'] as const).map((domain) =>
    planted({
      id: `nothing-to-reflect-on-${domain}`,
      statement: `In ${words[domain]}, a reflector beside a perfect actor changes nothing`,
      compute: async (run) => influence(await runOf(domain, clumsyActor, run), 3, (mask) => (mask & 0b100) !== 0),
      holds: (most) => most === 0,
      why: 'Largest difference over all tasks and all coalitions that hold the good actor: a module may be real and good, and worth nothing where it has no work.',
    }),
  ),
  planted({
    id: 'algebra-closed-form',
    statement: 'The game of an equation in three parts is (planner · reasoner · actor)³ in all sixteen coalitions',
    compute: async ({ full }) => {
      const [low, high] = [0.7, 0.9];
      const set = (skill: number) => algebraModules({ planner: skill, reasoner: skill, actor: skill, reflector: 0 });
      const tasks = algebraTasks({ count: full ? 4000 : 400, kind: 'equation', seed: 3 });
      const modules = { default: set(low), test: set(high) };
      const { game } = await runHarness({ modules, tasks, workflow: planActReflect({ stepLimit: 15 }) }, { seed: 3 });
      const deviations = Array.from(game.values, (value, mask) => {
        const chance = [0, 1, 2].reduce((product, slot) => product * (mask & (1 << slot) ? high : low), 1) ** 3;
        return Math.abs(value - chance) / Math.sqrt((chance * (1 - chance)) / tasks.length);
      });
      return { value: Math.max(...deviations), detail: 'largest deviation of a coalition, in standard errors' };
    },
    holds: (most) => most < 4,
    why: 'Collect the unknown, collect the constants, divide: each module has to get each of the three right, and nothing is repaired without a reflector.',
  }),
  planted({
    id: 'banzhaf-gap-of-complements',
    statement: 'Where three modules need one another, Banzhaf values miss the gain by far more than rounding',
    compute: async (run) => {
      const { game } = await runOf('algebra', { default: { ...plansAndReasons.default, actor: 0.6 }, test: able }, run);
      const { efficiencyGap, total } = banzhaf(game);
      return { value: 100 * Math.abs(efficiencyGap), detail: `points, of a gain of ${(100 * total).toFixed(1)}` };
    },
    holds: (points) => points > 1,
    why: 'Efficiency gap of the Banzhaf values for the algebra agent with everything to gain. The printed rows of mathematics and theorem proving are within 0.12 points.',
  }),
];
