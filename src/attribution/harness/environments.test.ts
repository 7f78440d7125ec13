import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { shellTasks } from './file-tree.js';
import { directions, mazeTasks, neighbour, shortestRoute } from './grid-maze.js';
import {
  algebraTasks,
  applyMove,
  formatEquation,
  isSolved,
  type AlgebraMove,
  type Equation,
} from './linear-equations.js';
import { purchaseReward, shopTasks } from './web-shop.js';

const random = randomStream(0);

describe('mazes', () => {
  it('have a rim, a way from start to goal, and shortest routes as a flood from the goal finds them', () => {
    for (const { maze } of mazeTasks({ count: 20, size: 11 })) {
      const { width, walls, start, goal } = maze;
      for (let i = 0; i < width; i++) {
        for (const cell of [i, i * width, (i + 1) * width - 1, width * width - 1 - i]) expect(walls[cell]).toBe(1);
      }
      // Distances by relaxation until nothing changes, instead of a queue.
      const distance = new Float64Array(walls.length).fill(Infinity);
      distance[goal] = 0;
      for (let changed = true; changed;) {
        changed = false;
        walls.forEach((wall, cell) => {
          if (wall) return;
          const best = 1 + Math.min(...directions.map((direction) => distance[neighbour(maze, cell, direction)]));
          if (best < distance[cell]) [distance[cell], changed] = [best, true];
        });
      }
      const route = shortestRoute(maze, start, walls);
      expect(route).toHaveLength(distance[start] + 1);
      const steps = (route ?? []).slice(1).map((cell, i) => Math.abs(cell - (route ?? [])[i]));
      expect(steps.every((step) => step === 1 || step === width)).toBe(true);
    }
  });

  it('fail a step into a wall and remember it; a slippery floor turns every move aside', () => {
    const [task] = mazeTasks({ count: 1, size: 5, openness: 0 });
    const maze = task.environment();
    maze.reset(random);
    expect(maze.step('north', random)).toMatchObject({
      failed: true,
      feedback: 'a wall to the north',
      observation: { position: 6, bumped: [1] },
    });
    expect(maze.illegal?.('up')).toBe('up is not a direction');
    const icy = mazeTasks({ count: 1, size: 5, slip: 1 })[0].environment();
    icy.reset(random);
    expect(icy.step('north', random).feedback).not.toMatch(/north|south/);
  });
});

describe('equations', () => {
  const numbers = fc.integer({ min: -6, max: 6 });
  const moves = fc.oneof(
    fc.record({ kind: fc.constant('subtract'), equation: fc.nat(1), term: fc.nat(2), amount: numbers }),
    fc.record({ kind: fc.constant('combine'), equation: fc.nat(1), times: numbers, other: fc.nat(1), plus: numbers }),
    fc.record({ kind: fc.constant('divide'), equation: fc.nat(1), by: numbers }),
  ) as fc.Arbitrary<AlgebraMove>;

  it('keep their solution under every legal move, and lose none', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.array(moves, { maxLength: 8 }), (seed, list) => {
        const [task] = algebraTasks({ count: 2, kind: 'system', seed });
        let { equations } = task.environment().reset(random);
        const solution = cramer(equations);
        for (const move of list) {
          const result = applyMove(equations, move);
          if (typeof result === 'string') continue;
          equations = equations.map((equation, i) => (i === move.equation ? result : equation));
        }
        const after = cramer(equations);
        after.forEach((value, i) => expect(value).toBeCloseTo(solution[i], 6));
      }),
    );
  });

  /** Both unknowns by Cramer's rule, from (left − right). */
  function cramer(equations: readonly Equation[]): number[] {
    const [[a, b, e], [c, d, f]] = equations.map(({ left, right }) => left.map((value, i) => value - right[i]));
    const determinant = a * d - b * c;
    return [(-e * d + b * f) / determinant, (-a * f + c * e) / determinant];
  }

  it('refuse what does not follow and what is not legal, and change nothing', () => {
    const [task] = algebraTasks({ count: 1, kind: 'equation', seed: 4 });
    const paper = task.environment();
    const { equations } = paper.reset(random);
    const move: AlgebraMove = { kind: 'subtract', equation: 0, term: 0, amount: 2 };
    const wrong = paper.step({ move, result: equations[0] }, random);
    expect(wrong).toMatchObject({ failed: true, feedback: `${formatEquation(equations[0])} does not follow` });
    expect(wrong.observation.equations).toEqual(equations);
    expect(applyMove(equations, { kind: 'divide', equation: 0, by: 0 })).toBe('division by 0');
    expect(applyMove(equations, { kind: 'combine', equation: 0, times: 0, other: 0, plus: 1 })).toMatch(/times 0/);
    expect(paper.illegal?.({ move: { kind: 'guess' } })).toBe('not a rewriting of an equation');
    expect(paper.illegal?.({ move, result: { left: [1], right: [2] } })).toMatch(/whole numbers/);
    expect(isSolved({ left: [1, 0], right: [0, 7] }, 0)).toBe(true);
    expect(isSolved({ left: [1, 0], right: [1, 7] }, 0)).toBe(false);
  });
});

