import { describe, expect, it } from 'vitest';
import type { AgentTask, StepResult } from './environment.js';
import { runHarness } from './modular-harness.js';
import { planActReflect, type AgentModules } from './plan-act-reflect.js';

/** A counter that wants to reach 3; 'skip' fails, 'stay' does nothing. */
const task: AgentTask<number, string> = {
  id: 'count to three',
  environment: () => {
    let count = 0;
    return {
      reset: () => count,
      step: (action): StepResult<number> => {
        if (action === 'up') count++;
        if (action === 'break') throw new TypeError('the environment is broken');
        const failed = action === 'skip';
        return { observation: count, failed, feedback: failed ? 'no skipping' : 'ok', terminated: count === 3 };
      },
      score: () => count / 3,
      illegal: (action) =>
        ['up', 'skip', 'stay', 'break'].includes(action as string) ? undefined : `${String(action)}?`,
      state: () => String(count),
    };
  },
};

type Modules = AgentModules<number, string, string, string, string>;

/** What was called, in order; the reasoner says the actions one after the other. */
function recorded(script: readonly string[]) {
  const calls: string[] = [];
  const modules: Modules = {
    planner: () => (calls.push('plan'), 'go'),
    reasoner: ({ trajectory, plan }) => {
      calls.push(`reason (${plan}, ${trajectory.at(-1)?.reflection ?? '-'})`);
      return script[trajectory.length];
    },
    actor: ({ thought }) => Promise.resolve((calls.push(`act ${thought}`), thought)),
    reflector: ({ cause, turn: { feedback } }) => (calls.push(`reflect ${cause}: ${feedback}`), `after ${cause}`),
  };
  return { calls, modules };
}

async function run(modules: Modules, options = {}) {
  const result = await runHarness({
    modules: { default: modules, test: modules },
    tasks: [task],
    workflow: planActReflect(options),
  });
  return result.episodes[0];
}

describe('plan once, then reason, act, and reflect on failure', () => {
  it('calls the modules in the order of the workflow and hands the reflection to the next reasoning', async () => {
    const { calls, modules } = recorded(['up', 'skip', 'up', 'up']);
    expect(await run(modules)).toMatchObject({ score: 1, steps: 4, failure: null });
    expect(calls.slice(0, 10)).toEqual([
      'plan',
      'reason (go, -)',
      'act up',
      'reason (go, -)',
      'act skip',
      'reflect failed: no skipping',
      'reason (go, after failed)',
      'act up',
      'reason (go, -)',
      'act up',
    ]);
    // 16 coalitions of the same modules.
    expect(calls).toHaveLength(160);
  });

  it('reflects on a loop, and counts anew afterwards', async () => {
    const { calls, modules } = recorded(['stay', 'stay', 'stay', 'stay', 'stay', 'stay', 'up', 'up', 'up']);
    await run(modules);
    const own = calls.slice(0, calls.indexOf('plan', 1));
    expect(own.filter((call) => call.startsWith('reflect'))).toEqual(['reflect loop: ok', 'reflect loop: ok']);
    expect(own.indexOf('reflect loop: ok')).toBe(7);
  });

  it('stops at the step limit with the score so far', async () => {
    const { modules } = recorded(['up', 'up', 'up']);
    expect(await run(modules, { stepLimit: 2 })).toMatchObject({ score: 2 / 3, steps: 2, failure: null });
  });

  it('records an illegal action and a module that throws, with slot, step and reason', async () => {
    const fails = async (modules: Modules) => (await run(modules)).failure;
    const { modules } = recorded(['up', 'fly']);
    expect(await fails(modules)).toEqual({ slot: 'actor', kind: 'illegal action', step: 1, reason: 'fly?' });
    const thrown = (reason: string) => () => Promise.reject(new Error(reason));
    expect(await fails({ ...modules, planner: thrown('no idea') })).toEqual({
      slot: 'planner',
      kind: 'threw',
      step: 0,
      reason: 'no idea',
    });
    const stumbling = recorded(['up', 'skip']).modules;
    expect(await fails({ ...stumbling, reflector: thrown('too tired') })).toMatchObject({ slot: 'reflector', step: 2 });
  });

  it('lets an error of the environment through', async () => {
    await expect(run(recorded(['break']).modules)).rejects.toThrow('the environment is broken');
  });
});
