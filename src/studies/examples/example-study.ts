import { checkOneOf } from '../../foundation/index.js';

/**
 * The module of a study that comes with Polity, to be run by any engine: `phase-diagram`, the amplification of trees of
 * agents over correlation, fidelity and fan-in, by simulation, refined along its boundary.
 *
 * @throws InvalidInputError for an unknown name
 *
 * @example
 * ```ts
 * import { exampleStudy, loadStudy } from 'polity/studies';
 * const { study } = await loadStudy(exampleStudy('phase-diagram'));
 * study.parameters.size; // 75
 * ```
 */
export function exampleStudy(name: 'phase-diagram'): URL {
  checkOneOf('name', name, ['phase-diagram']);
  return new URL(`./${name}.js`, import.meta.url);
}
