export { randomReplies } from './random-replies.js';
export { adoptionHazard, type AdoptionHazard, type AdoptionHazardOptions } from './adoption-hazard.js';
export { cascadesWithoutInfluence } from './cascades-without-influence.js';
