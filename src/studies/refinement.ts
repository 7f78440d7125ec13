import type { Point } from './parameters/design.js';
import type { Grid } from './parameters/grid.js';
import type { Refinement } from './study.js';

/**
 * The points that refinement adds to a grid, level by level. A point is known by its place on the finest lattice: whole
 * numbers, so that the corner that two cells share is one point. What a level adds depends on the means of the levels
 * before it and on nothing else.
 */
export class RefinedGrid {
  readonly #grid: Grid;
  readonly #refinement: Refinement;
  /** Whether each axis of the grid is refined. */
  readonly #refined: readonly boolean[];
  /** Lattice steps between neighbours of the grid itself. */
  readonly #stride: number;
  /** Index of the point at each place of the lattice; the grid's own points are not listed. */
  readonly #added = new Map<string, number>();
  readonly #places: number[][] = [];
  #cells: { readonly corner: readonly number[]; readonly size: number }[];

  constructor(grid: Grid, refinement: Refinement) {
    this.#grid = grid;
    this.#refinement = refinement;
    this.#refined = grid.axes.map(({ name }) => refinement.along.includes(name));
    this.#stride = 2 ** refinement.depth;
    this.#cells = this.#firstCells();
  }

  /** Points so far: the grid's and those added. */
  get size(): number {
    return this.#grid.size + this.#places.length;
  }

  point(index: number): Point {
    if (index < this.#grid.size) return this.#grid.point(index);
    const place = this.#places[index - this.#grid.size];
    return Object.fromEntries(
      this.#grid.axes.map(({ name, values }, axis) => {
        if (!this.#refined[axis]) return [name, values[place[axis]]];
        const left = Math.min(Math.floor(place[axis] / this.#stride), values.length - 2);
        const share = place[axis] / this.#stride - left;
        const [low, high] = [values[left] as number, values[left + 1] as number];
        return [name, share === 1 ? high : low + share * (high - low)];
      }),
    );
  }

  /**
   * Halves the cells that the boundary runs through. `mean` gives the mean at a point, NaN where it has none. Returns how
   * many points were added: none when no cell was halved or the depth is reached.
   */
  refine(mean: (point: number) => number): number {
    const before = this.#places.length;
    const halves: { corner: readonly number[]; size: number }[] = [];
    for (const { corner, size } of this.#cells) {
      if (size === 1 || !this.#isCut(corner, size, mean)) continue;
      for (const shift of this.#corners(size / 2)) {
        const child = corner.map((x, axis) => x + shift[axis]);
        halves.push({ corner: child, size: size / 2 });
        for (const step of this.#corners(size / 2)) this.#add(child.map((x, axis) => x + step[axis]));
      }
    }
    this.#cells = halves;
    return this.#places.length - before;
  }

  #isCut(corner: readonly number[], size: number, mean: (point: number) => number): boolean {
    const { level } = this.#refinement;
    let [above, below] = [false, false];
    for (const step of this.#corners(size)) {
      const value = mean(this.#indexAt(corner.map((x, axis) => x + step[axis])));
      if (value >= level) above = true;
      if (value < level) below = true;
    }
    return above && below;
  }

  #add(place: number[]): void {
    if (this.#onGrid(place)) return;
    const key = place.join();
    if (this.#added.has(key)) return;
    this.#added.set(key, this.size);
    this.#places.push(place);
  }

  #indexAt(place: readonly number[]): number {
    if (!this.#onGrid(place)) return this.#added.get(place.join())!;
    return this.#grid.axes.reduce(
      (index, { values }, axis) =>
        index * values.length + (this.#refined[axis] ? place[axis] / this.#stride : place[axis]),
      0,
    );
  }

  #onGrid(place: readonly number[]): boolean {
    return place.every((x, axis) => !this.#refined[axis] || x % this.#stride === 0);
  }

  /** The corners of a cell of this size, as steps from its lowest one. */
  #corners(size: number): number[][] {
    return this.#refined.reduce<number[][]>(
      (corners, refined) =>
        corners.flatMap((corner) =>
          refined
            ? [
                [...corner, 0],
                [...corner, size],
              ]
            : [[...corner, 0]],
        ),
      [[]],
    );
  }

  #firstCells() {
    const places = this.#grid.axes.reduce<number[][]>(
      (corners, { values }, axis) =>
        corners.flatMap((corner) =>
          this.#refined[axis]
            ? Array.from({ length: values.length - 1 }, (_, i) => [...corner, i * this.#stride])
            : values.map((_, i) => [...corner, i]),
        ),
      [[]],
    );
    return places.map((corner) => ({ corner, size: this.#stride }));
  }
}
