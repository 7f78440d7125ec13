export {
  controllability,
  hautusTest,
  observability,
  type Eigenvalue,
  type Observability,
  type ObservedSystem,
  type RankOptions,
} from './observability.js';
export {
  detectTrojanModes,
  hiddenPromptSystem,
  type HiddenMode,
  type HiddenPrompts,
  type HiddenPromptSystem,
} from './trojan-modes.js';
export { hidingPartition, type HidingPartition } from './equitable-partition.js';
export { placeObservers, type ObserverPlacement, type PlaceObserversOptions } from './place-observers.js';
