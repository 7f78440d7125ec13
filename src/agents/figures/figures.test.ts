import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../figures/index.js';
import { familyScoresFigure, pairSharesFigure, type BenchScore } from '../index.js';

const words = { verb: 'defects', value: 'rounds in which player 1 defects', subtitle: 'Ten rounds' };
const pair = (first: string, second: string, share: number) => ({ first, second, share });

describe('a heat map of pairs', () => {
  it('says who does it most and least, and writes every share', async () => {
    const fig = pairSharesFigure(
      [pair('A', 'A', 0.25), pair('A', 'B', 1), pair('B', 'A', 0), pair('B', 'B', 0.5)],
      words,
    );
    expect(fig.title).toBe('A defects most, in 63 % of its rounds, B least, in 25 %');
    const svg = await renderSvg(fig);
    for (const text of ['>25<', '>100<', '>0<', '>50<', 'player 1', 'player 2']) expect(svg).toContain(text);
    expect(svg.match(/<rect[^>]*x=/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it('has titles that are true of ties', () => {
    expect(pairSharesFigure([pair('A', 'A', 0.5), pair('B', 'A', 0.5)], words).title).toBe(
      'Everybody defects equally often, in 50 % of rounds',
    );
    const many = ['B', 'C', 'D', 'E'].map((name) => pair(name, 'A', 0));
    expect(pairSharesFigure([pair('A', 'A', 1), ...many], words).title).toContain('B, C and 2 more least, in 0 %');
  });

  it('refuses what is no share', () => {
    expect(() => pairSharesFigure([], words)).toThrow('pairs.length');
    expect(() => pairSharesFigure([pair('A', 'B', 1.5)], words)).toThrow('pairs[0].share');
    expect(() => pairSharesFigure([pair('A', 'B', NaN)], words)).toThrow('pairs[0].share');
  });
});

describe('scores by family', () => {
  const score = (agent: string, family: string, value: number | null): BenchScore => ({
    agent,
    family,
    matches: 2,
    score: value,
    asFirst: value,
    asSecond: value,
  });

  it('says who leads where, and leaves unknown cells empty', async () => {
    const rows = [score('A', 'x', 0.9), score('A', 'y', 0.2), score('B', 'x', null), score('B', 'y', 0.4)];
    const fig = familyScoresFigure(rows, { subtitle: 'two games' });
    expect(fig.title).toBe('A scores best in 1 of 2 families of games, B in the others');
    const svg = await renderSvg(fig);
    expect(svg).toContain('>90<');
    expect(svg.match(/>\d+<\/text>/g)).toHaveLength(3);
    expect(familyScoresFigure([score('A', 'x', 0.9)], { subtitle: 's' }).title).toBe('A scores best in x');
    expect(() => familyScoresFigure([score('A', 'x', null)], { subtitle: 's' })).toThrow('hold a score');
  });
});
