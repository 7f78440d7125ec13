/** How far a study is. */
export interface StudyProgress {
  /** Runs that are settled, those of earlier sessions included. */
  readonly done: number;
  /** Runs planned so far; grows where replicates are adaptive or the grid is refined. */
  readonly total: number;
  readonly quarantined: number;
  /** Runs a second in this session; NaN at its beginning. */
  readonly rate: number;
  /** Seconds that the rest will take at this rate; NaN at the beginning. */
  readonly secondsLeft: number;
}
