import { checkInteger, type RandomStream } from '../../foundation/index.js';
import { taskStream } from './common-random-numbers.js';
import type { AgentTask, Environment, StepResult } from './environment.js';

/** Folders, and files with their contents, by absolute path. */
export interface FileTree {
  readonly folders: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** What is to be done in a file tree. */
export type FileGoal =
  /** Every file that holds the word moves into a new folder. */
  | { readonly kind: 'collect'; readonly word: string; readonly folder: string }
  /** The one file of that name moves into a new folder. */
  | { readonly kind: 'fetch'; readonly name: string; readonly folder: string }
  /** Every file whose name ends so is removed. */
  | { readonly kind: 'clean'; readonly ending: string };

/** What an agent at a shell sees. */
export interface ShellObservation {
  readonly goal: FileGoal;
  /** The files there were at the start. */
  readonly listing: readonly string[];
  /** What the last command printed. */
  readonly output: readonly string[];
}

/** How tasks at the shell are made. */
export interface ShellOptions {
  /** Tasks in the list; default 20. The three kinds of goal come in turn. */
  readonly count?: number;
  /** Files in the tree, at least 6; default 12. */
  readonly files?: number;
  readonly seed?: number;
}

/**
 * A list of tasks in small file trees held in memory. An action is a command line: `grep WORD` and `find NAME` (or `find *END`)
 * print paths, `mkdir FOLDER`, `mv FILE FOLDER`, `rm FILE`, `exit`. What finds nothing, and what names a file or folder that is
 * not there, fails. Score: of the changes that were made or wanted, the share that was both.
 *
 * @example
 * ```ts
 * import { shellTasks } from 'polity/attribution';
 * import { randomStream } from 'polity/foundation';
 * const [task] = shellTasks({ count: 1 });
 * const shell = task.environment();
 * const { goal } = shell.reset(randomStream(0));
 * goal.kind; // 'collect'
 * shell.step('mkdir /new', randomStream(0)).failed; // false
 * shell.step('mv /nowhere.txt /new', randomStream(0)).feedback; // 'mv: /nowhere.txt: no such file'
 * shell.score(); // 0
 * ```
 */
export function shellTasks({ count = 20, files = 12, seed = 0 }: ShellOptions = {}): AgentTask<
  ShellObservation,
  string
>[] {
  checkInteger('count', count, { min: 1 });
  checkInteger('files', files, { min: 6 });
  return Array.from({ length: count }, (_, i) => {
    const { tree, goal } = makeTask(kinds[i % kinds.length], files, taskStream(seed, i));
    return { id: `${goal.kind} ${i + 1}`, environment: () => new ShellEnvironment(tree, goal) };
  });
}

const kinds = ['collect', 'fetch', 'clean'] as const;
const commands = ['grep', 'find', 'mkdir', 'mv', 'rm', 'exit'];

class ShellEnvironment implements Environment<ShellObservation, string> {
  readonly #tree: FileTree;
  readonly #goal: FileGoal;
  #folders = new Set<string>();
  /** Content by present path. */
  #files = new Map<string, string>();
  /** Where each file of the beginning is now; absent when removed. */
  #places = new Map<string, string>();

  constructor(tree: FileTree, goal: FileGoal) {
    this.#tree = tree;
    this.#goal = goal;
  }

  reset(): ShellObservation {
    this.#folders = new Set(this.#tree.folders);
    this.#files = new Map(Object.entries(this.#tree.files));
    this.#places = new Map(Object.keys(this.#tree.files).map((path) => [path, path]));
    return this.#observe([]);
  }

  step(action: string): StepResult<ShellObservation> {
    const [command, ...operands] = action.split(' ');
    if (command === 'exit') return this.#after([], 'exit', false, true);
    const result = this.#run(command, operands);
    if (typeof result === 'string') return this.#after([], `${command}: ${result}`, true, false);
    return this.#after(result, result.join('\n') || 'done', false, false);
  }

