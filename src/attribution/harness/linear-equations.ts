import { checkInteger, checkOneOf, type RandomStream } from '../../foundation/index.js';
import { taskStream } from './common-random-numbers.js';
import type { AgentTask, Environment, StepResult } from './environment.js';

/** Both sides of an equation: a whole-number coefficient for each unknown, then the constant. */
export interface Equation {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** A rewriting of one equation that keeps the solutions, by kind. */
export type AlgebraMove =
  /** Subtracts amount · term from both sides; the term after the last unknown is the constant. */
  | { readonly kind: 'subtract'; readonly equation: number; readonly term: number; readonly amount: number }
  /** Replaces the equation by times · itself + plus · another. */
  | {
      readonly kind: 'combine';
      readonly equation: number;
      readonly times: number;
      readonly other: number;
      readonly plus: number;
    }
  /** Divides both sides by a number that divides everything in them. */
  | { readonly kind: 'divide'; readonly equation: number; readonly by: number };

/** A move with the equation it is claimed to give, or the end: the answer is handed in as it stands. */
export type AlgebraAction = { readonly move: AlgebraMove; readonly result: Equation } | 'hand in';

/** What is on the paper. */
export interface AlgebraObservation {
  readonly equations: readonly Equation[];
}

/** How tasks in algebra are made. */
export interface AlgebraOptions {
  /** Tasks in the list; default 20. */
  readonly count?: number;
  /**
   * `'equation'`: a·x + b = c·x + d, three moves; `'system'`: two equations in two unknowns, four moves; `'both'` in turn
   * (default).
   */
  readonly kind?: 'equation' | 'system' | 'both';
  readonly seed?: number;
}

/**
 * A list of linear equations and systems with whole solutions, to be solved step by step: an action is a legal rewriting together
 * with the equation it gives. A move that is not legal (dividing by 0, or what does not divide) and a result that does not
 * follow fail and change nothing. Score: the share of unknowns that stand alone on the left with their value on the right.
 *
 * @example
 * ```ts
 * import { algebraTasks, formatEquation } from 'polity/attribution';
 * const [task] = algebraTasks({ count: 1, kind: 'equation' });
 * formatEquation({ left: [3, 0], right: [1, 8] }); // '3x = x + 8'
 * task.id; // 'equation 1'
 * ```
 */
export function algebraTasks({ count = 20, kind = 'both', seed = 0 }: AlgebraOptions = {}): AgentTask<
  AlgebraObservation,
  AlgebraAction
>[] {
  checkInteger('count', count, { min: 1 });
  checkOneOf('kind', kind, ['equation', 'system', 'both']);
  return Array.from({ length: count }, (_, i) => {
    const isSystem = kind === 'system' || (kind === 'both' && i % 2 === 1);
    const random = taskStream(seed, i);
    const equations = isSystem ? makeSystem(random) : makeEquation(random);
    return {
      id: `${isSystem ? 'system' : 'equation'} ${i + 1}`,
      environment: () => new AlgebraEnvironment(equations),
    };
  });
}

/** The equation that a move really gives, or why the move is not legal. */
export function applyMove(equations: readonly Equation[], move: AlgebraMove): Equation | string {
  const { left, right } = equations[move.equation];
  const bothSides = (change: (value: number, term: number, side: 'left' | 'right') => number): Equation => ({
    left: left.map((value, term) => change(value, term, 'left')),
    right: right.map((value, term) => change(value, term, 'right')),
  });
  switch (move.kind) {
    case 'subtract':
      return bothSides((value, term) => (term === move.term ? value - move.amount : value));
    case 'combine': {
      if (move.times === 0) return 'an equation times 0 is lost';
      if (move.other === move.equation) return 'an equation may not be added to itself';
      const other = equations[move.other];
      return bothSides((value, term, side) => move.times * value + move.plus * other[side][term]);
    }
    case 'divide':
      if (move.by === 0) return 'division by 0';
      if ([...left, ...right].some((value) => value % move.by !== 0)) return `${move.by} does not divide both sides`;
      // + 0 turns −0 into 0.
      return bothSides((value) => value / move.by + 0);
  }
}

/** Whether the i-th unknown stands alone on the left and its value on the right. */
export function isSolved({ left, right }: Equation, unknown: number): boolean {
  const constant = left.length - 1;
  return (
    left.every((value, term) => value === Number(term === unknown)) && right.every((v, t) => t === constant || v === 0)
  );
}

/** An equation as it is written: `2x − y = 7`. */
export function formatEquation({ left, right }: Equation): string {
  return `${formatSide(left)} = ${formatSide(right)}`;
}

function formatSide(side: readonly number[]): string {
  const terms = side.flatMap((value, term) => {
    if (value === 0) return [];
    const name = term === side.length - 1 ? '' : 'xyz'[term];
    const size = Math.abs(value) === 1 && name !== '' ? name : `${Math.abs(value)}${name}`;
    return [{ sign: value < 0 ? '−' : '+', size }];
  });
  if (terms.length === 0) return '0';
  return terms.map(({ sign, size }, i) => (i === 0 ? (sign === '−' ? '−' : '') : ` ${sign} `) + size).join('');
}

class AlgebraEnvironment implements Environment<AlgebraObservation, AlgebraAction> {
  readonly #task: readonly Equation[];
  #equations: readonly Equation[];

