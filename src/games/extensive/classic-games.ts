import { checkInteger } from '../../foundation/index.js';
import type { ExtensiveGame } from './extensive-game.js';
import { extensiveGame, type GameTreeNode } from './game-tree.js';

/**
 * Matching pennies as a tree: the second player moves without having seen the first. Value 0, both mix equally.
 *
 * @example
 * ```ts
 * import { matchingPenniesTree } from 'polity/games';
 * matchingPenniesTree().informationSets[1].nodes.length; // 2
 * ```
 */
export function matchingPenniesTree(): ExtensiveGame {
  const guess = (heads: number): GameTreeNode => ({
    player: 'guesser',
    information: 'guess',
    actions: { heads: { payoffs: [-heads, heads] }, tails: { payoffs: [heads, -heads] } },
  });
  return extensiveGame({
    players: ['hider', 'guesser'],
    root: { player: 'hider', information: 'hide', actions: { heads: guess(1), tails: guess(-1) } },
  });
}

/**
 * Entry deterrence (Selten's chain store, one period): an incumbent's threat to fight keeps an entrant out in an equilibrium
 * that is not subgame-perfect.
 *
 * @example
 * ```ts
 * import { entryDeterrence, subgamePerfect } from 'polity/games';
 * subgamePerfect(entryDeterrence()).payoffs; // [1, 1]
 * ```
 */
export function entryDeterrence(): ExtensiveGame {
  return extensiveGame({
    players: ['entrant', 'incumbent'],
    root: {
      player: 'entrant',
      information: 'entry',
      actions: {
        out: { payoffs: [0, 2] },
        enter: {
          player: 'incumbent',
          information: 'reply',
          actions: { fight: { payoffs: [-1, -1] }, share: { payoffs: [1, 1] } },
        },
      },
    },
  });
}

/**
 * Rosenthal's centipede as McKelvey & Palfrey (1992) played it: two piles, 4 and 1 times 2^k at move k from 0; the mover takes
 * the larger one or passes, and after the last pass the piles, doubled once more, go the way they would have gone next.
 *
 * @param moves - at least 1
 *
 * @example
 * ```ts
 * import { centipede, subgamePerfect } from 'polity/games';
 * subgamePerfect(centipede(6)).payoffs; // [4, 1]
 * ```
 */
export function centipede(moves: number): ExtensiveGame {
  checkInteger('moves', moves, { min: 1, max: 1000 });
  const piles = (k: number) => {
    const [large, small] = [4 * 2 ** k, 2 ** k];
    return k % 2 === 0 ? [large, small] : [small, large];
  };
  let tree: GameTreeNode = { payoffs: piles(moves) };
  for (let k = moves - 1; k >= 0; k--) {
    const player = k % 2 === 0 ? 'first' : 'second';
    tree = { player, information: `move ${k + 1}`, actions: { take: { payoffs: piles(k) }, pass: tree } };
  }
  return extensiveGame({ players: ['first', 'second'], root: tree });
}

/**
 * Selten's horse (1975, figure 1): three players, no proper subgame, and an equilibrium (left, across, left) that is no
 * sequential one because the second player would deviate if it were ever to move.
 *
 * @example
 * ```ts
 * import { behaviorRegret, seltensHorse } from 'polity/games';
 * behaviorRegret(seltensHorse(), [[1, 0], [1, 0], [0, 1]]).regret; // 0
 * ```
 */
export function seltensHorse(): ExtensiveGame {
  const third = (left: number[], right: number[]): GameTreeNode => ({
    player: '3',
    information: 'below',
    actions: { left: { payoffs: left }, right: { payoffs: right } },
  });
  return extensiveGame({
    players: ['1', '2', '3'],
    root: {
      player: '1',
      information: 'start',
      actions: {
        across: {
          player: '2',
          information: 'middle',
          actions: { across: { payoffs: [1, 1, 1] }, down: third([4, 4, 0], [0, 0, 1]) },
        },
        down: third([3, 2, 2], [0, 0, 0]),
      },
    },
  });
}

/**
 * Myerson's card game (1991, section 2.1): the first player draws a red or a black card and raises or folds; the second meets
 * a raise or passes without having seen the card. Value 1/3: bluff one black card in three, meet two raises in three.
 *
 * @example
 * ```ts
 * import { myersonCards, solveZeroSumTree } from 'polity/games';
 * (await solveZeroSumTree(myersonCards())).value; // 0.3333333
 * ```
 */
export function myersonCards(): ExtensiveGame {
  const draw = (card: string, sign: number): GameTreeNode => ({
    player: '1',
    information: card,
    actions: {
      raise: {
        player: '2',
        information: 'raised',
        actions: { meet: { payoffs: [2 * sign, -2 * sign] }, pass: { payoffs: [1, -1] } },
      },
      fold: { payoffs: [sign, -sign] },
    },
  });
  return extensiveGame({
    players: ['1', '2'],
    root: { chance: { red: '1/2', black: '1/2' }, actions: { red: draw('red', 1), black: draw('black', -1) } },
  });
}
