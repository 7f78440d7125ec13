import { setImmediate as breathe } from 'node:timers/promises';
import { renderSvg } from '../figures/index.js';
import { evaluate, type Evaluation, type Reproduction, type Run, type Verdict } from './reproduction.js';

/** A paper with everything computed for it. */
export interface ReproductionResult extends Pick<Reproduction, 'slug' | 'title' | 'authors' | 'citation'> {
  readonly notes: string | null;
  readonly notebook: string | null;
  readonly full: boolean;
  readonly claims: readonly Evaluation[];
  readonly figures: readonly DrawnFigure[];
}

export interface DrawnFigure {
  readonly id: string;
  readonly where: string;
  readonly finding: string;
  /** Self-contained; follows the reader's light or dark setting. */
  readonly svg: string;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is being done now. */
  readonly label: string;
}

export interface EvaluateOptions extends Partial<Run> {
  /** Called before each claim and figure, and at the end. */
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

/** Evaluates all claims of a paper and draws all its figures, one after the other. Stops between two when `signal` aborts. */
export async function evaluateReproduction(
  reproduction: Reproduction,
  { full = false, onProgress, signal }: EvaluateOptions = {},
): Promise<ReproductionResult> {
  const { slug, title, authors, citation, notes = null, notebook = null } = reproduction;
  const total = reproduction.claims.length + reproduction.figures.length;
  let done = 0;
  const begin = async (label: string) => {
    // Claims compute without a pause; this is when a signal is heard.
    await breathe();
    signal?.throwIfAborted();
    onProgress?.({ done: done++, total, label });
  };
  const claims: Evaluation[] = [];
  for (const claim of reproduction.claims) {
    await begin(claim.id);
    claims.push(await evaluate(claim, { full }));
  }
  const figures: DrawnFigure[] = [];
  for (const { id, where, finding, figure } of reproduction.figures) {
    await begin(`figure ${id}`);
    figures.push({ id, where, finding, svg: await renderSvg(await figure({ full })) });
  }
  onProgress?.({ done: total, total, label: 'done' });
  return { slug, title, authors, citation, notes, notebook, full, claims, figures };
}

/** How many claims came out how. */
export function countVerdicts(claims: readonly Evaluation[]): Readonly<Record<Verdict, number>> {
  const counts: Record<Verdict, number> = {
    holds: 0,
    differs: 0,
    'known mismatch': 0,
    'unexpected agreement': 0,
    error: 0,
  };
  for (const { verdict } of claims) counts[verdict]++;
  return counts;
}

/** Claims that were expected to hold and did not, or could not be computed. */
export function failures(result: ReproductionResult): readonly Evaluation[] {
  return result.claims.filter(({ verdict }) => verdict === 'differs' || verdict === 'error');
}
