import { InvalidInputError, checkInteger } from '../../../foundation/index.js';
import { historyStrategy } from '../history.js';
import type { Move, Strategy } from '../strategy.js';

/** A finite state machine (Moore's, told the other's move): what to do and where to go after C and after D. */
export interface MachineState {
  /** Next state and own move after a cooperation: `[state, 'C' | 'D']`. */
  readonly C: readonly [next: number, move: 'C' | 'D'];
  /** After a defection. */
  readonly D: readonly [next: number, move: 'C' | 'D'];
}

export interface MachineOptions {
  readonly name: string;
  readonly description?: string;
  readonly source?: string;
  /** The first move. */
  readonly first: 'C' | 'D';
  /** The first state, default 0. */
  readonly start?: number;
  readonly states: readonly MachineState[];
}

/** Rows as `1C 2D`: the next state and the move after C, then after D. */
function rows(...texts: readonly string[]): MachineState[] {
  return texts.map((text) => {
    const [C, D] = text.split(' ').map((part) => [Number(part.slice(0, -1)), part.slice(-1)] as [number, 'C' | 'D']);
    return { C, D };
  });
}

const ashlock = 'Ashlock & Kim (2008)';

/** Finite state machines of the literature. */
export const machines = {
  Fortress3: stateMachine({
    name: 'Fortress3',
    description: 'Defects until two defections were answered by itself, then cooperates: a password of three states.',
    source: 'Ashlock & Ashlock (2006)',
    first: 'D',
    states: rows('0D 1D', '0D 2C', '2C 0D'),
  }),
  Fortress4: stateMachine({
    name: 'Fortress4',
    description: 'Fortress3 with a password of one more defection.',
    source: 'Ashlock & Ashlock (2006)',
    first: 'D',
    states: rows('0D 1D', '0D 2D', '0D 3C', '3C 0D'),
  }),
  Predator: stateMachine({
    name: 'Predator',
    description: 'A machine of nine states that evolved to exploit.',
    source: 'Ashlock & Ashlock (2006)',
    first: 'C',
    states: rows('0D 1D', '2D 3D', '4C 3D', '5D 4C', '2C 6D', '7D 3D', '7C 7D', '8D 7D', '8D 6D'),
  }),
  Pun1: stateMachine({
    name: 'Pun1',
    description: 'A machine of two states that punishes every second defection.',
    source: 'Ashlock (2006)',
    first: 'D',
    states: rows('1C 1C', '0C 0D'),
  }),
  Raider: stateMachine({
    name: 'Raider',
    description: 'A machine of four states that raids cooperators.',
    source: 'Ashlock, Brown & Hingston (2014)',
    first: 'D',
    states: rows('2D 2D', '1C 1D', '0D 3C', '0D 1C'),
  }),
  Ripoff: stateMachine({
    name: 'Ripoff',
    description: 'Alternates with cooperators and becomes Tit For Tat once the other defects.',
    source: ashlock,
    first: 'D',
    states: rows('1C 2C', '0D 2C', '2C 2D'),
  }),
  UsuallyCooperates: stateMachine({
    name: 'UsuallyCooperates',
    description: 'Cooperates except after a C that follows a D.',
    source: 'Ashlock, Kim & Leahy (2009)',
    first: 'C',
    states: rows('0C 1C', '0D 0C'),
  }),
  UsuallyDefects: stateMachine({
    name: 'UsuallyDefects',
    description: 'Defects except after a D that follows a C.',
    source: 'Ashlock, Kim & Leahy (2009)',
    first: 'D',
    states: rows('1D 0D', '0D 0C'),
  }),
  SolutionB1: stateMachine({
    name: 'SolutionB1',
    description: 'A machine of three states.',
    source: 'Ashlock et al. (2015)',
    first: 'D',
    states: rows('1D 0D', '1C 2C', '2C 2C'),
  }),
  SolutionB5: stateMachine({
    name: 'SolutionB5',
    description: 'A machine of six states.',
    source: 'Ashlock et al. (2015)',
    first: 'D',
    states: rows('1C 5D', '1C 2D', '5C 0D', '2C 5D', '4D 3D', '2C 4D'),
  }),
  Thumper: stateMachine({
    name: 'Thumper',
    description: 'Answers a defection with two, whatever happens meanwhile.',
    source: ashlock,
    first: 'C',
    states: rows('0C 1D', '0D 0D'),
  }),
} as const satisfies Record<string, Strategy>;

/**
 * A strategy from a finite state machine.
 *
 * @throws InvalidInputError for a transition to a state that is not there, or a move other than C and D
 *
 * @example
 * ```ts
 * import { stateMachine, playMatch, strategies } from 'polity/games';
 * const titForTat = stateMachine({ name: 'TFT', first: 'C', states: [{ C: [0, 'C'], D: [0, 'D'] }] });
 * playMatch(titForTat, strategies.Alternator, { turns: 10 }).first.score; // 23
 * ```
 */
export function stateMachine({
  name,
  description = 'A finite state machine.',
  source = '',
  first,
  start = 0,
  states,
}: MachineOptions): Strategy {
  const last = states.length - 1;
  checkInteger('start', start, { min: 0, max: last });
  const next = new Int32Array(2 * states.length);
  const move = new Uint8Array(2 * states.length);
  states.forEach((state, s) =>
    (['C', 'D'] as const).forEach((seen, k) => {
      const at = `states[${s}].${seen}`;
      next[2 * s + k] = checkInteger(`${at}[0]`, state[seen][0], { min: 0, max: last });
      move[2 * s + k] = letter(`${at}[1]`, state[seen][1]);
    }),
  );
  const opening = letter('first', first);
  return historyStrategy(
    {
      name,
      description,
      source,
      memory: Infinity,
      recipe: { family: 'state-machine', options: { name, description, source, first, start, states } },
    },
    (h, mind) => {
      if (h.turn === 0) return opening;
      const at = 2 * mind.state + h.last;
      mind.state = next[at];
      return move[at] as Move;
    },
    () => ({ state: start }),
  );
}

function letter(name: string, value: unknown): Move {
  if (value !== 'C' && value !== 'D') throw new InvalidInputError(name, value, "be 'C' or 'D'");
  return value === 'D' ? 1 : 0;
}
