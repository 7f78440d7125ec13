import { InvalidInputError } from '../../foundation/index.js';
import type { CoalitionBatch } from './coalition-batch.js';
import type { CooperativeGame } from '../games/cooperative-game.js';

/**
 * A game whose values are promised: an `AsyncOracleGame`, or anything of this shape. It is told from a synchronous game by
 * its `concurrency`.
 */
export interface AsyncGame {
  readonly players: readonly string[];
  /** Evaluations under way at once, at least 1. */
  readonly concurrency: number;
  /** Worth of a coalition given as a bit mask. */
  value(coalition: number): Promise<number>;
  /** For more than 31 players: worth of a coalition given as memberships. */
  worth?(members: Uint8Array): Promise<number>;
}

export function isAsyncGame(game: CooperativeGame | AsyncGame): game is AsyncGame {
  return 'concurrency' in game;
}

/** Fills in the values of a batch, one coalition (or one order with its prefixes) after the other. */
export function evaluateBatch(game: CooperativeGame, batch: CoalitionBatch): void {
  const { masks, values, chains, count } = batch;
  let row = 0;
  try {
    if (chains.length > 0) {
      for (const chain of chains) {
        row = chain.row;
        game.worthsAlong!(chain.order, values, row);
      }
    } else if (masks) {
      for (; row < count; row++) values[row] = game.value(masks[row]);
    } else {
      for (; row < count; row++) values[row] = game.worth!(batch.membersOf(row));
    }
  } catch (error) {
    throw named(error, game.players, batch, row);
  }
  for (let k = 0; k < count; k++) checkFinite(values[k], game.players, batch, k);
}

/** The same for a promised game, `concurrency` coalitions at once; asks for no more once one has failed. */
export async function evaluateBatchAsync(game: AsyncGame, batch: CoalitionBatch, signal?: AbortSignal): Promise<void> {
  const { masks, values, count } = batch;
  let next = 0;
  let failed = false;
  const worker = async () => {
    while (next < count && !failed) {
      const row = next++;
      try {
        signal?.throwIfAborted();
        values[row] = await (masks ? game.value(masks[row]) : game.worth!(batch.membersOf(row).slice()));
        checkFinite(values[row], game.players, batch, row);
      } catch (error) {
        failed = true;
        throw signal?.aborted ? error : named(error, game.players, batch, row);
      }
    }
  };
  const workers = Array.from({ length: Math.min(game.concurrency, count) }, worker);
  // All workers come to rest before the failure is passed on, so that none writes into a batch of later work.
  const failure = (await Promise.allSettled(workers)).find(({ status }) => status === 'rejected');
  if (failure) throw (failure as PromiseRejectedResult).reason;
}

function checkFinite(value: unknown, players: readonly string[], batch: CoalitionBatch, row: number): void {
  if (typeof value === 'number' && value - value === 0) return;
  throw new InvalidInputError(`worth(${label(players, batch, row)})`, value, 'be a finite number');
}

/** An error of the game itself, with the coalition it came from; the original is its `cause`. */
function named(error: unknown, players: readonly string[], batch: CoalitionBatch, row: number): unknown {
  if (error instanceof InvalidInputError || (error instanceof Error && error.name === 'AbortError')) return error;
  const found = error instanceof Error ? error.message : error;
  const failure = new InvalidInputError(`worth(${label(players, batch, row)})`, found, 'be computed without an error');
  failure.cause = error;
  return failure;
}

function label(players: readonly string[], batch: CoalitionBatch, row: number): string {
  const names = batch.namesOf(row, players);
  return names.length === 0 ? '∅' : `{${names.join(', ')}}`;
}
