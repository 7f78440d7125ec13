import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { randomStream } from '../../foundation/index.js';
import { nashEquilibria, StrategicGame } from '../../games/index.js';
import {
  benchScores,
  benchTable,
  bestAnswerPrompt,
  chatModel,
  chatPlayer,
  coordinationShare,
  cyclePlayer,
  normalizedScore,
  openingPlayer,
  openJsonl,
  optionShare,
  playRepeatedGame,
  predictingChatPlayer,
  predictionPrompt,
  qPlayer,
  reactiveAgent,
  readOption,
  regretMatchingPlayer,
  repeatedGamePrompt,
  runRepeatedGameBench,
  startScriptedEndpoint,
  unforgivingness,
  withRandomLetters,
  type BenchMatch,
  type ChatBody,
  type ChatModelOptions,
  type DecisionRecord,
  type RepeatedAgent,
  type RepeatedObservation,
  type RepeatedGameBench,
  type ScriptedEndpoint,
  type ScriptedReply,
} from '../index.js';

const letters = {
  strategies: [
    ['J', 'F'],
    ['J', 'F'],
  ],
};
const dilemma = StrategicGame.symmetric(
  [
    [8, 0],
    [10, 5],
  ],
  letters,
);
const battle = StrategicGame.bimatrix(
  [
    [10, 0],
    [0, 7],
  ],
  [
    [7, 0],
    [0, 10],
  ],
  letters,
);
const wide = StrategicGame.bimatrix(
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  [
    [6, 5, 4],
    [3, 2, 1],
  ],
  {
    strategies: [
      ['A', 'B'],
      ['C', 'D', 'E'],
    ],
  },
);

const titForTat: RepeatedAgent = reactiveAgent(
  'tit for tat',
  ({ history }: RepeatedObservation) => history.at(-1)?.other ?? 0,
);
const coin: RepeatedAgent = reactiveAgent('coin', ({ game, seat }: RepeatedObservation, { random }) =>
  random.below(game.shape[seat]),
);
const cooperator = cyclePlayer('cooperator', [0]);
const defector = cyclePlayer('defector', [1]);

let endpoint: ScriptedEndpoint | undefined;
afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
});

async function serve(script: (body: ChatBody, n: number) => ScriptedReply, options: Partial<ChatModelOptions> = {}) {
  endpoint = await startScriptedEndpoint(script);
  const model = chatModel({
    baseURL: endpoint.baseURL,
    model: 'scripted',
    apiKeyVariable: null,
    firstDelay: 1,
    retries: 1,
    ...options,
  });
  return { endpoint, model };
}

describe('a match', () => {
  it('pays what the game pays, round by round, to either seat', async () => {
    const match = await playRepeatedGame(battle, [cyclePlayer('turns', [0, 1]), cooperator], { rounds: 5 });
    expect(match.rounds.map(({ options }) => options.join(''))).toEqual(['00', '10', '00', '10', '00']);
    expect(match.totals).toEqual([30, 21]);
    expect(match.ending).toEqual({ kind: 'complete', rounds: 5, faults: [] });
    const swapped = await playRepeatedGame(battle, [cooperator, cyclePlayer('turns', [0, 1])], { rounds: 5 });
    expect(swapped.totals).toEqual([30, 21]);
  });

  it('shows each player the history from its own side', async () => {
    const seen: RepeatedObservation[] = [];
    const watcher: RepeatedAgent = reactiveAgent('watcher', (observation: RepeatedObservation) => {
      seen.push({ ...observation, history: [...observation.history] });
      return observation.seat === 0 ? 1 : 2;
    });
    await playRepeatedGame(wide, [watcher, watcher], { rounds: 2, announced: false });
    expect(seen.map(({ seat, round, rounds, history }) => ({ seat, round, rounds, history }))).toEqual([
      { seat: 0, round: 1, rounds: null, history: [] },
      { seat: 1, round: 1, rounds: null, history: [] },
      { seat: 0, round: 2, rounds: null, history: [{ own: 1, other: 2, payoff: 6, otherPayoff: 1 }] },
      { seat: 1, round: 2, rounds: null, history: [{ own: 2, other: 1, payoff: 1, otherPayoff: 6 }] },
    ]);
  });

  it('is the same however often it is interrupted, also with players that have a state', async () => {
    for (const agents of [
      [coin, coin],
      [qPlayer({ exploration: 0.5 }), regretMatchingPlayer()],
      [coin, titForTat],
    ]) {
      const whole = await playRepeatedGame(dilemma, agents, { seed: 5, rounds: 12 });
      for (const length of [1, 2, 7, 23]) {
        const asked: DecisionRecord[] = [];
        const known = whole.decisions.slice(0, length);
        const resumed = await playRepeatedGame(dilemma, agents, {
          seed: 5,
          rounds: 12,
          known,
          onDecision: (decision) => void asked.push(decision),
        });
        expect(resumed).toEqual(whole);
        expect([...known, ...asked]).toEqual(whole.decisions);
      }
    }
  });

  it('refuses an option that a game does not have, three players, and decisions of another match', async () => {
    await expect(playRepeatedGame(dilemma, [cyclePlayer('third', [2]), coin])).rejects.toThrow('option of third');
    const rogue: RepeatedAgent = reactiveAgent('rogue', () => 0.5);
    await expect(playRepeatedGame(dilemma, [coin, rogue])).rejects.toThrow('option of rogue');
    await expect(playRepeatedGame(dilemma, [coin])).rejects.toThrow('agents.length');
    const record = { round: 1, seat: 0, option: 0, replies: [] } as const;
    await expect(playRepeatedGame(dilemma, [coin, coin], { known: [record, record] })).rejects.toThrow('known[1]');
    await expect(playRepeatedGame(dilemma, [coin, coin], { known: [{ ...record, option: 2 }] })).rejects.toThrow(
      'known[0].option',
    );
    await expect(playRepeatedGame(dilemma, [coin, coin], { onIllegal: { substitute: 2 } })).rejects.toThrow(
      'onIllegal.substitute',
    );
  });
});

