import { decimal, logAxisX, logAxisY, figure, type Figure } from '../../figures/index.js';
import { bestChainLength, chainRisk } from '../chain-risk.js';
import { starRisk, type Estimates } from '../star-risk.js';
import { treeRisk, treeRiskFloor } from '../tree-risk.js';
import { integers, paper } from './words.js';

export interface WarmUpFigureOptions extends Estimates {
  /** Fan-in b of the tree. */
  readonly fanIn: number;
  /** Largest number of agents; default 10,000. */
  readonly agents?: number;
}

/**
 * Squared-error risk against the number of agents for star, chain and tree, with their floors.
 *
 * @see arXiv 2601.17311, Section 3
 *
 * @example
 * ```ts
 * import { warmUpFigure } from 'polity/organization';
 * warmUpFigure({ variance: 1, correlation: 0.2, channelNoise: 0.05, fanIn: 5 }).title;
 * // 'A star stalls at the shared error 0.2, a chain turns back after 7 agents, a tree goes down to 0.016'
 * ```
 */
export function warmUpFigure({ fanIn, agents = 10_000, ...estimates }: WarmUpFigureOptions): Figure {
  const { variance, correlation, channelNoise } = estimates;
  const sharedFloor = correlation * variance;
  const treeFloor = treeRiskFloor({ fanIn, correlation, channelNoise });
  const chain = bestChainLength(estimates);
  const sizes = wholeSizes(agents);
  const star = sizes.map((n) => ({ agents: n, risk: starRisk({ agents: n, ...estimates }) }));
  const chains = sizes.map((n) => ({ agents: n, risk: chainRisk({ agents: n, ...estimates }) }));
  const depths = Math.floor(Math.log(agents) / Math.log(fanIn) + 1e-9);
  const tree = integers(0, depths).map((depth) => ({
    agents: fanIn ** depth,
    risk: treeRisk({ fanIn, depth, ...estimates }),
  }));
  const low = 0.7 * Math.min(treeFloor || Infinity, ...tree.map(({ risk }) => risk), ...star.map(({ risk }) => risk));
  const high = 4 * star[0].risk;
  const turnsBack = chain.agents > 1 && Number.isFinite(chain.agents);
  return figure({
    title:
      (sharedFloor > 0 ? `A star stalls at the shared error ${decimal(sharedFloor)}, ` : 'A star keeps falling, ') +
      (turnsBack ? `a chain turns back after ${chain.agents} agents, ` : '') +
      (treeFloor < variance ? `a tree goes down to ${decimal(treeFloor)}` : 'a tree only adds noise'),
    subtitle: `Squared-error risk; v = ${decimal(variance)}, ρ = ${decimal(correlation)}, σ_{c}² = ${decimal(channelNoise)}; tree with b = ${fanIn}, ρ anew in every layer`,
    source: `${paper}, Section 3; the chain hands on a running average`,
    description:
      'On logarithmic axes the star’s risk falls and levels off at its shared-error floor; the chain’s falls, has a minimum and rises ' +
      'with accumulated channel noise; the tree’s falls with depth to its communication floor.',
    legend: [
      { label: 'star', color: (theme) => theme.series[1] ?? theme.ink },
      { label: 'chain', color: (theme) => theme.series[4] ?? theme.ink },
      { label: `tree of b^{L} agents`, color: (theme) => theme.series[0] ?? theme.ink },
      { label: 'floors', color: (theme) => theme.muted, mark: 'dash' },
    ],
    plot: (Plot, theme) => ({
      marginRight: 24,
      x: { type: 'log', domain: [1, agents] },
      y: { type: 'log', domain: [low, high] },
      marks: [
        logAxisX(Plot, 1, agents, 'agents, N →'),
        ...logAxisY(Plot, theme, low, high, '↑ squared-error risk, R'),
        Plot.ruleY(
          [sharedFloor, treeFloor].filter((floor) => floor > low),
          { stroke: theme.muted, strokeDasharray: '5 3' },
        ),
        Plot.text(
          [
            { risk: sharedFloor, label: `shared-error floor ρv = ${decimal(sharedFloor)}` },
            { risk: treeFloor, label: `communication floor v* = ${decimal(treeFloor)}` },
          ].filter(({ risk }) => risk > low),
          { x: () => 1, y: 'risk', text: 'label', textAnchor: 'start', dx: 6, dy: 9, fill: theme.muted },
        ),
        Plot.line(star, { x: 'agents', y: 'risk', stroke: theme.series[1], strokeWidth: 2 }),
        Plot.line(
          chains.filter(({ risk }) => risk <= high),
          { x: 'agents', y: 'risk', stroke: theme.series[4], strokeWidth: 2 },
        ),
        Plot.line(tree, { x: 'agents', y: 'risk', stroke: theme.series[0], strokeWidth: 2 }),
        Plot.dot(tree, { x: 'agents', y: 'risk', fill: theme.series[0], r: 3.5 }),
        ...(turnsBack
          ? [
              Plot.dot([chain], { x: 'agents', y: 'risk', fill: theme.accent, r: 5, stroke: theme.paper }),
              Plot.text([chain], {
                x: 'agents',
                y: 'risk',
                text: () => `N = ${chain.agents}, R = ${decimal(chain.risk)}`,
                textAnchor: 'start',
                dx: 24,
                dy: 12,
                fill: theme.accent,
                stroke: theme.paper,
              }),
            ]
          : []),
      ],
    }),
  });
}

/** Whole numbers from 1 to `most`, evenly spread on a logarithmic axis. */
function wholeSizes(most: number): number[] {
  const spread = integers(0, 160).map((i) => Math.round(most ** (i / 160)));
  return [...new Set(spread)];
}
