import { InvalidInputError, checkInteger } from '../../foundation/index.js';
import { profileAt } from './pure-equilibria.js';
import { StrategicGame } from './strategic-game.js';

/** Something that several players may use at once. */
export interface Resource {
  readonly name: string;
  /** What each user pays when so many use it. */
  readonly delay: (users: number) => number;
}

/** A game in which what a resource costs depends on how many use it. */
export interface CongestionGame {
  /** Payoffs are costs with a minus sign. */
  readonly game: StrategicGame;
  /** Rosenthal's potential −Σ_r Σ_{k ≤ users of r} delay_r(k) of every profile: exact, in the order of the payoffs. */
  readonly potential: Float64Array;
  /** For each player the names of the resources that each strategy uses. */
  readonly uses: readonly (readonly (readonly string[])[])[];
}

/** A one-way road of a network. */
export interface Road extends Partial<Pick<Resource, 'name'>> {
  readonly from: string;
  readonly to: string;
  /** What each user pays when so many use the road. */
  readonly delay: (users: number) => number;
}

/** A congestion game whose strategies are the ways through a network. */
export interface RoutingGame extends CongestionGame {
  /** For each player the ways from origin to destination, as the places on them. */
  readonly ways: readonly (readonly (readonly string[])[])[];
}

/**
 * A congestion game: each strategy is a set of resources, and a player pays the delays of those that it uses. Every such game
 * has an exact potential, so it has a pure equilibrium.
 *
 * Cost: Π kᵢ profiles, which are all written down.
 *
 * @param strategies - for each player a list of strategies, each a list of resources by name
 * @throws InvalidInputError for an unknown or doubled resource, or a delay that is not finite
 * @see Rosenthal, "A class of games possessing pure-strategy Nash equilibria", International Journal of Game Theory 2 (1973)
 *
 * @example
 * ```ts
 * import { congestionGame, priceOfAnarchy } from 'polity/games';
 * // Pigou's two roads and four drivers: one takes an hour, the other as many quarters as there are drivers on it.
 * const roads = [{ name: 'wide', delay: () => 1 }, { name: 'narrow', delay: (users: number) => users / 4 }];
 * const { game } = congestionGame(roads, [1, 2, 3, 4].map(() => [['wide'], ['narrow']]));
 * (await priceOfAnarchy(game, { costs: true })).anarchy; // 1.33333333
 * ```
 */
export function congestionGame(
  resources: readonly Resource[],
  strategies: readonly (readonly (readonly string[])[])[],
): CongestionGame {
  const places = new Map(resources.map(({ name }, r) => [name, r]));
  if (places.size < resources.length) {
    throw new InvalidInputError('resources', resources.map(({ name }) => name), 'have different names'); // prettier-ignore
  }
  const used = strategies.map((own, p) =>
    own.map((list, s) =>
      list.map((name, k) => {
        const place = places.get(name);
        if (place === undefined) {
          throw new InvalidInputError(`strategies[${p}][${s}][${k}]`, name, 'be the name of a resource');
        }
        if (list.indexOf(name) < k) {
          throw new InvalidInputError(`strategies[${p}][${s}][${k}]`, name, 'differ from the resources before it');
        }
        return place;
      }),
    ),
  );
  const shape = strategies.map((own) => own.length);
  const profiles = shape.reduce((product, count) => product * count, 1);
  // delays[r][k]: what each of k + 1 users pays.
  const delays = resources.map(({ name, delay }) =>
    Float64Array.from(shape, (_, k) => {
      const paid = delay(k + 1);
      if (!Number.isFinite(paid))
        throw new InvalidInputError(`delay of ${name} with ${k + 1} users`, paid, 'be finite');
      return paid;
    }),
  );
  const payoffs = shape.map(() => new Float64Array(profiles));
  const potential = new Float64Array(profiles);
  const users = new Int32Array(resources.length);
  for (let at = 0; at < profiles; at++) {
    const profile = profileAt(shape, at);
    users.fill(0);
    profile.forEach((s, p) => used[p][s].forEach((r) => users[r]++));
    profile.forEach((s, p) => used[p][s].forEach((r) => (payoffs[p][at] -= delays[r][users[r] - 1])));
    users.forEach((count, r) => {
      for (let k = 0; k < count; k++) potential[at] -= delays[r][k];
    });
  }
  const names = strategies.map((own) => own.map((list, s) => list.join(' + ') || `nothing ${s + 1}`));
  return { game: new StrategicGame(shape, payoffs, { strategies: names }), potential, uses: strategies };
}

/**
 * Drivers who each choose a way through a network of one-way roads, by the places they pass: a congestion game of the
 * roads. Ways visit no place twice.
 *
 * @param trips - origin and destination of each player
 * @throws InvalidInputError where a player has no way to go
 *
 * @example
 * ```ts
 * import { priceOfAnarchy, routingGame } from 'polity/games';
 * // Braess: a new road from a to b makes four drivers slower, though none of them is forced to take it.
 * const roads = [
 *   { from: 's', to: 'a', delay: (users: number) => users / 4 },
 *   { from: 's', to: 'b', delay: () => 1 },
 *   { from: 'a', to: 't', delay: () => 1 },
 *   { from: 'b', to: 't', delay: (users: number) => users / 4 },
 * ];
 * const trips = [1, 2, 3, 4].map(() => ({ from: 's', to: 't' }));
 * const before = await priceOfAnarchy(routingGame(roads, trips).game, { costs: true });
 * const bridge = { from: 'a', to: 'b', delay: () => 0 };
 * const after = await priceOfAnarchy(routingGame([...roads, bridge], trips).game, { costs: true });
 * -before.worst; // 6
 * -after.worst; // 8
 * ```
 */
export function routingGame(
  roads: readonly Road[],
  trips: readonly { readonly from: string; readonly to: string }[],
): RoutingGame {
  checkInteger('trips.length', trips.length, { min: 1 });
  const resources = roads.map((road) => ({ name: road.name ?? `${road.from}→${road.to}`, delay: road.delay }));
  const found = trips.map(({ from, to }, p) => {
    const ways = [...waysBetween(roads, from, to)];
    if (ways.length === 0) throw new InvalidInputError(`trips[${p}]`, { from, to }, 'be possible on the roads');
    return ways;
  });
  const congestion = congestionGame(
    resources,
    found.map((ways) => ways.map((way) => way.map((road) => resources[road].name))),
  );
  const ways = found.map((list) => list.map((way) => [roads[way[0]].from, ...way.map((road) => roads[road].to)]));
  return { ...congestion, ways };
}

/** All ways between two places that visit no place twice, as indices of roads. */
function* waysBetween(
  roads: readonly Road[],
  from: string,
  to: string,
  visited: readonly string[] = [from],
): Generator<number[]> {
  for (const [road, next] of roads.entries()) {
    if (next.from !== from || visited.includes(next.to)) continue;
    if (next.to === to) yield [road];
    else for (const rest of waysBetween(roads, next.to, to, [...visited, next.to])) yield [road, ...rest];
  }
}
