import { playingRepeatedGamesFigures } from './playing-repeated-games/figures.js';
import { peopleClaims } from './playing-repeated-games/people.js';
import { sweepClaims } from './playing-repeated-games/sweep.js';
import { theoryClaims } from './playing-repeated-games/theory.js';
import { battleClaims, dilemmaClaims } from './playing-repeated-games/two-games.js';
import type { Reproduction } from './reproduction.js';

export const playingRepeatedGames: Reproduction = {
  slug: 'playing-repeated-games',
  title: 'Playing repeated games with Large Language Models',
  authors: 'Elif Akata, Lion Schulz, Julian Coda-Forno, Seong Joon Oh, Matthias Bethge, Eric Schulz',
  citation: 'arXiv 2305.16867v2, 2025; Nature Human Behaviour 9',
  notes:
    'All rounds between models, scripts and people are public, and everything here is recomputed from them. Three things do not come out: Table 1 does not follow from the rounds of the sweep over 144 games, in which player 2 was told a wrong game and 15 games have ties; GPT-4 is not better in the Battle of the Sexes once both seats count alike; and what is shown as joint cooperation of people with GPT-4 is joint defection.',
  claims: [...dilemmaClaims, ...battleClaims, ...peopleClaims, ...sweepClaims, ...theoryClaims],
  figures: playingRepeatedGamesFigures,
  notebook: 'playing-repeated-games.ipynb',
};
