import {
  checkInteger,
  checkNumber,
  checkPositive,
  checkVector,
  InvalidInputError,
  randomStream,
} from '../../foundation/index.js';

/** Birds in the plane: x₀, y₀, x₁, y₁, … of places and of velocities. */
export interface Flock {
  readonly position: Float64Array;
  readonly velocity: Float64Array;
}

export interface BoidsOptions {
  readonly steps: number;
  /** Sides of the torus, default 1000 × 1000. */
  readonly width?: number;
  readonly height?: number;
  /** Distance within which others are seen, default 50. */
  readonly perception?: number;
  /** Distance within which others repel, default 25, at most `perception`. */
  readonly separation?: number;
  readonly maxSpeed?: number;
  readonly maxForce?: number;
  /** Of separation, alignment, cohesion; default 1.5, 1, 1. */
  readonly weights?: { readonly separation: number; readonly alignment: number; readonly cohesion: number };
}

/**
 * A flock that starts at random: places uniform on the torus, velocities of half the largest speed in uniform directions.
 *
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { randomFlock } from 'polity/populations';
 * randomFlock(100, { seed: 1 }).position.length; // 200
 * ```
 */
export function randomFlock(
  birds: number,
  {
    width = 1000,
    height = 1000,
    maxSpeed = 4,
    seed = 0,
  }: { readonly width?: number; readonly height?: number; readonly maxSpeed?: number; readonly seed?: number } = {},
): Flock {
  checkInteger('birds', birds, { min: 1 });
  const stream = randomStream(seed);
  const position = new Float64Array(2 * birds);
  const velocity = new Float64Array(2 * birds);
  for (let i = 0; i < birds; i++) {
    position[2 * i] = width * stream.uniform();
    position[2 * i + 1] = height * stream.uniform();
    const angle = 2 * Math.PI * stream.uniform();
    velocity[2 * i] = (maxSpeed / 2) * Math.cos(angle);
    velocity[2 * i + 1] = (maxSpeed / 2) * Math.sin(angle);
  }
  return { position, velocity };
}

/**
 * Boids on a torus. A rule that wants a bird to go in some direction steers it by (direction · largest speed − velocity), cut
 * to the largest force. Separation goes away from those within its distance, each weighted 1/d; alignment along the mean
 * velocity of those in sight; cohesion towards their mean place. Speed is cut to the largest. All birds look before any moves.
 *
 * Cost of a step: O(birds · neighbours in sight) by cells of the size of perception.
 *
 * @param flock - at the start; not changed
 * @returns the flock after `steps`
 * @throws InvalidInputError for numbers out of range, or arrays of different length
 * @see C. Reynolds, Flocks, herds and schools, SIGGRAPH 1987
 *
 * @example
 * ```ts
 * import { flyBoids } from 'polity/populations';
 * flyBoids({ position: [10, 20], velocity: [1, 2] }, { steps: 3 }).position; // [13, 26]
 * ```
 */
export function flyBoids(
  flock: { readonly position: ArrayLike<number>; readonly velocity: ArrayLike<number> },
  {
    steps,
    width = 1000,
    height = 1000,
    perception = 50,
    separation = 25,
    maxSpeed = 4,
    maxForce = 0.1,
    weights = { separation: 1.5, alignment: 1, cohesion: 1 },
  }: BoidsOptions,
): Flock {
  checkInteger('steps', steps, { min: 0 });
  checkPositive('width', width);
  checkPositive('height', height);
  checkPositive('perception', perception);
  checkNumber('separation', separation, { min: 0, max: perception });
  checkPositive('maxSpeed', maxSpeed);
  checkNumber('maxForce', maxForce, { min: 0 });
  for (const rule of ['separation', 'alignment', 'cohesion'] as const) checkNumber(`weights.${rule}`, weights[rule]);
  const position = checkVector('position', flock.position, { minLength: 2 });
  const velocity = checkVector('velocity', flock.velocity, { length: position.length });
  if (position.length % 2 === 1) throw new InvalidInputError('position.length', position.length, 'be even');
  const birds = position.length / 2;
  for (let i = 0; i < birds; i++) {
    position[2 * i] = wrapped(position[2 * i], width);
    position[2 * i + 1] = wrapped(position[2 * i + 1], height);
  }
  const cells = new Cells(width, height, perception);
  const force = new Float64Array(2 * birds);
  const steer = (bird: number, x: number, y: number, weight: number) => {
    const length = Math.hypot(x, y);
    if (length === 0) return;
    let fx = (x / length) * maxSpeed - velocity[2 * bird];
    let fy = (y / length) * maxSpeed - velocity[2 * bird + 1];
    const cut = Math.min(1, maxForce / Math.hypot(fx, fy));
    fx *= Number.isNaN(cut) ? 1 : cut;
    fy *= Number.isNaN(cut) ? 1 : cut;
    force[2 * bird] += weight * fx;
    force[2 * bird + 1] += weight * fy;
  };
  for (let step = 0; step < steps; step++) {
    cells.fill(position);
    force.fill(0);
    for (let i = 0; i < birds; i++) {
      let [seen, awayX, awayY, meanX, meanY, towardsX, towardsY] = [0, 0, 0, 0, 0, 0, 0];
      cells.visit(i, (j) => {
        const dx = nearest(position[2 * j] - position[2 * i], width);
        const dy = nearest(position[2 * j + 1] - position[2 * i + 1], height);
        const distance = Math.hypot(dx, dy);
        if (distance >= perception) return;
        seen++;
        meanX += velocity[2 * j];
        meanY += velocity[2 * j + 1];
        towardsX += dx;
        towardsY += dy;
        if (distance >= separation || distance === 0) return;
        awayX -= dx / distance / distance;
        awayY -= dy / distance / distance;
      });
      if (seen === 0) continue;
      steer(i, awayX, awayY, weights.separation);
      steer(i, meanX, meanY, weights.alignment);
      steer(i, towardsX, towardsY, weights.cohesion);
    }
    for (let i = 0; i < birds; i++) {
      let [vx, vy] = [velocity[2 * i] + force[2 * i], velocity[2 * i + 1] + force[2 * i + 1]];
      const speed = Math.hypot(vx, vy);
      if (speed > maxSpeed) [vx, vy] = [(vx * maxSpeed) / speed, (vy * maxSpeed) / speed];
      velocity[2 * i] = vx;
      velocity[2 * i + 1] = vy;
      position[2 * i] = wrapped(position[2 * i] + vx, width);
      position[2 * i + 1] = wrapped(position[2 * i + 1] + vy, height);
    }
  }
  return { position, velocity };
}

