import { figure, type Figure } from '../../figures/index.js';
import {
  bayesianAgent,
  conservativeAgent,
  constantPolicy,
  linearCost,
  myopicPolicy,
  solvePlanner,
  welfareByState,
  type Policy,
  type SocialLearning,
} from '../social-learning/index.js';
import { decimal, steering } from './wording.js';

export interface SocietyWelfareOptions {
  readonly baseline: number;
  readonly discount: number;
  /** Slope k of the linear cost of the altruistic planner and of the biased one. */
  readonly slopes: { readonly altruistic: number; readonly biased: number };
}

/**
 * Discounted losses of a society by state of the world, policy and kind of agent.
 *
 * @example
 * ```ts
 * import { societyWelfareFigure } from 'polity/consensus';
 * societyWelfareFigure({ baseline: 0.7, discount: 0.9, slopes: { altruistic: 1.5, biased: 0.5 } }).title;
 * // 'In the bad state a biased planner costs Bayesian agents 4.6 times what no control does'
 * ```
 */
export function societyWelfareFigure({ baseline, discount, slopes }: SocietyWelfareOptions): Figure {
  const model = (planner: SocialLearning['planner']): SocialLearning => ({
    planner,
    baseline,
    discount,
    cost: linearCost(slopes[planner]),
  });
  const optimal = (planner: SocialLearning['planner']): Policy => {
    const { plan } = solvePlanner(model(planner), { points: 3, grid: false });
    return (belief) => plan(belief).action;
  };
  const policies: readonly (readonly [string, Policy])[] = [
    ['no control', constantPolicy(baseline)],
    ['altruistic', optimal('altruistic')],
    ['altruistic, myopic', myopicPolicy(model('altruistic'))],
    ['biased', optimal('biased')],
  ];
  const kinds = [
    ['Bayesian agents', bayesianAgent],
    ['agents that under- and over-react', conservativeAgent],
  ] as const;
  const bars = kinds.flatMap(([kind, agent]) =>
    policies.flatMap(([policy, choose]) => {
      const { good, bad } = welfareByState(choose, { discount, agent, observer: agent, tolerance: 1e-3 });
      return [
        { kind, policy, state: 'world good', loss: good.loss },
        { kind, policy, state: 'world bad', loss: bad.loss },
      ];
    }),
  );
  const lossOf = (policy: string) => bars.find((bar) => bar.policy === policy && bar.state === 'world bad')!.loss;
  const ratio = lossOf('biased') / lossOf('no control');
  return figure({
    title: `In the bad state a biased planner costs Bayesian agents ${decimal(ratio, 1)} times what no control does`,
    subtitle: `Discounted number of wrong actions from an even prior; p = ${decimal(baseline)}, δ = ${decimal(discount)}, linear costs k = ${decimal(slopes.altruistic)} (altruistic) and ${decimal(slopes.biased)} (biased)`,
    source: `${steering}; exact forward propagation of the public belief`,
    description:
      'Bars of discounted loss for four policies in two states of the world, for Bayesian agents and for agents that under-react ' +
      `to what they believe already and over-react to what they do not. ${bars.map((bar) => `${bar.kind}, ${bar.policy}, ${bar.state}: ${decimal(bar.loss, 2)}`).join('; ')}`,
    height: 400,
    legend: [
      { label: 'world good', color: (theme) => theme.series[2], mark: 'dot' },
      { label: 'world bad', color: (theme) => theme.series[1], mark: 'dot' },
    ],
    plot: (Plot, theme) => ({
      marginLeft: 130,
      marginRight: 44,
      fy: { domain: kinds.map(([kind]) => kind), label: null, axis: null },
      y: {
        domain: policies.flatMap(([policy]) => [`${policy}|world good`, `${policy}|world bad`]),
        axis: null,
        padding: 0.15,
      },
      x: { label: 'discounted wrong actions →', domain: [0, Math.max(...bars.map(({ loss }) => loss)) * 1.02] },
      marks: [
        Plot.barX(bars, {
          fy: 'kind',
          y: ({ policy, state }: (typeof bars)[number]) => `${policy}|${state}`,
          x: 'loss',
          fill: ({ state }: (typeof bars)[number]) => (state === 'world good' ? theme.series[2] : theme.series[1]),
        }),
        Plot.text(bars, {
          fy: 'kind',
          y: ({ policy, state }: (typeof bars)[number]) => `${policy}|${state}`,
          x: 'loss',
          text: ({ loss }: (typeof bars)[number]) => decimal(loss, 2),
          textAnchor: 'start',
          dx: 5,
          fill: theme.ink,
        }),
        Plot.text(
          bars.filter(({ state }) => state === 'world good'),
          {
            fy: 'kind',
            y: ({ policy, state }: (typeof bars)[number]) => `${policy}|${state}`,
            x: () => 0,
            text: ({ policy }: (typeof bars)[number]) => policy,
            textAnchor: 'end',
            dx: -8,
            dy: 9,
            fill: theme.ink,
          },
        ),
        Plot.text(
          kinds.map(([kind]) => kind),
          {
            fy: (kind: string) => kind,
            frameAnchor: 'top-right',
            text: (kind: string) => kind,
            fontWeight: 'bold',
            dy: 2,
            fill: theme.muted,
          },
        ),
        Plot.ruleX([0], { stroke: theme.muted }),
      ],
    }),
  });
}
