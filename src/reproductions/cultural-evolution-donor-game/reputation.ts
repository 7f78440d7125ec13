import {
  constantDonor,
  defector,
  donorOutlook,
  evolveDonors,
  imageScorer,
  indirectReciprocity,
  initialGenerosity,
  scriptedDonor,
  standingDonor,
  traceDonor,
  type DonorStrategy,
} from '../../games/index.js';
import type { Claim } from '../reproduction.js';
import { survivalAmong } from './game.js';
import { lastGiving, scriptedRuns } from './scripted.js';

const norm = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'What a reputation can do', ...claim });
const seeds = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'Seeds that part', ...claim });

export const reputationClaims: readonly Claim[] = [
  norm({
    id: 'image-scorers-resist',
    where: 'indirect reciprocity',
    kind: 'theory',
    statement: 'Among image scorers a defector never survives',
    published: null,
    compute: () => survivalAmong(imageScorer()),
    holds: (survival) => survival === 0,
    why: 'Its probability of survival, exact over all seats; one line of trace is enough.',
  }),
  norm({
    id: 'barrier',
    where: 'indirect reciprocity',
    kind: 'theory',
    statement: 'Image scorers spread among defectors only from a few on: cooperation and defection are both stable',
    published: null,
    compute: () => barrierOf(imageScorer()),
    holds: (barrier) => barrier > 0 && barrier < 6,
    why: 'The largest number of twelve at which they do not survive more often than chance, exact over all seatings: two.',
  }),
  norm({
    id: 'standing-barrier',
    where: 'indirect reciprocity',
    kind: 'theory',
    statement: 'Judges that excuse denying a defector invade more easily than image scorers',
    published: null,
    compute: () => barrierOf(standingDonor()) - barrierOf(imageScorer()),
    holds: (difference) => difference < 0,
    why: 'The classical reason for standing, from large populations with errors. Here it does not come out: among many defectors the chain excuses defectors as well, because they gave nothing to each other. Standing needs ten of twelve, image scoring three; without errors it earns more once it is the norm.',
    expected: 'fails',
  }),
  norm({
    id: 'chain-is-about-others',
    where: 'traces of three lines',
    kind: 'theory',
    statement: 'Who weighs three lines alike is as safe from defectors as who reads the last one',
    published: null,
    compute: () => survivalAmong(traceDonor({ first: 1, weights: [1, 1, 1] })),
    holds: (survival) => survival === 0,
    why: 'Lines two and three tell of other agents. A judge that weighs them like the first pays a defector for its partners’ gifts: it always survives.',
    expected: 'fails',
  }),
  norm({
    id: 'punishers-excused',
    where: 'Punishment: raises Claude’s outcome',
    kind: 'theory',
    statement: 'Punishment pays where punishing a defector is excused',
    published: null,
    compute: () => punishmentGain({ lenient: true }),
    holds: (ratio) => ratio > 1,
    why: 'Units of eleven that give half and spend 2 % on punishing one defector, over those without punishment.',
  }),
  norm({
    id: 'punishers-punished',
    where: 'Punishment: lowers Gemini’s outcome',
    kind: 'theory',
    statement: 'Punishment costs where a punisher looks like a defector and is punished in turn',
    published: null,
    compute: () => punishmentGain({ lenient: false }),
    holds: (ratio) => ratio < 1,
    why: 'The same, with judges that see only that nothing was given. Both signs that the paper reports need no difference in intelligence, only in how a punishment in a trace is read.',
  }),
  norm({
    id: 'pooled-slope',
    where: 'reputation-based giving',
    kind: 'simulation',
    statement: 'A correlation of gifts with the recipient’s last gift shows that donors use reputations',
    published: null,
    compute: async () => {
      const { within, pooled } = await blindSocieties();
      return {
        value: pooled.estimate - within.estimate,
        standardError: pooled.standardError,
        detail: `donors see nothing: pooled slope ${pooled.estimate.toFixed(2)}, within donors ${within.estimate.toFixed(3)} ± ${within.standardError.toFixed(3)}`,
      };
    },
    holds: (difference) => Math.abs(difference) < 0.1,
    why: 'It does not: where societies differ in generosity, pooled decisions correlate without anybody looking. Within a donor’s own decisions the slope is 0, as it should be.',
    expected: 'fails',
  }),
  seeds({
    id: 'two-fates',
    where: 'variation across seeds',
    kind: 'simulation',
    statement: 'Without any mutation runs end in full giving or in none',
    published: null,
    compute: ({ full }) => {
      const ends = imitators(full).map(lastGiving);
      return ends.filter((giving) => giving > 0.1 && giving < 0.9).length / ends.length;
    },
    holds: (share) => share < 0.02,
    why: 'Share of runs that end between 10 and 90 %; image scorers and defectors, newcomers copy a random survivor.',
  }),
  seeds({
    id: 'fate-by-generosity',
    where: 'variation across seeds',
    kind: 'simulation',
    statement: 'What the first generation gives decides which: log odds rise with it',
    published: null,
    compute: ({ full }) => {
      const { slope, threshold } = fates(full);
      return {
        value: slope.interval.lower,
        detail: `threshold ${(100 * threshold.estimate).toFixed(1)} %, 95 % interval ${(100 * threshold.interval.lower).toFixed(1)} to ${(100 * threshold.interval.upper).toFixed(1)}`,
      };
    },
    holds: (lower) => lower > 0,
    why: 'Lower end of the 95 % profile interval of the slope, Firth’s logistic fit. Sensitivity to the first generation is what selection among two stable norms gives; it needs no language model.',
  }),
  seeds({
    id: 'threshold-of-imitators',
    where: 'variation across seeds: 50 to 54 % led to cooperation, 44 to 47 % did not',
    kind: 'simulation',
    statement: 'The threshold lies between 47 and 50 % given in generation 1',
    published: null,
    compute: ({ full }) => fates(full).threshold.estimate,
    holds: (threshold) => threshold > 0.47 && threshold < 0.5,
    why: 'The place of the threshold is a matter of the strategies around: image scorers that give everything need far less. Only that there is one is reproduced.',
    expected: 'fails',
  }),
  seeds({
    id: 'five-runs',
    where: 'variation across seeds, five runs',
    kind: 'theory',
    statement: 'Five runs that a threshold parts are evidence of one at the 5 % level',
    published: null,
    compute: () => bestExactTest(5),
    holds: (p) => p < 0.05,
    why: 'Smallest p of an exact two-sided test over all ways to call k of five runs successful: of the ten for k = 2 or 3, two are parted by a number, so that p is 0.2 at best. The paper’s runs fit a threshold but cannot show it.',
    expected: 'fails',
  }),
];

