import { MAX_MASKED_PLAYERS } from '../games/coalition.js';

/** Orders whose prefixes stand in a batch, not yet written out as coalitions. */
interface Chain {
  readonly row: number;
  readonly order: Int32Array;
}

/**
 * Coalitions to be evaluated together: bit masks up to 31 players, rows of memberships beyond. All memory is taken at the
 * start, so that filling and emptying the batch allocates nothing.
 */
export class CoalitionBatch {
  readonly n: number;
  readonly capacity: number;
  /** Coalitions in the batch. */
  count = 0;
  /** `values[row]`, filled in by whoever evaluates. */
  readonly values: Float64Array;
  readonly masks: Int32Array | null;
  readonly #members: Uint8Array | null;
  readonly #rows: readonly Uint8Array[];
  /** Prefixes of orders that are left as orders for a game that walks along them. */
  readonly chains: Chain[] = [];
  readonly #keepsChains: boolean;

  /** @param keepsChains - leave the prefixes of an order as an order: `chains` instead of coalitions */
  constructor(n: number, capacity: number, { keepsChains = false }: { readonly keepsChains?: boolean } = {}) {
    this.n = n;
    this.capacity = capacity;
    // One place more: a walk along an order writes the worth of all players too.
    this.values = new Float64Array(capacity + 1);
    this.masks = n <= MAX_MASKED_PLAYERS ? new Int32Array(capacity) : null;
    this.#keepsChains = keepsChains;
    const members = this.masks ? null : new Uint8Array(capacity * n);
    this.#members = members;
    this.#rows = members ? Array.from({ length: capacity }, (_, k) => members.subarray(k * n, (k + 1) * n)) : [];
  }

  clear(): void {
    this.count = 0;
    this.chains.length = 0;
  }

  /** Adds the empty coalition; `join` and `leave` change the coalition added last. Returns its row. */
  add(): number {
    const row = this.count++;
    if (this.masks) this.masks[row] = 0;
    else this.#rows[row].fill(0);
    return row;
  }

  addMask(mask: number): number {
    this.masks![this.count] = mask;
    return this.count++;
  }

  addCopy(of: number): number {
    const row = this.count++;
    if (this.masks) this.masks[row] = this.masks[of];
    else this.#members!.copyWithin(row * this.n, of * this.n, (of + 1) * this.n);
    return row;
  }

  addComplement(of: number): number {
    const row = this.count++;
    const { n, masks } = this;
    if (masks) masks[row] = ~masks[of] & (2 ** n - 1);
    else for (let i = 0; i < n; i++) this.#members![row * n + i] = 1 - this.#members![of * n + i];
    return row;
  }

  /** Adds the first 1, 2, …, n − 1 players of an order; it must stay as it is until the batch has been evaluated. */
  addPrefixes(order: Int32Array): number {
    const first = this.count;
    if (this.#keepsChains) {
      this.chains.push({ row: first, order });
      this.count += this.n - 1;
      return first;
    }
    for (let k = 0; k < this.n - 1; k++) {
      if (k === 0) this.add();
      else this.addCopy(this.count - 1);
      this.join(order[k]);
    }
    return first;
  }

  join(player: number): void {
    const row = this.count - 1;
    if (this.masks) this.masks[row] |= 1 << player;
    else this.#members![row * this.n + player] = 1;
  }

  /** In or out: the other way round. */
  toggle(player: number): void {
    const row = this.count - 1;
    if (this.masks) this.masks[row] ^= 1 << player;
    else this.#members![row * this.n + player] ^= 1;
  }

  /** 1 for a member of the coalition in a row, else 0. */
  has(row: number, player: number): number {
    return this.masks ? (this.masks[row] >>> player) & 1 : this.#members![row * this.n + player];
  }

  /** The memberships in a row, for more than 31 players; a view, overwritten by the next batch. */
  membersOf(row: number): Uint8Array {
    return this.#rows[row];
  }

  /** Who is in the coalition of a row, for an error. */
  namesOf(row: number, players: readonly string[]): string[] {
    const chain = this.chains.find((c) => c.row <= row && row < c.row + this.n - 1);
    if (!chain) return players.filter((_, i) => this.has(row, i) === 1);
    const prefix = new Set(chain.order.subarray(0, row - chain.row + 1));
    return players.filter((_, i) => prefix.has(i));
  }
}
