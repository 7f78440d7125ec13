import { decimal, figure, type Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { Calibration } from '../calibration/calibrate.js';
import { criticalFidelity } from '../critical-surfaces.js';
import { fidelityAt } from '../fidelity-curve.js';
import { integers, paper } from './words.js';

/** Draws that are shown as points. */
const SHOWN = 400;

/**
 * Where the measured agents stand in the phase diagram: bootstrap draws of (ρ, γ) with their 95 % region, against the
 * critical curve of the calibrated fan-in and its neighbours.
 *
 * @throws InvalidInputError when the calibration has no amplification
 * @see arXiv 2601.17311, Theorem 4
 *
 * @example
 * ```ts
 * import { calibrate, calibratedPhaseFigure, syntheticRuns } from 'polity/organization';
 * const fidelityCurve = { family: 'constant', level: 0.8 } as const;
 * const runs = syntheticRuns({ scale: 0.05, beta: 0.3, correlation: 0.1, rounds: 3, fidelityCurve });
 * calibratedPhaseFigure(calibrate(runs)).title;
 * // 'A tree of these agents amplifies: P(α > 1) = 1 at fan-in 5 and messages of 10 tokens'
 * ```
 */
export function calibratedPhaseFigure({ amplification, draw, draws, reasons }: Calibration): Figure {
  if (!amplification)
    throw new InvalidInputError('calibration', null, `have an amplification: ${reasons.amplification}`);
  const { fanIn, messageLength, fidelity, probabilityAmplifying: p } = amplification;
  const points = integers(0, Math.min(draws, SHOWN) - 1).map((replicate) => {
    const { fidelityCurve, correlation } = draw(replicate);
    return {
      correlation: correlation ?? 0,
      fidelity: fidelityCurve ? fidelityAt(fidelityCurve, messageLength) : fidelity.estimate,
    };
  });
  const fanIns = [...new Set([3, fanIn, fanIn + 4])].sort((a, b) => a - b);
  const highest = Math.min(1, Math.max(0.3, 1.5 * Math.max(...points.map(({ correlation }) => correlation))));
  const curves = fanIns.map((b) => ({
    fanIn: b,
    points: integers(0, 60).map((i) => {
      const correlation = (highest * i) / 60;
      return { correlation, fidelity: criticalFidelity({ fanIn: b, correlation }) };
    }),
  }));
  const values = [
    ...points.map((point) => point.fidelity),
    ...curves.flatMap((curve) => curve.points.map((point) => point.fidelity)),
  ];
  const bottom = Math.max(0, Math.min(...values) - 0.05);
  const centre = {
    correlation: points.reduce((sum, point) => sum + point.correlation, 0) / points.length,
    fidelity: fidelity.estimate,
  };
  return figure({
    title: `A tree of these agents ${p >= 0.975 ? 'amplifies' : p <= 0.025 ? 'washes its signal out' : 'may or may not amplify'}: P(α > 1) = ${decimal(p)} at fan-in ${fanIn} and messages of ${decimal(messageLength, 0)} tokens`,
    subtitle: `${points.length} item bootstrap draws of shared correlation and fidelity with their 95 % region, and where α = 1`,
    source: `${paper}, Theorem 4`,
    description:
      `A cloud of bootstrap draws around a correlation of ${decimal(centre.correlation)} and a fidelity of ${decimal(centre.fidelity)}. ` +
      `Trees amplify above the critical curve of their fan-in; a share ${decimal(p)} of the draws lies above that of b = ${fanIn}.`,
    legend: [
      { label: `α = 1 for b = ${fanIn}`, color: (theme) => theme.accent },
      { label: 'for other fan-ins', color: (theme) => theme.muted, mark: 'dash' },
      { label: 'bootstrap draw', color: (theme) => theme.series[0] ?? theme.ink, mark: 'dot' },
      { label: '95 % of draws', color: (theme) => theme.series[0] ?? theme.ink },
      { label: 'estimate', color: (theme) => theme.ink, mark: 'dot' },
    ],
    plot: (Plot, theme) => ({
      marginRight: 48,
      x: { domain: [0, highest], ticks: 6, label: 'shared-error correlation, ρ →' },
      y: { domain: [bottom, 1], ticks: 6, label: '↑ channel fidelity, γ' },
      marks: [
        Plot.areaY(curves.find((curve) => curve.fanIn === fanIn)?.points ?? [], {
          x: 'correlation',
          y1: 'fidelity',
          y2: () => 1,
          fill: theme.accent,
          fillOpacity: 0.07,
        }),
        Plot.frame({ stroke: theme.grid }),
        ...curves.map((curve) =>
          Plot.line(curve.points, {
            x: 'correlation',
            y: 'fidelity',
            stroke: curve.fanIn === fanIn ? theme.accent : theme.muted,
            strokeWidth: curve.fanIn === fanIn ? 2.4 : 1.3,
            ...(curve.fanIn === fanIn ? {} : { strokeDasharray: '5 3' }),
          }),
        ),
        Plot.text(curves, {
          x: () => highest,
          y: (curve: (typeof curves)[number]) => curve.points[curve.points.length - 1]?.fidelity ?? 1,
          text: (curve: (typeof curves)[number]) => `b = ${curve.fanIn}`,
          textAnchor: 'start',
          dx: 5,
          fill: theme.muted,
        }),
        Plot.dot(points, { x: 'correlation', y: 'fidelity', fill: theme.series[0], fillOpacity: 0.35, r: 2 }),
        Plot.line(ellipse(points, highest), {
          x: 'correlation',
          y: 'fidelity',
          stroke: theme.series[0],
          strokeWidth: 1.8,
        }),
        Plot.dot([centre], { x: 'correlation', y: 'fidelity', fill: theme.ink, stroke: theme.paper, r: 5 }),
      ],
    }),
  });
}

interface PlanePoint {
  readonly correlation: number;
  readonly fidelity: number;
}

/** Where the Mahalanobis distance to the mean of the draws is that within which 95 % of them lie, cut at the axes. */
function ellipse(points: readonly PlanePoint[], highest: number): PlanePoint[] {
  const n = points.length;
  const mean = (of: (point: PlanePoint) => number) => points.reduce((sum, point) => sum + of(point), 0) / n;
  const [x, y] = [mean((p) => p.correlation), mean((p) => p.fidelity)];
  const xx = mean((p) => (p.correlation - x) ** 2) || 1e-12;
  const xy = mean((p) => (p.correlation - x) * (p.fidelity - y));
  const yy = mean((p) => (p.fidelity - y) ** 2) || 1e-12;
  const rest = Math.max(yy - (xy * xy) / xx, 1e-12);
  const distances = points
    .map((p) => (p.correlation - x) ** 2 / xx + (p.fidelity - y - (xy / xx) * (p.correlation - x)) ** 2 / rest)
    .sort((a, b) => a - b);
  const radius = Math.sqrt(distances[Math.ceil(0.95 * n) - 1]);
  return integers(0, 120).map((i) => {
    const angle = (2 * Math.PI * i) / 120;
    const right = radius * Math.sqrt(xx) * Math.cos(angle);
    const up = (xy / xx) * right + radius * Math.sqrt(rest) * Math.sin(angle);
    return { correlation: Math.min(highest, Math.max(0, x + right)), fidelity: Math.min(1, Math.max(0, y + up)) };
  });
}
