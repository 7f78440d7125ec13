import type { Figure } from '../figures/index.js';
import { checkNumber, checkOneOf, checkPositive, InvalidInputError } from '../foundation/index.js';

/** How a paper is checked: its claims, each recomputed from Polity's own functions, and its figures. */
export interface Reproduction {
  /** Name in commands and files, e.g. `phase-transition-budgeted-synergy`. */
  readonly slug: string;
  readonly title: string;
  readonly authors: string;
  /** e.g. `arXiv 2601.17311v2, 2026`. */
  readonly citation: string;
  readonly claims: readonly Claim[];
  readonly figures: readonly ReproducedFigure[];
  /** File in `notebooks/` that tells the same story. */
  readonly notebook?: string;
  /** What a reader of the results should know about the paper as a whole. */
  readonly notes?: string;
}

export interface ReproducedFigure {
  readonly id: string;
  /** Which figure or section of the paper this answers. */
  readonly where: string;
  /** The finding, as a sentence. */
  readonly finding: string;
  /** Makes the figure. */
  readonly figure: (run: Run) => Figure | Promise<Figure>;
}

/** How large the Monte Carlo is: the default finishes a paper within a minute, `full` takes the paper's own sizes. */
export interface Run {
  readonly full: boolean;
}

export type ClaimKind = (typeof claimKinds)[number];
const claimKinds = ['theory', 'simulation', 'dataset'] as const;

/**
 * One checkable sentence of a paper. It has a published number to compare with, or a test (`holds`) where the paper's
 * claim is qualitative, or both. `compute` never sees the published number.
 */
export interface Claim {
  /** Unique within the paper; the anchor in the report. */
  readonly id: string;
  /** Table, figure, theorem or section. */
  readonly where: string;
  readonly kind: ClaimKind;
  /** Heading under which the report puts it, together with its neighbours of the same topic. */
  readonly topic?: string;
  readonly statement: string;
  readonly published: number | null;
  /** Computes the value, from Polity's own functions. */
  readonly compute: (run: Run) => Computed | Promise<Computed>;
  /** Largest difference from `published` that counts as agreement; default four standard errors. */
  readonly tolerance?: number;
  /** The test of a qualitative claim. */
  readonly holds?: (value: number) => boolean;
  /** Why the claim should come out, how it is computed and what the tolerance rests on; or why it does not come out. */
  readonly why: string;
  /** `fails` marks a claim that is known not to come out; `why` explains it. */
  readonly expected?: 'holds' | 'fails';
}

export type Computed = number | { readonly value: number; readonly standardError?: number; readonly detail?: string };

/** `known mismatch`: expected not to come out, and it does not. `unexpected agreement`: expected not to, but it does. */
export type Verdict = 'holds' | 'differs' | 'known mismatch' | 'unexpected agreement' | 'error';

/** A claim with what was computed for it. */
export interface Evaluation {
  readonly id: string;
  readonly where: string;
  readonly kind: ClaimKind;
  readonly topic: string | null;
  readonly statement: string;
  readonly published: number | null;
  readonly computed: number | null;
  readonly standardError: number | null;
  /** What the computed number is made of, in words. */
  readonly detail: string | null;
  /** computed − published. */
  readonly difference: number | null;
  readonly tolerance: number | null;
  readonly verdict: Verdict;
  readonly why: string;
}

const STANDARD_ERRORS = 4;

/**
 * Computes a claim and compares. A claim whose computation throws is not lost: its verdict is `error`.
 *
 * @throws InvalidInputError if the claim has nothing to compare with, or no tolerance and no standard error.
 *
 * @example
 * ```ts
 * import { evaluate } from 'polity/reproductions';
 * const { verdict, difference } = await evaluate({
 *   id: 'archimedes',
 *   where: 'Proposition 3',
 *   kind: 'theory',
 *   statement: 'π is 22/7',
 *   published: 22 / 7,
 *   tolerance: 0.0005,
 *   compute: () => Math.PI,
 *   why: '22/7 is an upper bound, too large by 0.0013.',
 *   expected: 'fails',
 * });
 * verdict; // 'known mismatch'
 * difference; // -0.00126
 * ```
 */
export async function evaluate(claim: Claim, { full = false }: Partial<Run> = {}): Promise<Evaluation> {
  checkClaim(claim);
  const { id, where, kind, topic = null, statement, published, why } = claim;
  const about = { id, where, kind, topic, statement, published, why };
  try {
    return { ...about, ...compare(claim, await claim.compute({ full })) };
  } catch (error) {
    if (error instanceof InvalidInputError && error.argument === 'claim.tolerance') throw error;
    const detail = error instanceof Error ? error.message : String(error);
    return {
      ...about,
      computed: null,
      standardError: null,
      detail,
      difference: null,
      tolerance: null,
      verdict: 'error',
    };
  }
}

function compare(
  claim: Claim,
  computed: Computed,
): Pick<Evaluation, 'computed' | 'standardError' | 'detail' | 'difference' | 'tolerance' | 'verdict'> {
  const { value, standardError = null, detail = null } = typeof computed === 'number' ? { value: computed } : computed;
  checkNumber(`claim ${claim.id}`, value);
  const difference = claim.published === null ? null : value - claim.published;
  const tolerance = difference === null ? null : toleranceOf(claim, standardError);
  const agrees =
    (difference === null || tolerance === null || Math.abs(difference) <= tolerance) && (claim.holds?.(value) ?? true);
  return { computed: value, standardError, detail, difference, tolerance, verdict: verdictOf(agrees, claim.expected) };
}

function toleranceOf({ tolerance }: Claim, standardError: number | null): number {
  if (tolerance !== undefined) return tolerance;
  if (standardError !== null) return STANDARD_ERRORS * standardError;
  throw new InvalidInputError('claim.tolerance', tolerance, 'be given where the computation has no standard error');
}

function verdictOf(agrees: boolean, expected: Claim['expected'] = 'holds'): Verdict {
  if (expected === 'holds') return agrees ? 'holds' : 'differs';
  return agrees ? 'unexpected agreement' : 'known mismatch';
}

function checkClaim({ id, kind, published, holds, tolerance, expected = 'holds' }: Claim): void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw new InvalidInputError('claim.id', id, 'be words joined by hyphens');
  checkOneOf('claim.kind', kind, claimKinds);
  checkOneOf('claim.expected', expected, ['holds', 'fails']);
  if (published !== null) checkNumber('claim.published', published);
  else if (!holds) throw new InvalidInputError('claim.holds', holds, 'be a test where nothing is published');
  if (tolerance !== undefined) checkPositive('claim.tolerance', tolerance);
}
