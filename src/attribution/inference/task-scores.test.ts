import { describe, expect, it } from 'vitest';
import { Table } from '../../data/index.js';
import { TaskScores, taskScores } from '../index.js';

const wide = [
  { planner: 0, actor: 0, task: 'a', score: 0.1 },
  { planner: 1, actor: 0, task: 'a', score: 0.3 },
  { planner: 0, actor: 1, task: 'a', score: 0.2 },
  { planner: 1, actor: 1, task: 'a', score: 0.9 },
];
const table = (rows: Parameters<typeof Table.fromRows>[0]) => Table.fromRows(rows, 'runs.csv');
const labelled = (labels: string[], extra: object = {}) =>
  table(labels.map((coalition, k) => ({ coalition, task: 'a', score: k / 10, ...extra })));

describe('TaskScores', () => {
  it('averages repeats and keeps their scatter', () => {
    const scores = TaskScores.fromRows(
      [1, 4, 4].map((score, r) => ({ coalition: ['a'], task: 't', score, repeat: String(r) })),
    );
    expect([scores.means[1], scores.repeats[1], scores.scatter[1]]).toEqual([3, 3, 6]);
    expect(scores.missing).toEqual([0]);
    expect(() => scores.game()).toThrow('missing: ∅');
    expect([...scores.partialGame().values]).toEqual([NaN, 3]);
  });

  it('names row and reason of what it refuses', () => {
    const row = { coalition: ['a'], task: 't', score: 1 };
    expect(() => TaskScores.fromRows([row, row])).toThrow(
      'rows[1] must be the only score of {a} on task t (rows[0] is one); tell runs apart by repeat',
    );
    expect(() => TaskScores.fromRows([{ ...row, score: NaN }])).toThrow('rows[0].score');
    expect(() => TaskScores.fromRows([{ ...row, task: '' }])).toThrow('rows[0].task');
    expect(() => TaskScores.fromRows([row], { players: ['b'] })).toThrow('rows[0].coalition must name players among b');
    expect(() => TaskScores.fromRows([{ ...row, coalition: 1 }])).toThrow('players must be given');
    expect(() => TaskScores.fromRows([])).toThrow('rows');
    expect(() => TaskScores.fromRows([row]).onTasks(['u'])).toThrow('task must be one that was run');
    const many = Array.from({ length: 24 }, (_, i) => `p${i}`);
    const rows = ['s', 't', 'u'].map((task) => ({ ...row, coalition: [], task }));
    expect(() => TaskScores.fromRows(rows, { players: many })).toThrow('2^n · 3 tasks');
  });
});

describe('taskScores', () => {
  it('reads a column a player', () => {
    const scores = taskScores(table(wide));
    expect(scores.players).toEqual(['planner', 'actor']);
    expect([...scores.game().values]).toEqual([0.1, 0.3, 0.2, 0.9]);
    const booleans = table(
      wide.map(({ planner, actor, ...rest }) => ({ ...rest, planner: planner === 1, actor: actor === 1 })),
    );
    expect([...taskScores(booleans, { players: ['actor', 'planner'] }).game().values]).toEqual([0.1, 0.2, 0.3, 0.9]);
    const renamed = table(wide.map(({ task: item, score: reward, ...rest }) => ({ ...rest, item, reward, seed: 7 })));
    expect(taskScores(renamed, { task: 'item', score: 'reward', ignore: ['seed'] }).tasks).toEqual(['a']);
    expect(taskScores(renamed, { task: 'item', score: 'reward', repeat: 'seed' }).repeats[3]).toBe(1);
  });

  it('reads coalitions by label, in every way of writing them', () => {
    const plus = taskScores(labelled(['∅', 'planner', 'actor', 'actor + planner']));
    expect(plus.players).toEqual(['planner', 'actor']);
    expect([...plus.game().values]).toEqual([0, 0.1, 0.2, 0.3]);
    const braces = taskScores(labelled(['{}', '{a}', '{b}', '{b, a}']), { players: ['a', 'b'] });
    expect([...braces.game().values]).toEqual([0, 0.1, 0.2, 0.3]);
    const compact = taskScores(labelled(['none', 'P', 'R', 'RP']), { players: ['P', 'R'] });
    expect([...compact.game().values]).toEqual([0, 0.1, 0.2, 0.3]);
    const configurations = { base: [], upgraded: ['x'] };
    const named = taskScores(labelled(['base', 'upgraded']), { players: ['x'], configurations });
    expect([...named.game().values]).toEqual([0, 0.1]);
  });

  it.each([
    [
      () => taskScores(table(wide.map((row) => ({ ...row, model: 'm' })))),
      'runs.csv, row 1, column model: model must be true/false or 1/0 (a player), or stand in ignore',
    ],
    [
      () => taskScores(table(wide.map((row, k) => ({ ...row, cost: k })))),
      'runs.csv, row 3, column cost: cost must be true/false or 1/0',
    ],
    [
      () => taskScores(table(wide.map((row, k) => ({ ...row, actor: k === 2 ? null : row.actor })))),
      'runs.csv, row 3, column actor',
    ],
    [() => taskScores(table(wide), { players: ['planner'] }), 'column actor: column must be a player'],
    [() => taskScores(table(wide), { players: ['planner', 'critic'] }), "must be one of 'planner', 'actor'"],
    [() => taskScores(table(wide), { score: 'reward' }), "column must be one of 'planner', 'actor', 'task', 'score'"],
    [() => taskScores(table(wide), { ignore: ['costs'] }), 'column must be one of'],
    [
      () => taskScores(table(wide.map((row) => ({ ...row, score: null })))),
      'runs.csv, row 1, column score: score must be a finite number; got null',
    ],
    [() => taskScores(table(wide.map((row) => ({ ...row, score: 'good' })))), 'runs.csv, row 1, column score'],
    [() => taskScores(table(wide.map((row) => ({ ...row, task: null })))), 'runs.csv, row 1, column task'],
    [
      () => taskScores(table([...wide, wide[1]])),
      'row 5, column score: score must be the only score of planner on task a (row 2 is another); give a repeat column',
    ],
    [() => taskScores(table([{ task: 'a', score: 1 }])), 'players must have a column each'],
    [() => taskScores(labelled(['a', 'a+'])), 'row 2'],
    [() => taskScores(labelled(['a+b', 'b+a'])), 'row 2, column score: score must be the only score of a+b'],
    [
      () => taskScores(labelled(['a+c']), { players: ['a', 'b'] }),
      "row 1, column coalition: coalition must be players among a, b joined by '+', or ∅",
    ],
    [() => taskScores(labelled(['a+a'])), 'name each player once'],
    [
      () => taskScores(labelled(['a'], { b: 1 })),
      'column b: column must stand in ignore: who took part is read from column coalition',
    ],
    [() => taskScores(labelled(['∅'])), 'column coalition: players must be at least one'],
  ])('refuses what it would have to guess (%#)', (read, message) => expect(read).toThrow(message));
});
