import type { RandomStream } from '../../foundation/index.js';
import { isSettled } from './agenda.js';
import type { AgentModules, Turn } from './plan-act-reflect.js';
import { checkSkills, type Skills } from './skills.js';
import type { Product, ShopAction, ShopObservation } from './web-shop.js';

/** What to search for, and what to look at before buying. */
export interface ShoppingPlan {
  readonly query: readonly string[];
  /** Attributes to check on a product. */
  readonly attributes: readonly string[];
  readonly checksPrice: boolean;
  /** Options to set. */
  readonly options: readonly string[];
}

/** What to make of a click that did nothing. */
export type ShoppingReflection = { readonly verdict: 'retry' | 'leave' };

/** The modules of an agent that shops. */
export type ShopModules = AgentModules<ShopObservation, ShoppingPlan, ShopAction, ShopAction, ShoppingReflection>;

/**
 * Scripted modules for {@link shopTasks}.
 *
 * - The planner reads the instruction: each word of the query, each attribute to check, the price and each option is noted with
 *   its skill for a chance.
 * - The reasoner reads the results against the plan and chooses the best product, and the values of its options; each
 *   product, and each option, is misread with chance 1 − skill.
 * - The actor clicks; with chance 1 − skill it misses, and nothing happens.
 * - The reflector, after a click that did nothing, notices with its skill for a chance that it went astray, and has it done again.
 *   Otherwise the agent takes what did not work for unavailable: another product, no choice of that option.
 */
export function shopModules(skills: Skills): ShopModules {
  const { planner, reasoner, actor, reflector } = checkSkills(skills);
  return {
    planner: ({ observation: { goal } }, { random }) => {
      const notes = () => random.bernoulli(planner);
      return {
        query: [goal.type, ...goal.attributes].filter(notes),
        attributes: goal.attributes.filter(notes),
        checksPrice: notes(),
        options: Object.keys(goal.options).filter(notes),
      };
    },
    reasoner: ({ observation, plan, trajectory }, { random }) =>
      nextClick(observation, plan, trajectory, reasoner, random),
    actor: ({ thought }, { random }) => (random.bernoulli(actor) ? thought : missed(thought)),
    reflector: ({ turn: { thought, action } }, { random }) => {
      // A click that landed where it was meant to, and did nothing, will do nothing again.
      const isAstray = JSON.stringify(thought) !== JSON.stringify(action);
      return { verdict: random.bernoulli(reflector) && isAstray ? 'retry' : 'leave' };
    },
  };
}

type ShopTurn = Turn<ShopObservation, ShopAction, ShopAction, ShoppingReflection>;

function nextClick(
  { goal, results, open }: ShopObservation,
  plan: ShoppingPlan,
  trajectory: readonly ShopTurn[],
  attention: number,
  random: RandomStream,
): ShopAction {
  const leftAlone = trajectory.filter((turn) => turn.failed && isSettled(turn)).map(({ thought }) => thought);
  if (results.length === 0) {
    // A query that found nothing is not tried again unless the reflection says so: then the type alone, a coarse one.
    const words = leftAlone.some(({ kind }) => kind === 'search') ? [goal.type] : plan.query;
    return { kind: 'search', words: words.length > 0 ? words : [goal.type] };
  }
  if (!open) {
    const missed = new Set(leftAlone.map((thought) => (thought.kind === 'open' ? thought.product : -1)));
    const left = results.filter(({ id }) => !missed.has(id));
    return {
      kind: 'open',
      product: bestLooking(left.length > 0 ? left : results, plan, goal.highestPrice, attention, random),
    };
  }
  const seenTo = new Set(
    trajectory.filter(isSettled).map(({ thought }) => (thought.kind === 'choose' ? thought.option : '')),
  );
  const option = plan.options.find((name) => !seenTo.has(name));
  if (option === undefined) return { kind: 'buy' };
  const isRight = random.bernoulli(attention);
  const offered = open.options[option];
  return { kind: 'choose', option, value: isRight ? goal.options[option] : offered[random.below(offered.length)] };
}

/** The product that seems to have the most of what is asked for; the first of equal ones. */
function bestLooking(
  products: readonly Product[],
  plan: ShoppingPlan,
  highestPrice: number,
  attention: number,
  random: RandomStream,
): number {
  let [best, most] = [products[0].id, -Infinity];
  for (const { id, attributes, price } of products) {
    const isRead = random.bernoulli(attention);
    const guess = random.uniform();
    const asked = plan.attributes.length + Number(plan.checksPrice);
    const matched = plan.attributes.filter((attribute) => attributes.includes(attribute)).length;
    const looks = isRead ? matched + Number(plan.checksPrice && price <= highestPrice) : guess * asked;
    if (looks > most) [best, most] = [id, looks];
  }
  return best;
}

/** The same click, a little beside it. */
function missed(click: ShopAction): ShopAction {
  switch (click.kind) {
    case 'search':
      return { kind: 'search', words: [] };
    case 'open':
      return { kind: 'open', product: -1 };
    case 'choose':
      return { ...click, value: '' };
    case 'buy':
      return { kind: 'choose', option: '', value: '' };
  }
}