describe('a prompt', () => {
  const history = [{ own: 1, other: 0, payoff: 10, otherPayoff: 0 }];
  const observation: RepeatedObservation = { game: dilemma, seat: 0, round: 2, rounds: 10, history };

  it('tells the options, every rule, the length, the past and the round', () => {
    const [{ role, content }] = repeatedGamePrompt(observation, randomStream(1), {
      unit: 'coins',
      preamble: 'Listen.',
    });
    expect(role).toBe('user');
    expect(content.split('\n').slice(0, -1)).toEqual([
      'Listen.',
      'You and another player play the same game over and over. In each round you choose J or F, at the same time as the other player chooses J or F. There are 10 rounds.',
      'You choose J, the other player J: you win 8 coins, the other player 8 coins.',
      'You choose J, the other player F: you win 0 coins, the other player 10 coins.',
      'You choose F, the other player J: you win 10 coins, the other player 0 coins.',
      'You choose F, the other player F: you win 5 coins, the other player 5 coins.',
      'This is what happened so far:',
      'Round 1: you chose F, the other player J; you won 10 coins, the other player 0 coins.',
      'This is round 2.',
    ]);
  });

  it('tells the second player its own payoffs where the seats differ', () => {
    const [{ content }] = repeatedGamePrompt(
      { game: wide, seat: 1, round: 1, rounds: null, history: [] },
      randomStream(1),
    );
    expect(content).toContain('You choose E, the other player A: you win 4 points, the other player 3 points.');
    expect(content).toContain('choose C, D or E, at the same time as the other player chooses A or B.');
    expect(content).not.toContain('rounds');
    expect(content.match(/You choose/g)).toHaveLength(6);
  });

  it('asks in both orders of the options, about equally often, and reproducibly', () => {
    const first = Array.from({ length: 400 }, (_, i) =>
      repeatedGamePrompt(observation, randomStream(1, i))[0].content.includes('choose, J or F?'),
    );
    const share = first.filter(Boolean).length / 400;
    expect(Math.abs(share - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 400));
    expect(repeatedGamePrompt(observation, randomStream(9))).toEqual(repeatedGamePrompt(observation, randomStream(9)));
  });

  it('asks for the prediction, and for the answer to it', () => {
    const [prediction] = predictionPrompt({ game: wide, seat: 0, round: 1, rounds: 3, history: [] }, randomStream(1));
    expect(prediction.content).toMatch(/predict that the other player will choose, [CDE], [CDE] or [CDE]\?/);
    const [answer] = bestAnswerPrompt({ game: wide, seat: 0, round: 1, rounds: 3, history: [] }, 2, randomStream(1));
    expect(answer.content).toMatch(/other player will choose E in round 1\. .* for you in this round, [AB] or [AB]\?/);
  });

  it('gets letters that say nothing', () => {
    const named = withRandomLetters(wide, randomStream(4));
    expect(named.payoffs).toEqual(wide.payoffs);
    expect(named.strategies[0]).toEqual(named.strategies[1].slice(0, 2));
    expect(new Set(named.strategies[1]).size).toBe(3);
    expect(named.strategies.flat().every((name) => /^[A-Z]$/.test(name))).toBe(true);
  });
});

