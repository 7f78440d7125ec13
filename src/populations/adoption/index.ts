export type { ExposedBy } from './reply-rows.js';
export { randomReplies } from './random-replies.js';
export { scriptedCascades, type ScriptedCascadeOptions } from './scripted-cascades.js';
export { adoptionHazard, type AdoptionHazard, type AdoptionHazardOptions } from './adoption-hazard.js';
export { adoptionCurve, type AdoptionStep } from './adoption-curve.js';
export { cascadesWithoutInfluence } from './cascades-without-influence.js';
