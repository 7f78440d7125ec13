import { describe, expect, it } from 'vitest';
import { DenseGame, shapley, shapleyInteractions, type Coalition } from '../index.js';
import { algebraModules } from './algebra-modules.js';
import { algebraTasks } from './linear-equations.js';
import { runHarness, type HarnessResult } from './modular-harness.js';
import { planActReflect } from './plan-act-reflect.js';
import { runScriptedDomain, scriptedDomains } from './scripted-domain.js';

const able = { planner: 1, reasoner: 1, actor: 1, reflector: 1 };
const count = 40;

/** A pair's Shapley interaction, with the standard error of tasks that are drawn anew (a task's 16 scores stay together). */
function pairInteraction({ scores, players, game }: HarnessResult, pair: Coalition) {
  const byTask = Array.from({ length: scores.columns }, (_, task) =>
    shapleyInteractions(new DenseGame(scores.getColumn(task), { players })).get(pair),
  );
  const estimate = shapleyInteractions(game).get(pair);
  const variance = byTask.reduce((sum, value) => sum + (value - estimate) ** 2, 0) / (byTask.length - 1);
  return { estimate, standardError: Math.sqrt(variance / byTask.length) };
}

/** Rows of two coalitions are the same numbers. */
function expectSame({ scores }: HarnessResult, pairs: readonly (readonly [number, number])[]) {
  for (const [a, b] of pairs) expect(scores.getRow(a)).toEqual(scores.getRow(b));
}

describe('planted interactions', () => {
  it.each(['shop', 'algebra', 'shell'] as const)(
    '%s: reflection makes up for a clumsy actor, and only for that: substitutes',
    async (domain) => {
      const run = (actor: number) =>
        runScriptedDomain(domain, { skills: { default: { ...able, actor, reflector: 0 }, test: able }, count });
      const clumsy = await run(0.6);
      const { estimate, standardError } = pairInteraction(clumsy, ['actor', 'reflector']);
      expect(estimate).toBeLessThan(-4 * standardError);
      // Planner and reasoner are the same in both sets: exactly nothing, in every task; and what is left is the two.
      const [planner, reasoner, actor, reflector] = shapley(clumsy.game).values;
      expect([planner, reasoner].map(Math.abs).every((value) => value < 1e-15)).toBe(true);
      expectSame(clumsy, [
        [0, 3],
        [4, 7],
        [8, 11],
        [12, 15],
      ]);
      expect(Math.min(actor, reflector)).toBeGreaterThan(0.04);
      // A good actor leaves the reflector nothing to do.
      expectSame(clumsy, [[4, 12]]);
      // The less clumsy, the weaker the interaction.
      const handy = pairInteraction(await run(0.9), ['actor', 'reflector']);
      expect(Math.abs(handy.estimate)).toBeLessThan(Math.abs(estimate) / 2);
    },
  );

  it('maze: replanning replaces a plan: planner and reflector are substitutes', async () => {
    const skills = { default: { ...able, planner: 0.3, reflector: 0 }, test: able };
    const result = await runScriptedDomain('maze', { skills, count });
    const { estimate, standardError } = pairInteraction(result, ['planner', 'reflector']);
    expect(estimate).toBeLessThan(-4 * standardError);
    expectSame(result, [
      [0, 6],
      [1, 9],
    ]);
  });

  it.each(scriptedDomains)(
    '%s: a plan needs somebody who can follow it: planner and reasoner are complements',
    async (domain) => {
      const weak = { planner: 0.3, reasoner: 0.3, actor: 1, reflector: 0 };
      const result = await runScriptedDomain(domain, {
        skills: { default: weak, test: { ...able, reflector: 0 } },
        count,
      });
      const { estimate, standardError } = pairInteraction(result, ['planner', 'reasoner']);
      expect(estimate).toBeGreaterThan(4 * standardError);
      const others = ['planner actor', 'planner reflector', 'reasoner actor', 'reasoner reflector', 'actor reflector'];
      const sii = shapleyInteractions(result.game);
      for (const pair of others) expect(Math.abs(sii.get(pair.split(' ')))).toBeLessThan(1e-12);
      expectSame(result, [
        [0, 12],
        [3, 15],
      ]);
    },
  );

  it.each(scriptedDomains)('%s: with an agent that errs nowhere there is nothing to reflect on', async (domain) => {
    const skills = { default: { ...able, reflector: 0 }, test: able };
    const { scores, game, failures } = await runScriptedDomain(domain, { skills, count });
    expect(failures).toEqual([]);
    expect(new Set(scores.getColumn(7)).size).toBe(1);
    // In the shop a page of five results may lack the one product that has everything.
    expect(game.value(0)).toBeGreaterThan(domain === 'shop' ? 0.93 : 1 - 1e-12);
  });
});

describe('algebra in closed form', () => {
  it('an equation takes three parts, and each module has to get all three right', async () => {
    const [low, high] = [0.7, 0.9];
    const set = (skill: number) => algebraModules({ planner: skill, reasoner: skill, actor: skill, reflector: 0 });
    const tasks = algebraTasks({ count: 400, kind: 'equation', seed: 3 });
    const { game } = await runHarness(
      { modules: { default: set(low), test: set(high) }, tasks, workflow: planActReflect({ stepLimit: 15 }) },
      { seed: 3 },
    );
    // Without reflection a task is solved with chance (planner · reasoner · actor)³.
    const skill = (mask: number, slot: number) => (mask & (1 << slot) ? high : low);
    for (let mask = 0; mask < 16; mask++) {
      const chance = (skill(mask, 0) * skill(mask, 1) * skill(mask, 2)) ** 3;
      const standardError = Math.sqrt((chance * (1 - chance)) / tasks.length);
      expect(Math.abs(game.value(mask) - chance)).toBeLessThan(4 * standardError);
    }
  });
});

it('rejects a skill that is none', async () => {
  const skills = { default: able, test: { ...able, actor: 1.2 } };
  await expect(runScriptedDomain('maze', { skills })).rejects.toThrow('skills.actor must lie in [0, 1]; got 1.2');
});
