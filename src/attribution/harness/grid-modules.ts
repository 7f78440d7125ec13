import type { RandomStream } from '../../foundation/index.js';
import {
  directions,
  gridDistance,
  neighbour,
  shortestRoute,
  turned,
  type Direction,
  type Maze,
  type MazeObservation,
} from './grid-maze.js';
import type { AgentModules } from './plan-act-reflect.js';
import { checkSkills, type Skills } from './skills.js';

/** Cells to go through, in order. */
export type Route = readonly number[];

/** The modules of an agent that walks through mazes. */
export type MazeModules = AgentModules<MazeObservation, Route, Direction, Direction, Route | null>;

/**
 * Scripted modules for {@link mazeTasks}.
 *
 * - The planner notices each wall of the map with its skill for a chance, and takes the shortest route through what it noticed:
 *   the less it notices, the more of its route leads through walls.
 * - The reasoner finds its place on the latest route and names the next direction; with chance 1 − skill it loses its place and
 *   names any direction.
 * - The actor goes there; with chance 1 − skill it slips to the left or right.
 * - The reflector, after a bump or in a loop, plans again from where the agent stands: with the walls it bumped into, and each
 *   other wall with its skill for a chance. With chance 1 − skill it has nothing to say.
 *
 * @example
 * ```ts
 * import { mazeModules, mazeTasks, planActReflect, runHarness } from 'polity/attribution';
 * const able = mazeModules({ planner: 1, reasoner: 1, actor: 1, reflector: 1 });
 * const { game } = await runHarness({
 *   modules: { default: able, test: able },
 *   tasks: mazeTasks({ count: 5 }),
 *   workflow: planActReflect({ stepLimit: 60 }),
 * });
 * game.worthOf([]); // 1
 * ```
 */
export function mazeModules(skills: Skills): MazeModules {
  const { planner, reasoner, actor, reflector } = checkSkills(skills);
  return {
    planner: ({ observation: { maze, position } }, { random }) => plannedRoute(maze, position, [], planner, random),
    reasoner: ({ observation, plan, trajectory }, { random }) => {
      const route = trajectory.findLast(({ reflection }) => reflection)?.reflection ?? plan;
      const lost = !random.bernoulli(reasoner);
      return lost ? directions[random.below(4)] : nextDirection(observation, route);
    },
    actor: ({ thought }, { random }) => {
      const slips = !random.bernoulli(actor);
      const aside = random.bernoulli(0.5) ? 1 : 3;
      return slips ? turned(thought, aside) : thought;
    },
    reflector: ({ observation: { maze, position, bumped } }, { random }) => {
      if (!random.bernoulli(reflector)) return null;
      return plannedRoute(maze, position, bumped, reflector, random);
    },
  };
}

/** The shortest route through the walls that are noticed. */
function plannedRoute(
  maze: Maze,
  from: number,
  known: readonly number[],
  attention: number,
  random: RandomStream,
): Route {
  // The rim is the end of the world to everybody. One draw a wall, so that more attention never notices less.
  const noticed = maze.walls.map((wall, cell) => {
    const isSeen = random.bernoulli(attention);
    return Number(wall === 1 && (isSeen || isRim(maze, cell)));
  });
  for (const cell of known) noticed[cell] = 1;
  return shortestRoute(maze, from, noticed) ?? [from];
}

function isRim({ width, height }: Maze, cell: number): boolean {
  const [column, row] = [cell % width, Math.floor(cell / width)];
  return column === 0 || row === 0 || column === width - 1 || row === height - 1;
}

/** Along the route, or back to its nearest cell, the later of equally near ones. */
function nextDirection({ maze, position }: MazeObservation, route: Route): Direction {
  const at = route.lastIndexOf(position);
  let target = at >= 0 ? (route[at + 1] ?? maze.goal) : route[0];
  if (at < 0) {
    for (const cell of route) {
      if (gridDistance(maze, position, cell) <= gridDistance(maze, position, target)) target = cell;
    }
  }
  const nearer = (direction: Direction) =>
    gridDistance(maze, neighbour(maze, position, direction), target) < gridDistance(maze, position, target);
  const ways = directions.filter(nearer);
  return ways.find((direction) => maze.walls[neighbour(maze, position, direction)] === 0) ?? ways[0] ?? 'north';
}
