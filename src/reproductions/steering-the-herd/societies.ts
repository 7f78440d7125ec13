import {
  bayesianAgent,
  cascadeOnsets,
  conservativeAgent,
  constantPolicy,
  fitUpdateBias,
  linearCost,
  noControlWelfare,
  planAt,
  posterior,
  signalProbability,
  simulateSociety,
  societyLoss,
  welfareByState,
  type SocialLearning,
} from '../../consensus/index.js';
import { randomStream } from '../../foundation/index.js';
import type { Claim } from '../reproduction.js';

const biased: SocialLearning = { planner: 'biased', baseline: 0.7, discount: 0.9, cost: linearCost(0.5) };
const society = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'Societies', ...claim });
const reaction = (claim: Omit<Claim, 'topic'>): Claim => ({ topic: 'Agents that are not Bayesian', ...claim });

export const societyClaims: readonly Claim[] = [
  society({
    id: 'martingale',
    where: 'model (public update)',
    kind: 'theory',
    statement: 'The expected belief after a signal is the belief before it',
    published: null,
    compute: () => {
      const gaps = [0.05, 0.3, 0.5, 0.9].flatMap((belief) =>
        [0.55, 0.7, 0.99].map((precision) => {
          const mean = (['good', 'bad'] as const)
            .map(
              (signal) => signalProbability({ belief, precision, signal }) * posterior({ belief, precision, signal }),
            )
            .reduce((sum, value) => sum + value, 0);
          return Math.abs(mean - belief);
        }),
      );
      return Math.max(...gaps);
    },
    holds: (gap) => gap < 1e-14,
    why: 'Largest deviation over twelve beliefs and precisions.',
  }),
  society({
    id: 'no-control-loss',
    where: 'no-control benchmark',
    kind: 'theory',
    statement: 'Discounted wrong actions without control from an even prior, p = 0.7, δ = 0.9',
    published: 1.9687784,
    tolerance: 1e-7,
    compute: () => noControlWelfare({ baseline: 0.7, discount: 0.9 }).bad.loss,
    why: 'Forward propagation of the belief against the solution of three linear equations.',
  }),
  society({
    id: 'wrong-cascade',
    where: 'no-control benchmark',
    kind: 'theory',
    statement: 'A cascade is wrong with probability (1 − p)²/(p² + (1 − p)²)',
    published: 0.1551724,
    tolerance: 1e-7,
    compute: () => noControlWelfare({ baseline: 0.7, discount: 0.9 }).bad.wrongCascade,
    why: 'Forward propagation; the formula is not used.',
  }),
  society({
    id: 'wrong-cascade-simulated',
    where: 'no-control benchmark',
    kind: 'simulation',
    statement: 'The same in simulated societies',
    published: 0.1551724,
    compute: ({ full }) => {
      const { wrong } = cascadeOnsets(
        simulateSociety({ policy: constantPolicy(0.7), societies: full ? 40_000 : 3000, agents: 60, seed: 1 }),
      );
      return { value: wrong.estimate, standardError: wrong.standardError };
    },
    why: 'Four standard errors of the share.',
  }),
  society({
    id: 'biased-loss-when-bad',
    where: 'Figure 2c, analytic planner',
    kind: 'theory',
    statement: 'Under the biased planner the loss in the bad state is 5/0.55',
    published: 9.0909091,
    tolerance: 1e-6,
    compute: () => welfareByState((b) => planAt(biased, b).action, { discount: 0.9 }).bad.loss,
    why: 'w = ½ + δ(½ · 10 + ½w): half of the agents at ½ start a wrong cascade that never ends.',
  }),
  society({
    id: 'biased-welfare-falls',
    where: 'Figure 2c',
    kind: 'theory',
    statement: 'The biased planner lowers welfare in the bad state',
    published: null,
    compute: () =>
      welfareByState((b) => planAt(biased, b).action, { discount: 0.9 }).bad.loss /
      noControlWelfare({ baseline: 0.7, discount: 0.9 }).bad.loss,
    holds: (ratio) => ratio > 1,
    why: 'The paper’s language-model societies lose 40–50 %, at parameters that we could not see; with the exact planner at p = 0.7, δ = 0.9, k = 0.5 losses are 4.6 times those without control. Only the direction is tested.',
  }),
  society({
    id: 'altruistic-helps',
    where: 'altruistic planner',
    kind: 'theory',
    statement: 'The altruistic planner never raises the expected loss, for costs k from 0.3 to 4',
    published: null,
    compute: () => {
      const free = noControlWelfare({ baseline: 0.7, discount: 0.9 }).loss;
      const losses = [0.3, 0.8, 1.5, 3, 4].map((slope) => {
        const planner: SocialLearning = {
          planner: 'altruistic',
          baseline: 0.7,
          discount: 0.9,
          cost: linearCost(slope),
        };
        return welfareByState((b) => planAt(planner, b).action, { discount: 0.9, tolerance: 1e-8 }).loss - free;
      });
      return Math.max(...losses);
    },
    holds: (excess) => excess <= 1e-8,
    why: 'Largest difference to no control: the planner could leave the baseline alone.',
  }),
  reaction({
    id: 'simulated-loss-conservative',
    where: 'non-Bayesian agents',
    kind: 'simulation',
    statement: 'Simulated and propagated losses agree for agents that under- and over-react',
    published: 0,
    compute: ({ full }) => {
      const common = { agent: conservativeAgent, observer: bayesianAgent, prior: 0.4 };
      const exact = welfareByState(constantPolicy(0.7), { ...common, discount: 0.9 }).bad.loss;
      const run = simulateSociety({
        ...common,
        policy: constantPolicy(0.7),
        state: 'bad',
        societies: full ? 20_000 : 1500,
        agents: 90,
        seed: 5,
      });
      const { estimate, standardError } = societyLoss(run, { discount: 0.9 });
      return { value: estimate - exact, standardError };
    },
    why: 'Difference within four standard errors.',
  }),
  reaction({
    id: 'stronger-belief-to-herd',
    where: 'deviation NB3',
    kind: 'simulation',
    statement: 'Agents that over-react to contrary signals need a stronger public belief to herd',
    published: null,
    compute: () => {
      const certainty = (disagreeing: number) =>
        cascadeOnsets(
          simulateSociety({
            policy: constantPolicy(0.7),
            agent: { agreeing: 0.7, disagreeing },
            societies: 300,
            agents: 200,
          }),
        ).certainty;
      return certainty(2.5) - certainty(1);
    },
    holds: (difference) => difference > 0,
    why: 'Difference of the public’s mean certainty at the start of cascades, λ_{d} = 2.5 against 1.',
  }),
  ...(['agreeing', 'disagreeing'] as const).map((kind) =>
    reaction({
      id: `update-bias-${kind}`,
      where: kind === 'agreeing' ? 'deviation NB1' : 'deviation NB2',
      kind: 'simulation',
      statement: `The regression recovers λ = ${kind === 'agreeing' ? 0.7 : 1.3} for ${kind} signals`,
      published: kind === 'agreeing' ? 0.7 : 1.3,
      compute: () => {
        const { estimate, standardError } = fitUpdateBias(noisyUpdates(3000))[kind];
        return { value: estimate, standardError };
      },
      why: 'Three thousand noisy updates with known weights; four robust standard errors. The coefficients of language models are not published in a form that could be checked.',
    }),
  ),
];

function noisyUpdates(n: number) {
  const random = randomStream(8);
  const rows = Array.from({ length: n }, () => {
    const [prior, precision] = [0.1 + 0.8 * random.uniform(), 0.55 + 0.4 * random.uniform()];
    const signal = random.bernoulli(0.5);
    const weight = prior > 0.5 === signal ? 0.7 : 1.3;
    const evidence = (signal ? 1 : -1) * Math.log(precision / (1 - precision));
    const logOdds = Math.log(prior / (1 - prior)) + weight * evidence + 0.3 * random.normal();
    return { prior, precision, signal: Number(signal), posterior: 1 / (1 + Math.exp(-logOdds)) };
  });
  return {
    prior: rows.map(({ prior }) => prior),
    posterior: rows.map(({ posterior: after }) => after),
    precision: rows.map(({ precision }) => precision),
    signal: rows.map(({ signal }) => signal),
  };
}
