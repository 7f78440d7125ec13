import { figure, logAxisY, type Figure } from '../../figures/index.js';
import type { DonorRules } from '../donor/donor-rules.js';
import { donorCeiling, homogeneousSociety } from '../donor/homogeneous-society.js';
import { donorGame, percent, units } from './donor-wording.js';

const kinds = ['strict', 'released'] as const;

/**
 * Mean final units of societies in which all give the same share, with strictly alternating roles and with the released
 * schedule, in which one half donates twice running.
 *
 * @example
 * ```ts
 * import { donorSchedulesFigure } from 'polity/games';
 * donorSchedulesFigure().title; // 'The released schedule keeps 50 % of what all-givers reach with strictly alternating roles'
 * ```
 */
export function donorSchedulesFigure(rules: Omit<DonorRules, 'schedule'> = {}): Figure {
  const shares = Array.from({ length: 101 }, (_, i) => i / 100);
  const points = kinds.flatMap((schedule, s) =>
    shares.map((share) => ({ s, share, wealth: homogeneousSociety(share, { ...rules, schedule }).mean })),
  );
  const [strict, released] = kinds.map((schedule) => donorCeiling({ ...rules, schedule }));
  const [all, allReleased] = kinds.map((schedule) => homogeneousSociety(1, { ...rules, schedule }).mean);
  const positive = points.filter(({ wealth }) => wealth > 0);
  const low = Math.min(...positive.map(({ wealth }) => wealth)) * 0.8;
  const high = Math.max(strict, released, ...positive.map(({ wealth }) => wealth)) * 1.3;
  return figure({
    title: `The released schedule keeps ${percent(allReleased / all)} of what all-givers reach with strictly alternating roles`,
    subtitle: `Mean final units of a society in which everyone gives the same share; ceilings ${units(strict)} (strict) and ${units(released)} (released)`,
    source: `${donorGame}, and its notebook`,
    description: `Two rising lines on a logarithmic axis; when half is given they reach ${kinds.map((schedule) => `${units(homogeneousSociety(0.5, { ...rules, schedule }).mean)} (${schedule})`).join(' and ')}`,
    height: 320,
    legend: [
      { label: 'strictly alternating roles', color: (theme) => theme.series[0] },
      { label: 'as released', color: (theme) => theme.series[1] },
    ],
    plot: (Plot, theme) => ({
      marginRight: 16,
      marginLeft: 52,
      x: { label: 'share that everyone gives →', percent: true, ticks: 5 },
      y: { type: 'log', domain: [low, high] },
      marks: [
        logAxisY(Plot, theme, low, high, '↑ mean final units'),
        Plot.ruleY([strict, released], { stroke: theme.muted, strokeDasharray: '4 4' }),
        Plot.line(positive, {
          x: 'share',
          y: 'wealth',
          z: 's',
          stroke: ({ s }: { s: number }) => theme.series[s],
          strokeWidth: 2.5,
        }),
      ],
    }),
  });
}
