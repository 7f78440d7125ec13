import { Command, Option } from 'commander';
import type { ExactEquilibria, ExtensiveGame, MixedEquilibrium, NfgFile, StrategicGame } from '../games/index.js';
import { InvalidInputError } from '../foundation/index.js';
import { jsonOption } from './options.js';
import { formatNumber, formatPairs, formatTable, printJson, printReport } from './print.js';

interface SolveOptions {
  readonly exact?: boolean;
  readonly subgamePerfect?: boolean;
  readonly json?: boolean;
}

/** Equilibria ready to be printed, and what is to be known about the list. */
interface Solution {
  readonly method: string;
  /** Whether the list is known to hold every isolated equilibrium, or every extreme one of a two-player game. */
  readonly complete: boolean;
  readonly equilibria: readonly {
    readonly payoffs: readonly (number | string)[];
    /** Names of strategies with the probabilities that are not 0, player by player. */
    readonly play: readonly string[];
    readonly component?: number;
  }[];
  readonly note?: string;
}

/** `polity solve game.nfg`: the equilibria of a game in one of Gambit's formats. */
export function solveCommand(): Command {
  return new Command('solve')
    .description("the equilibria of a game in Gambit's .nfg or .efg format")
    .argument('<game>', 'file in strategic (.nfg) or extensive form (.efg)')
    .addOption(new Option('--exact', 'two players in strategic form: exact fractions'))
    .addOption(new Option('--subgame-perfect', 'extensive form: one subgame-perfect equilibrium by backward induction'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Two players get all extreme equilibria, with the components they span; more players all isolated ones,
where the game is small enough; larger games of two players get one equilibrium. A tree is solved in its
reduced strategic form or, where that is large, in its sequence form.

Examples:
  polity solve game.nfg --exact
  polity solve tree.efg --subgame-perfect`,
    )
    .action(async (path: string, options: SolveOptions) => {
      const { title, players, size, solution } = await solve(path, options);
      if (options.json) return printJson({ title, players, ...solution });
      const { method, complete, equilibria, note } = solution;
      const withComponents = equilibria.some(({ component }) => component !== undefined);
      printReport(
        formatPairs([
          ['Game', title || path],
          ['Size', size],
          ['Method', method],
          ['Equilibria', `${equilibria.length}${complete ? '' : ', and there may be more'}`],
          ...(note === undefined ? [] : [['Note', note] as const]),
        ]),
        formatTable(
          [...(withComponents ? ['component'] : []), ...players, ...players.map((name) => `payoff ${name}`)],
          equilibria.map(({ component, play, payoffs }) => [
            ...(withComponents ? [String(component)] : []),
            ...play,
            ...payoffs.map((payoff) => (typeof payoff === 'number' ? formatNumber(payoff) : payoff)),
          ]),
        ),
      );
    });
}

async function solve(path: string, { exact = false, subgamePerfect = false }: SolveOptions) {
  const { readGame } = await import('../games/index.js');
  const file = await readGame(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === undefined) throw error;
    throw new InvalidInputError('game', path, `be a file that can be read (${error.code})`);
  });
  const { title } = file;
  if (file.form === 'extensive') {
    const { game } = file;
    if (exact) throw new InvalidInputError('--exact', exact, 'be left out for a game in extensive form');
    const size = `${game.nodes.count} nodes, ${game.informationSets.length} information sets`;
    if (subgamePerfect) return { title, players: game.players, size, solution: await backwards(game) };
    return { title, players: game.players, size, solution: await forTree(game) };
  }
  if (subgamePerfect)
    throw new InvalidInputError('--subgame-perfect', true, 'be left out for a game in strategic form');
  const { players, shape } = file.game;
  const size = `${shape.join(' × ')} strategies`;
  return { title, players, size, solution: exact ? await exactly(file) : await allEquilibria(file.game) };
}

/** Strategies of both players up to which all equilibria are enumerated. */
const MOST_STRATEGIES = 40;

/** All equilibria of the reduced strategic form where that is small; else one by the sequence form. */
async function forTree(game: ExtensiveGame): Promise<Solution> {
  const { sequenceEquilibrium, toStrategicGame } = await import('../games/index.js');
  const two = game.players.length === 2;
  try {
    const { game: reduced } = toStrategicGame(game, two ? { maxProfiles: MOST_STRATEGIES ** 2 / 4 } : {});
    return await allEquilibria(reduced);
  } catch (error) {
    if (!two || !(error instanceof InvalidInputError)) throw error;
  }
  const { profile, payoffs, converged, regret } = sequenceEquilibrium(game);
  return {
    method: 'Lemke’s path in the sequence form',
    complete: false,
    equilibria: [{ payoffs: [...payoffs], play: behaviour(game, profile) }],
    ...(!converged && { note: `not converged: somebody gains ${formatNumber(regret)} by deviating` }),
  };
}

async function allEquilibria(game: StrategicGame): Promise<Solution> {
  const { lemkeHowson, mixedEquilibria, nashEquilibria } = await import('../games/index.js');
  const two = game.shape.length === 2;
  if (two && game.shape[0] + game.shape[1] > MOST_STRATEGIES) {
    const equilibrium = lemkeHowson(game);
    return {
      method: 'Lemke–Howson',
      complete: false,
      equilibria: [
        {
          payoffs: [...equilibrium.payoffs],
          play: [equilibrium.row, equilibrium.column].map((strategy, player) => spoken(game, player, strategy)),
        },
      ],
    };
  }
  if (two) {
    const { equilibria, components, degenerate } = nashEquilibria(game);
    return {
      method: 'vertices of the best-reply polytopes',
      complete: true,
      equilibria: equilibria.map(({ row, column, payoffs }, i) => ({
        payoffs: [...payoffs],
        play: [row, column].map((strategy, player) => spoken(game, player, strategy)),
        ...(degenerate && { component: componentOf(components, i) }),
      })),
      ...(degenerate && { note: 'degenerate: equilibria of one component are extreme points of a continuum' }),
    };
  }
  const { equilibria, complete } = mixedEquilibria(game);
  return {
    method: 'polynomial homotopy on every support',
    complete,
    equilibria: equilibria.map(({ profile, payoffs }: MixedEquilibrium) => ({
      payoffs: [...payoffs],
      play: profile.map((strategy, player) => spoken(game, player, strategy)),
    })),
  };
}

async function exactly(file: NfgFile): Promise<Solution> {
  const { exactEquilibria, exactMatrix, formatFraction } = await import('../games/index.js');
  const { equilibria, components, degenerate }: ExactEquilibria = exactEquilibria(
    exactMatrix(file, 0),
    exactMatrix(file, 1),
  );
  return {
    method: 'vertices of the best-reply polytopes, exact',
    complete: true,
    equilibria: equilibria.map(({ row, column, payoffs }, i) => ({
      payoffs: payoffs.map(formatFraction),
      play: [row, column].map((strategy, player) => listed(file.game.strategies[player], strategy.map(formatFraction))),
      ...(degenerate && { component: componentOf(components, i) }),
    })),
    ...(degenerate && { note: 'degenerate: equilibria of one component are extreme points of a continuum' }),
  };
}

async function backwards(game: ExtensiveGame): Promise<Solution> {
  const { subgamePerfect } = await import('../games/index.js');
  const { profile, payoffs, ties } = subgamePerfect(game);
  const tied = `${ties.length} ties were broken for the first action: other subgame-perfect equilibria exist`;
  return {
    method: 'backward induction',
    complete: false,
    equilibria: [{ payoffs: [...payoffs], play: behaviour(game, profile) }],
    ...(ties.length > 0 && { note: tied }),
  };
}

/** What each player does at each information set. */
function behaviour(game: ExtensiveGame, profile: readonly ArrayLike<number>[]): string[] {
  return game.players.map((_, player) =>
    game.informationSets
      .flatMap((set, i) => {
        if (set.player !== player) return [];
        const shares = Array.from(profile[i], (share) => formatNumber(share));
        return [`${set.name || `set ${i + 1}`}: ${listed(set.actions, shares)}`];
      })
      .join('; '),
  );
}

const componentOf = (components: readonly { readonly equilibria: readonly number[] }[], equilibrium: number) =>
  components.findIndex(({ equilibria }) => equilibria.includes(equilibrium)) + 1;

function spoken({ strategies }: StrategicGame, player: number, strategy: Float64Array): string {
  return listed(
    strategies[player],
    Array.from(strategy, (x) => formatNumber(x)),
  );
}

/** `up` where it is played for sure, else `up 2/3, down 1/3`. */
function listed(names: readonly string[], shares: readonly string[]): string {
  return names
    .flatMap((name, i) => (shares[i] === '0' ? [] : [shares[i] === '1' ? name : `${name} ${shares[i]}`]))
    .join(', ');
}
