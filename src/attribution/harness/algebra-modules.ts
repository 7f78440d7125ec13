import type { RandomStream } from '../../foundation/index.js';
import { agenda, type GoalThought, type Repair } from './agenda.js';
import {
  applyMove,
  isSolved,
  type AlgebraAction,
  type AlgebraObservation,
  type Equation,
  type AlgebraMove,
} from './linear-equations.js';
import type { AgentModules } from './plan-act-reflect.js';
import { checkSkills, type Skills } from './skills.js';

/** What a plan in algebra is made of. */
export type AlgebraGoal =
  /** No such term on the other side: unknowns go left, constants right. */
  | { readonly kind: 'collect'; readonly equation: number; readonly term: number }
  /** No such unknown in the equation, with the other equation's help. */
  | { readonly kind: 'eliminate'; readonly equation: number; readonly term: number }
  /** Coefficient 1. */
  | { readonly kind: 'normalise'; readonly equation: number };

/** The next move, or to hand in. */
export interface AlgebraThought extends GoalThought {
  readonly move: AlgebraMove | 'hand in';
}

/** The modules of an agent that solves equations. */
export type AlgebraModules = AgentModules<
  AlgebraObservation,
  readonly AlgebraGoal[],
  AlgebraThought,
  AlgebraAction,
  Repair<AlgebraGoal>
>;

/**
 * Scripted modules for {@link algebraTasks}.
 *
 * - The planner takes the problem apart: collect, eliminate, divide, in the order that works. Each part is left out with chance
 *   1 − skill.
 * - The reasoner chooses the numbers of the next move; with chance 1 − skill a number is off by one, which is legal, or not if it is
 *   a divisor, and does not reach the goal.
 * - The actor does the arithmetic; with chance 1 − skill one coefficient is off by one, and the step fails.
 * - The reflector, after a failed step, has it done again with its skill for a chance, after what was left out if that was the
 *   reason; else the goal is given up.
 */
export function algebraModules(skills: Skills): AlgebraModules {
  const { planner, reasoner, actor, reflector } = checkSkills(skills);
  return {
    planner: ({ observation }, { random }) => goalsOf(observation.equations).filter(() => random.bernoulli(planner)),
    reasoner: ({ observation: { equations }, plan, trajectory }, { random }) => {
      const [goal] = agenda(plan, trajectory);
      if (goal === undefined) return { move: 'hand in', closes: false };
      const isRight = random.bernoulli(reasoner);
      const off = random.bernoulli(0.5) ? 1 : -1;
      return { move: moveFor(equations, goal, isRight ? 0 : off), closes: true };
    },
    actor: ({ observation: { equations }, thought: { move } }, { random }) => {
      if (move === 'hand in') return move;
      const result = applyMove(equations, move);
      // What cannot be done is handed over as it stands; the environment says why it cannot.
      if (typeof result === 'string') return { move, result: equations[move.equation] };
      return { move, result: random.bernoulli(actor) ? result : miscalculated(result, random) };
    },
    reflector: ({ observation: { equations }, turn }, { random }) => {
      const { move } = turn.thought;
      if (!random.bernoulli(reflector) || move === 'hand in') return { verdict: 'leave' };
      const first = move.kind === 'divide' ? missingGoal(equations, move.equation) : undefined;
      return first === undefined ? { verdict: 'retry' } : { verdict: 'retry', first };
    },
  };
}

/** What has to be done with each equation in turn until its unknown stands alone. */
function goalsOf(equations: readonly Equation[]): AlgebraGoal[] {
  const goals: AlgebraGoal[] = [];
  equations.forEach(({ left, right }, equation) => {
    const constant = left.length - 1;
    right.forEach((value, term) => {
      if (term !== constant && value !== 0) goals.push({ kind: 'collect', equation, term });
    });
    if (left[constant] !== 0) goals.push({ kind: 'collect', equation, term: constant });
    left.forEach((value, term) => {
      if (term !== constant && term !== equation && value !== 0) goals.push({ kind: 'eliminate', equation, term });
    });
    goals.push({ kind: 'normalise', equation });
  });
  return goals;
}

/** The first thing that keeps an equation from being normalised. */
function missingGoal(equations: readonly Equation[], equation: number): AlgebraGoal | undefined {
  return goalsOf(equations).find((goal) => goal.equation === equation && goal.kind !== 'normalise');
}

/** The move that reaches a goal, with its decisive number off by something. */
function moveFor(equations: readonly Equation[], goal: AlgebraGoal, off: number): AlgebraMove {
  const { equation } = goal;
  const { left, right } = equations[equation];
  switch (goal.kind) {
    case 'collect': {
      const side = goal.term === left.length - 1 ? left : right;
      return { kind: 'subtract', equation, term: goal.term, amount: side[goal.term] + off };
    }
    case 'eliminate': {
      const other = equations.findIndex((candidate, i) => i !== equation && candidate.left[goal.term] !== 0);
      if (other < 0) return { kind: 'subtract', equation, term: goal.term, amount: off };
      const helper = equations[other].left[goal.term];
      const shared = divisor(helper, left[goal.term]) || 1;
      return { kind: 'combine', equation, times: helper / shared, other, plus: -left[goal.term] / shared + off };
    }
    case 'normalise':
      return { kind: 'divide', equation, by: (isSolved(equations[equation], equation) ? 1 : left[equation]) + off };
  }
}

/** One coefficient off by one. */
function miscalculated({ left, right }: Equation, random: RandomStream): Equation {
  const place = random.below(left.length + right.length);
  const by = random.bernoulli(0.5) ? 1 : -1;
  return {
    left: left.map((value, i) => (i === place ? value + by : value)),
    right: right.map((value, i) => (i + left.length === place ? value + by : value)),
  };
}

function divisor(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : divisor(b, a % b);
}
