import { checkInteger, type RandomStream } from '../../foundation/index.js';
import { taskStream } from './common-random-numbers.js';
import type { AgentTask, Environment, StepResult } from './environment.js';

/** Something for sale. */
export interface Product {
  readonly id: number;
  /** What it is: 'lamp', 'jacket', … */
  readonly type: string;
  readonly attributes: readonly string[];
  readonly price: number;
  /** Choices to be made before buying, each with what is offered. */
  readonly options: Readonly<Record<string, readonly string[]>>;
}

/** What is to be bought. */
export interface ShoppingGoal {
  readonly type: string;
  readonly attributes: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly highestPrice: number;
}

/** A click, or a search. */
export type ShopAction =
  | { readonly kind: 'search'; readonly words: readonly string[] }
  | { readonly kind: 'open'; readonly product: number }
  | { readonly kind: 'choose'; readonly option: string; readonly value: string }
  | { readonly kind: 'buy' };

/** The page an agent is on. */
export interface ShopObservation {
  readonly goal: ShoppingGoal;
  /** What the last search found, the best match first. */
  readonly results: readonly Product[];
  readonly open: Product | undefined;
  readonly chosen: Readonly<Record<string, string>>;
}

/** How shopping tasks are made. */
export interface ShopOptions {
  /** Tasks in the list; default 20. Each is an instruction of its own in the same shop. */
  readonly count?: number;
  /** Products in the shop, at least 10; default 80. */
  readonly products?: number;
  readonly seed?: number;
}

/** Products on a page of results. */
const RESULTS = 5;

/**
 * A list of instructions to buy something in a shop: search, open one of the best matches, choose among its options, buy. A search
 * without matches, a product that is not on the page and a value that is not offered fail. Score, as in WebShop: 0 unless
 * something of the right type was bought, else (attributes matched + options matched + 1 if the price is not too
 * high) / (attributes wanted + options wanted + 1).
 *
 * Source: the reward of Yao, Chen, Yang & Narasimhan, "WebShop", NeurIPS 2022 (arXiv 2207.01206), section 3, with 1 or 0 for the type.
 *
 * @example
 * ```ts
 * import { shopTasks } from 'polity/attribution';
 * import { randomStream } from 'polity/foundation';
 * const shop = shopTasks({ count: 1 })[0].environment();
 * const { goal } = shop.reset(randomStream(0));
 * const { observation } = shop.step({ kind: 'search', words: [goal.type, ...goal.attributes] }, randomStream(0));
 * observation.results.length; // 5
 * shop.step({ kind: 'buy' }, randomStream(0)).feedback; // 'no product is open'
 * ```
 */
export function shopTasks({ count = 20, products = 80, seed = 0 }: ShopOptions = {}): AgentTask<
  ShopObservation,
  ShopAction
>[] {
  checkInteger('count', count, { min: 1 });
  checkInteger('products', products, { min: 10 });
  const catalogue = Array.from({ length: products }, (_, id) => makeProduct(id, taskStream(seed, id)));
  return Array.from({ length: count }, (_, i) => {
    const goal = makeGoal(catalogue, taskStream(seed, 2 ** 32 + i));
    return { id: `purchase ${i + 1}`, environment: () => new ShopEnvironment(catalogue, goal) };
  });
}

/** The reward of buying a product with these choices. */
export function purchaseReward(goal: ShoppingGoal, product: Product, chosen: Readonly<Record<string, string>>): number {
  if (product.type !== goal.type) return 0;
  const wanted = Object.entries(goal.options);
  const attributes = goal.attributes.filter((attribute) => product.attributes.includes(attribute)).length;
  const options = wanted.filter(([option, value]) => chosen[option] === value).length;
  const price = Number(product.price <= goal.highestPrice);
  return (attributes + options + price) / (goal.attributes.length + wanted.length + 1);
}

class ShopEnvironment implements Environment<ShopObservation, ShopAction> {
  readonly #catalogue: readonly Product[];
  readonly #goal: ShoppingGoal;
  #results: readonly Product[] = [];
  #open: Product | undefined;
  #chosen: Readonly<Record<string, string>> = {};
  #reward = 0;

