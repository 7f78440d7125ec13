/**
 * All rooms under one name: `import { organization } from 'polity'`. A program that needs one room imports
 * `polity/organization`.
 * @module polity
 */
export * as agents from './agents/index.js';
export * as attribution from './attribution/index.js';
export * as consensus from './consensus/index.js';
export * as data from './data/index.js';
export * as entropy from './entropy/index.js';
export * as figures from './figures/index.js';
export * as foundation from './foundation/index.js';
export * as games from './games/index.js';
export * as numerics from './numerics/index.js';
export * as organization from './organization/index.js';
export * as populations from './populations/index.js';
export * as reproductions from './reproductions/index.js';
export * as statistics from './statistics/index.js';
export * as studies from './studies/index.js';
