import { checkOneOf, checkProbability, type RandomStream } from '../../foundation/index.js';

export interface Selection {
  /** What survival goes by, default `wealth`. */
  readonly by?: (typeof criteria)[number];
  /**
   * In [0, 1]: the probability with which each place among the survivors goes to the best of those left, and not to a
   * random one; 1 (default) is the paper's best half, 0 a random half.
   */
  readonly intensity?: number;
  /**
   * Which games count: their mean (default), or the second alone, as in the published code, which adds the units of the
   * second game to themselves.
   */
  readonly games?: (typeof scorings)[number];
}

const criteria = ['wealth', 'reputation', 'random'] as const;
const scorings = ['mean', 'second'] as const;

/** @throws InvalidInputError for an unknown criterion or an intensity outside [0, 1] */
export function checkSelection({ by = 'wealth', intensity = 1, games = 'mean' }: Selection = {}): Required<Selection> {
  checkOneOf('by', by, criteria);
  checkOneOf('games', games, scorings);
  checkProbability('intensity', intensity);
  return { by, games, intensity: by === 'random' ? 0 : intensity };
}

/**
 * The better half by score, the best first; of equal scores the earlier seat is the better, and no score (NaN) is the
 * worst.
 */
export function selectSurvivors(scores: Float64Array, intensity: number, random: RandomStream, into: Int32Array): void {
  const n = scores.length;
  for (let i = 0; i < n; i++) into[i] = i;
  // Insertion sort: stable, and quick for a dozen.
  for (let i = 1; i < n; i++) {
    const seat = into[i];
    const score = scores[seat];
    let j = i - 1;
    for (; j >= 0 && (scores[into[j]] < score || (scores[into[j]] !== scores[into[j]] && score === score)); j--) {
      into[j + 1] = into[j];
    }
    into[j + 1] = seat;
  }
  if (intensity === 1) return;
  for (let place = 0; place < n / 2; place++) {
    if (random.bernoulli(intensity)) continue;
    const chosen = place + random.below(n - place);
    const seat = into[chosen];
    into.copyWithin(place + 1, place, chosen);
    into[place] = seat;
  }
}