/**
 * Polarisation |Σ v/|v|| / n of a flock: 1 when all fly one way, about 1/√n when directions are random. Birds at rest have
 * no direction and count as 0.
 *
 * @throws InvalidInputError for velocities that are no numbers
 *
 * @example
 * ```ts
 * import { polarization } from 'polity/populations';
 * polarization([1, 0, 2, 0, -1, 0]); // 0.3333
 * ```
 */
export function polarization(velocity: ArrayLike<number>): number {
  const v = checkVector('velocity', velocity, { minLength: 2 });
  let [x, y] = [0, 0];
  for (let i = 0; i < v.length; i += 2) {
    const speed = Math.hypot(v[i], v[i + 1]);
    if (speed === 0) continue;
    x += v[i] / speed;
    y += v[i + 1] / speed;
  }
  return Math.hypot(x, y) / (v.length / 2);
}

function wrapped(x: number, side: number): number {
  const rest = x - side * Math.floor(x / side);
  // Just below 0 the sum may round to the side itself.
  return rest < side ? rest : 0;
}

/** The shortest way on a circle. */
function nearest(difference: number, side: number): number {
  return difference - side * Math.round(difference / side);
}

/** Birds sorted into cells no smaller than perception: whom a bird sees is in its own cell or the eight around it. */
class Cells {
  readonly #columns: number;
  readonly #rows: number;
  #first = new Int32Array(0);
  #next = new Int32Array(0);
  #cell = new Int32Array(0);

  constructor(
    readonly width: number,
    readonly height: number,
    perception: number,
  ) {
    // With fewer than three cells on a side a cell would be visited twice: then there is one.
    const fitting = (side: number) => (side >= 3 * perception ? Math.min(1024, Math.floor(side / perception)) : 1);
    this.#columns = fitting(width);
    this.#rows = fitting(height);
  }

  fill(position: Float64Array): void {
    const birds = position.length / 2;
    this.#first = new Int32Array(this.#columns * this.#rows).fill(-1);
    if (this.#next.length !== birds) {
      this.#next = new Int32Array(birds);
      this.#cell = new Int32Array(birds);
    }
    for (let i = birds - 1; i >= 0; i--) {
      const column = Math.min(this.#columns - 1, Math.floor((position[2 * i] / this.width) * this.#columns));
      const row = Math.min(this.#rows - 1, Math.floor((position[2 * i + 1] / this.height) * this.#rows));
      const cell = row * this.#columns + column;
      this.#cell[i] = cell;
      this.#next[i] = this.#first[cell];
      this.#first[cell] = i;
    }
  }

  /** Calls `see` with every other bird that may be in sight. */
  visit(bird: number, see: (other: number) => void): void {
    const row = Math.floor(this.#cell[bird] / this.#columns);
    const column = this.#cell[bird] % this.#columns;
    const rowReach = this.#rows > 1 ? 1 : 0;
    const columnReach = this.#columns > 1 ? 1 : 0;
    for (let r = row - rowReach; r <= row + rowReach; r++) {
      for (let c = column - columnReach; c <= column + columnReach; c++) {
        const cell = ((r + this.#rows) % this.#rows) * this.#columns + ((c + this.#columns) % this.#columns);
        for (let j = this.#first[cell]; j >= 0; j = this.#next[j]) if (j !== bird) see(j);
      }
    }
  }
}
