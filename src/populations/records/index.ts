export type { MoltbookOptions } from './society-script.js';
export {
  syntheticMoltbook,
  writeSyntheticMoltbook,
  type MoltbookTruth,
  type SyntheticMoltbook,
} from './synthetic-moltbook.js';
export { PhraseFinder, type PhraseOptions } from './phrase-cascades.js';
export {
  readSociety,
  type ReadSocietyOptions,
  type RecordColumn,
  type RecordSource,
  type Society,
} from './read-society.js';
