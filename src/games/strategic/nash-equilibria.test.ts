import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import {
  bestResponses,
  exactEquilibria,
  formatFraction,
  lemkeHowson,
  nashEquilibria,
  pureEquilibria,
  regretOf,
  StrategicGame,
  supportEnumeration,
  toNumber,
  type NashEquilibrium,
} from '../index.js';

/** A matrix of whole numbers 0 … most. */
function integers(stream: ReturnType<typeof randomStream>, m: number, n: number, most: number): number[][] {
  return Array.from({ length: m }, () => Array.from({ length: n }, () => stream.below(most + 1)));
}

const key = ({ row, column }: { row: ArrayLike<number>; column: ArrayLike<number> }) =>
  [...Array.from(row), ...Array.from(column)].map((p) => p.toFixed(7).replace('-0.0000000', '0.0000000')).join(' ');

const keys = (list: readonly NashEquilibrium[]) => list.map(key).sort();

/** Published games with all their equilibria, [row, column]. */
const published: readonly [string, number[][], number[][], [number[], number[]][]][] = [
  [
    'battle of the sexes',
    [
      [10, 0],
      [0, 7],
    ],
    [
      [7, 0],
      [0, 10],
    ],
    [
      [
        [1, 0],
        [1, 0],
      ],
      [
        [10 / 17, 7 / 17],
        [7 / 17, 10 / 17],
      ],
      [
        [0, 1],
        [0, 1],
      ],
    ],
  ],
  [
    'the prisoner’s dilemma',
    [
      [8, 0],
      [10, 5],
    ],
    [
      [8, 10],
      [0, 5],
    ],
    [
      [
        [0, 1],
        [0, 1],
      ],
    ],
  ],
  [
    'von Stengel’s 3 × 2 game',
    [
      [3, 3],
      [2, 5],
      [0, 6],
    ],
    [
      [3, 2],
      [2, 6],
      [3, 1],
    ],
    [
      [
        [1, 0, 0],
        [1, 0],
      ],
      [
        [4 / 5, 1 / 5, 0],
        [2 / 3, 1 / 3],
      ],
      [
        [0, 1 / 3, 2 / 3],
        [1 / 3, 2 / 3],
      ],
    ],
  ],
  [
    'Shapley’s game of 1974',
    [
      [0, 3, 0],
      [2, 2, 0],
      [3, 0, 1],
    ],
    [
      [0, 2, 3],
      [3, 2, 0],
      [0, 0, 1],
    ],
    [
      [
        [1 / 3, 2 / 3, 0],
        [1 / 3, 2 / 3, 0],
      ],
      [
        [1 / 6, 1 / 3, 1 / 2],
        [1 / 6, 1 / 3, 1 / 2],
      ],
      [
        [0, 0, 1],
        [0, 0, 1],
      ],
    ],
  ],
];

/** The 6 × 6 game with 75 equilibria of von Stengel (1999), column by column as pairs (row player, column player). */
const many = [
  '9504 72336 -111771 -461736 397584 1227336 171204 -1718376 1303104 1303104 737154 -453420',
  '-660 48081 31680 -300036 -113850 774576 -45936 -1039236 -453420 737154 -227040 -227040',
  '19976 29216 -130944 -178761 451176 451176 208626 -586476 1227336 397584 774576 -113850',
  '-20526 14124 168124 -84436 -586476 208626 -263076 -263076 -1718376 171204 -1039236 -45936',
  '1776 1776 -8514 -8976 29216 19976 14124 -20526 72336 9504 48081 -660',
  '-8976 -8514 52764 52764 -178761 -130944 -84436 168124 -461736 -111771 -300036 31680',
].map((column) => column.split(' ').map(Number));
const manyOf = (player: number) => Array.from({ length: 6 }, (_, i) => many.map((column) => column[2 * i + player]));

