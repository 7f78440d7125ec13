import { describe, expect, it } from 'vitest';
import type { DonorView } from './donor-agent.js';
import { donorInstruction, donorPrompt, strategyPrompt } from './donor-prompt.js';
import { parseDonorReply, parseStrategyReply } from './donor-reply.js';

const read = (answer: string, mechanism: 'none' | 'punish' | 'refuse' = 'none') =>
  parseDonorReply(`Justification: because.\nAnswer: ${answer}`, { mechanism });

describe('parseDonorReply', () => {
  it.each([
    ['5', 5],
    ['4.5 units', 4.5],
    ['**7.25**', 7.25],
    ['[3]', 3],
    ['.5', 0.5],
    ['3,5', 3.5],
    ['1,234.5', 1234.5],
    ['1,234,567', 1234567],
    ['12. That is half.', 12],
    ['5 (50 % of my units)', 5],
    ['-2', -2],
    ['10 - this is all I have', 10],
  ])('reads %j as %d', (answer, amount) => {
    expect(read(answer)).toMatchObject({ action: 'give', amount, justification: 'because.' });
  });

  it.each([
    ['half', 'no amount'],
    ['I give 5', 'no amount'],
    ['', 'no amount'],
    ['50%', 'percentage'],
    ['50 percent', 'percentage'],
    ['5-10', 'ambiguous'],
    ['5 or 6', 'ambiguous'],
    ['0.5 * 10 = 5', 'ambiguous'],
    ['1,234', 'ambiguous'],
    ['5k', 'ambiguous'],
    ['1e3', 'ambiguous'],
    ['1.2.3', 'no amount'],
    ['NaN', 'no amount'],
  ])('makes no move of %j: %s', (answer, reason) => {
    const decision = read(answer);
    expect(decision.action).toBe('invalid');
    expect(decision).not.toHaveProperty('amount');
    expect('reason' in decision && decision.reason).toMatch(new RegExp(`^${reason}`));
  });

  it('takes the last answer, and none where there is none', () => {
    expect(parseDonorReply('Answer: 3\nNo, wait.\n**Answer:** 4')).toMatchObject({ action: 'give', amount: 4 });
    expect(parseDonorReply('I give 5.')).toMatchObject({ action: 'invalid' });
  });

  it('reads refusals and punishments where the rules have them, and only there', () => {
    expect(read('Refuse to play', 'refuse')).toMatchObject({ action: 'refuse', amount: 0 });
    expect(read('6', 'refuse')).toMatchObject({ action: 'give', amount: 6 });
    expect(read('Refuse')).toMatchObject({ action: 'invalid' });
    expect(read('Punish, 2.5', 'punish')).toMatchObject({ action: 'punish', amount: 2.5 });
    expect(read('"Donate 3"', 'punish')).toMatchObject({ action: 'give', amount: 3 });
    expect(read('3', 'punish')).toMatchObject({ action: 'invalid' });
    expect(read('Donate 3 or punish 2', 'punish')).toMatchObject({ action: 'invalid' });
    expect(read('Punish, 2.5')).toMatchObject({ action: 'invalid' });
  });

  it('reads a strategy from its mark on, and says where there is no mark', () => {
    expect(parseStrategyReply('Think. My strategy will be to give. ')).toEqual({
      strategy: 'My strategy will be to give.',
      reasoning: 'Think.',
      marked: true,
    });
    expect(parseStrategyReply(' Give all. ')).toMatchObject({ strategy: 'Give all.', marked: false });
  });
});

describe('prompts', () => {
  const rules = { endowment: 10, multiplier: 2, traceLength: 3, mechanism: 'none', punishment: 2 } as const;
  const view: DonorView = {
    name: '2_1',
    strategy: 'My strategy will be to give half.',
    generation: 2,
    round: 3,
    wealth: 12.3456,
    recipient: { name: '1_4', wealth: 7 },
    trace: [
      { round: 2, donor: '1_4', recipient: '1_5', action: 'give', fraction: 0.25 },
      { round: 1, donor: '1_5', recipient: '2_1', action: 'punish', fraction: 0.1 },
    ],
    rules,
  };

  it('tell a donor what it sees and no more', () => {
    const prompt = donorPrompt(view);
    for (const part of ['2_1', 'give half', 'generation 2, round 3', '12.34 units', '1_4 and has 7 units']) {
      expect(prompt).toContain(part);
    }
    expect(prompt.indexOf('1_4 gave 25.0 %')).toBeLessThan(prompt.indexOf('1_5 spent 10.0 %'));
    expect(donorPrompt({ ...view, trace: [] })).toContain('1_4 has not been a donor yet');
    expect(donorPrompt({ ...view, trace: [], rules: { ...rules, traceLength: 0 } })).not.toContain('has not been');
  });

  it('follow the mechanism', () => {
    const told = { ...rules, mechanism: 'punish', punishment: 3 } as const;
    expect(donorPrompt({ ...view, rules: told })).toContain('loses 3x units');
    expect(donorInstruction(told)).toContain('loses 3x units');
    expect(donorInstruction(rules)).not.toMatch(/punish|refuse/);
    expect(donorInstruction({ ...rules, traceLength: 0 })).toContain('learns nothing');
    expect(donorInstruction({ ...rules, traceLength: 1 })).not.toContain('and so on');
  });

  it('hand newcomers the survivors’ strategies with their scores', () => {
    const inherited = [{ name: '1_3', strategy: 'My strategy will be X.', score: 99.5 }];
    expect(strategyPrompt({ name: '2_1', generation: 2, rules, inherited })).toContain(
      '1_3, who ended with 99.5 units: My strategy will be X.',
    );
    expect(strategyPrompt({ name: '1_1', generation: 1, rules, inherited: [] })).not.toContain(
      'better half of the prev',
    );
  });
});