function barrierOf(strategy: DonorStrategy): number {
  let barrier = 0;
  for (let count = 1; count < 12; count++) {
    const [own] = donorOutlook([
      { strategy, count },
      { strategy: defector(), count: 12 - count },
    ]);
    if (own.survival <= 0.5) barrier = count;
  }
  return barrier;
}

function punishmentGain({ lenient }: { lenient: boolean }): number {
  const wealth = (punish: number) =>
    donorOutlook(
      [
        { strategy: { ...constantDonor(0.5), threshold: 0.25, lenient, punish }, count: 11 },
        { strategy: defector(), count: 1 },
      ],
      { mechanism: 'punish' },
    )[0].wealth;
  return wealth(0.02) / wealth(0);
}

/** Ten societies that give 10 to 82 %, each with noise, whose donors see nothing. */
async function blindSocieties() {
  const histories = await Promise.all(
    Array.from({ length: 10 }, (_, run) =>
      evolveDonors({
        rules: { traceLength: 0 },
        generations: 1,
        run,
        newcomer: () => scriptedDonor({ ...constantDonor(0.1 + 0.08 * run), noise: 0.1 }),
      }),
    ),
  );
  return indirectReciprocity(histories);
}

/** Runs that begin with one to eleven image scorers among defectors; newcomers copy a random survivor. */
export function imitators(full: boolean) {
  const runs = full ? 1100 : 220;
  return Array.from(
    { length: runs },
    (_, run) =>
      scriptedRuns(1, {
        seed: 100 + run,
        founders: (number) => (number < 1 + (run % 11) ? imageScorer() : defector()),
        transmission: { from: 'random', deviation: 0 },
      })[0],
  );
}

function fates(full: boolean) {
  const runs = imitators(full);
  return initialGenerosity(
    runs.map(({ giving }) => giving[0]),
    runs.map((run) => lastGiving(run) > 0.5),
  );
}

/** Smallest p that an exact two-sided test of separation by a threshold can reach with so many runs. */
function bestExactTest(runs: number): number {
  const parted = new Map<number, number>();
  const all = new Map<number, number>();
  for (let labels = 1; labels < 2 ** runs - 1; labels++) {
    const success = Array.from({ length: runs }, (_, run) => (labels >> run) & 1);
    const count = success.reduce((sum, one) => sum + one, 0);
    const changes = success.filter((one, run) => run > 0 && one !== success[run - 1]).length;
    all.set(count, (all.get(count) ?? 0) + 1);
    if (changes === 1) parted.set(count, (parted.get(count) ?? 0) + 1);
  }
  return Math.min(...[...all].map(([count, ways]) => parted.get(count)! / ways));
}
