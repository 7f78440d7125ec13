import { benchmark } from '../../../tools/benchmark.js';
import {
  memoryOnePayoffs,
  moranTournament,
  playMatch,
  playTournament,
  playTournamentInThreads,
  strategies,
  strategyByName,
  type Strategy,
} from '../index.js';

const basic = [
  'Alternator',
  'AntiTitForTat',
  'Bully',
  'Cooperator',
  'CyclerDC',
  'Defector',
  'SuspiciousTitForTat',
  'TitForTat',
  'WinShiftLoseStay',
  'WinStayLoseShift',
].map(strategyByName);
const noisy = { turns: 200, repetitions: 100, noise: 0.05 };
const noisyTurns = 55 * 200 * 100;

await benchmark('ten basic strategies, 200 rounds, 10 repetitions, with ratings', {
  run: () => playTournament(basic, { turns: 200 }).table(),
  amount: 2 * 55 * 200 * 10,
  unit: 'moves',
  target: { seconds: 0.01 },
  warmups: 20,
  repeats: 15,
});

await benchmark('ten basic strategies under 5 % noise, 1.1 million rounds, with ratings', {
  run: () => playTournament(basic, noisy).table(),
  amount: 2 * noisyTurns,
  unit: 'moves',
  target: { seconds: 0.15 },
  warmups: 3,
  baseline: { name: 'one match at a time, moves kept', run: () => oneByOne(basic) },
});

/** What a user would write without the tournament. */
function oneByOne(field: readonly Strategy[]): number {
  let score = 0;
  for (let i = 0; i < field.length; i++) {
    for (let j = i; j < field.length; j++) {
      for (let index = 0; index < 100; index++) {
        score += playMatch(field[i], field[j], { turns: 200, noise: 0.05, index }).first.score;
      }
    }
  }
  return score;
}

// Every fourth strategy of the library, so that all its families are there.
const forty = Object.values<Strategy>(strategies).filter((_, i) => i % 4 === 3 || i === 0).slice(0, 40); // prettier-ignore
const fortyMoves = 2 * 820 * 200 * 50;
await benchmark('40 strategies, 200 rounds, 50 repetitions', {
  run: () => playTournament(forty, { turns: 200, repetitions: 50 }),
  amount: fortyMoves,
  unit: 'moves',
  target: { seconds: fortyMoves / 5e6 },
});

await benchmark('40 strategies, 200 rounds, 50 repetitions, 1 % noise', {
  run: () => playTournament(forty, { turns: 200, repetitions: 50, noise: 0.01 }),
  amount: fortyMoves,
  unit: 'moves',
  target: { seconds: fortyMoves / 5e6 },
});

await benchmark('40 strategies, 200 rounds, 500 repetitions, 1 % noise, on two threads', {
  run: () => playTournamentInThreads(forty, { turns: 200, repetitions: 500, noise: 0.01, threads: 2 }),
  amount: 10 * fortyMoves,
  unit: 'moves',
  repeats: 3,
  warmups: 1,
  baseline: {
    name: 'one thread',
    run: () => playTournament(forty, { turns: 200, repetitions: 500, noise: 0.01 }),
  },
});

const moranField = [strategies.TitForTat, strategies.Defector, strategies.Cooperator];
await benchmark('Moran process of 30 players, 50 rounds a match, two runs to fixation', {
  run: () => {
    const payoffs = playTournament(moranField, { turns: 50 }).payoffs();
    return [0, 1].map((index) => moranTournament(payoffs, { counts: [10, 10, 10], index }));
  },
  amount: 2,
  unit: 'runs',
  target: { seconds: 0.01 },
  warmups: 20,
  repeats: 15,
});

await benchmark('long-run payoffs of memory-one strategies', {
  run: () => {
    let sum = 0;
    for (let k = 0; k < 10_000; k++) {
      sum += memoryOnePayoffs([0.9, 0.1, 0.7, k / 10_000], [1, 0.2, 1, 0.3], { noise: 0.01 }).payoffs[0];
    }
    return sum;
  },
  amount: 10_000,
  unit: 'pairs',
});