  score(): number {
    let [wanted, both, either] = [0, 0, 0];
    for (const path of Object.keys(this.#tree.files)) {
      const aim = this.#aim(path);
      const place = this.#places.get(path);
      const isWanted = aim !== path;
      const isChanged = place !== path;
      wanted += Number(isWanted);
      both += Number(isWanted && place === aim);
      either += Number(isWanted || isChanged);
    }
    return wanted === 0 ? Number(either === 0) : both / either;
  }

  illegal(action: unknown): string | undefined {
    if (typeof action !== 'string') return 'not a command line';
    const command = action.split(' ')[0];
    return commands.includes(command) ? undefined : `${command}: no such command`;
  }

  /** Where a file should be in the end; undefined when it should be gone. */
  #aim(path: string): string | undefined {
    const goal = this.#goal;
    const name = baseName(path);
    switch (goal.kind) {
      case 'collect':
        return hasWord(this.#tree.files[path], goal.word) ? `${goal.folder}/${name}` : path;
      case 'fetch':
        return name === goal.name ? `${goal.folder}/${name}` : path;
      case 'clean':
        return name.endsWith(goal.ending) ? undefined : path;
    }
  }

  /** What a command prints, or its complaint. */
  #run(command: string, [first = '', second]: readonly string[]): string[] | string {
    if (first === '') return 'missing operand';
    switch (command) {
      case 'grep':
      case 'find': {
        const found = [...this.#files.keys()].filter((path) =>
          command === 'grep'
            ? hasWord(this.#files.get(path) ?? '', first)
            : first.startsWith('*')
              ? path.endsWith(first.slice(1))
              : baseName(path) === first,
        );
        return found.length > 0 ? found : `${first}: nothing found`;
      }
      case 'mkdir':
        if (this.#folders.has(first)) return `${first}: exists`;
        this.#folders.add(first);
        return [];
      case 'mv': {
        if (second === undefined) return 'missing operand';
        if (!this.#files.has(first)) return `${first}: no such file`;
        if (!this.#folders.has(second)) return `${second}: no such folder`;
        const target = `${second}/${baseName(first)}`;
        if (this.#files.has(target)) return `${target}: exists`;
        this.#move(first, target);
        return [];
      }
      default:
        if (!this.#files.has(first)) return `${first}: no such file`;
        this.#move(first, undefined);
        return [];
    }
  }

  #move(path: string, target: string | undefined): void {
    const content = this.#files.get(path) ?? '';
    this.#files.delete(path);
    const origin = [...this.#places].find(([, place]) => place === path)?.[0] ?? path;
    if (target === undefined) {
      this.#places.delete(origin);
    } else {
      this.#files.set(target, content);
      this.#places.set(origin, target);
    }
  }

  #observe(output: readonly string[]): ShellObservation {
    return { goal: this.#goal, listing: Object.keys(this.#tree.files), output };
  }

  #after(
    output: readonly string[],
    feedback: string,
    failed: boolean,
    terminated: boolean,
  ): StepResult<ShellObservation> {
    return { observation: this.#observe(output), failed, feedback, terminated };
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function hasWord(content: string, word: string): boolean {
  return content.split(' ').includes(word);
}

const words = ['apple', 'bridge', 'cloud', 'delta', 'ember', 'forest', 'garden', 'harbour'];
const endings = ['.txt', '.log', '.tmp'];

function makeTask(kind: FileGoal['kind'], count: number, random: RandomStream): { tree: FileTree; goal: FileGoal } {
  const folders = ['/docs', '/docs/old', '/src', '/logs'];
  const files: Record<string, string> = {};
  for (let i = 0; i < count; i++) {
    const folder = folders[random.below(folders.length)];
    // The first three of each ending and word are sure to be there, the rest as it comes.
    const ending = endings[i < 3 ? i : random.below(endings.length)];
    const content = [words[i < 4 ? i % 2 : random.below(words.length)], words[random.below(words.length)]];
    files[`${folder}/${words[random.below(words.length)]}-${i + 1}${ending}`] = content.join(' ');
  }
  const tree = { folders, files };
  switch (kind) {
    case 'collect':
      return { tree, goal: { kind, word: words[random.below(2)], folder: '/inbox' } };
    case 'fetch':
      return { tree, goal: { kind, name: baseName(Object.keys(files)[random.below(count)]), folder: '/inbox' } };
    case 'clean':
      return { tree, goal: { kind, ending: endings[random.below(endings.length)] } };
  }
}
