import { describe, expect, it } from 'vitest';
import {
  InvalidInputError,
  checkInteger,
  checkNumber,
  checkOneOf,
  checkPositive,
  checkProbability,
  checkVector,
} from './index.js';

describe('argument checks', () => {
  it('say the argument, what it may be and what it was', () => {
    expect(() => checkProbability('correlation', 1.3)).toThrow('correlation must lie in [0, 1]; got 1.3');
    expect(() => checkPositive('beta', 0)).toThrow('beta must be a finite number greater than 0; got 0');
    expect(() => checkInteger('depth', 2.5, { min: 0 })).toThrow('depth must be a whole number of at least 0; got 2.5');
    expect(() => checkOneOf('regime', 'x', ['a', 'b'])).toThrow(`regime must be one of 'a', 'b'; got "x"`);
    expect(() => checkVector('scores', [1, NaN])).toThrow('scores[1] must be a finite number; got NaN');
    expect(() => checkVector('scores', [1, 2], { length: 3 })).toThrow('scores.length must equal 3; got 2');
  });

  it('refuse what is not a number at all', () => {
    for (const bad of [NaN, Infinity, '1', null, undefined, {}, [1]]) {
      expect(() => checkNumber('x', bad)).toThrow(InvalidInputError);
      expect(() => checkInteger('x', bad)).toThrow(InvalidInputError);
    }
  });

  it('pass good values through and copy vectors', () => {
    expect(checkNumber('x', 0, { min: 0, max: 1 })).toBe(0);
    const input = Float64Array.of(1, 2);
    const copy = checkVector('x', input);
    copy[0] = 9;
    expect(input[0]).toBe(1);
  });

  it('carry the place in a file', () => {
    const error = new InvalidInputError('correct', 'maybe', 'be 0 or 1', {
      file: 'runs.csv',
      row: 17,
      column: 'correct',
    });
    expect(error.message).toBe('runs.csv, row 17, column correct: correct must be 0 or 1; got "maybe"');
    expect(error).toBeInstanceOf(RangeError);
  });
});
