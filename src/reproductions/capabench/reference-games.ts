import {
  AirportGame,
  BankruptcyGame,
  banzhaf,
  banzhafIndex,
  coalitionSize,
  DenseGame,
  faithBanzhaf,
  GlovesGame,
  kSII,
  leastCore,
  MoebiusGame,
  nucleolus,
  shapley,
  shapleyInteractions,
  shapleyTaylor,
  WeightedVotingGame,
} from '../../attribution/index.js';
import type { Claim, Computed } from '../reproduction.js';

/** Eight decimals of slack where the published value is a fraction. */
const EXACT = 1e-8;

const reference = (
  id: string,
  where: string,
  statement: string,
  published: number,
  compute: () => Computed | Promise<Computed>,
  why: string,
  tolerance = EXACT,
): Claim => ({
  id,
  where,
  kind: 'theory',
  topic: 'Games whose solution is known',
  statement,
  published,
  compute,
  tolerance,
  why,
});

const gloves = new GlovesGame({ left: ['left 1', 'left 2'], right: ['right'] });
const weighted = new WeightedVotingGame({ quota: 51, weights: [50, 49, 1] });
const security = new WeightedVotingGame({
  quota: 39,
  weights: Array.from({ length: 15 }, (_, i) => (i < 5 ? 7 : 1)),
});
const cooking = new DenseGame([10, 4, 3, 9, 2, 8, 7, 15]);
const majority = new DenseGame([0, 0, 0, 100, 0, 100, 100, 100]);
const dummy = (n: number) =>
  new DenseGame(
    Float64Array.from({ length: 2 ** n }, (_, mask) => coalitionSize(mask) / n + Number((mask & 0b110) === 0b110)),
  );
const linearAndPairs = new MoebiusGame(
  ['0', '1', '2', '3', '4'],
  [
    { coalition: ['1'], value: 0.2 },
    { coalition: ['2'], value: -0.1 },
    { coalition: ['3'], value: -0.9 },
    { coalition: ['0', '1'], value: 0.4 },
    { coalition: ['1', '3'], value: 0.3 },
    { coalition: ['2', '4'], value: 1 },
  ],
);

const talmud = [
  [100, [100 / 3, 100 / 3, 100 / 3]],
  [200, [50, 75, 75]],
  [300, [50, 100, 150]],
] as const;
const names = ['first', 'second', 'third'];