describe('a reply', () => {
  it.each([
    ['F', 1],
    [' F', 1],
    ['f', 1],
    ['Option F', 1],
    ['"F".', 1],
    ['**J**', 0],
    ['(option J)', 0],
    ['J!\n', 0],
  ])('%j is an option', (text, option) => {
    expect(readOption(text, ['J', 'F'])).toEqual({ action: option });
  });

  it.each(['', 'K', 'J or F', 'JF', 'I choose F', 'not J', 'J, because F is worse', 'Option', '{"J"', 'F F'])(
    '%j is none',
    (text) => {
      expect(readOption(text, ['J', 'F'])).toHaveProperty('illegal');
    },
  );

  it('is told apart by case where names differ in nothing else', () => {
    expect(readOption('a', ['A', 'a'])).toEqual({ action: 1 });
    expect(readOption('b.', ['B', 'C'])).toEqual({ action: 0 });
    expect(readOption('STAY', ['stay', 'Stay'])).toHaveProperty('illegal');
  });
});

describe('an illegal reply', () => {
  it('is asked again, with the reason, and everything said is on record', async () => {
    const { endpoint, model } = await serve((_, n) => ['banana', 'F'][n % 2]);
    const match = await playRepeatedGame(dilemma, [chatPlayer(model), cooperator], { rounds: 2 });
    expect(match.totals).toEqual([20, 0]);
    expect(match.decisions[0]).toEqual({
      round: 1,
      seat: 0,
      option: 1,
      replies: [
        { text: 'banana', illegal: 'it is none of J, F', cached: false },
        { text: 'F', illegal: null, cached: false },
      ],
    });
    const { messages } = endpoint.requests[1].body;
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(messages[2].content).toContain('none of J, F');
    expect(match.rounds.every(({ substituted }) => substituted.every((is) => !is))).toBe(true);
  });

  const stubborn = (_: ChatBody, n: number) => (n < 3 ? 'J' : 'banana');
  const options = { rounds: 5 };

  it('stops the match by default', async () => {
    const { model } = await serve(stubborn);
    const match = await playRepeatedGame(dilemma, [chatPlayer(model, { askAgain: 0 }), defector], options);
    expect(match.ending).toEqual({
      kind: 'stopped',
      rounds: 3,
      faults: [{ seat: 0, kind: 'illegal', reason: 'it is none of J, F' }],
    });
    expect(match.rounds).toHaveLength(3);
    expect(match.decisions.at(-2)).toMatchObject({ round: 4, seat: 0, option: null, replies: [{ text: 'banana' }] });
  });

  it('forfeits what is left where that is the policy', async () => {
    const { model } = await serve(stubborn);
    const { matches } = await runRepeatedGameBench({
      games: [{ name: 'dilemma', game: dilemma }],
      agents: [chatPlayer(model, { askAgain: 0 }), cooperator],
      ...options,
      onIllegal: 'forfeit',
    });
    // The model against itself: legal replies 0 to 2, then one seat or both reply "banana" in round 2.
    const withOther = matches[1];
    expect(withOther.ending).toMatchObject({ kind: 'forfeited', rounds: 0 });
    expect(normalizedScore(withOther, 0)).toBe(0);
    expect(normalizedScore(withOther, 1)).toBeNull();
    const self = matches[0];
    expect(self.ending.rounds).toBe(1);
    const guilty = self.ending.faults[0].seat;
    expect(normalizedScore(self, guilty)).toBeCloseTo(8 / 50);
  });

  it('is replaced by a stated option, and marked, where that is the policy', async () => {
    const { model } = await serve(stubborn);
    const match = await playRepeatedGame(dilemma, [chatPlayer(model, { askAgain: 0 }), defector], {
      ...options,
      onIllegal: { substitute: 1 },
    });
    expect(match.ending.kind).toBe('complete');
    expect(match.totals).toEqual([10, 40]);
    expect(match.rounds.map(({ substituted }) => substituted[0])).toEqual([false, false, false, true, true]);
  });
});