  constructor(catalogue: readonly Product[], goal: ShoppingGoal) {
    this.#catalogue = catalogue;
    this.#goal = goal;
  }

  reset(): ShopObservation {
    [this.#results, this.#open, this.#chosen, this.#reward] = [[], undefined, {}, 0];
    return this.#observe();
  }

  step(action: ShopAction): StepResult<ShopObservation> {
    const complaint = this.#do(action);
    const terminated = complaint === undefined && action.kind === 'buy';
    return {
      observation: this.#observe(),
      failed: complaint !== undefined,
      feedback: complaint ?? `${action.kind}: done`,
      terminated,
    };
  }

  score(): number {
    return this.#reward;
  }

  illegal(action: unknown): string | undefined {
    const { kind } = (action ?? {}) as { readonly kind?: unknown };
    return ['search', 'open', 'choose', 'buy'].includes(kind as string)
      ? undefined
      : `${String(kind)} is nothing to click`;
  }

  state(): string {
    return JSON.stringify([this.#results.map(({ id }) => id), this.#open?.id ?? null, this.#chosen]);
  }

  /** Does it, or says why it cannot be done. */
  #do(action: ShopAction): string | undefined {
    switch (action.kind) {
      case 'search': {
        const found = search(this.#catalogue, action.words);
        if (found.length === 0) return 'no results';
        [this.#results, this.#open, this.#chosen] = [found, undefined, {}];
        return undefined;
      }
      case 'open': {
        const product = this.#results.find(({ id }) => id === action.product);
        if (!product) return 'not on this page';
        [this.#open, this.#chosen] = [product, {}];
        return undefined;
      }
      case 'choose':
        if (!this.#open) return 'no product is open';
        if (!this.#open.options[action.option]?.includes(action.value)) return `${action.value} is not offered`;
        this.#chosen = { ...this.#chosen, [action.option]: action.value };
        return undefined;
      case 'buy':
        if (!this.#open) return 'no product is open';
        this.#reward = purchaseReward(this.#goal, this.#open, this.#chosen);
        return undefined;
    }
  }

  #observe(): ShopObservation {
    return { goal: this.#goal, results: this.#results, open: this.#open, chosen: this.#chosen };
  }
}

/** The products with the most of the words, if any has one; equal ones in the shop's order. */
function search(catalogue: readonly Product[], words: readonly string[]): Product[] {
  const matches = catalogue.map((product) => ({
    product,
    count: words.filter((word) => product.type === word || product.attributes.includes(word)).length,
  }));
  return matches
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.product.id - b.product.id)
    .slice(0, RESULTS)
    .map(({ product }) => product);
}

const types = ['lamp', 'jacket', 'kettle', 'rug'];
const attributes = ['red', 'light', 'foldable', 'organic', 'vintage', 'quiet', 'large', 'handmade', 'washable', 'slim'];
const choices = { colour: ['black', 'white', 'blue', 'green'], size: ['small', 'medium', 'large'] };

function some<Item>(random: RandomStream, items: readonly Item[], count: number): Item[] {
  return random.shuffle([...items]).slice(0, count);
}

function makeProduct(id: number, random: RandomStream): Product {
  return {
    id,
    type: types[random.below(types.length)],
    attributes: some(random, attributes, 4),
    price: 10 + random.below(90),
    options: { colour: some(random, choices.colour, 3), size: some(random, choices.size, 2) },
  };
}

/** Something that one product of the shop satisfies in full. */
function makeGoal(catalogue: readonly Product[], random: RandomStream): ShoppingGoal {
  const product = catalogue[random.below(catalogue.length)];
  const options = Object.entries(product.options).map(([option, values]) => [
    option,
    values[random.below(values.length)],
  ]);
  return {
    type: product.type,
    attributes: some(random, product.attributes, 3),
    options: Object.fromEntries(options) as Record<string, string>,
    highestPrice: product.price + random.below(10),
  };
}