export const referenceGameClaims: readonly Claim[] = [
  reference(
    'gloves-shapley',
    'Glove game, two left and one right',
    'The right glove is worth 2/3',
    2 / 3,
    () => shapley(gloves).byPlayer.right,
    'It completes a pair unless it comes first.',
  ),
  reference(
    'gloves-banzhaf',
    'Glove game, two left and one right',
    'Its Banzhaf value is 3/4',
    0.75,
    () => banzhaf(gloves).byPlayer.right,
    'It is decisive in three of four coalitions of the others.',
  ),
  reference(
    'gloves-nucleolus',
    'Glove game, two left and one right',
    'In the nucleolus it gets everything',
    1,
    async () => (await nucleolus(gloves)).allocation.byPlayer.right,
    'The core is this one point.',
  ),
  reference(
    'voting-shapley-shubik',
    'Weighted voting [51; 50, 49, 1]',
    'The largest of three voters has a power of 2/3',
    2 / 3,
    () => shapley(weighted).values[0],
    'And the one with 49 votes as much as the one with a single vote.',
  ),
  reference(
    'voting-equal-unequals',
    'Weighted voting [51; 50, 49, 1]',
    '49 votes are worth as much as 1',
    0,
    () => shapley(weighted).values[1] - shapley(weighted).values[2],
    'Either helps the largest over the quota, neither wins without it.',
    1e-15,
  ),
  reference(
    'voting-banzhaf-index',
    'Weighted voting [51; 50, 49, 1]',
    'The largest voter’s normalised Banzhaf index is 0.6',
    0.6,
    () => banzhafIndex(weighted).values[0],
    'Three of five swings.',
  ),
  reference(
    'security-council-veto-shapley',
    'UN Security Council',
    'A permanent member has a Shapley–Shubik power of 0.1963',
    0.1963,
    () => shapley(security).values[0],
    'Five vetoes, ten others, nine votes: weights of 7 and 1 with quota 39.',
    0.00005,
  ),
  reference(
    'security-council-other-shapley',
    'UN Security Council',
    'An elected member has 0.001865',
    0.001865,
    () => shapley(security).values[14],
    'Printed to four digits; exactly 4/2145, beside 421/2145 for a permanent member.',
    0.0000005,
  ),
  reference(
    'security-council-veto-banzhaf',
    'UN Security Council',
    'A permanent member’s normalised Banzhaf index is 0.1669',
    0.1669,
    () => banzhafIndex(security).values[0],
    'Banzhaf gives elected members nine times as much as Shapley does.',
    0.00005,
  ),
  reference(
    'security-council-other-banzhaf',
    'UN Security Council',
    'An elected member’s is 0.0165',
    0.0165,
    () => banzhafIndex(security).values[14],
    'Printed to three digits.',
    0.00005,
  ),
  ...talmud.flatMap(([estate, shares]) =>
    shares.map((share, i) =>
      reference(
        `talmud-${estate}-${names[i]}`,
        'Talmud, Kethubot 93a; Aumann & Maschler, 1985',
        `Of an estate of ${estate}, the ${names[i]} of three claims (100, 200, 300) is paid ${Number(share.toFixed(2))}`,
        share,
        async () => (await nucleolus(new BankruptcyGame({ claims: [100, 200, 300], estate }))).allocation.values[i],
        'The Mishna’s division is the nucleolus of the bankruptcy game.',
      ),
    ),
  ),
  ...[1 / 4, 7 / 12, 13 / 12, 25 / 12].map((share, i) =>
    reference(
      `airport-${i + 1}`,
      'Littlechild & Owen, 1973',
      `Of runways that cost 1, 2, 3, 4, the plane that needs length ${i + 1} pays ${Number(share.toFixed(6))}`,
      share,
      () => shapley(new AirportGame([1, 2, 3, 4])).values[i],
      'Each stretch of the runway is shared by all that need it.',
    ),
  ),
  reference(
    'majority-least-core',
    'Three players, 100 for any two',
    'Every coalition has to give up 100/3',
    100 / 3,
    async () => (await leastCore(majority)).epsilon,
    'By symmetry 100/3 each, and two together lack 100/3.',
  ),
  ...(
    [
      [5, 0.7],
      [7, 1 / 7 + 1 / 2],
    ] as const
  ).map(([n, value]) =>
    reference(
      `dummy-${n}`,
      'The dummy game of the shapiq library',
      `Of ${n} players, the two that interact have ${Number(value.toFixed(4))} each`,
      value,
      () => shapley(dummy(n)).values[1],
      'Their own 1/n and half of the interaction of 1.',
    ),
  ),
  reference(
    'dummy-interaction',
    'The dummy game of the shapiq library',
    'Their interaction is 1',
    1,
    () => shapleyInteractions(dummy(7)).get(['2', '3']),
    'The only interaction there is; players are numbered from 1 here.',
  ),
  ...[0.2, 0.55, 0.4, -0.75, 0.5].map((value, i) =>
    reference(
      `linear-and-pairs-${i}`,
      'A linear game with three pairs',
      `Player ${i} has ${value}, by Shapley and by Banzhaf`,
      value,
      () => {
        const [phi, beta] = [shapley(linearAndPairs).values[i], banzhaf(linearAndPairs).values[i]];
        return Math.abs(phi - beta) < 1e-12 ? phi : NaN;
      },
      'Own value and half of each pair: without interactions of three the two values are one.',
    ),
  ),
  reference(
    'cooking-shapley',
    'The cooking game of the shapiq library',
    'The first cook has a Shapley value of 2.6667',
    2.6667,
    () => shapley(cooking).values[0],
    'The empty kitchen is worth 10, which drops out.',
    0.00005,
  ),
  reference(
    'cooking-banzhaf',
    'The cooking game of the shapiq library',
    'And a Banzhaf value of 3.5',
    3.5,
    () => banzhaf(cooking).values[0],
    'Another weighting of the same four contributions.',
  ),
  reference(
    'cooking-ksii',
    'The cooking game of the shapiq library',
    'Its 2-SII is −4.3333',
    -4.3333,
    () => kSII(cooking).get(['1']),
    '8/3 less half of two interactions of 7.',
    0.00005,
  ),
  reference(
    'cooking-stii',
    'The cooking game of the shapiq library',
    'A pair’s Shapley–Taylor value is 8.6667',
    8.6667,
    () => shapleyTaylor(cooking).get(['1', '2']),
    'A third of the triple’s −10 on top of 12.',
    0.00005,
  ),
  reference(
    'cooking-fbii',
    'The cooking game of the shapiq library',
    'Faith-Banzhaf starts from 8.75',
    8.75,
    () => faithBanzhaf(cooking).get([]),
    'The intercept of the least-squares quadratic.',
  ),
];
