import { InvalidInputError, checkInteger, checkProbability, type RandomStream } from '../../foundation/index.js';
import { taskStream } from './common-random-numbers.js';
import type { AgentTask, Environment, StepResult } from './environment.js';

/** A move on the grid. */
export type Direction = (typeof directions)[number];
/** The four directions, clockwise. */
export const directions = ['north', 'east', 'south', 'west'] as const;

/** A maze: cells are numbered row by row. */
export interface Maze {
  readonly width: number;
  readonly height: number;
  /** 1 for a wall. The rim is all wall. */
  readonly walls: Uint8Array;
  readonly start: number;
  readonly goal: number;
}

/** What an agent in a maze sees: the map, where it is, and the walls it ran into so far. */
export interface MazeObservation {
  readonly maze: Maze;
  readonly position: number;
  readonly bumped: readonly number[];
}

/** How mazes are made. */
export interface MazeOptions {
  /** Mazes in the list; default 20. */
  readonly count?: number;
  /** Cells across and down, odd, at least 5; default 9. */
  readonly size?: number;
  /** Share of the inner walls of the perfect maze that are opened again, so that there is more than one way; default 0.15. */
  readonly openness?: number;
  /** Chance that the floor turns a move aside, whoever makes it; default 0. */
  readonly slip?: number;
  readonly seed?: number;
}

/**
 * A list of mazes with a way from corner to corner: perfect mazes (depth-first), with some walls opened. An agent moves one cell a
 * step; into a wall it bumps, and the step fails. Score: 1 at the goal, 0 elsewhere.
 *
 * @example
 * ```ts
 * import { mazeTasks, shortestRoute } from 'polity/attribution';
 * const [task] = mazeTasks({ count: 1, size: 7, seed: 1 });
 * const { maze } = task;
 * shortestRoute(maze, maze.start, maze.walls)?.at(-1) === maze.goal; // true
 * ```
 */
export function mazeTasks({ count = 20, size = 9, openness = 0.15, slip = 0, seed = 0 }: MazeOptions = {}): (AgentTask<
  MazeObservation,
  Direction
> & { readonly maze: Maze })[] {
  checkInteger('count', count, { min: 1 });
  if (checkInteger('size', size, { min: 5 }) % 2 === 0) throw new InvalidInputError('size', size, 'be odd');
  checkProbability('openness', openness);
  checkProbability('slip', slip);
  return Array.from({ length: count }, (_, i) => {
    const maze = makeMaze(size, openness, taskStream(seed, i));
    return { id: `maze ${i + 1}`, maze, environment: () => new MazeEnvironment(maze, slip) };
  });
}

/** The cell next to another. */
export function neighbour({ width }: Maze, cell: number, direction: Direction): number {
  switch (direction) {
    case 'north':
      return cell - width;
    case 'east':
      return cell + 1;
    case 'south':
      return cell + width;
    case 'west':
      return cell - 1;
  }
}

/** Steps between two cells if there were no walls. */
export function gridDistance({ width }: Maze, a: number, b: number): number {
  return Math.abs((a % width) - (b % width)) + Math.abs(Math.floor(a / width) - Math.floor(b / width));
}

/**
 * The cells of a shortest route from a cell to the goal, both included, as far as the walls given are all there are;
 * undefined where there is none.
 */
export function shortestRoute(maze: Maze, from: number, walls: Uint8Array): number[] | undefined {
  const before = new Int32Array(walls.length).fill(-1);
  before[from] = from;
  const queue = [from];
  for (let head = 0; head < queue.length; head++) {
    const cell = queue[head];
    if (cell === maze.goal) {
      const route = [cell];
      for (let at = cell; at !== from; route.push(at)) at = before[at];
      return route.reverse();
    }
    for (const direction of directions) {
      const next = neighbour(maze, cell, direction);
      if (walls[next] || before[next] >= 0) continue;
      before[next] = cell;
      queue.push(next);
    }
  }
  return undefined;
}

class MazeEnvironment implements Environment<MazeObservation, Direction> {
  readonly #maze: Maze;
  readonly #slip: number;
  readonly #bumped = new Set<number>();
  #position: number;

  constructor(maze: Maze, slip: number) {
    this.#maze = maze;
    this.#slip = slip;
    this.#position = maze.start;
  }

  reset(): MazeObservation {
    this.#position = this.#maze.start;
    this.#bumped.clear();
    return this.#observe();
  }

  step(action: Direction, random: RandomStream): StepResult<MazeObservation> {
    const direction = random.bernoulli(this.#slip) ? turned(action, random.bernoulli(0.5) ? 1 : 3) : action;
    const next = neighbour(this.#maze, this.#position, direction);
    const failed = this.#maze.walls[next] === 1;
    if (failed) this.#bumped.add(next);
    else this.#position = next;
    const terminated = this.#position === this.#maze.goal;
    const feedback = failed ? `a wall to the ${direction}` : terminated ? 'arrived' : `moved ${direction}`;
    return { observation: this.#observe(), failed, feedback, terminated };
  }

  score(): number {
    return Number(this.#position === this.#maze.goal);
  }

  illegal(action: unknown): string | undefined {
    return directions.includes(action as Direction) ? undefined : `${String(action)} is not a direction`;
  }

  state(): string {
    return String(this.#position);
  }

  #observe(): MazeObservation {
    return { maze: this.#maze, position: this.#position, bumped: [...this.#bumped] };
  }
}

/** A direction some quarter turns to the right. */
export function turned(direction: Direction, quarters: number): Direction {
  return directions[(directions.indexOf(direction) + quarters) % 4];
}

function makeMaze(size: number, openness: number, random: RandomStream): Maze {
  const walls = new Uint8Array(size * size).fill(1);
  const start = size + 1;
  const goal = size * size - size - 2;
  const maze: Maze = { width: size, height: size, walls, start, goal };
  walls[start] = 0;
  const stack = [start];
  while (stack.length > 0) {
    const cell = stack[stack.length - 1];
    const steps = random.shuffle([-size, 1, size, -1]);
    const step = steps.find((to) => isInside(size, cell + 2 * to) && walls[cell + 2 * to] === 1);
    if (step === undefined) {
      stack.pop();
      continue;
    }
    walls[cell + step] = 0;
    walls[cell + 2 * step] = 0;
    stack.push(cell + 2 * step);
  }
  for (let cell = 0; cell < walls.length; cell++) {
    const [column, row] = [cell % size, Math.floor(cell / size)];
    // Only walls between two rooms: exactly one of the coordinates is even.
    if (isInside(size, cell) && column % 2 !== row % 2 && random.bernoulli(openness)) walls[cell] = 0;
  }
  return maze;
}

function isInside(size: number, cell: number): boolean {
  const [column, row] = [((cell % size) + size) % size, Math.floor(cell / size)];
  return column > 0 && row > 0 && column < size - 1 && row < size - 1;
}