  constructor(equations: readonly Equation[]) {
    this.#task = equations;
    this.#equations = equations;
  }

  reset(): AlgebraObservation {
    this.#equations = this.#task;
    return { equations: this.#equations };
  }

  step(action: AlgebraAction): StepResult<AlgebraObservation> {
    if (action === 'hand in') return this.#after(false, 'handed in', true);
    const { move, result } = action;
    const real = applyMove(this.#equations, move);
    if (typeof real === 'string') return this.#after(true, real, false);
    if (!sameEquation(real, result)) return this.#after(true, `${formatEquation(result)} does not follow`, false);
    this.#equations = this.#equations.map((equation, i) => (i === move.equation ? real : equation));
    return this.#after(false, formatEquation(real), this.score() === 1);
  }

  score(): number {
    return this.#equations.filter(isSolved).length / this.#equations.length;
  }

  illegal(action: unknown): string | undefined {
    if (action === 'hand in') return undefined;
    const { move, result } = (action ?? {}) as { readonly move?: AlgebraMove; readonly result?: Equation };
    const count = this.#equations.length;
    if (!move || !['subtract', 'combine', 'divide'].includes(move.kind)) return 'not a rewriting of an equation';
    if (!(move.equation in this.#equations)) return `there is no equation ${move.equation}`;
    if (move.kind === 'combine' && !(move.other in this.#equations)) return `there is no equation ${move.other}`;
    const sides = [result?.left, result?.right];
    if (sides.some((side) => side?.length !== count + 1 || !side.every(Number.isSafeInteger))) {
      return 'the result is not an equation in whole numbers';
    }
    return undefined;
  }

  state(): string {
    return this.#equations.map(formatEquation).join('; ');
  }

  #after(failed: boolean, feedback: string, terminated: boolean): StepResult<AlgebraObservation> {
    return { observation: { equations: this.#equations }, failed, feedback, terminated };
  }
}

function sameEquation(a: Equation, b: Equation): boolean {
  return a.left.every((value, i) => value === b.left[i]) && a.right.every((value, i) => value === b.right[i]);
}

/** A whole number from −9 to 9 other than some. */
function smallNumber(random: RandomStream, ...others: readonly number[]): number {
  for (;;) {
    const number = random.below(19) - 9;
    if (!others.includes(number)) return number;
  }
}

/** a·x + b = c·x + d with a ≠ c and a whole solution. */
function makeEquation(random: RandomStream): Equation[] {
  const x = smallNumber(random);
  const c = smallNumber(random, 0);
  // a − c = ±1 would leave nothing to divide by.
  const a = smallNumber(random, 0, c, c - 1, c + 1);
  const b = smallNumber(random, 0);
  return [{ left: [a, b], right: [c, a * x + b - c * x] }];
}

/** Two equations in standard form with a whole solution, neither without one of the unknowns. */
function makeSystem(random: RandomStream): Equation[] {
  const [x, y] = [smallNumber(random), smallNumber(random)];
  for (;;) {
    const [a, b, c, d] = Array.from({ length: 4 }, () => smallNumber(random, 0));
    if (a * d === b * c) continue;
    return [
      { left: [a, b, 0], right: [0, 0, a * x + b * y] },
      { left: [c, d, 0], right: [0, 0, c * x + d * y] },
    ];
  }
}
