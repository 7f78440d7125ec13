import { decimal, figure, type Figure, type Theme } from '../../figures/index.js';
import { findRoot } from '../../numerics/index.js';
import { criticalCorrelation, criticalFidelity } from '../critical-surfaces.js';
import { majorityMap } from '../majority-map.js';
import { integers, paper } from './words.js';

export interface PhaseDiagramFigureOptions {
  /** The fan-in whose fixed point is coloured, b. */
  readonly fanIn: number;
  /** A fidelity to mark on its critical curve. */
  readonly fidelity: number;
  /** Fan-ins whose critical curves are drawn; default 3, 5, 7, 9, 11. */
  readonly fanIns?: readonly number[];
}

/**
 * The phase diagram over correlation and fidelity: the bias u* of a deep tree in colour, zero below its critical curve,
 * and the critical curves of several fan-ins.
 *
 * The edges of the colours are exact: on u* = u, with w = γu, γ = w/u and ρ = (f_b(w) − u)/(f_b(w) − w).
 *
 * @see arXiv 2601.17311, Theorem 4
 *
 * @example
 * ```ts
 * import { phaseDiagramFigure } from 'polity/organization';
 * phaseDiagramFigure({ fanIn: 5, fidelity: 0.6 }).title;
 * // 'Correlation must be paid for with fidelity: at γ = 0.6 a tree of fives amplifies only while ρ < 0.238'
 * ```
 */
export function phaseDiagramFigure({ fanIn, fidelity, fanIns = [3, 5, 7, 9, 11] }: PhaseDiagramFigureOptions): Figure {
  const threshold = criticalCorrelation({ fanIn, fidelity });
  const curves = [...new Set([...fanIns, fanIn])].sort((a, b) => a - b).map(criticalCurve);
  const lowest = Math.min(...curves.map(({ points }) => points[0]?.fidelity ?? 1));
  const levels = integers(1, 9).map((tenth) => ({ bias: tenth / 10, points: levelCurve(fanIn, tenth / 10) }));
  // Narrower fan-ins have their curves inside the coloured region, where ink would not be seen.
  const colour = (curve: CriticalCurve, theme: Theme) =>
    curve.fanIn === fanIn ? theme.accent : curve.fanIn < fanIn ? theme.paper : theme.ink;
  return figure({
    title:
      threshold === null
        ? `At γ = ${decimal(fidelity)} no tree of fan-in ${fanIn} amplifies, however independent its agents`
        : `Correlation must be paid for with fidelity: at γ = ${decimal(fidelity)} a tree of ${inWords(fanIn)} amplifies only while ρ < ${decimal(threshold)}`,
    subtitle: `Bias u* that a deep tree with b = ${fanIn} reaches, and where it becomes zero (α = 1) for b = ${curves.map((c) => c.fanIn).join(', ')}`,
    source: `${paper}, Theorem 4`,
    description:
      `A map over correlation (0 to 1) and channel fidelity. Below a rising critical curve deep trees end at chance; above it ` +
      `their bias grows towards 1 at full fidelity. Wider fan-in moves the curve down: without correlation it starts at ` +
      curves.map((curve) => `${decimal(curve.points[0]?.fidelity ?? 1)} for b = ${curve.fanIn}`).join(', '),
    height: 420,
    ramp: {
      label: `bias of a deep tree, u* (b = ${fanIn})`,
      colors: (theme) => theme.sequential.slice(1, 11),
      thresholds: levels.map(({ bias }) => bias),
    },
    plot: (Plot, theme) => ({
      marginRight: 16,
      x: { domain: [0, 1], ticks: 5, tickFormat: String, label: 'shared-error correlation, ρ →' },
      y: { domain: [lowest - 0.045, 1], ticks: 6, label: '↑ channel fidelity, γ' },
      marks: [
        Plot.areaY(curves.find((curve) => curve.fanIn === fanIn)?.points ?? [], {
          x: 'correlation',
          y1: 'fidelity',
          y2: () => 1,
          fill: theme.sequential[1] ?? theme.grid,
        }),
        ...levels.map(({ points }, i) =>
          Plot.areaY(points, {
            x: 'correlation',
            y1: 'fidelity',
            y2: () => 1,
            fill: theme.sequential[i + 2] ?? theme.grid,
          }),
        ),
        Plot.frame({ stroke: theme.grid }),
        ...curves.map((curve) =>
          Plot.line(curve.points, {
            x: 'correlation',
            y: 'fidelity',
            stroke: colour(curve, theme),
            strokeWidth: curve.fanIn === fanIn ? 2.5 : 1.2,
          }),
        ),
        Plot.text(curves, {
          x: () => 0.012,
          y: (curve: CriticalCurve) => curve.points[0]?.fidelity ?? 1,
          text: (curve: CriticalCurve) => `b = ${curve.fanIn}`,
          textAnchor: 'start',
          dy: 8,
          fill: (curve: CriticalCurve) => colour(curve, theme),
        }),
        Plot.text([[0.82, lowest + 0.06]], {
          text: ['wash-out: deep trees end at chance'],
          fill: theme.muted,
          textAnchor: 'end',
        }),
        ...(threshold === null
          ? []
          : [
              Plot.dot([[threshold, fidelity]], { r: 5, fill: theme.accent, stroke: theme.paper }),
              Plot.text([[threshold, fidelity]], {
                text: [`ρ_{c} = ${decimal(threshold)}`],
                fill: theme.accent,
                stroke: theme.paper,
                fontWeight: 'bold',
                textAnchor: 'start',
                dx: 9,
                dy: 9,
              }),
            ]),
      ],
    }),
  });
}

interface PlanePoint {
  readonly correlation: number;
  readonly fidelity: number;
}

interface CriticalCurve {
  readonly fanIn: number;
  readonly points: readonly PlanePoint[];
}

function criticalCurve(fanIn: number): CriticalCurve {
  const points = integers(0, 100).map((i) => {
    const correlation = i / 100;
    return { correlation, fidelity: criticalFidelity({ fanIn, correlation }) };
  });
  return { fanIn, points };
}

/** Points with u* = `bias`, from ρ = 0 to (1, 1). */
function levelCurve(fanIn: number, bias: number): PlanePoint[] {
  const steps = 100;
  const { root: first } = findRoot((w) => majorityMap(fanIn, w) - bias, { lower: 0, upper: bias });
  return integers(0, steps).map((i) => {
    if (i === 0) return { correlation: 0, fidelity: first / bias };
    if (i === steps) return { correlation: 1, fidelity: 1 };
    const received = first + ((bias - first) * i) / steps;
    const majority = majorityMap(fanIn, received);
    return { correlation: (majority - bias) / (majority - received), fidelity: received / bias };
  });
}

function inWords(fanIn: number): string {
  return new Map([[3, 'threes'], [5, 'fives'], [7, 'sevens'], [9, 'nines']]).get(fanIn) ?? `fan-in ${fanIn}`; // prettier-ignore
}
