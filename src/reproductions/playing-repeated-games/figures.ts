import type { ReproducedFigure } from '../reproduction.js';
export const playingRepeatedGamesFigures: readonly ReproducedFigure[] = [];
