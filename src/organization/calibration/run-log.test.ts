import { describe, expect, it } from 'vitest';
import { Table } from '../../data/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import { checkRunLog } from './run-log.js';

const columns = {
  agent: ['a', 'b', 'a', 'b'],
  item: ['y', 'y', 'x', 'x'],
  tokens: [10, 20, 30, 40],
  correct: [true, false, true, true],
};
const messages = {
  message_length: [5, null, 7, 9],
  sent: ['yes', null, 'no', 'no'],
  received: ['yes', null, 'yes', 'no'],
};

const withCell = (column: string, row: number, value: unknown) => {
  const all: Record<string, unknown[]> = { ...columns, ...messages };
  const changed = [...all[column]];
  changed[row] = value;
  return Table.fromColumns({ ...all, [column]: changed } as Record<string, string[]>, 'runs.csv');
};

describe('a run log', () => {
  it('is sorted by item in order of appearance, messages where there are any', () => {
    const log = checkRunLog(Table.fromColumns({ ...columns, ...messages }));
    expect(log).toMatchObject({ runs: 4, items: 2, agents: ['a', 'b'], rounds: 1 });
    expect([...log.starts]).toEqual([0, 2, 4]);
    expect([...log.signed]).toEqual([1, -1, 1, 1]);
    expect([...log.agrees]).toEqual([1, -1, 0, 1]);
    expect([...log.messageLength]).toEqual([5, NaN, 7, 9]);
  });

  it('takes columns by other names, and numbers for booleans and votes', () => {
    const table = Table.fromColumns({
      who: [1, 2],
      task: [1, 1],
      total_tokens: [5, 6],
      right: [1, 0],
      attempt: [1, 2],
      message_tokens: [3, 4],
      sent_vote: [1, -1],
      received_vote: [-1, -1],
    });
    const log = checkRunLog(table, { agentColumn: 'who', correctColumn: 'right' });
    expect([...log.signed]).toEqual([1, -1]);
    expect([...log.agrees]).toEqual([0, 1]);
    expect(log.rounds).toBe(2);
  });

  it.each([
    ['agent', 1, null, 'have a value'],
    ['item', 2, null, 'have a value'],
    ['tokens', 1, null, 'be a finite number greater than 0'],
    ['tokens', 3, -5, 'be a finite number greater than 0'],
    ['tokens', 3, 0, 'be a finite number greater than 0'],
    ['tokens', 3, Infinity, 'be a finite number greater than 0'],
    ['correct', 2, null, 'be true, false, 1 or 0'],
    ['message_length', 2, null, 'have a value, as the rest of the message has'],
    ['message_length', 2, -1, 'be a finite number greater than 0'],
    ['sent', 2, null, 'have a value, as the rest of the message has'],
    ['received', 0, null, 'have a value, as the rest of the message has'],
    ['received', 3, 'maybe', 'be yes or no: a vote'],
    ['agent', 3, 'a', 'answer item x once (row 3 has it; a round column tells repeats apart)'],
  ])('names file, row and column of a bad %s in row index %i: %s', (column, row, value, requirement) => {
    const table = withCell(column, row, value);
    expect(() => checkRunLog(table)).toThrow(InvalidInputError);
    expect(() => checkRunLog(table)).toThrow(
      `runs.csv, row ${row + 1}, column ${column}: ${column} must ${requirement}`,
    );
  });

  it('refuses a value of correct that is not binary', () => {
    const table = Table.fromColumns({ ...columns, correct: [1, 0, 0.5, 1] }, 'runs.csv');
    expect(() => checkRunLog(table)).toThrow('runs.csv, row 3, column correct: correct must be true, false, 1 or 0');
  });

  it('says which column it misses, and which exist', () => {
    const table = Table.fromColumns({ agent: ['a'], item: ['x'], tokens: [1] }, 'runs.csv');
    expect(() => checkRunLog(table)).toThrow(
      "correctColumn must be given: runs.csv has no column 'correct', 'is_correct'",
    );
    expect(() => checkRunLog(table, { agentColumn: 'agnt' })).toThrow(
      "agentColumn must name a column of runs.csv: 'agent', 'item'",
    );
    const half = Table.fromColumns({ ...columns, sent: ['a', 'a', 'b', 'b'] }, 'runs.csv');
    expect(() => checkRunLog(half)).toThrow('messageLengthColumn must be given');
  });

  it('tells repeats apart by round', () => {
    const table = Table.fromColumns({ ...columns, item: ['x', 'x', 'x', 'x'], round: [1, 1, 2, 2] });
    expect(checkRunLog(table)).toMatchObject({ items: 1, rounds: 2 });
    const twice = Table.fromColumns({ ...columns, item: ['x', 'x', 'x', 'x'], round: [1, 1, 2, 1] }, 'runs.csv');
    expect(() => checkRunLog(twice)).toThrow(
      'row 4, column agent: agent must answer item x and round 1 once (row 2 has it',
    );
  });
});
