import { checkInteger, checkNumber } from '../../foundation/index.js';
import { counterDraws } from '../engine/counter-random.js';

/** A species: its number, the range of its energy at the start, and what a move costs. */
export interface Species {
  readonly count: number;
  readonly energy: readonly [lowest: number, highest: number];
  readonly moveCost: number;
}

export interface PredatorPreyOptions {
  readonly width?: number;
  readonly height?: number;
  /** Default 40, energy 30 to 100, a move costs 1. */
  readonly predators?: Species;
  /** Default 80, energy 40 to 100, a move costs 5. */
  readonly prey?: Species;
  /** Energy a predator gets from a prey, default 20. */
  readonly preyWorth?: number;
  /** Energy a prey gets from grass, default 7. */
  readonly grassWorth?: number;
  /** Steps until grass that was eaten has grown again, default 100. */
  readonly regrowth?: number;
  readonly steps: number;
  readonly seed?: number;
}

/** Counts and energies at the start and after each step. */
export interface PredatorPrey {
  readonly prey: Float64Array;
  readonly preyEnergy: Float64Array;
  readonly predatorEnergy: Float64Array;
  /** Cells with grass that can be eaten. */
  readonly grass: Float64Array;
  /** Within each step: moves, cells grazed, prey caught. */
  readonly preyMoves: Float64Array;
  readonly predatorMoves: Float64Array;
  readonly grazed: Float64Array;
  readonly caught: Float64Array;
}

/**
 * Predators, prey and grass on a grid with edges. In each step agents with energy enough for a move go to a neighbouring cell
 * (up, down, left or right, drawn evenly among those on the grid); then one prey on each cell with grown grass grazes it; then
 * each predator catches one prey of its cell, as long as there are any; then grass grows. Nobody is born, and nobody starves:
 * who has no energy stays where it is. Which of several agents grazes or catches, and which prey is caught, is drawn.
 *
 * The defaults are those of the public example of AgentTorch. Cost of a step: O(agents log agents + cells).
 *
 * @throws InvalidInputError for numbers out of range
 *
 * @example
 * ```ts
 * import { predatorPrey } from 'polity/populations';
 * const { prey, caught } = predatorPrey({ steps: 50, seed: 1 });
 * prey[50] + caught.reduce((sum, count) => sum + count, 0); // 80
 * ```
 */
export function predatorPrey({
  width = 18,
  height = 25,
  predators = { count: 40, energy: [30, 100], moveCost: 1 },
  prey = { count: 80, energy: [40, 100], moveCost: 5 },
  preyWorth = 20,
  grassWorth = 7,
  regrowth = 100,
  steps,
  seed = 0,
}: PredatorPreyOptions): PredatorPrey {
  checkInteger('width', width, { min: 1 });
  checkInteger('height', height, { min: 1 });
  checkSpecies('predators', predators);
  checkSpecies('prey', prey);
  checkNumber('preyWorth', preyWorth, { min: 0 });
  checkNumber('grassWorth', grassWorth, { min: 0 });
  checkInteger('regrowth', regrowth, { min: 0 });
  checkInteger('steps', steps, { min: 0 });
  const grid = { width, height };
  const herd = new Herd(prey, grid, seed, 0);
  const pack = new Herd(predators, grid, seed, 1);
  const untilGrown = new Int32Array(width * height);
  const series = (entries: number) => new Float64Array(entries);
  const result = {
    prey: series(steps + 1),
    preyEnergy: series(steps + 1),
    predatorEnergy: series(steps + 1),
    grass: series(steps + 1),
    preyMoves: series(steps),
    predatorMoves: series(steps),
    grazed: series(steps),
    caught: series(steps),
  };
  const note = (day: number) => {
    result.prey[day] = herd.alive.reduce((sum, alive) => sum + alive, 0);
    result.preyEnergy[day] = herd.energy.reduce((sum, energy, i) => sum + energy * herd.alive[i], 0);
    result.predatorEnergy[day] = pack.energy.reduce((sum, energy) => sum + energy, 0);
    result.grass[day] = untilGrown.reduce((count, left) => count + Number(left === 0), 0);
  };
  note(0);
  for (let step = 0; step < steps; step++) {
    result.preyMoves[step] = herd.move(step);
    result.predatorMoves[step] = pack.move(step);
    for (let cell = 0; cell < untilGrown.length; cell++) if (untilGrown[cell] > 0) untilGrown[cell]--;
    const herdOrder = herd.drawOrder(step);
    for (const agent of herdOrder) {
      if (!herd.alive[agent] || untilGrown[herd.cell[agent]] > 0) continue;
      herd.energy[agent] += grassWorth;
      // Grown again before the meal `regrowth` steps from now; with 0 another prey could graze the cell in this very step.
      untilGrown[herd.cell[agent]] = Math.max(1, regrowth);
      result.grazed[step]++;
    }
    const onCell = new Map<number, number[]>();
    for (const agent of herdOrder) {
      if (!herd.alive[agent]) continue;
      const here = onCell.get(herd.cell[agent]);
      if (here) here.push(agent);
      else onCell.set(herd.cell[agent], [agent]);
    }
    for (const predator of pack.drawOrder(step)) {
      const victim = onCell.get(pack.cell[predator])?.pop();
      if (victim === undefined) continue;
      herd.alive[victim] = 0;
      pack.energy[predator] += preyWorth;
      result.caught[step]++;
    }
    note(step + 1);
  }
  return result;
}

