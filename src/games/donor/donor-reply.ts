import type { DonorDecision } from './donor-agent.js';
import type { DonorMechanism } from './donor-rules.js';

/**
 * Reads the move in a text agent's reply: what stands after the last `Answer:`. A reply that leaves open what is meant is
 * no move, with the reason; nothing is guessed. Whether the donor has that much is for the game to check.
 *
 * No move is read from: no `Answer:`; no number, or a word where the number should be; a percentage (units are asked for);
 * a range or a choice (`5-10`, `5 or 6`); a comma before exactly three digits (`1,234`), which may group or be decimal;
 * neither or both of donate and punish where the rules have both.
 *
 * @param reply - the whole reply
 * @param options - `mechanism` of the rules, default `none`
 *
 * @example
 * ```ts
 * import { parseDonorReply } from 'polity/games';
 * parseDonorReply('Justification: fair.\nAnswer: 4.5 units');
 * // { action: 'give', amount: 4.5, justification: 'fair.' }
 * parseDonorReply('Answer: half of it').action; // 'invalid'
 * ```
 */
export function parseDonorReply(
  reply: string,
  { mechanism = 'none' }: { readonly mechanism?: DonorMechanism } = {},
): DonorDecision {
  const at = reply.search(/answer\s*\**\s*:(?![\s\S]*answer\s*\**\s*:)/i);
  if (at < 0) return { action: 'invalid', reason: 'no answer: the reply has no "Answer:"' };
  const justification = justificationIn(reply.slice(0, at));
  const answer = reply.slice(reply.indexOf(':', at) + 1).replace(/^[\s*_[("'`“]+/, '');
  if (mechanism === 'refuse' && /^(i\s+)?refuse\b/i.test(answer)) return { action: 'refuse', amount: 0, justification };
  if (mechanism !== 'punish') return { action: 'give', justification, ...amountIn(answer) };
  const verb = /^(i\s+)?(donate|give|punish)\b[\s,:]*/i.exec(answer);
  if (!verb || (/\bdonate\b/i.test(answer) && /\bpunish\b/i.test(answer))) {
    return { action: 'invalid', reason: 'no action: neither or both of donate and punish', justification };
  }
  const action = verb[2].toLowerCase() === 'punish' ? 'punish' : 'give';
  return { action, justification, ...amountIn(answer.slice(verb[0].length)) };
}

export interface StrategyReply {
  readonly strategy: string;
  /** What stood before it. */
  readonly reasoning: string;
  /** Whether `My strategy will be` was found. */
  readonly marked: boolean;
}

/**
 * Reads the strategy in a text agent's reply: from the last `My strategy will be` on, without which it is all of the reply.
 *
 * @example
 * ```ts
 * import { parseStrategyReply } from 'polity/games';
 * parseStrategyReply('Giving pays if all do. My strategy will be to give half.').strategy;
 * // 'My strategy will be to give half.'
 * ```
 */
export function parseStrategyReply(reply: string): StrategyReply {
  const at = reply.toLowerCase().lastIndexOf('my strategy will be');
  const marked = at >= 0;
  return { strategy: reply.slice(marked ? at : 0).trim(), reasoning: marked ? reply.slice(0, at).trim() : '', marked };
}

function justificationIn(before: string): string {
  return before
    .replace(/^[\s*_]*justification[\s*_]*:[\s*_]*/i, '')
    .replace(/[\s*_]+$/, '')
    .trim();
}

const TOKEN = /^[-−+]?(\d[\d.,]*\d|\d|\.\d+)/;
const PLAIN = /^\d+(\.\d+)?$|^\.\d+$/;
const GROUPED = /^\d{1,3}(,\d{3})+\.\d+$|^\d{1,3}(,\d{3}){2,}$/;
const GROUPED_OR_DECIMAL = /^\d{1,3},\d{3}$/;
const DECIMAL_COMMA = /^\d+,\d+$/;

/** The amount at the start of the text, or the reason why there is none. */
function amountIn(text: string): { readonly amount: number } | { readonly action: 'invalid'; readonly reason: string } {
  const no = (reason: string) => ({ action: 'invalid' as const, reason });
  const found = TOKEN.exec(text);
  if (!found) return no('no amount: the answer does not begin with a number');
  const [token, digits] = found;
  const rest = text.slice(token.length);
  if (/^\s*(%|per\s?cent)/i.test(rest)) return no('percentage: the answer is not in units');
  if (/^\s*([-–—+*/×^=]|to\b|or\b|and\b)\s*\d/i.test(rest))
    return no('ambiguous: the answer names more than one number');
  if (/^\s*(k|thousand|million|dozen)\b|^[a-z]\d/i.test(rest)) return no('ambiguous: the number is not written out');
  if (GROUPED_OR_DECIMAL.test(digits)) return no('ambiguous: the comma may group digits or be decimal');
  const written = GROUPED.test(digits)
    ? digits.replaceAll(',', '')
    : DECIMAL_COMMA.test(digits)
      ? digits.replace(',', '.')
      : digits;
  if (!PLAIN.test(written)) return no('no amount: the number is not well formed');
  return { amount: Number(written) * (/^[-−]/.test(token) ? -1 : 1) };
}