describe('predicting first', () => {
  it('asks twice a round and plays the second answer', async () => {
    const { endpoint, model } = await serve(({ messages }) => (messages[0].content.includes('predict') ? 'F' : 'J'));
    const player = predictingChatPlayer(model);
    expect(player.name).toBe('scripted, predicting');
    const match = await playRepeatedGame(battle, [cooperator, player], { rounds: 3 });
    expect(match.totals).toEqual([30, 21]);
    expect(endpoint.requests).toHaveLength(6);
    expect(endpoint.requests[1].body.messages[0].content).toContain('other player will choose F in round 1');
    expect(match.decisions[1].replies.map(({ text }) => text)).toEqual(['F', 'J']);
  });

  it('makes no choice without a legal prediction', async () => {
    const { endpoint, model } = await serve(() => 'maybe');
    const match = await playRepeatedGame(battle, [cooperator, predictingChatPlayer(model)], { rounds: 3 });
    expect(match.ending).toMatchObject({ kind: 'stopped', rounds: 0, faults: [{ seat: 1, kind: 'illegal' }] });
    expect(endpoint.requests).toHaveLength(2);
  });
});

describe('a bench', () => {
  const games = [
    { name: 'dilemma', family: 'social', game: dilemma },
    { name: 'battle', family: 'social', game: battle },
    { name: 'wide', game: wide },
  ];
  const scripted: RepeatedGameBench = { games, agents: [cooperator, defector, titForTat, coin], rounds: 4, seed: 3 };

  it('plays all pairs in both seats, whatever the concurrency', async () => {
    const progress: number[] = [];
    const one = await runRepeatedGameBench(scripted, { onProgress: ({ done }) => void progress.push(done) });
    const many = await runRepeatedGameBench(scripted, { concurrency: 7 });
    expect(one.matches).toHaveLength(3 * 16);
    expect(many).toEqual(one);
    expect(progress).toEqual(Array.from({ length: 48 }, (_, i) => i + 1));
    expect(one.unfinished).toBe(0);
    expect(one.matches.map(({ game, players }) => [game, ...players].join())).toContain('wide,coin,tit for tat');
  });

  it('scores a seat against the most it can get', async () => {
    const { matches } = await runRepeatedGameBench({ ...scripted, agents: [cooperator, defector] });
    const scores = benchScores(matches);
    // Cooperator in the dilemma: 8 + 0 as first, 8 + 0 as second of 10; in the battle J: 10, 0 of 10 and 7, 0 of 10.
    const social = scores.find(({ agent, family }) => agent === 'cooperator' && family === 'social');
    expect(social).toMatchObject({ matches: 8, asFirst: (0.8 + 0 + 1 + 0) / 4, asSecond: (0.8 + 0 + 0.7 + 0) / 4 });
    expect(social?.score).toBeCloseTo((1.8 + 1.5) / 8, 12);
    const table = benchTable(matches);
    expect(table.rows).toBe(2 * matches.length);
    expect(table.number('total').reduce((a, b) => a + b, 0)).toBe(
      matches.flatMap(({ totals }) => totals).reduce((a, b) => a + b, 0),
    );
  });

  it('does not score a game in which nothing can be won, nor a match that was stopped', async () => {
    const { matches } = await runRepeatedGameBench({
      games: [
        {
          name: 'loss',
          game: StrategicGame.symmetric([
            [-1, -2],
            [-3, -4],
          ]),
        },
      ],
      agents: [cooperator],
    });
    expect(normalizedScore(matches[0], 0)).toBeNull();
    const stopped: BenchMatch = {
      ...matches[0],
      largestPayoffs: [4, 4],
      ending: { kind: 'stopped', rounds: 2, faults: [] },
    };
    expect(normalizedScore(stopped, 0)).toBeNull();
    expect(benchScores([stopped])[0]).toMatchObject({ matches: 0, score: null });
  });

  /** A model whose n-th answer depends on n only, so that asking for something twice would show. */
  const plan = (model: ReturnType<typeof chatModel>): RepeatedGameBench => ({
    games: games.slice(0, 2),
    agents: [chatPlayer(model), titForTat],
    rounds: 3,
  });
  const answers = ({ messages }: ChatBody) => (messages[0].content.length % 3 === 0 ? 'J' : 'F');

  it('survives being killed at any moment, and pays for nothing twice', async () => {
    const { endpoint, model } = await serve(answers);
    const whole = await runRepeatedGameBench(plan(model));
    const calls = endpoint.requests.length;
    expect(calls).toBe(2 * 4 * 3);
    for (const survivors of [0, 1, 2, 7, 15, whole.journal.split('\n').length - 2]) {
      const file = join(mkdtempSync(join(tmpdir(), 'polity-bench-')), 'journal.jsonl');
      const journal = await openJsonl(file);
      let lines = 0;
      const dies = async (line: string) => {
        // The process dies in the middle of a line.
        if (lines++ === survivors) await journal.append(line.slice(0, 9));
        if (lines > survivors) throw new Error('killed');
        await journal.append(line);
      };
      await expect(runRepeatedGameBench(plan(model), { onRecord: dies })).rejects.toThrow('killed');
      await journal.close();
      expect(readFileSync(file, 'utf8').endsWith('\n')).toBe(false);

      const reopened = await openJsonl(file);
      const before = endpoint.requests.length;
      const resumed = await runRepeatedGameBench(plan(model), { journal: reopened.text, onRecord: reopened.append });
      await reopened.close();
      expect(resumed).toEqual(whole);
      expect(benchTable(resumed.matches).toRows()).toEqual(benchTable(whole.matches).toRows());
      expect(readFileSync(file, 'utf8').split('\n').sort()).toEqual(whole.journal.split('\n').sort());
      const paid = reopened.text.split('\n').filter((line) => line.includes('"text"')).length;
      expect(endpoint.requests.length - before).toBe(calls - paid);
    }
  });

  it('goes on where the budget ended it', async () => {
    const { endpoint, model } = await serve(answers);
    const whole = await runRepeatedGameBench(plan(model));
    const poor = chatModel({
      baseURL: endpoint.baseURL,
      model: 'scripted',
      apiKeyVariable: null,
      budget: { requests: 7 },
    });
    const cut = await runRepeatedGameBench(plan(poor));
    expect(cut.exhausted).toContain('requests');
    expect(cut.unfinished).toBeGreaterThan(0);
    expect(cut.matches.at(-1)?.ending.kind).toBe('interrupted');
    const before = endpoint.requests.length;
    const resumed = await runRepeatedGameBench(plan(model), { journal: cut.journal });
    expect(resumed).toEqual(whole);
    expect(endpoint.requests.length - before).toBe(24 - 7);
  });

  it('leaves the matches of a failing model to the next run', async () => {
    const { endpoint, model } = await serve((body, n) =>
      n >= 5 && n < 12 ? { status: 500, body: '{}' } : answers(body),
    );
    const cut = await runRepeatedGameBench(plan(model));
    expect(cut.exhausted).toBeNull();
    expect(cut.unfinished).toBeGreaterThan(0);
    const resumed = await runRepeatedGameBench(plan(model), { journal: cut.journal });
    expect(resumed.unfinished).toBe(0);
    const { endpoint: healthy, model: other } = await serve(answers);
    expect((await runRepeatedGameBench(plan(other))).journal).toBe(resumed.journal);
    await endpoint.close();
    await healthy.close();
  });

  it('stops when aborted, with what was decided on record', async () => {
    const { model } = await serve(answers);
    const controller = new AbortController();
    const lines: string[] = [];
    const run = runRepeatedGameBench(plan(model), {
      signal: controller.signal,
      onRecord: (line) => {
        if (lines.push(line) === 6) controller.abort(new Error('enough'));
      },
    });
    await expect(run).rejects.toThrow('enough');
    const resumed = await runRepeatedGameBench(plan(model), { journal: lines.join('') });
    expect(resumed.unfinished).toBe(0);
  });

  it('names what is wrong with a journal', async () => {
    const { journal } = await runRepeatedGameBench(scripted);
    const lines = journal.split('\n');
    const run = (text: string, bench = scripted) => runRepeatedGameBench(bench, { journal: text });
    await expect(run(journal, { ...scripted, seed: 4 })).rejects.toThrow('journal must begin with');
    await expect(
      run(journal, { ...scripted, games: [{ name: 'dilemma', game: battle }, ...games.slice(1)] }),
    ).rejects.toThrow('journal must begin');
    await expect(run(journal.slice(0, -5))).rejects.toThrow('end with a whole line');
    await expect(run(`${journal}${lines[1]}\n`)).rejects.toThrow(`row ${lines.length}`);
    await expect(run(journal.replace('"round":2', '"round":"2"'))).rejects.toThrow('be a decision of this plan');
    await expect(run([lines[0], '{"match":0', ''].join('\n'))).rejects.toThrow(
      'journal, row 2: line must be a JSON object',
    );
    await expect(runRepeatedGameBench({ ...scripted, agents: [coin, coin] })).rejects.toThrow('agents[1].name');
  });
});

