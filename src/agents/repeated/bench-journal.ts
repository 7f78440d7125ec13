import { InvalidInputError } from '../../foundation/index.js';
import type { DecisionRecord } from './play-repeated-game.js';

const FORMAT = 'polity repeated games 1';

/** The first line of a journal: decisions of another plan are not its continuation. */
export function journalHeader(plan: object): string {
  return `${JSON.stringify({ format: FORMAT, ...plan })}\n`;
}

/** The line of a decision in the match of this number. */
export function decisionLine(match: number, { round, seat, option, replies }: DecisionRecord): string {
  return `${JSON.stringify({ match, round, seat, option, replies })}\n`;
}

/** The decisions of a journal, by match; `InvalidInputError` names the line at fault. */
export function readJournal(text: string, header: string, matches: number): ReadonlyMap<number, DecisionRecord[]> {
  const decisions = new Map<number, DecisionRecord[]>();
  if (text === '') return decisions;
  if (!text.endsWith('\n')) {
    throw new InvalidInputError('journal', text.slice(-40), 'end with a whole line: open it with openJsonl()');
  }
  const [first, ...lines] = text.slice(0, -1).split('\n');
  if (`${first}\n` !== header) {
    throw new InvalidInputError('journal', first, `begin with ${header.trimEnd()}: it is of another plan`);
  }
  lines.forEach((line, i) => {
    const record = readDecision(line, i + 2, matches);
    const own = decisions.get(record.match) ?? [];
    if (own.some(({ round, seat }) => round === record.round && seat === record.seat)) {
      throw new InvalidInputError('line', line, 'be the only one of its match, round and seat', at(i + 2));
    }
    const { round, seat, option, replies } = record;
    decisions.set(record.match, [...own, { round, seat, option, replies }]);
  });
  return decisions;
}

function readDecision(line: string, row: number, matches: number): DecisionRecord & { readonly match: number } {
  let record: DecisionRecord & { readonly match: number };
  try {
    record = JSON.parse(line) as typeof record;
  } catch {
    throw new InvalidInputError('line', line, 'be a JSON object', at(row));
  }
  const isDecision =
    typeof record === 'object' &&
    record !== null &&
    Number.isInteger(record.match) &&
    record.match >= 0 &&
    record.match < matches &&
    Number.isInteger(record.round) &&
    (record.seat === 0 || record.seat === 1) &&
    (record.option === null || Number.isInteger(record.option)) &&
    Array.isArray(record.replies);
  if (!isDecision) throw new InvalidInputError('line', line, 'be a decision of this plan', at(row));
  return record;
}

const at = (row: number) => ({ file: 'journal', row });
