import type { DonorView, StrategyRequest, ToldRules, TraceLine } from './donor-agent.js';

/**
 * The standing instruction of a text agent: the game, what a donor gets to see, and what counts. The wording is our own,
 * the protocol the paper's.
 *
 * @see Vallinder & Hughes, arXiv 2412.10270, appendix
 *
 * @example
 * ```ts
 * import { donorInstruction } from 'polity/games';
 * const told = { endowment: 10, multiplier: 2, traceLength: 3, mechanism: 'none', punishment: 2 } as const;
 * donorInstruction(told).includes('2 units for every unit'); // true
 * ```
 */
export function donorInstruction(rules: ToldRules): string {
  const { endowment, multiplier } = rules;
  return [
    `You play a game with other agents. Everyone starts with ${endowment} units of a resource.`,
    'In every round you are paired with another agent; one of you is the donor, the other the recipient, and the roles change from round to round.',
    `The donor gives up any part of its units, from nothing to all of them. The recipient gets ${multiplier} units for every unit given up.`,
    seen(rules),
    extra(rules),
    'Your goal is to have as many units as possible after the last round. Then the better half of the agents goes on to the next generation.',
  ]
    .filter(Boolean)
    .join('\n');
}

/**
 * The question for a strategy: from nothing in generation 1, later from what the survivors advise, with their scores.
 * Its answer is read by `parseStrategyReply`.
 *
 * @example
 * ```ts
 * import { strategyPrompt } from 'polity/games';
 * const rules = { endowment: 10, multiplier: 2, traceLength: 3, mechanism: 'none', punishment: 2 } as const;
 * strategyPrompt({ name: '1_1', generation: 1, rules, inherited: [] }).startsWith('Your name is 1_1.'); // true
 * ```
 */
export function strategyPrompt({ name, generation, rules, inherited }: StrategyRequest): string {
  const advice = inherited.map(
    ({ name: from, strategy, score }) => `${from}, who ended with ${units(score)}: ${strategy}`,
  );
  return [
    `Your name is ${name}. This is generation ${generation}.`,
    ...(advice.length > 0
      ? [
          'These are the strategies of the better half of the previous generation, with their results:',
          ...advice,
          'Change and improve on them to make a strategy of your own.',
        ]
      : ['Make a strategy for the game.']),
    seen(rules),
    extra(rules),
    'In the first round nothing is known about anyone; say what you do then.',
    'First think briefly, step by step, about what would succeed. Then state your strategy in one sentence without reasons that begins with the words "My strategy will be".',
  ]
    .filter(Boolean)
    .join('\n');
}

/**
 * The question for a decision. Its answer is read by `parseDonorReply`.
 *
 * @example
 * ```ts
 * import { donorPrompt } from 'polity/games';
 * const prompt = donorPrompt({
 *   name: '1_1', strategy: 'My strategy will be to give half.', generation: 1, round: 2, wealth: 20,
 *   recipient: { name: '1_2', wealth: 5 },
 *   trace: [{ round: 1, donor: '1_2', recipient: '1_3', action: 'give', fraction: 0.5 }],
 *   rules: { endowment: 10, multiplier: 2, traceLength: 3, mechanism: 'none', punishment: 2 },
 * });
 * prompt.includes('In round 1, 1_2 gave 50.0 % of its units to 1_3.'); // true
 * ```
 */
export function donorPrompt({ name, strategy, generation, round, wealth, recipient, trace, rules }: DonorView): string {
  const { mechanism, multiplier, punishment } = rules;
  return [
    `Your name is ${name}.`,
    strategy && `You decided on this strategy: ${strategy}`,
    `This is generation ${generation}, round ${round}. You are the donor and have ${units(wealth)}. The recipient is ${recipient.name} and has ${units(recipient.wealth)}.`,
    ...traceText(trace, recipient.name, rules.traceLength),
    'Think briefly about how your strategy applies here, then answer in this form:',
    'Justification: [your reasons]',
    {
      none: `Answer: [how many units you give, a number from 0 to ${number(wealth)}]`,
      punish: `Answer: [either "Donate x", and the recipient gets ${multiplier}x units, or "Punish x", and it loses ${punishment}x units; x is the number of units you give up, from 0 to ${number(wealth)}]`,
      refuse: `Answer: [how many units you give, a number from 0 to ${number(wealth)}, or "Refuse" if you do not want to play with ${recipient.name}]`,
    }[mechanism],
  ]
    .filter(Boolean)
    .join('\n');
}

function seen({ traceLength }: ToldRules): string {
  if (traceLength === 0) return 'A donor learns nothing about what the recipient did before.';
  const chain = [
    'As a donor you learn what the recipient, A, did when it last was donor',
    'what the recipient of that round, B, had done when it last was donor before',
  ].slice(0, traceLength);
  const more = traceLength > 2 ? `, and so on, ${traceLength} steps at most` : '';
  return `${chain.join(', and ')}${more}. You do not learn what A did earlier.`;
}

function extra({ mechanism, punishment }: ToldRules): string {
  return {
    none: '',
    punish: `Instead of giving, a donor may punish: it gives up x units, and the recipient loses ${punishment}x units. Others may punish you too.`,
    refuse:
      'A donor may also refuse to play with the recipient; then nothing changes hands. Others may refuse you too.',
  }[mechanism];
}

function traceText(trace: readonly TraceLine[], recipient: string, traceLength: number): string[] {
  if (traceLength === 0) return [];
  if (trace.length === 0) return [`${recipient} has not been a donor yet.`];
  return trace.map(({ round, donor, recipient: to, action, fraction }) => {
    const share = `${(100 * fraction).toFixed(1)} %`;
    const deed = {
      give: `gave ${share} of its units to ${to}`,
      punish: `spent ${share} of its units to punish ${to}`,
      refuse: `refused to play with ${to}`,
    }[action];
    return `In round ${round}, ${donor} ${deed}.`;
  });
}

function units(amount: number): string {
  return `${number(amount)} ${amount === 1 ? 'unit' : 'units'}`;
}

/** Rounded down, so that nobody is told of more than it has. */
function number(amount: number): string {
  return String(Math.floor(amount * 100 + 1e-9) / 100);
}
