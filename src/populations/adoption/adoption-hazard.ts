import {
  checkInteger,
  checkVector,
  InvalidInputError,
  randomStream,
  type RandomStream,
} from '../../foundation/index.js';
import { coxRegression, type CoxRegression, type LogCoefficient } from '../../statistics/index.js';
import type { Cascade } from '../networks/cascades.js';
import { coxV1Rows } from '../networks/cox-rows.js';
import { checkCascade, exposureNetwork, type ExposureOptions } from '../networks/exposure.js';
import { reverseNetwork, type Network } from '../networks/network.js';

export interface AdoptionHazardOptions extends ExposureOptions {
  /** Records (or any measure above 0) of each agent: who writes more meets an occasion sooner. Its logarithm is a covariate. */
  readonly activity?: ArrayLike<number>;
  /** Agents at risk with whom each adopter is compared, drawn without replacement; default 5, `Infinity` for all. */
  readonly controls?: number;
  /** Adoptions studied, drawn from all where there are more; default 5000. */
  readonly adoptions?: number;
  /** The published construction, which finds an effect where there is none; default false. */
  readonly asPublished?: boolean;
  /** Cascades studied as published, drawn from all where there are more, until they fill 200,000 rows; default 100. */
  readonly cascades?: number;
  readonly seed?: number;
}

/** Rows of the published construction after which no further cascade is taken. */
const MOST_ROWS = 200_000;

export interface AdoptionHazard {
  /** Log hazard ratio of one more exposing agent that has adopted; `ratio` is the hazard ratio. */
  readonly exposure: LogCoefficient;
  /** Log hazard ratio of log activity; null where none was given or all are alike. */
  readonly activity: LogCoefficient | null;
  /** In-sample. */
  readonly concordance: number;
  readonly rows: number;
  readonly adoptions: number;
  readonly converged: boolean;
  readonly fit: CoxRegression;
}

/**
 * Does exposure hasten adoption? Cox regression of adoptions on exposure, the number of exposing agents that have adopted.
 *
 * Each adopter is compared, at its time, with agents of the same cascade that have not adopted yet: a stratum for each adoption, holding
 * the adopter and a sample of those at risk (nested case–control; with all of them, the partial likelihood with exposure that
 * changes in time). Sampling keeps the estimate consistent. Activity belongs into the model: active agents both adopt sooner
 * and are answered by more, so that without it exposure takes the credit.
 *
 * `asPublished`: one row for each adopter, with its exposure when it adopted, and one for each agent that never adopted and was exposed at
 * last, with its exposure at the end of the cascade; no strata, and no activity ({@link coxV1Rows}). Exposure of those who never adopt
 * has had longer to grow, and those who were never exposed are left out if they did not adopt: both push the ratio below 1
 * whatever the truth.
 *
 * Cost: O(adoptions · controls · degree), and the regression.
 *
 * @param network - who answers whom
 * @throws InvalidInputError when shapes do not fit, or no adopter has anybody to be compared with.
 * @see D. Thomas, JRSS A 140 (1977) 483, for the sampling; B. Yee, K. Sharma, arXiv 2603.03555 (2026), for the published construction
 *
 * @example
 * ```ts
 * import { adoptionHazard, preferentialAttachment, randomReplies, syntheticCascades } from 'polity/populations';
 * const replies = randomReplies(preferentialAttachment(500, { contacts: 5 }));
 * const cascades = syntheticCascades(replies, { count: 40, adopters: 100 });
 * adoptionHazard(replies, cascades).exposure.ratio; // 1.0315
 * adoptionHazard(replies, cascades, { asPublished: true }).exposure.ratio; // 0.1305
 * ```
 */
export function adoptionHazard(
  network: Network,
  cascades: readonly Cascade[],
  { activity, exposedBy = 'in', asPublished = false, seed = 0, ...options }: AdoptionHazardOptions = {},
): AdoptionHazard {
  const size = network.nodes.length;
  const active = activity && checkVector('activity', activity, { length: size, min: 0, aboveMin: true });
  const controls = options.controls ?? 5;
  if (controls !== Infinity) checkInteger('controls', controls, { min: 1 });
  const most = checkInteger('cascades', options.cascades ?? 100, { min: 1 });
  const wanted = checkInteger('adoptions', options.adoptions ?? 5000, { min: 1 });
  for (const cascade of cascades) checkCascade(cascade, network);
  const seen = exposureNetwork(network, { exposedBy });
  const random = randomStream(seed);
  if (asPublished) {
    const rows = new HazardRows(null);
    for (const c of random.shuffle(Uint32Array.from(cascades.keys())).subarray(0, most)) {
      if (rows.count < MOST_ROWS) rows.addPublished(seen, cascades[c]);
    }
    return rows.fit(false);
  }
  const exposing = reverseNetwork(seen);
  const rows = new HazardRows(active ?? null);
  const adopted = new Float64Array(size).fill(Infinity);
  let left = cascades.reduce((sum, { adopters }) => sum + Math.max(0, adopters.length - 1), 0);
  let needed = Math.min(wanted, left);
  for (const { adopters, times } of cascades) {
    adopters.forEach((agent, k) => (adopted[agent] = times[k]));
    // The first adopter meets nobody who is exposed: it says nothing.
    for (let k = 1; k < adopters.length; k++, left--) {
      if (random.uniform() * left >= needed) continue;
      needed--;
      const atRisk = othersAtRisk(adopted, times[k], { wanted: controls, adopters: adopters.length - k, random });
      if (atRisk.length > 0)
        rows.compare(adopters[k], atRisk, (agent) => exposureBefore(exposing, agent, adopted, times[k]));
    }
    for (const agent of adopters) adopted[agent] = Infinity;
  }
  return rows.fit(true);
}

