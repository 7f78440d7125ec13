export { cobwebFigure, type CobwebOptions } from './cobweb.js';
export { exponentFigure, type ExponentFigureOptions } from './exponent.js';
export { phaseDiagramFigure, type PhaseDiagramFigureOptions } from './phase-diagram.js';
export { saturationFigure } from './saturation.js';
