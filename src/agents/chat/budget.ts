import { checkInteger, checkNumber } from '../../foundation/index.js';

/** What may be spent; a request that could exceed it is not sent. */
export interface ChatBudget {
  /** Attempts, retries included. */
  readonly requests?: number;
  /** Prompt and reply together. */
  readonly tokens?: number;
  /** In the unit of the prices. */
  readonly cost?: number;
}

/** What a million tokens cost; default 0. */
export interface ChatPrices {
  readonly prompt?: number;
  readonly completion?: number;
}

/** Tokens of a request. */
export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** What was spent. */
export interface Spending extends TokenUsage {
  readonly requests: number;
  readonly cost: number;
}

/** An amount set aside for a request that is under way. */
export interface Reservation {
  /** Replaces the bound by what was used; null where the endpoint does not say, and the bound counts. */
  settle(used: TokenUsage | null): void;
}

/**
 * Keeps within a budget without trusting luck: a request is counted at its bound (every byte of the prompt a token, the longest
 * reply) before it is sent and at what it used afterwards. A request that would fit once those under way have settled waits for
 * them; one that would not is refused.
 */
export class BudgetKeeper {
  readonly #budget: Readonly<Record<'requests' | 'tokens' | 'cost', number>>;
  readonly #prices: Required<ChatPrices>;
  readonly #spent = { requests: 0, promptTokens: 0, completionTokens: 0 };
  readonly #underWay = new Set<TokenUsage>();
  #settled: (() => void)[] = [];

  constructor(
    { requests = Infinity, tokens = Infinity, cost = Infinity }: ChatBudget,
    { prompt = 0, completion = 0 }: ChatPrices,
  ) {
    for (const [name, amount] of Object.entries({ requests, tokens, cost })) {
      if (amount !== Infinity) checkNumber(`budget.${name}`, amount, { min: 0 });
    }
    if (requests !== Infinity) checkInteger('budget.requests', requests);
    this.#budget = { requests, tokens, cost };
    this.#prices = {
      prompt: checkNumber('prices.prompt', prompt, { min: 0 }),
      completion: checkNumber('prices.completion', completion, { min: 0 }),
    };
  }

  /** Sets an amount aside, or says which budget does not have it. */
  async reserve(bound: TokenUsage): Promise<Reservation | { readonly exhausted: string }> {
    for (;;) {
      const lacking = this.#lacking([...this.#underWay, bound]);
      if (lacking === undefined) return this.#setAside(bound);
      const forGood = this.#lacking([bound]);
      if (forGood !== undefined || this.#underWay.size === 0) return { exhausted: forGood ?? lacking };
      await new Promise<void>((resolve) => this.#settled.push(resolve));
    }
  }

  get spent(): Spending {
    return { ...this.#spent, cost: this.#cost(this.#spent) };
  }

  #setAside(bound: TokenUsage): Reservation {
    this.#underWay.add(bound);
    this.#spent.requests++;
    return {
      settle: (used) => {
        this.#underWay.delete(bound);
        const { promptTokens, completionTokens } = used ?? bound;
        this.#spent.promptTokens += promptTokens;
        this.#spent.completionTokens += completionTokens;
        const waiting = this.#settled;
        this.#settled = [];
        for (const resume of waiting) resume();
      },
    };
  }

  /** What a budget has, and what the spending and these amounts would take, where that is more. */
  #lacking(amounts: readonly TokenUsage[]): string | undefined {
    const promptTokens = amounts.reduce((sum, amount) => sum + amount.promptTokens, this.#spent.promptTokens);
    const completionTokens = amounts.reduce(
      (sum, amount) => sum + amount.completionTokens,
      this.#spent.completionTokens,
    );
    const wanted = {
      requests: this.#spent.requests + 1,
      tokens: promptTokens + completionTokens,
      cost: this.#cost({ promptTokens, completionTokens }),
    };
    const name = (['requests', 'tokens', 'cost'] as const).find((kind) => wanted[kind] > this.#budget[kind]);
    return name && `the next request could bring ${name} to ${wanted[name]}; the budget is ${this.#budget[name]}`;
  }

  #cost({ promptTokens, completionTokens }: TokenUsage): number {
    return (promptTokens * this.#prices.prompt + completionTokens * this.#prices.completion) / 1e6;
  }
}