/** Rows of a Cox regression as they are made. */
class HazardRows {
  readonly #design: number[][] = [];
  readonly #time: number[] = [];
  readonly #event: number[] = [];
  readonly #strata: number[] = [];
  readonly #adjusted: boolean;

  constructor(readonly activity: Float64Array | null) {
    this.#adjusted = activity?.some((amount) => amount !== activity[0]) ?? false;
  }

  addPublished(seen: Network, cascade: Cascade): void {
    const { design, time, event } = coxV1Rows(seen, [cascade]);
    design.forEach(([exposure], row) => {
      this.#design.push([exposure]);
      this.#time.push(time[row]);
      this.#event.push(event[row]);
      this.#strata.push(0);
    });
  }

  get count(): number {
    return this.#event.length;
  }

  /** A stratum of its own for an adopter and those it is compared with. */
  compare(adopter: number, atRisk: readonly number[], exposure: (agent: number) => number): void {
    const stratum = this.#strata.length;
    for (const agent of [adopter, ...atRisk]) {
      this.#design.push(this.#adjusted ? [exposure(agent), Math.log(this.activity![agent])] : [exposure(agent)]);
      this.#time.push(1);
      this.#event.push(agent === adopter ? 1 : 0);
      this.#strata.push(stratum);
    }
  }

  fit(stratified: boolean): AdoptionHazard {
    const adoptions = this.#event.reduce((sum, event) => sum + event, 0);
    if (adoptions === 0)
      throw new InvalidInputError('cascades', 'no adoption', 'hold one after the first, with others at risk');
    const exposed = this.#design.some(([exposure]) => exposure !== this.#design[0][0]);
    if (!exposed)
      throw new InvalidInputError('network', 'equal exposure of all', 'expose some agents more than others');
    const fit = coxRegression(
      this.#design,
      { time: this.#time, event: this.#event },
      stratified ? { strata: this.#strata } : {},
    );
    return {
      exposure: fit.coefficients[0],
      activity: this.#adjusted ? fit.coefficients[1] : null,
      concordance: fit.concordance.estimate,
      rows: fit.n,
      adoptions: fit.events,
      converged: fit.converged,
      fit,
    };
  }
}

/** How many of those who expose an agent had adopted before `time`; `adopted` is Infinity for those who never do. */
function exposureBefore({ starts, targets }: Network, agent: number, adopted: Float64Array, time: number): number {
  let exposure = 0;
  for (let k = starts[agent]; k < starts[agent + 1]; k++) if (adopted[targets[k]] < time) exposure++;
  return exposure;
}

/** Some of those who adopt after `time` or never; `adopters` of them adopt at `time` or later. */
function othersAtRisk(
  adopted: Float64Array,
  time: number,
  { wanted, adopters, random }: { readonly wanted: number; readonly adopters: number; readonly random: RandomStream },
): number[] {
  const size = adopted.length;
  const chosen = new Set<number>();
  // Where most are at risk, drawing and drawing again is quicker than listing them.
  if (wanted < size / 4 && adopters + wanted < size / 2) {
    for (let attempt = 0; chosen.size < wanted && attempt < 100 * wanted; attempt++) {
      const agent = random.below(size);
      if (adopted[agent] > time) chosen.add(agent);
    }
    if (chosen.size === wanted) return [...chosen];
  }
  const atRisk: number[] = [];
  for (let agent = 0; agent < size; agent++) if (adopted[agent] > time) atRisk.push(agent);
  if (atRisk.length <= wanted) return atRisk;
  for (let k = 0; k < wanted; k++) {
    const other = k + random.below(atRisk.length - k);
    [atRisk[k], atRisk[other]] = [atRisk[other], atRisk[k]];
  }
  return atRisk.slice(0, wanted);
}