describe('learning players', () => {
  it('find the best answer to a player that does not change', async () => {
    for (const learner of [qPlayer({ state: 'nothing' }), qPlayer({ discount: 0.5 }), regretMatchingPlayer()]) {
      for (const fixed of [0, 1]) {
        const { rounds } = await playRepeatedGame(battle, [learner, cyclePlayer('fixed', [fixed])], {
          rounds: 2000,
          seed: 1,
        });
        const late = rounds.slice(1000).filter(({ options }) => options[0] === fixed).length;
        expect(late).toBeGreaterThan(900);
      }
    }
  });

  it('Q-learning learns that tit for tat pays back, where the future counts', async () => {
    const cooperation = async (discount: number) => {
      const learner = qPlayer({ discount, exploration: 0.1 });
      const { rounds } = await playRepeatedGame(dilemma, [learner, titForTat], { rounds: 10_000, seed: 2 });
      return rounds.slice(5000).filter(({ options }) => options[0] === 0).length / 5000;
    };
    expect(await cooperation(0.95)).toBeGreaterThan(0.9);
    expect(await cooperation(0)).toBeLessThan(0.1);
  });

  it('regret matching has no regret against any of three opponents', async () => {
    const n = 4000;
    const adversary: RepeatedAgent = reactiveAgent('adversary', ({ history }: RepeatedObservation) => {
      // Mismatches what the other played most in the last ten rounds.
      const recent = history.slice(-10).filter(({ other }) => other === 0).length;
      return recent > 5 ? 1 : 0;
    });
    const pennies = StrategicGame.zeroSum([
      [1, -1],
      [-1, 1],
    ]);
    for (const opponent of [adversary, coin, cyclePlayer('turns', [0, 1])]) {
      const { rounds } = await playRepeatedGame(pennies, [regretMatchingPlayer(), opponent], { rounds: n, seed: 7 });
      const earned = rounds.reduce((sum, { payoffs }) => sum + payoffs[0], 0);
      const best = Math.max(
        ...[0, 1].map((option) =>
          rounds.reduce((sum, { options }) => sum + pennies.payoff([option, options[1]])[0], 0),
        ),
      );
      expect((best - earned) / n).toBeLessThan(2 * Math.sqrt(2 / n));
    }
  });

  it('two regret matchers play matching pennies half and half', async () => {
    const pennies = StrategicGame.zeroSum([
      [2, -1],
      [-1, 1],
    ]);
    const [equilibrium] = nashEquilibria(pennies).equilibria;
    const { rounds } = await playRepeatedGame(pennies, [regretMatchingPlayer(), regretMatchingPlayer()], {
      rounds: 20_000,
      seed: 4,
    });
    for (const seat of [0, 1]) {
      const share = rounds.filter(({ options }) => options[seat] === 0).length / rounds.length;
      expect(Math.abs(share - (seat === 0 ? equilibrium.row : equilibrium.column)[0])).toBeLessThan(0.05);
    }
  });
});