describe('all equilibria', () => {
  it.each(published)('of %s are the published ones', (_, row, column, expected) => {
    const game = StrategicGame.bimatrix(row, column);
    const wanted = expected.map(([x, y]) => key({ row: x, column: y }));
    expect(nashEquilibria(game).equilibria.map(key)).toEqual(wanted);
    const exact = exactEquilibria(row, column).equilibria;
    expect(exact.map((e) => key({ row: e.row.map(toNumber), column: e.column.map(toNumber) }))).toEqual(wanted);
    expect(keys(supportEnumeration(game))).toEqual([...wanted].sort());
  });

  it('of von Stengel’s 6 × 6 game are 75, with the published sizes of support', () => {
    const { equilibria, degenerate } = exactEquilibria(manyOf(0), manyOf(1));
    expect([equilibria.length, degenerate]).toEqual([75, false]);
    const sizes = new Array<number>(7).fill(0);
    for (const { row } of equilibria) sizes[row.filter(({ numerator }) => numerator > 0n).length]++;
    expect(sizes).toEqual([0, 2, 26, 18, 26, 2, 1]);
    expect(nashEquilibria(StrategicGame.bimatrix(manyOf(0), manyOf(1))).equilibria).toHaveLength(75);
  });

  it('are the same by vertices, by supports and exactly, in random games', () => {
    const stream = randomStream(11);
    for (let trial = 0; trial < 150; trial++) {
      const [m, n] = [1 + stream.below(5), 1 + stream.below(5)];
      const [row, column] = [integers(stream, m, n, 1_000_000), integers(stream, m, n, 1_000_000)];
      const game = StrategicGame.bimatrix(row, column);
      const { equilibria, degenerate, components } = nashEquilibria(game);
      expect(degenerate).toBe(false);
      // Lemke–Howson: a nondegenerate game has an odd number.
      expect(equilibria.length % 2).toBe(1);
      expect(components.every(({ equilibria: members }) => members.length === 1)).toBe(true);
      expect(keys(equilibria)).toEqual(keys(supportEnumeration(game)));
      const exact = exactEquilibria(row, column).equilibria;
      expect(exact.map((e) => key({ row: e.row.map(toNumber), column: e.column.map(toNumber) })).sort()).toEqual(
        keys(equilibria),
      );
      for (const { regret } of equilibria) expect(regret).toBeLessThan(1e-9 * 1_000_000);
    }
  });

  it('are found exactly as often in floating point as in whole numbers where games are degenerate', () => {
    const stream = randomStream(12);
    let degenerateGames = 0;
    for (let trial = 0; trial < 200; trial++) {
      const [m, n] = [2 + stream.below(4), 2 + stream.below(4)];
      const [row, column] = [integers(stream, m, n, 3), integers(stream, m, n, 3)];
      const float = nashEquilibria(StrategicGame.bimatrix(row, column));
      const exact = exactEquilibria(row, column);
      if (float.degenerate) degenerateGames++;
      expect(float.degenerate).toBe(exact.degenerate);
      expect(keys(float.equilibria)).toEqual(
        exact.equilibria.map((e) => key({ row: e.row.map(toNumber), column: e.column.map(toNumber) })).sort(),
      );
      expect(float.components).toHaveLength(exact.components.length);
    }
    expect(degenerateGames).toBeGreaterThan(100);
  });

  it('are what enumerating all vertices by linear algebra finds, in degenerate games too', () => {
    const stream = randomStream(13);
    for (let trial = 0; trial < 60; trial++) {
      const [row, column] = [integers(stream, 3, 3, 2), integers(stream, 3, 3, 2)];
      const found = nashEquilibria(StrategicGame.bimatrix(row, column)).equilibria;
      expect(keys(found)).toEqual(extremeByBruteForce(row, column).sort());
    }
  });

  it('do not depend on scale, shift or order of the strategies', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (seed, scale) => {
          const stream = randomStream(seed);
          const [row, column] = [integers(stream, 3, 4, 50), integers(stream, 3, 4, 50)];
          const moved = nashEquilibria(
            StrategicGame.bimatrix(
              [2, 0, 1].map((i) => row[i].map((payoff) => scale * payoff + 7)),
              [2, 0, 1].map((i) => column[i].map((payoff) => payoff / scale - 3)),
            ),
          ).equilibria.map(({ row: x, column: y }) => key({ row: [x[1], x[2], x[0]], column: y }));
          expect(moved.sort()).toEqual(keys(nashEquilibria(StrategicGame.bimatrix(row, column)).equilibria));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuse what they cannot solve', () => {
    expect(() =>
      nashEquilibria(new StrategicGame([2, 2, 2], [new Float64Array(8), new Float64Array(8), new Float64Array(8)])),
    ).toThrow('game.players must be two');
    const wide = Array.from({ length: 27 }, () => new Float64Array(27));
    expect(() => nashEquilibria(StrategicGame.bimatrix(wide, wide))).toThrow('at most 53 strategies together');
    expect(() =>
      exactEquilibria(
        [[1, 2], [3]],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    ).toThrow('row[1].length must equal 2; got 1');
    expect(() => exactEquilibria([['1/0']], [[1]])).toThrow('row[0][0] must be a number such as');
    expect(() => exactEquilibria([[1, 2]], [[1]])).toThrow('column must be 1 × 2');
  });
});

describe('components of degenerate games', () => {
  it('hold the continuum in which the row player may mix two strategies freely', () => {
    // Zero-sum; the last two rows are the same strategy.
    const game = StrategicGame.zeroSum([
      [0, -1, 1],
      [-1, 0, 1],
      [-1, 0, 1],
    ]);
    const { equilibria, components, degenerate } = nashEquilibria(game);
    expect(degenerate).toBe(true);
    expect(components).toHaveLength(1);
    const [{ subsets }] = components;
    expect(subsets).toHaveLength(1);
    const [{ rows, columns }] = subsets;
    // Every mixture within a subset is an equilibrium.
    const stream = randomStream(5);
    for (let draw = 0; draw < 20; draw++) {
      const mix = (strategies: Float64Array[]) => {
        const shares = strategies.map(() => stream.uniform());
        const sum = shares.reduce((a, b) => a + b);
        return strategies[0].map((_, i) => strategies.reduce((p, s, k) => p + (shares[k] / sum) * s[i], 0));
      };
      const profile = [mix(rows.map((e) => equilibria[e].row)), mix(columns.map((e) => equilibria[e].column))];
      expect(regretOf(game, profile).regret).toBeLessThan(1e-12);
    }
  });

  it('separate what only looks connected, and split into maximal subsets', () => {
    // Every profile in which one of them plays first is an equilibrium: two segments that meet in a point.
    const { equilibria, components } = nashEquilibria(
      StrategicGame.bimatrix(
        [
          [0, 0],
          [0, -1],
        ],
        [
          [0, 0],
          [0, -1],
        ],
      ),
    );
    expect(equilibria).toHaveLength(3);
    expect(components).toHaveLength(1);
    expect(components[0].subsets).toHaveLength(2);
    for (const { rows, columns } of components[0].subsets) expect([rows.length, columns.length].sort()).toEqual([1, 2]);
  });
});

describe('Lemke–Howson', () => {
  it('ends where von Stengel’s figure says, from every label', () => {
    const [, row, column] = published[2];
    const game = StrategicGame.bimatrix(row, column);
    const ends = [0, 1, 2, 3, 4].map((label) => lemkeHowson(game, { label }).row[0]);
    // Labels 0, 2, 3 lead to the first equilibrium, 1 and 4 to the third.
    expect(ends).toEqual([1, 0, 1, 1, 0]);
  });

  it('misses two of the equilibria of Shapley’s game from every label', () => {
    const [, row, column] = published[3];
    for (let label = 0; label < 6; label++) {
      expect([...lemkeHowson(StrategicGame.bimatrix(row, column), { label }).row]).toEqual([0, 0, 1]);
    }
  });

  it('ends in one of all equilibria, degenerate or not', () => {
    const stream = randomStream(21);
    for (let trial = 0; trial < 100; trial++) {
      const most = trial % 2 ? 2 : 1000;
      const game = StrategicGame.bimatrix(integers(stream, 4, 3, most), integers(stream, 4, 3, most));
      const all = keys(nashEquilibria(game).equilibria);
      for (let label = 0; label < 7; label++) {
        const path = lemkeHowson(game, { label });
        expect(path.converged).toBe(true);
        expect(all).toContain(key(path));
      }
    }
  });

  it('solves large games, and says when it was stopped', () => {
    const stream = randomStream(22);
    const matrix = () => Array.from({ length: 60 }, () => Float64Array.from({ length: 60 }, () => stream.uniform()));
    const game = StrategicGame.bimatrix(matrix(), matrix());
    const path = lemkeHowson(game);
    expect(path.converged).toBe(true);
    expect(path.regret).toBeLessThan(1e-10);
    expect(regretOf(game, [path.row, path.column]).regret).toBeLessThan(1e-10);
    expect(lemkeHowson(game, { maxPivots: 1 }).converged).toBe(false);
    expect(() => lemkeHowson(game, { label: 120 })).toThrow('label must be a whole number in [0, 119]; got 120');
  });
});

describe('pure equilibria', () => {
  it('of many players are those in which nobody gains alone', () => {
    const stream = randomStream(31);
    for (let trial = 0; trial < 20; trial++) {
      const shape = [2, 3, 2, 2];
      const game = new StrategicGame(
        shape,
        shape.map(() => Float64Array.from({ length: 24 }, () => stream.below(4))),
      );
      const wanted: number[][] = [];
      for (let index = 0; index < 24; index++) {
        const profile = [Math.floor(index / 12), Math.floor(index / 4) % 3, Math.floor(index / 2) % 2, index % 2];
        const pure = profile.map((s, p) => Float64Array.from({ length: shape[p] }, (_, i) => (i === s ? 1 : 0)));
        if (profile.every((s, p) => bestResponses(game, pure, p).includes(s))) wanted.push(profile);
      }
      expect(pureEquilibria(game)).toEqual(wanted);
    }
  });
});

describe('fractions', () => {
  it('say exactly what the equilibrium is', () => {
    const { equilibria } = exactEquilibria(
      [
        ['0.1', 0],
        [0, '1/3'],
      ],
      [
        [1, 0],
        [0, 1],
      ],
    );
    // The column player makes the row player indifferent: y/10 = (1 − y)/3.
    expect(equilibria[1].column.map(formatFraction)).toEqual(['10/13', '3/13']);
    expect(formatFraction(equilibria[1].payoffs[0])).toBe('1/13');
  });
});

/** Vertices of both polytopes from all square subsystems of their inequalities; pairs that carry all labels. */
function extremeByBruteForce(row: number[][], column: number[][]): string[] {
  const m = row.length;
  const n = row[0].length;
  const shift = (matrix: number[][]) => matrix.map((line) => line.map((payoff) => payoff + 1));
  const own = shift(row);
  const other = shift(column);
  const rowVertices = verticesOf(own[0].map((_, j) => other.map((line) => line[j])));
  const columnVertices = verticesOf(own);
  const found: string[] = [];
  for (const x of rowVertices) {
    for (const y of columnVertices) {
      const labels = new Set([...x.tight, ...[...y.tight].map((label) => (label < n ? m + label : label - n))]);
      const origin = x.z.every((p) => p === 0) || y.z.every((p) => p === 0);
      if (labels.size === m + n && !origin) found.push(key({ row: shares(x.z), column: shares(y.z) }));
    }
  }
  return found;
}

const shares = (z: readonly number[]) => {
  const sum = z.reduce((a, b) => a + b);
  return z.map((share) => share / sum);
};

/** Vertices of {z ≥ 0, M z ≤ 1}: d of the d + r inequalities tight, by Cramer's rule for d = 3. */
function verticesOf(matrix: number[][]): { z: number[]; tight: Set<number> }[] {
  const d = 3;
  const inequalities = [
    ...[0, 1, 2].map((j) => ({ normal: [0, 1, 2].map((k) => (k === j ? -1 : 0)), bound: 0 })),
    ...matrix.map((normal) => ({ normal, bound: 1 })),
  ];
  const vertices = new Map<string, { z: number[]; tight: Set<number> }>();
  for (let a = 0; a < inequalities.length; a++) {
    for (let b = a + 1; b < inequalities.length; b++) {
      for (let c = b + 1; c < inequalities.length; c++) {
        const rows = [a, b, c].map((i) => inequalities[i]);
        const determinant = determinantOf(rows.map(({ normal }) => normal));
        if (Math.abs(determinant) < 1e-9) continue;
        const z = Array.from(
          { length: d },
          (_, k) =>
            determinantOf(rows.map(({ normal, bound }) => normal.map((v, j) => (j === k ? bound : v)))) / determinant,
        ).map((value) => (Math.abs(value) < 1e-12 ? 0 : value));
        const slacks = inequalities.map(({ normal, bound }) => bound - normal.reduce((s, v, j) => s + v * z[j], 0));
        if (slacks.some((slack) => slack < -1e-9)) continue;
        const tight = new Set(slacks.flatMap((slack, i) => (slack < 1e-9 ? [i] : [])));
        vertices.set([...tight].join(), { z, tight });
      }
    }
  }
  return [...vertices.values()];
}

function determinantOf([[a, b, c], [d, e, f], [g, h, i]]: number[][]): number {
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}