describe('the shell', () => {
  it('scores the changes that were wanted among all that were made or wanted', () => {
    const task = shellTasks({ count: 3, seed: 2 })[2];
    const shell = task.environment();
    const { goal, listing } = shell.reset(random);
    if (goal.kind !== 'clean') throw new Error('the third task is to clean up');
    const wanted = listing.filter((path) => path.endsWith(goal.ending));
    const other = listing.filter((path) => !path.endsWith(goal.ending));
    expect(shell.step(`find *${goal.ending}`, random).observation.output).toEqual(wanted);
    shell.step(`rm ${wanted[0]}`, random);
    expect(shell.score()).toBeCloseTo(1 / wanted.length, 14);
    shell.step(`rm ${other[0]}`, random);
    expect(shell.score()).toBeCloseTo(1 / (wanted.length + 1), 14);
    for (const path of wanted.slice(1)) shell.step(`rm ${path}`, random);
    expect(shell.score()).toBeCloseTo(wanted.length / (wanted.length + 1), 14);
    expect(shell.step(`rm ${wanted[0]}`, random).feedback).toBe(`rm: ${wanted[0]}: no such file`);
  });

  it('complains as shells do', () => {
    const shell = shellTasks({ count: 1, seed: 1 })[0].environment();
    const { listing } = shell.reset(random);
    const says = (command: string) => shell.step(command, random).feedback;
    expect(says(`mv ${listing[0]} /inbox`)).toBe('mv: /inbox: no such folder');
    expect(says('mkdir /inbox')).toBe('done');
    expect(says('mkdir /inbox')).toBe('mkdir: /inbox: exists');
    expect(says('mv')).toBe('mv: missing operand');
    expect(says('grep nowhere-to-be-found')).toBe('grep: nowhere-to-be-found: nothing found');
    expect(shell.illegal?.('sudo reboot')).toBe('sudo: no such command');
  });
});

describe('the shop', () => {
  it('pays by what was matched, and nothing for the wrong type', () => {
    const product = {
      id: 1,
      type: 'lamp',
      attributes: ['red', 'slim'],
      price: 20,
      options: { size: ['small', 'large'] },
    };
    const goal = { type: 'lamp', attributes: ['red', 'light'], options: { size: 'small' }, highestPrice: 19 };
    expect(purchaseReward(goal, product, {})).toBe(1 / 4);
    expect(purchaseReward(goal, product, { size: 'small' })).toBe(2 / 4);
    expect(purchaseReward({ ...goal, highestPrice: 20 }, product, { size: 'large' })).toBe(2 / 4);
    expect(purchaseReward({ ...goal, type: 'rug' }, product, { size: 'small' })).toBe(0);
  });

  it('finds something near every instruction, and says what cannot be clicked', () => {
    for (const task of shopTasks({ count: 30, seed: 6 })) {
      const shop = task.environment();
      const { goal } = shop.reset(random);
      expect(shop.step({ kind: 'open', product: 3 }, random).feedback).toBe('not on this page');
      const { results } = shop.step({ kind: 'search', words: [goal.type, ...goal.attributes] }, random).observation;
      const best = Math.max(...results.map((product) => purchaseReward(goal, product, goal.options)));
      expect(best).toBeGreaterThanOrEqual(0.5);
      shop.step({ kind: 'open', product: results[0].id }, random);
      expect(shop.step({ kind: 'choose', option: 'colour', value: 'plaid' }, random).failed).toBe(true);
      expect(shop.step({ kind: 'buy' }, random).terminated).toBe(true);
      expect(shop.score()).toBe(purchaseReward(goal, results[0], {}));
    }
    const shop = shopTasks({ count: 1 })[0].environment();
    shop.reset(random);
    expect(shop.step({ kind: 'search', words: ['unicorn'] }, random).feedback).toBe('no results');
    expect(shop.illegal?.({ kind: 'steal' })).toBe('steal is nothing to click');
  });
});