function checkSpecies(name: string, { count, energy: [lowest, highest], moveCost }: Species): void {
  checkInteger(`${name}.count`, count, { min: 0 });
  checkNumber(`${name}.energy[0]`, lowest, { min: 0 });
  checkNumber(`${name}.energy[1]`, highest, { min: lowest });
  checkNumber(`${name}.moveCost`, moveCost, { min: 0 });
}

/** The agents of a species; `kind` tells their random numbers apart. */
class Herd {
  readonly cell: Int32Array;
  readonly energy: Float64Array;
  readonly alive: Uint8Array;

  constructor(
    readonly species: Species,
    readonly grid: { readonly width: number; readonly height: number },
    readonly seed: number,
    readonly kind: number,
  ) {
    const { count, energy } = species;
    const [where, how] = [0, 1].map((substep) => counterDraws(seed, { substep: 8 + 2 * kind + substep }));
    this.cell = Int32Array.from({ length: count }, (_, i) => where.below(i, grid.width * grid.height));
    this.energy = Float64Array.from({ length: count }, (_, i) => energy[0] + (energy[1] - energy[0]) * how.uniform(i));
    this.alive = new Uint8Array(count).fill(1);
  }

  /** Moves those with the energy for it and returns how many did. */
  move(step: number): number {
    const draws = counterDraws(this.seed, { step, substep: 2 * this.kind });
    const { width, height } = this.grid;
    let moves = 0;
    for (let i = 0; i < this.cell.length; i++) {
      if (!this.alive[i] || this.energy[i] < this.species.moveCost || this.energy[i] === 0) continue;
      const [x, y] = [this.cell[i] % width, Math.floor(this.cell[i] / width)];
      const ways = [x > 0 ? -1 : 0, x < width - 1 ? 1 : 0, y > 0 ? -width : 0, y < height - 1 ? width : 0].filter(
        Boolean,
      );
      if (ways.length === 0) continue;
      this.cell[i] += ways[draws.below(i, ways.length)];
      this.energy[i] -= this.species.moveCost;
      moves++;
    }
    return moves;
  }

  /** All agents in the random order of this step. */
  drawOrder(step: number): number[] {
    const draws = counterDraws(this.seed, { step, substep: 2 * this.kind + 1 });
    return Array.from(this.cell, (_, i) => i).sort((a, b) => draws.word(a) - draws.word(b));
  }
}
