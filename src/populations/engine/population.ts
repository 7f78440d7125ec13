import { checkInteger, InvalidInputError } from '../../foundation/index.js';

/** A column of a population: one number an agent. */
export type AgentColumn = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/**
 * Agents as a struct of typed arrays: every agent has a stage, the step it entered that stage's history, the step of its
 * next move, and whatever further columns a model needs. 9 bytes an agent and the columns.
 */
export class Population {
  /** Number of the stage of each agent, into {@link stages}. */
  readonly stage: Uint8Array;
  /** Step of an event that the model dates from, such as the infection. */
  readonly since: Int32Array;
  /** Step at which the agent moves on by itself; {@link NEVER} for none. */
  readonly next: Int32Array;
  readonly #columns = new Map<string, AgentColumn>();

  /**
   * @param size - agents
   * @param stages - names of the stages; all agents begin in the first
   * @throws InvalidInputError for a size below 1, no stage or more than 256
   *
   * @example
   * ```ts
   * import { Population } from 'polity/populations';
   * const people = new Population(5, ['susceptible', 'infectious']);
   * people.stage[2] = 1;
   * people.count('infectious'); // 1
   * ```
   */
  constructor(
    readonly size: number,
    readonly stages: readonly string[],
  ) {
    checkInteger('size', size, { min: 1, max: 2 ** 32 - 1 });
    checkInteger('stages.length', stages.length, { min: 1, max: 256 });
    this.stage = new Uint8Array(size);
    this.since = new Int32Array(size);
    this.next = new Int32Array(size).fill(NEVER);
  }

  /** Adds a column under a new name and returns it. */
  add<Column extends AgentColumn>(name: string, column: Column): Column {
    if (column.length !== this.size) throw new InvalidInputError(`${name}.length`, column.length, `equal ${this.size}`);
    if (this.paths.includes(name)) throw new InvalidInputError('name', name, 'be no column yet');
    this.#columns.set(name, column);
    return column;
  }

  /** The column of this name: one that was added. */
  column(name: string): AgentColumn {
    const column = this.#columns.get(name);
    if (!column) throw new InvalidInputError('name', name, `be one of ${[...this.#columns.keys()].join(', ')}`);
    return column;
  }

  /** Names of all that a substep may write. */
  get paths(): readonly string[] {
    return ['stage', 'since', 'next', ...this.#columns.keys()];
  }

  /** Number of a stage. */
  stageNumber(name: string): number {
    const number = this.stages.indexOf(name);
    if (number < 0) throw new InvalidInputError('stage', name, `be one of ${this.stages.join(', ')}`);
    return number;
  }

  /** Agents in a stage. */
  count(stage: string): number {
    return this.stageCounts()[this.stageNumber(stage)];
  }

  /** Agents in each stage. */
  stageCounts(): Uint32Array {
    const counts = new Uint32Array(this.stages.length);
    for (let i = 0; i < this.size; i++) {
      // A byte may hold what no stage is called; such an agent must not be lost from the count in silence.
      if (this.stage[i] >= counts.length) {
        throw new InvalidInputError(`stage[${i}]`, this.stage[i], `be below ${counts.length}`);
      }
      counts[this.stage[i]]++;
    }
    return counts;
  }
}

/** A step that never comes. */
export const NEVER: number = 2 ** 31 - 1;
