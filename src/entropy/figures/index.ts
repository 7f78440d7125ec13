export { benchmarkAverages, benchmarkFigure, type BenchmarkAverage } from './benchmark-table.js';
export { consumptionFigure } from './consumption.js';
export { covarianceFigure } from './covariance.js';
export { difficultyFigure } from './difficulty.js';
export { forecastFigure } from './forecast.js';
export { lawFigure, type LawFigureOptions } from './law.js';
export { sizeFigure } from './sizes.js';
export { sweepFigure, type SweepRun } from './sweep.js';
