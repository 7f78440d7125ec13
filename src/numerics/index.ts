/**
 * Roots and optima: thin doors onto libraries, and the hot kernels of our own.
 * @module numerics
 */
export { findRoot, type FindRootOptions, type Root } from './find-root.js';
