import { describe, expect, it } from 'vitest';
import { dataset } from '../../data/index.js';
import { DenseGame, attributionInference, compareAttributions, shapley, simulatedRows, taskScores } from '../index.js';

const players = ['planner', 'reasoner', 'actor', 'critic'];

/**
 * The games behind the two example datasets: 0.2 for nobody, 0.1 for the planner, 0.05 for the reasoner, 0.1 for the actor, and
 * 0.25 more for planner and actor together; in the revised system 0.12 for the critic too.
 */
const planted = (critic: number) =>
  DenseGame.from({
    players,
    value: (mask) =>
      0.2 +
      0.1 * (mask & 1) +
      0.05 * ((mask >> 1) & 1) +
      0.1 * ((mask >> 2) & 1) +
      critic * ((mask >> 3) & 1) +
      ((mask & 5) === 5 ? 0.25 : 0),
  });

describe.each([
  ['example-scores', 0],
  ['example-scores-revised', 0.12],
])('%s', (name, critic) => {
  it('is what its description generates', async () => {
    const { table } = await dataset(name);
    const rows = simulatedRows(planted(critic), { tasks: 40, shared: 0.6, seed: 11 }).map(
      ({ coalition, task, score }) => ({
        ...Object.fromEntries(players.map((player, i) => [player, ((coalition as number) >> i) & 1])),
        task,
        score,
      }),
    );
    expect(table.toRows()).toEqual(rows);
  });

  it('has values within 4 standard errors of the planted ones', async () => {
    const { table } = await dataset(name);
    const truth = shapley(planted(critic)).values;
    attributionInference(taskScores(table), { interval: 't', test: 't' }).values.forEach(
      ({ estimate, standardError }, i) => {
        expect(Math.abs(estimate - truth[i])).toBeLessThan(4 * standardError);
      },
    );
  });
});

it('the two examples pair up on all tasks', async () => {
  const [one, two] = await Promise.all(['example-scores', 'example-scores-revised'].map(dataset));
  const found = compareAttributions(taskScores(one.table), taskScores(two.table));
  expect(found.common).toHaveLength(40);
  expect(found.differences[3].interval.lower).toBeGreaterThan(0);
});
