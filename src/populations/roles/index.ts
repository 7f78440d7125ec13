export { alikeAgents } from './alike-agents.js';
export { roleEvidence, type RoleCount, type RoleEvidence, type RoleEvidenceOptions } from './role-evidence.js';
export { SOCIETY_FEATURES, societyFeatures } from './society-features.js';
