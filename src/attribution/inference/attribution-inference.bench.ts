import { benchmark } from '../../../tools/benchmark.js';
import { attributionInference, randomGame, shapley, simulatedScores, type TaskScores } from '../index.js';

for (const n of [4, 6, 8, 10]) {
  const scores = simulatedScores(randomGame(n, { family: 'monotone' }), { tasks: 500, shared: 0.5 });
  await benchmark(`Attribution with 2,000 bootstrap replicates, ${n} players × 500 tasks`, {
    run: () => attributionInference(scores, { replicates: 2000 }),
    amount: 2000,
    unit: 'replicates',
    baseline: { name: 'resampling the game and its values anew', run: () => resampleGames(scores, 20), amount: 20 },
    target: { seconds: 1 },
    repeats: 3,
    warmups: 1,
  });
}

/** A bootstrap that does not know that the value is linear: a game of means for every replicate. */
function resampleGames(scores: TaskScores, replicates: number): void {
  for (let r = 0; r < replicates; r++) {
    shapley(
      scores.onTasks(scores.tasks.map((_, t) => scores.tasks[(t * 7919 + r * 104729) % scores.tasks.length])).game(),
    );
  }
}
