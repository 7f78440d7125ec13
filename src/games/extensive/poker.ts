import { checkInteger } from '../../foundation/index.js';
import type { ExtensiveGame } from './extensive-game.js';
import { GameTreeBuilder } from './game-tree-builder.js';

/**
 * Kuhn's poker: each of two players antes 1 and is dealt one of the cards; the first may bet 1 or check, and so on until the
 * bet is called or folded. With three cards the value is −1/18, and the first player's equilibria are a family: bet the lowest
 * card with α ∈ [0, 1/3], the highest with 3α, call with the middle one with α + 1/3.
 *
 * Information sets are called by the card, 1 the lowest, and the moves before: `2`, `2 check`, `2 check bet`, `2 bet`.
 *
 * @param options - `cards`: how many, 2 … 50, default 3
 * @see Kuhn, "A simplified two-person poker", Contributions to the Theory of Games I (1950)
 *
 * @example
 * ```ts
 * import { kuhnPoker } from 'polity/games';
 * const game = kuhnPoker();
 * game.terminals.length; // 30
 * game.informationSets[0].name; // '1'
 * ```
 */
export function kuhnPoker({ cards = 3 }: { readonly cards?: number } = {}): ExtensiveGame {
  checkInteger('cards', cards, { min: 2, max: 50 });
  const tree = new GameTreeBuilder(['1', '2']);
  const deck = Array.from({ length: cards }, (_, i) => i + 1);
  const deals = deck.flatMap((own) => deck.filter((other) => other !== own).map((other) => [own, other] as const));
  const chance = deals.map(() => `1/${deals.length}`);
  const names = deals.map(([own, other]) => `${own}-${other}`);
  tree.chance(tree.root, names, chance, { set: 'deal' }).forEach((node, d) => {
    const [own, other] = deals[d];
    const win = (stake: number) => (own > other ? [stake, -stake] : [-stake, stake]);
    const [checked, bet] = tree.decide(node, 0, ['check', 'bet'], { set: `${own}` });
    const [shown, raised] = tree.decide(checked, 1, ['check', 'bet'], { set: `${other} check` });
    tree.pay(shown, win(1));
    const [folded, called] = tree.decide(raised, 0, ['fold', 'call'], { set: `${own} check bet` });
    tree.pay(folded, [-1, 1]);
    tree.pay(called, win(2));
    const [yielded, met] = tree.decide(bet, 1, ['fold', 'call'], { set: `${other} bet` });
    tree.pay(yielded, [1, -1]);
    tree.pay(met, win(2));
  });
  return tree.build();
}

/** Size of a bet in each of the two rounds of Leduc poker, and how often one may be raised. */
const BETS = [2, 4];
const MOST_RAISES = 2;

/**
 * Leduc poker: a deck of a few ranks, each twice; ante 1, a card each, a round of bets of 2, a common card, a round of bets
 * of 4; at most a bet and a raise a round. Who pairs the common card wins, else the higher card; equal cards split.
 *
 * The tree deals ranks and not suits, which never matter. With three ranks the value is about −0.0856.
 *
 * Information sets are called by the own card, the moves of the first round, the common card and the moves of the second:
 * `K`, `K cr`, `K cc|Q r` (c a check or call, r a bet or raise, f a fold).
 *
 * @param options - `ranks`: how many, 2 … 13, default 3
 * @see Southey et al., "Bayes' bluff: opponent modelling in poker", UAI 2005
 *
 * @example
 * ```ts
 * import { leducPoker } from 'polity/games';
 * const game = leducPoker();
 * game.informationSets.length; // 288
 * game.terminals.length; // 1116
 * ```
 */
export function leducPoker({ ranks = 3 }: { readonly ranks?: number } = {}): ExtensiveGame {
  checkInteger('ranks', ranks, { min: 2, max: 13 });
  const cards = ranks === 3 ? ['J', 'Q', 'K'] : [...'23456789TJQKA'].slice(-ranks);
  const tree = new GameTreeBuilder(['1', '2']);
  const size = 2 * ranks;

  /** Deals a rank, given those that lie already. */
  const deal = (node: number, dealt: readonly number[], set: string) => {
    const left = cards.map((_, rank) => 2 - dealt.filter((other) => other === rank).length);
    const possible = cards.map((_, rank) => rank).filter((rank) => left[rank] > 0);
    const names = possible.map((rank) => cards[rank]);
    const chance = possible.map((rank) => `${left[rank]}/${size - dealt.length}`);
    return tree.chance(node, names, chance, { set }).map((child, i) => ({ child, rank: possible[i] }));
  };

  interface Hand {
    readonly own: readonly [number, number];
    /** −1 before the common card is dealt. */
    readonly common: number;
    readonly paid: readonly [number, number];
  }

  const showdown = (node: number, { own, common, paid }: Hand) => {
    const strength = own.map((rank) => (rank === common ? ranks : rank));
    const gain = Math.sign(strength[0] - strength[1]) * paid[0];
    tree.pay(node, [gain, 0 - gain]);
  };

  /** One move of a round; `moves` are all so far, a bar between the rounds. */
  const play = (node: number, hand: Hand, round: number, mover: 0 | 1, raises: number, moves: string): void => {
    const { own, paid } = hand;
    const behind = paid[mover] < paid[1 - mover];
    const actions = [...(behind ? ['fold', 'call'] : ['check']), ...(raises < MOST_RAISES ? ['raise'] : [])];
    const set = `${cards[own[mover]]} ${moves}`.trim();
    const children = tree.decide(node, mover, actions, { set });
    actions.forEach((action, a) => {
      const child = children[a];
      if (action === 'fold') {
        tree.pay(child, mover === 0 ? [-paid[0], paid[0]] : [paid[1], -paid[1]]);
        return;
      }
      const stake = paid[1 - mover] + (action === 'raise' ? BETS[round] : 0);
      const after: Hand = { ...hand, paid: mover === 0 ? [stake, paid[1]] : [paid[0], stake] };
      const longer = `${moves}${action === 'raise' ? 'r' : 'c'}`;
      // A round is over when a bet is called, or both have checked.
      const over = action === 'call' || (action === 'check' && mover === 1);
      if (!over) return play(child, after, round, mover === 0 ? 1 : 0, raises + (action === 'raise' ? 1 : 0), longer);
      if (round === 1) return showdown(child, after);
      for (const { child: next, rank } of deal(child, own, `${own.join(' ')} ${longer}`)) {
        play(next, { ...after, common: rank }, 1, 0, 0, `${longer}|${cards[rank]} `);
      }
    });
  };

  for (const { child, rank } of deal(tree.root, [], 'first card')) {
    for (const { child: next, rank: other } of deal(child, [rank], `second card ${cards[rank]}`)) {
      play(next, { own: [rank, other], common: -1, paid: [1, 1] }, 0, 0, 0, '');
    }
  }
  return tree.build();
}
