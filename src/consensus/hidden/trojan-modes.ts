import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { InvalidInputError } from '../../foundation/index.js';
import { signedLaplacian } from '../laplacian.js';
import { nodeIndex, signedGraph, type SignedNetwork } from '../signed-graph.js';
import { checkFinite, checkSquare } from '../dynamics/matrix-exponential.js';
import { observability, type Eigenvalue, type ObservedSystem, type RankOptions } from './observability.js';

/** Agents with hidden prompts: ẋ = −L_o x + Gz, ż = Hz, of which only some agents' beliefs are seen. */
export interface HiddenPrompts {
  /** Names of the agents whose beliefs are seen. */
  readonly observed: readonly string[];
  /** G, n × m: how hidden state k pushes agent i; default none (m = 0). */
  readonly influence?: Matrix;
  /** H, m × m: how hidden states move; default 0, prompts that stay. */
  readonly drive?: Matrix;
}

/** A linear system of agents and hidden states. */
export interface HiddenPromptSystem extends ObservedSystem {
  /** Names of the states: the agents, then `prompt 1`, `prompt 2`, … */
  readonly states: readonly string[];
}

/**
 * The augmented system of a signed network and hidden prompts, [x; z], with y = x of the observed agents.
 *
 * @throws InvalidInputError when an observed name is no node, nobody is observed, or shapes do not fit
 *
 * @example
 * ```ts
 * import { hiddenPromptSystem, signedGraphFromArrays } from 'polity/consensus';
 * const star = signedGraphFromArrays({ nodes: ['hub', 'a', 'b'], sources: [0, 0], targets: [1, 2] });
 * hiddenPromptSystem(star, { observed: ['hub'] }).outputs.getRow(0); // [1, 0, 0]
 * ```
 */
export function hiddenPromptSystem(
  network: SignedNetwork,
  { observed, influence, drive }: HiddenPrompts,
): HiddenPromptSystem {
  const graph = signedGraph(network);
  const n = graph.nodes.length;
  if (observed.length === 0) throw new InvalidInputError('observed', observed, 'name an agent');
  const rows = observed.map((name) => nodeIndex(graph, name, 'observed'));
  const m = influence?.columns ?? drive?.rows ?? 0;
  if (influence) {
    checkFinite('influence', influence);
    if (influence.rows !== n) throw new InvalidInputError('influence.rows', influence.rows, `equal ${n}`);
  }
  if (drive) {
    checkSquare('drive', drive);
    if (drive.rows !== m) throw new InvalidInputError('drive.rows', drive.rows, `equal ${m}, the columns of influence`);
  }
  const dynamics = Matrix.zeros(n + m, n + m);
  dynamics.setSubMatrix(Matrix.mul(signedLaplacian(graph), -1), 0, 0);
  if (influence && m > 0) dynamics.setSubMatrix(influence, 0, n);
  if (drive && m > 0) dynamics.setSubMatrix(drive, n, n);
  const outputs = Matrix.zeros(rows.length, n + m);
  rows.forEach((row, k) => outputs.set(k, row, 1));
  const prompts = Array.from({ length: m }, (_, k) => `prompt ${k + 1}`);
  return { dynamics, outputs, states: [...graph.nodes, ...prompts] };
}

/** A motion that no output ever shows. */
export interface HiddenMode {
  readonly eigenvalue: Eigenvalue;
  /** `trojan`: it stays or grows, Re λ ≥ 0. `latent`: it decays unseen. */
  readonly kind: 'trojan' | 'latent';
  /** Direction in the space of states, of length 1. */
  readonly vector: Float64Array;
  /** The imaginary part of the direction; zeros where λ is real. */
  readonly imaginaryVector: Float64Array;
  /** Indices of the states that take part. */
  readonly support: readonly number[];
}

/**
 * Hidden modes of an observed system: eigenpairs Mv = λv with Cv = 0. Those with Re λ ≥ 0 are Trojan modes, which an
 * observer never sees and which never go away; a hidden prompt can be one.
 *
 * Modes of one eigenvalue are a basis of its hidden eigenspace, not the only one. A complex pair is listed once, with
 * Im λ > 0.
 *
 * @param options - `tolerance` of {@link observability}; −Re λ up to it times ‖M‖ counts as 0
 * @throws InvalidInputError when shapes do not fit or a value is not finite
 * @see M. L. J. Hautus, Indagationes Mathematicae 72 (1969) 443; the word “Trojan” is that of the withdrawn preprint
 * arXiv 2603.00121, the definition is ours
 *
 * @example
 * ```ts
 * import { Matrix } from 'ml-matrix';
 * import { detectTrojanModes, hiddenPromptSystem, signedGraphFromArrays } from 'polity/consensus';
 * const star = signedGraphFromArrays({ nodes: ['hub', 'a', 'b'], sources: [0, 0], targets: [1, 2] });
 * const influence = new Matrix([[0], [1], [-1]]);
 * const [trojan, latent] = detectTrojanModes(hiddenPromptSystem(star, { observed: ['hub'], influence }));
 * trojan.kind; // 'trojan'
 * trojan.support; // [1, 2, 3]
 * latent.kind; // 'latent'
 * ```
 */
export function detectTrojanModes(
  { dynamics, outputs }: ObservedSystem,
  { tolerance = 1e-9 }: RankOptions = {},
): readonly HiddenMode[] {
  const { basis } = observability({ dynamics, outputs }, { tolerance });
  if (basis.columns === 0) return [];
  const restricted = basis.transpose().mmul(dynamics).mmul(basis);
  const { realEigenvalues, imaginaryEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(restricted);
  const directions = basis.mmul(eigenvectorMatrix);
  const zero = tolerance * Math.max(1, dynamics.norm('frobenius'));
  const none = new Float64Array(dynamics.rows);
  const modes: HiddenMode[] = [];
  realEigenvalues.forEach((real, k) => {
    const imaginary = imaginaryEigenvalues[k];
    // The second of a pair is the conjugate of the first, whose parts are the two columns.
    if (imaginary < 0) return;
    const vector = Float64Array.from(directions.getColumn(k));
    const other = imaginary > 0 ? Float64Array.from(directions.getColumn(k + 1)) : none;
    const length = Math.hypot(...vector, ...other);
    const support = Array.from(vector.keys()).filter((i) => Math.hypot(vector[i], other[i]) > 1e-7 * length);
    modes.push({
      eigenvalue: { real, imaginary: imaginary || 0 },
      kind: real >= -zero ? 'trojan' : 'latent',
      vector: vector.map((value) => value / length),
      imaginaryVector: other.map((value) => value / length),
      support,
    });
  });
  return modes.sort((a, b) => b.eigenvalue.real - a.eigenvalue.real);
}
