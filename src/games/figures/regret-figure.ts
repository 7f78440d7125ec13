import { decimal, figure, logAxisX, logAxisY, significant, type Figure } from '../../figures/index.js';
import { checkInteger, InvalidInputError } from '../../foundation/index.js';
import type { LearningRule } from '../learning/learner.js';
import { playLearners } from '../learning/play.js';
import { payoffRange } from '../strategic/mixed-profile.js';
import type { StrategicGame } from '../strategic/strategic-game.js';

export interface RegretFigureOptions {
  /** One to six ways to learn; all players learn in the same way. */
  readonly rules: readonly LearningRule[];
  /** Default 10⁴. */
  readonly rounds?: number;
  /** Runs averaged, default 8. */
  readonly replicates?: number;
  /** Default 0. */
  readonly seed?: number;
  /** Whose regret; default the first player's. */
  readonly player?: number;
}

/**
 * Regret a round against rounds on logarithmic axes: how much more the best single strategy would have earned, for
 * several ways to learn, in self-play; with Hedge's bound Δ√(ln n/(2t)).
 *
 * @throws InvalidInputError for no rules or more than six
 *
 * @example
 * ```ts
 * import { hedge, regretFigure, regretMatching, StrategicGame } from 'polity/games';
 * const game = StrategicGame.zeroSum([[0, -1, 2], [1, 0, -1], [-1, 1, 0]]);
 * const rules = [hedge({ lowest: -2, highest: 2 }), regretMatching({ plus: true })];
 * regretFigure(game, { rules, rounds: 10000, replicates: 2 }).legend?.length; // 3
 * ```
 */
export function regretFigure(game: StrategicGame, options: RegretFigureOptions): Figure {
  const { rules, rounds = 10_000, replicates = 8, seed = 0, player = 0 } = options;
  checkInteger('rounds', rounds, { min: 100 });
  checkInteger('replicates', replicates, { min: 1 });
  checkInteger('player', player, { min: 0, max: game.shape.length - 1 });
  if (rules.length < 1 || rules.length > 6) throw new InvalidInputError('rules.length', rules.length, 'lie in [1, 6]');
  const curves = rules.map((rule, r) => {
    const runs = Array.from(
      { length: replicates },
      (_, k) => playLearners(game, rule, { rounds, seed: seed + replicates * r + k }).regret,
    );
    const at = runs[0].rounds;
    const points = Array.from(at, (round, mark) => ({
      round,
      regret: runs.reduce((sum, { expected, players }) => sum + expected[mark * players + player], 0) / replicates,
    }));
    return { name: rule.name, points };
  });
  const range = payoffRange(game, player);
  const bound = (round: number) => range * Math.sqrt(Math.log(game.shape[player]) / (2 * round));
  const last = curves.map(({ name, points }) => ({ name, regret: points[points.length - 1].regret }));
  const best = last.reduce((least, end) => (end.regret < least.regret ? end : least));
  const floor = Math.max(bound(rounds) / 100, 0.6 * Math.min(bound(rounds), ...last.map(({ regret }) => regret)));
  const from = 10;
  const guide = curves[0].points
    .filter(({ round }) => round >= from)
    .map(({ round }) => ({ round, regret: bound(round) }));
  const high =
    Math.max(
      ...guide.map(({ regret }) => regret),
      ...curves.flatMap(({ points }) => points.filter(({ round }) => round >= from).map(({ regret }) => regret)),
    ) * 1.3;
  const below = last.filter(({ regret }) => regret <= bound(rounds)).length;
  const size = best.regret > 0 ? significant(best.regret) : `${decimal(best.regret)} or less`;
  return figure({
    title:
      `After ${rounds.toLocaleString('en')} rounds ${best.name} regrets ${rules.length > 1 ? 'least, ' : ''}${size} a round; ` +
      `${below} of ${rules.length} ${below === 1 ? 'is' : 'are'} below Hedge’s bound`,
    subtitle:
      `Expected external regret of ${nameOf(game, player)} a round in self-play, ` +
      `mean of ${replicates} ${replicates === 1 ? 'run' : 'runs'}; ${game.shape.join(' × ')} strategies`,
    source: 'Cesa-Bianchi & Lugosi, Prediction, Learning, and Games (2006), theorem 2.2',
    description:
      `Curves of regret a round on logarithmic axes, which fall as rounds go on. At the end: ` +
      last.map(({ name, regret }) => `${name} ${significant(regret)}`).join(', ') +
      `; the bound is ${significant(bound(rounds))}.`,
    height: 360,
    legend: [
      ...curves.map(({ name }, k) => ({
        label: name,
        color: (theme: { readonly series: readonly string[] }) => theme.series[k],
      })),
      { label: 'bound of Hedge, Δ√(ln n/2t)', color: (theme) => theme.muted, mark: 'dash' as const },
    ],
    plot: (plot, theme) => ({
      marginLeft: 64,
      marginRight: 24,
      x: { type: 'log', domain: [from, rounds] },
      y: { type: 'log', domain: [floor, high], clamp: true },
      marks: [
        logAxisX(plot, from, rounds, 'rounds, t →'),
        ...logAxisY(plot, theme, floor, high, '↑ regret a round (payoff)'),
        plot.line(guide, { x: 'round', y: 'regret', stroke: theme.muted, strokeDasharray: '5 3' }),
        ...curves.map(({ points }, k) =>
          plot.line(
            points.filter(({ round, regret }) => round >= from && regret > floor),
            { x: 'round', y: 'regret', stroke: theme.series[k], strokeWidth: 2 },
          ),
        ),
      ],
    }),
  });
}

function nameOf({ players }: StrategicGame, player: number): string {
  return players[player] === String(player + 1) ? `player ${player + 1}` : players[player];
}
