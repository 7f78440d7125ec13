import { checkInteger, checkOneOf, checkVector, InvalidInputError, randomStream } from '../../foundation/index.js';
import { coxRegression, type CoxRegression, type LogCoefficient } from '../../statistics/index.js';
import type { Cascade, ReplyEdges } from '../records/index.js';
import { exposingAgents, exposureBefore, type ExposedBy, type ExposingAgents } from './reply-rows.js';

export interface AdoptionHazardOptions {
  /** Records (or any measure above 0) of each agent: who writes more meets an occasion sooner. Its logarithm is a covariate. */
  readonly activity?: ArrayLike<number>;
  /** Default `'repliers'`, as published. */
  readonly exposedBy?: ExposedBy;
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
 * last, with its exposure at the end of the cascade; hours since the first adoption; no strata. Exposure of those who never adopt
 * has had longer to grow, and those who were never exposed are left out if they did not adopt: both push the ratio below 1
 * whatever the truth.
 *
 * Cost: O(adoptions · controls · degree), and the regression.
 *
 * @param size - number of agents
 * @param replies - who answers whom
 * @param cascades - in order of time each
 * @throws InvalidInputError when shapes do not fit, or no adopter has anybody to be compared with.
 * @see D. Thomas, JRSS A 140 (1977) 483, for the sampling; B. Yee, K. Sharma, arXiv 2603.03555 (2026), for the published construction
 *
 * @example
 * ```ts
 * import { adoptionHazard, preferentialAttachment, randomReplies, scriptedCascades } from 'polity/populations';
 * const replies = randomReplies(preferentialAttachment(500, { contacts: 5 }));
 * const cascades = scriptedCascades(500, replies, { cascades: 40, adopters: 100 });
 * adoptionHazard(500, replies, cascades).exposure.ratio; // 1
 * adoptionHazard(500, replies, cascades, { asPublished: true }).exposure.ratio; // 0.4
 * ```
 */
export function adoptionHazard(
  size: number,
  replies: ReplyEdges,
  cascades: readonly Cascade[],
  options: AdoptionHazardOptions = {},
): AdoptionHazard {
  const { exposedBy = 'repliers', activity, asPublished = false, seed = 0 } = options;
  checkInteger('size', size, { min: 2 });
  checkOneOf('exposedBy', exposedBy, ['repliers', 'answered']);
  const active = activity && checkVector('activity', activity, { length: size, min: 0, aboveMin: true });
  for (const [c, { agents }] of cascades.entries()) {
    for (const agent of agents) {
      if (!(agent < size)) throw new InvalidInputError(`cascades[${c}].agents`, agent, `name one of ${size} agents`);
    }
  }
  const exposing = exposingAgents(replies, size, exposedBy);
  const random = randomStream(seed);
  const order = random.shuffle(Uint32Array.from(cascades, (_, c) => c));
  if (asPublished) {
    const studied = order.subarray(0, checkInteger('cascades', options.cascades ?? 100, { min: 1 }));
    const rows = new HazardRows(null);
    for (const c of studied) if (rows.count < MOST_ROWS) publishedRows(cascades[c], exposing, size, rows);
    return rows.fit(false);
  }
  const controls = options.controls ?? 5;
  if (controls !== Infinity) checkInteger('controls', controls, { min: 1 });
  const rows = new HazardRows(active ?? null);
  const wanted = checkInteger('adoptions', options.adoptions ?? 5000, { min: 1 });
  const all = cascades.reduce((sum, { agents }) => sum + Math.max(0, agents.length - 1), 0);
  const adopted = new Float64Array(size).fill(Infinity);
  let [left, needed] = [all, Math.min(wanted, all)];
  for (const { agents, times } of cascades) {
    agents.forEach((agent, k) => (adopted[agent] = times[k]));
    // The first adopter meets nobody who is exposed: it says nothing.
    for (let k = 1; k < agents.length; k++, left--) {
      if (random.uniform() * left >= needed) continue;
      needed--;
      const atRisk = othersAtRisk(adopted, times[k], controls, random, agents.length - k);
      if (atRisk.length === 0) continue;
      rows.compare(agents[k], atRisk, (agent) => exposureBefore(exposing, agent, adopted, times[k]));
    }
    for (const agent of agents) adopted[agent] = Infinity;
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
    this.#adjusted = activity !== null && activity.some((amount) => amount !== activity[0]);
  }

  get count(): number {
    return this.#event.length;
  }

  add(agent: number, exposure: number, { time, event, stratum = 0 }: { time: number; event: number; stratum?: number }): void {
    this.#design.push(this.#adjusted ? [exposure, Math.log(this.activity![agent])] : [exposure]);
    this.#time.push(time);
    this.#event.push(event);
    this.#strata.push(stratum);
  }

  /** A stratum of its own for an adopter and those it is compared with. */
  compare(adopter: number, atRisk: readonly number[], exposure: (agent: number) => number): void {
    const stratum = this.#strata.length;
    this.add(adopter, exposure(adopter), { time: 1, event: 1, stratum });
    for (const agent of atRisk) this.add(agent, exposure(agent), { time: 1, event: 0, stratum });
  }

  fit(stratified: boolean): AdoptionHazard {
    const adoptions = this.#event.reduce((sum, event) => sum + event, 0);
    if (adoptions === 0) throw new InvalidInputError('cascades', 'no adoption', 'hold one after the first, with others at risk');
    const exposed = this.#design.some(([exposure]) => exposure !== this.#design[0][0]);
    if (!exposed) throw new InvalidInputError('replies', 'equal exposure of all', 'expose some agents more than others');
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

function publishedRows({ agents, times }: Cascade, exposing: ExposingAgents, size: number, rows: HazardRows): void {
  const adopted = new Float64Array(size).fill(Infinity);
  agents.forEach((agent, k) => (adopted[agent] = times[k]));
  const [first, last] = [times[0], times[times.length - 1]];
  agents.forEach((agent, k) => {
    if (times[k] > first) {
      rows.add(agent, exposureBefore(exposing, agent, adopted, times[k]), { time: times[k] - first, event: 1 });
    }
  });
  for (let agent = 0; agent < size; agent++) {
    if (adopted[agent] < Infinity) continue;
    const exposure = exposureBefore(exposing, agent, adopted, Infinity);
    if (exposure > 0) rows.add(agent, exposure, { time: last - first, event: 0 });
  }
}

/** Some of those who adopt after `time` or never; `adopters` of them adopt at `time` or later. */
function othersAtRisk(
  adopted: Float64Array,
  time: number,
  wanted: number,
  random: { below(n: number): number },
  adopters: number,
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
