import { agenda, isSettled, type GoalThought, type Repair } from './agenda.js';
import type { FileGoal, ShellObservation } from './file-tree.js';
import type { AgentModules, Turn } from './plan-act-reflect.js';
import { checkSkills, type Skills } from './skills.js';

/** What a plan at the shell is made of: find the files, make the folder, see to each file. */
export type ShellGoal = 'locate' | 'prepare' | 'handle';

/** The next command, and the file it is about. */
export interface ShellThought extends GoalThought {
  readonly command: string;
  readonly file?: string;
}

/** The modules of an agent at a shell. */
export type ShellModules = AgentModules<
  ShellObservation,
  readonly ShellGoal[],
  ShellThought,
  string,
  Repair<ShellGoal>
>;

/**
 * Scripted modules for {@link shellTasks}.
 *
 * - The planner takes the task apart: locate the files, prepare the folder, handle each file. Each part is left out with chance
 *   1 − skill.
 * - The reasoner names the next command; with chance 1 − skill it is about some other file or pattern.
 * - The actor types it; with chance 1 − skill a character of the last word is dropped.
 * - The reflector, after an error message, has the command done again with its skill for a chance, after the part that the message
 *   shows to be missing; else the goal, or the file, is given up.
 */
export function shellModules(skills: Skills): ShellModules {
  const { planner, reasoner, actor, reflector } = checkSkills(skills);
  return {
    planner: ({ observation: { goal } }, { random }) => {
      const parts: readonly ShellGoal[] = ['locate', 'prepare', 'handle'];
      const kept = parts.filter(() => random.bernoulli(planner));
      return goal.kind === 'clean' ? kept.filter((part) => part !== 'prepare') : kept;
    },
    reasoner: ({ observation: { goal, listing }, plan, trajectory }, { random }) => {
      const isRight = random.bernoulli(reasoner);
      const other = listing[random.below(listing.length)];
      switch (agenda(plan, trajectory)[0]) {
        case 'locate':
          return { command: locate(goal, isRight ? undefined : other), closes: true };
        case 'prepare':
          return { command: `mkdir ${'folder' in goal ? goal.folder : '/inbox'}`, closes: true };
        case 'handle':
          return handle(goal, trajectory, isRight ? undefined : other);
        case undefined:
          return { command: 'exit', closes: false };
      }
    },
    actor: ({ thought: { command } }, { random }) => {
      const isRight = random.bernoulli(actor);
      const place = random.uniform();
      return isRight ? command : mistyped(command, place);
    },
    reflector: ({ turn: { feedback } }, { random }) => {
      if (!random.bernoulli(reflector)) return { verdict: 'leave' };
      if (feedback.endsWith('no such folder')) return { verdict: 'retry', first: 'prepare' };
      if (feedback.endsWith('missing operand')) return { verdict: 'retry', first: 'locate' };
      // A folder that is there already is nothing to try again.
      return { verdict: feedback.endsWith('exists') ? 'leave' : 'retry' };
    },
  };
}

/** The command that finds the files of a goal, or one that looks for another file's name. */
function locate(goal: FileGoal, other: string | undefined): string {
  if (other !== undefined) return `find ${other.slice(other.lastIndexOf('/') + 1)}`;
  switch (goal.kind) {
    case 'collect':
      return `grep ${goal.word}`;
    case 'fetch':
      return `find ${goal.name}`;
    case 'clean':
      return `find *${goal.ending}`;
  }
}

type ShellTurn = Turn<ShellObservation, ShellThought, string, Repair<ShellGoal>>;

/** The command for the next file that was found and not yet seen to. */
function handle(goal: FileGoal, trajectory: readonly ShellTurn[], other: string | undefined): ShellThought {
  const found = trajectory.findLast(({ action, failed }) => !failed && /^(grep|find) /.test(action))?.observation
    .output;
  const seenTo = new Set(trajectory.filter(isSettled).map(({ thought }) => thought.file));
  const left = (found ?? []).filter((path) => !seenTo.has(path));
  const file = left[0] ?? '';
  const target = other ?? file;
  const command = goal.kind === 'clean' ? `rm ${target}` : `mv ${target} ${goal.folder}`;
  // Without a file the command is one operand short, and says so.
  return { command: file === '' ? command.split(' ')[0] : command, file, closes: left.length <= 1 };
}

/** Without one character of the last word. */
function mistyped(command: string, place: number): string {
  const start = command.lastIndexOf(' ') + 1;
  // The command's own name stays: a slip of the finger is not another command.
  if (start === 0) return command;
  const at = start + Math.floor(place * (command.length - start));
  return command.slice(0, at) + command.slice(at + 1);
}