describe('behaviour', () => {
  it('counts options and coordination', () => {
    const matches = [
      { own: [0, 1, 1], other: [0, 0, 1] },
      { own: [1], other: [1] },
    ];
    expect(optionShare(matches, 1)).toEqual({ share: 0.75, hits: 3, rounds: 4 });
    expect(coordinationShare(matches)).toEqual({ share: 0.75, hits: 3, rounds: 4 });
    expect(optionShare([], 0).share).toBeNaN();
    expect(() => optionShare([{ own: [0], other: [] }], 0)).toThrow('matches[0].other.length');
  });

  it('unforgivingness is that of the players it is known of', async () => {
    const once = openingPlayer('defects once', [1, 0]);
    const grudger: RepeatedAgent = reactiveAgent('grudger', ({ history }: RepeatedObservation) =>
      Number(history.some(({ other }) => other === 1)),
    );
    const measured = async (player: RepeatedAgent) => {
      const { rounds } = await playRepeatedGame(dilemma, [player, once]);
      return unforgivingness([
        { own: rounds.map(({ options }) => options[0]), other: rounds.map(({ options }) => options[1]) },
      ]);
    };
    expect(await measured(grudger)).toEqual({ share: 1, hits: 9, rounds: 9 });
    expect(await measured(titForTat)).toEqual({ share: 1 / 9, hits: 1, rounds: 9 });
    expect(await measured(cooperator)).toEqual({ share: 0, hits: 0, rounds: 9 });
    expect((await measured(openingPlayer('late', [0, 0, 1]))).share).toBe(8 / 9);
  });
});
