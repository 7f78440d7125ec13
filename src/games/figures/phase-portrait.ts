import type * as Plot from '@observablehq/plot';
import { decimal, type LegendEntry, type Theme } from '../../figures/index.js';
import type { EvolutionaryDynamics } from '../evolution/dynamics.js';
import type { PopulationGame } from '../evolution/population-game.js';
import { restPoints, type RestPoint, type RestPointKind } from '../evolution/rest-points.js';
import { simulateDynamics, velocityField } from '../evolution/simulate-dynamics.js';

/** A place on the drawing. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What is drawn of dynamics in the plane: paths with an arrow each, and rest points. */
export interface Portrait {
  readonly paths: readonly (readonly Place[])[];
  /** Degrees clockwise from upwards, as Plot's vectors turn. */
  readonly arrows: readonly (Place & { readonly rotate: number })[];
  readonly points: readonly (Place & { readonly kind: RestPointKind; readonly point: RestPoint })[];
}

/** Follows the dynamics from every start until they are slow or time is up. */
export function portrait(
  game: PopulationGame,
  dynamics: EvolutionaryDynamics,
  starts: readonly Float64Array[],
  { duration, place }: { readonly duration: number; readonly place: (shares: ArrayLike<number>) => Place },
): Portrait {
  const field = velocityField(game, dynamics);
  const velocity = new Float64Array(starts[0].length);
  const still = {
    name: 'still',
    value: (_: number, x: Float64Array) => {
      field(0, x, velocity);
      return velocity.reduce((most, v) => Math.max(most, Math.abs(v)), 0) - 1e-4;
    },
    terminal: true,
  };
  const times = Float64Array.from({ length: 401 }, (_, k) => (duration * k) / 400);
  const paths = starts.flatMap((initial) => {
    const options = { initial, times, relativeTolerance: 1e-6, absoluteTolerance: 1e-9, events: [still] };
    const { states, width, end } = simulateDynamics(game, dynamics, options);
    const places = Array.from({ length: states.length / width }, (_, k) => place(states.subarray(k * width, (k + 1) * width))); // prettier-ignore
    places.push(place(end));
    const path = thinned(places);
    return path.length > 2 ? [path] : [];
  });
  const points = restPoints(game, dynamics).map((point) => ({ ...place(point.shares), kind: point.kind, point }));
  return { paths, arrows: paths.map(arrowOn), points };
}

/** A path that winds is cut at this length, a turn along the edge of the triangle. */
const LONGEST = 3;

/** Without places closer than a line is wide, and not longer than it takes to see where it goes. */
function thinned(places: readonly Place[]): Place[] {
  const kept = [places[0]];
  let length = 0;
  for (const place of places) {
    const last = kept[kept.length - 1];
    const step = Math.hypot(place.x - last.x, place.y - last.y);
    if (step <= 0.004) continue;
    length += step;
    if (length > LONGEST) break;
    kept.push(place);
  }
  return kept;
}

/** A third of the way along a path, which is where it is fast; an early part of one that winds. */
function arrowOn(path: readonly Place[]): Place & { rotate: number } {
  let length = 0;
  const along = path.map((place, k) => {
    if (k > 0) length += Math.hypot(place.x - path[k - 1].x, place.y - path[k - 1].y);
    return length;
  });
  const at = Math.max(
    1,
    along.findIndex((value) => value >= Math.min(0.35 * length, 0.25)),
  );
  const [before, here] = [path[at - 1], path[at]];
  return { ...here, rotate: (Math.atan2(here.x - before.x, here.y - before.y) * 180) / Math.PI };
}

const marks: Record<RestPointKind, { label: string; filled: boolean; color: (theme: Theme) => string }> = {
  sink: { label: 'attracts', filled: true, color: (theme) => theme.accent },
  source: { label: 'repels', filled: false, color: (theme) => theme.ink },
  saddle: { label: 'saddle', filled: true, color: (theme) => theme.muted },
  centre: { label: 'centre', filled: false, color: (theme) => theme.accent },
  undecided: { label: 'not decided by eigenvalues', filled: false, color: (theme) => theme.series[4] },
};

/** Legend of the kinds of rest points that there are. */
export function restLegend(points: Portrait['points']): LegendEntry[] {
  const kinds = (Object.keys(marks) as RestPointKind[]).filter((kind) => points.some((point) => point.kind === kind));
  return kinds.map((kind) => ({
    label: `rest point: ${marks[kind].label}`,
    color: marks[kind].color,
    mark: marks[kind].filled ? 'dot' : 'ring',
  }));
}

/** Plot's marks for paths, arrows and rest points. */
export function portraitMarks(plot: typeof Plot, theme: Theme, { paths, arrows, points }: Portrait): Plot.Markish[] {
  return [
    ...paths.map((path) => plot.line(path, { x: 'x', y: 'y', stroke: theme.series[0], strokeWidth: 1.1, strokeOpacity: 0.75 })), // prettier-ignore
    plot.vector(arrows, {
      x: 'x',
      y: 'y',
      rotate: 'rotate',
      length: 9,
      anchor: 'middle',
      shape: { draw: arrowHead },
      fill: theme.series[0],
      stroke: 'none',
    }),
    plot.dot(points, {
      x: 'x',
      y: 'y',
      r: 5.5,
      fill: ({ kind }: { kind: RestPointKind }) => (marks[kind].filled ? marks[kind].color(theme) : theme.paper),
      stroke: ({ kind }: { kind: RestPointKind }) => (marks[kind].filled ? theme.paper : marks[kind].color(theme)),
      strokeWidth: 1.8,
    }),
  ];
}

/** A filled head that points upwards, its middle at the origin. */
function arrowHead(
  context: { moveTo(x: number, y: number): void; lineTo(x: number, y: number): void; closePath(): void },
  length: number,
): void {
  // prettier-ignore
  context.moveTo(0, -length / 2);
  context.lineTo(length * 0.38, length / 2);
  context.lineTo(0, length * 0.25);
  context.lineTo(-length * 0.38, length / 2);
  context.closePath();
}

/** "all hawk", "0.67 hawk, 0.33 dove"; shares that round to 0 are left out. */
export function mixtureText(shares: ArrayLike<number>, names: readonly string[]): string {
  const used = names.flatMap((name, i) => (shares[i] >= 0.005 ? [{ name, share: shares[i] }] : []));
  if (used.length === 1) return `${used[0].share > 0.9995 ? 'all' : 'nearly all'} ${used[0].name}`;
  return used.map(({ name, share }) => `${decimal(share, 2)} ${name}`).join(', ');
}

/** "1 of 3 rest points attracts" and what it is. */
export function attractionText(points: Portrait['points'], nameOf: (point: RestPoint) => string): string {
  const sinks = points.filter(({ kind }) => kind === 'sink');
  const count = `${points.length} rest ${points.length === 1 ? 'point' : 'points'}`;
  if (sinks.length > 0) {
    const named = sinks.slice(0, 3).map(({ point }) => nameOf(point));
    const more = sinks.length > 3 ? '; …' : '';
    return `${sinks.length} of ${count} attract${sinks.length === 1 ? 's' : ''}: ${named.join('; ')}${more}`;
  }
  if (points.some(({ kind }) => kind === 'centre'))
    return `none of ${count} attracts; one is a centre that paths circle`;
  return points.length === 0 ? 'no isolated rest point' : `none of ${count} is seen to attract by its eigenvalues`;
}
