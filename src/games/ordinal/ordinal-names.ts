/**
 * The twelve symmetric games in the order of the topology, with the letters that compound names are made of. Cm, Pc and Nc
 * are short for Compromise, Peace and Concord, as Bruns calls Pure Delight, Mixed Harmony and No Conflict.
 */
export const symmetricGames: readonly { readonly code: string; readonly name: string }[] = [
  { code: 'Ch', name: 'Chicken' },
  { code: 'Ba', name: 'Battle' },
  { code: 'Hr', name: 'Hero' },
  { code: 'Cm', name: 'Pure Delight' },
  { code: 'Dl', name: 'Deadlock' },
  { code: 'Pd', name: 'Prisoners’ Dilemma' },
  { code: 'Sh', name: 'Stag Hunt' },
  { code: 'As', name: 'Assurance' },
  { code: 'Co', name: 'Coordination' },
  { code: 'Pc', name: 'Mixed Harmony' },
  { code: 'Ha', name: 'Harmony' },
  { code: 'Nc', name: 'No Conflict' },
];

/**
 * Names by row of the topology and, from column 1 on, up to the symmetric game of the row, which comes last. What lies beyond it
 * is a game of these with the players exchanged and has its name. Names of a group of similar games are used for
 * several.
 */
const rows: readonly string[] = [
  'Hegemony, Samaritan Dilemma, Quasi Altruist, Biased Cycle, Inferior Cycle, Endless, Called Bluff, Bully, Unfair Type, Skewed Battle, Asymmetric Battle, Chicken',
  'Samson, Generous, Generous, Quasi Cycle, Tragic Cycle, Inspector, Patron, Protector, Protector, Quasi Battle, Battle',
  'Delilah, Generous, Generous, Pursuit Cycle, Fixed Sum, Missile Crisis, Patron, Protector, Protector, Hero',
  'Hostage, Benevolent, Subsymmetric Benevolent, Second Best, Second Best, Big Bully, Tragedy, Asymmetric Delight, Pure Delight',
  'Blackmail Type, Benevolent Type, Benevolent, Second Best, Second Best, Hamlet, Total Conflict, Deadlock',
  'Hegemony Type, Altruist Type, Altruist, Revelation, Alibi, Asymmetric Prisoners’ Dilemma, Prisoners’ Dilemma',
  'Low Conflict, Aligned, Pure Aligned, Asymmetric Coordination, Asymmetric Assurance, Stag Hunt',
  'Mutual, Privileged, Privileged, Pure Coordination, Assurance',
  'Mutual, Privileged, Privileged, Coordination',
  'Aligned, Asymmetric Harmony, Mixed Harmony',
  'Pure Aligned, Harmony',
  'No Conflict',
];
const names = rows.map((row) => row.split(', '));

/** The name of the game in a row and a column, both from 1. */
export function ordinalName(row: number, column: number): string {
  const [r, c] = row + column <= 13 ? [row, column] : [13 - column, 13 - row];
  return names[r - 1][c - 1];
}

/** Letters of the row player's pattern of payoffs, then the column player's; the symmetric game's own where they agree. */
export function ordinalCode(row: number, column: number): string {
  const [own, other] = [symmetricGames[row - 1].code, symmetricGames[12 - column].code];
  return own === other ? own : own + other;
}
