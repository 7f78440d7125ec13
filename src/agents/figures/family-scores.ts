import type { Figure } from '../../figures/index.js';
import { InvalidInputError } from '../../foundation/index.js';
import type { BenchScore } from '../repeated/bench-scores.js';
import { distinct, heatMap, namesOf } from './heat-map.js';

/**
 * What agents scored in families of games: a row an agent, a column a family, scores in per cent of the most that could be won.
 *
 * @param scores - of {@link benchScores}
 * @throws InvalidInputError where no score is known
 */
export function familyScoresFigure(
  scores: readonly BenchScore[],
  { subtitle, source }: { readonly subtitle: string; readonly source?: string },
): Figure {
  const known = scores.filter((row): row is BenchScore & { score: number } => row.score !== null);
  if (known.length === 0) throw new InvalidInputError('scores', scores, 'hold a score');
  const families = distinct(known.map(({ family }) => family));
  const leaders = families.map((family) => {
    const own = known.filter((row) => row.family === family);
    return own.reduce((a, b) => (b.score > a.score ? b : a)).agent;
  });
  const counts = distinct(leaders)
    .map((agent) => ({ agent, count: leaders.filter((leader) => leader === agent).length }))
    .sort((a, b) => b.count - a.count);
  const others = counts.slice(1).map(({ agent }) => agent);
  const [{ agent: leader, count }] = counts;
  return heatMap(
    scores.map(({ agent, family, score }) => ({ row: agent, column: family, value: score })),
    {
      title:
        others.length === 0
          ? `${leader} scores best in ${families.length === 1 ? families[0] : `all ${families.length} families of games`}`
          : `${leader} scores best in ${count} of ${families.length} families of games, ${namesOf(others)} in the others`,
      subtitle,
      description: `A matrix of scores of ${distinct(known.map(({ agent }) => agent)).length} agents in ${families.join(', ')}. Best: ${families.map((family, i) => `${family} ${leaders[i]}`).join(', ')}.`,
      rows: 'agent',
      columns: 'family',
      value: 'points, share of the most',
      ...(source === undefined ? {} : { source }),
    },
  );
}
