import { describe, expect, it } from 'vitest';
import {
  DenseGame,
  banzhaf,
  banzhafInteractions,
  faithBanzhaf,
  faithShap,
  kSII,
  leaveOneOut,
  moebius,
  shapley,
  shapleyInteractions,
  shapleyTaylor,
  soloValue,
} from '../index.js';

/**
 * A measured game: glm-4-air in the slots planner, reasoner, actor, reflector of an online-shopping agent, mean reward of
 * every coalition of upgraded slots (CapaBench, arXiv 2502.00510, its public logs).
 */
const game = new DenseGame(
  [
    0.2627543948102375, 0.375982981644401, 0.39674903745888224, 0.4255452049779671, 0.20052151145091465,
    0.3442208921278841, 0.23346945509627767, 0.4209992437033547, 0.26426967258801526, 0.3599623064933125,
    0.3647495552568697, 0.42663979526932155, 0.21999453368554978, 0.327630443488262, 0.27356154585408615,
    0.37500486626538043,
  ],
  { players: ['P', 'R', 'A', 'F'] },
);

const sixDigits = (values: Iterable<number>) => Array.from(values, (value) => Number(value.toFixed(6)) + 0);
/** Pairs in the order PR, PA, PF, RA, RF, AF; triples PRA, PRF, PAF, RAF. */
const pairs = ['PR', 'PA', 'PF', 'RA', 'RF', 'AF'].map((pair) => pair.split(''));
const triples = ['PRA', 'PRF', 'PAF', 'RAF'].map((triple) => triple.split(''));

describe('the CapaBench game of glm-4-air, every index to six digits', () => {
  it('values', () => {
    expect(sixDigits(shapley(game).values)).toEqual([0.105772, 0.07701, -0.059082, -0.011449]);
    expect(sixDigits([shapley(game).total])).toEqual([0.11225]);
    // The published row, in three decimals.
    expect([...shapley(game).values].map((value) => value.toFixed(3))).toEqual(['0.106', '0.077', '-0.059', '-0.011']);
    expect(sixDigits(banzhaf(game).values)).toEqual([0.10499, 0.070173, -0.060156, -0.006054]);
    expect(sixDigits([banzhaf(game).total - banzhaf(game).efficiencyGap])).toEqual([0.108952]);
    expect(sixDigits(leaveOneOut(game).values)).toEqual([0.101443, 0.047374, -0.051635, -0.045994]);
    expect(sixDigits(soloValue(game).values)).toEqual([0.113229, 0.133995, -0.062233, 0.001515]);
  });

  it('Möbius coefficients', () => {
    const found = moebius(game);
    expect(sixDigits(pairs.map((pair) => found.get(pair)))).toEqual([
      -0.084432, 0.030471, -0.017536, -0.101047, -0.033515, 0.017958,
    ]);
    expect(sixDigits(triples.map((triple) => found.get(triple)))).toEqual([0.128263, 0.05063, -0.018528, 0.054134]);
    expect(sixDigits([found.get(['P', 'R', 'A', 'F'])])).toEqual([-0.100653]);
  });

  it('interaction indices', () => {
    const sii = shapleyInteractions(game, { order: 3 });
    const siiPairs = [-0.028537, 0.051787, -0.035036, -0.043399, -0.014684, 0.00221];
    expect(sixDigits(pairs.map((pair) => sii.get(pair)))).toEqual(siiPairs);
    expect(sixDigits(triples.map((triple) => sii.get(triple)))).toEqual([0.077936, 0.000304, -0.068854, 0.003807]);
    const bii = banzhafInteractions(game);
    const biiPairs = [-0.020149, 0.060175, -0.026648, -0.035012, -0.006296, 0.010598];
    expect(sixDigits(pairs.map((pair) => bii.get(pair)))).toEqual(biiPairs);
    const stii = shapleyTaylor(game);
    expect(sixDigits(stii.valuesOf(1))).toEqual(sixDigits(soloValue(game).values));
    expect(sixDigits(pairs.map((pair) => stii.get(pair)))).toEqual([
      -0.041577, 0.050274, -0.023611, -0.057023, -0.015369, 0.013051,
    ]);
    const efficient = kSII(game);
    expect(sixDigits(efficient.valuesOf(1))).toEqual([0.111664, 0.12032, -0.064381, 0.012306]);
    expect(sixDigits(pairs.map((pair) => efficient.get(pair)))).toEqual(siiPairs);
    const fsii = faithShap(game);
    expect(sixDigits(fsii.valuesOf(1))).toEqual([0.106632, 0.115287, -0.069414, 0.007273]);
    expect(sixDigits(pairs.map((pair) => fsii.get(pair)))).toEqual([
      -0.025182, 0.055143, -0.031681, -0.040044, -0.011329, 0.005565,
    ]);
    const fbii = faithBanzhaf(game);
    expect(sixDigits([fbii.get([]), ...fbii.valuesOf(1)])).toEqual([0.270694, 0.098301, 0.100901, -0.078037, 0.005119]);
    expect(sixDigits(pairs.map((pair) => fbii.get(pair)))).toEqual(biiPairs);
  });
});
