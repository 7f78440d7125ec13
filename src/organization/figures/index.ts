export { budgetFigure, type BudgetFigureOptions } from './budget.js';
export { cobwebFigure, type CobwebOptions } from './cobweb.js';
export { exponentFigure, type ExponentFigureOptions } from './exponent.js';
export { phaseDiagramFigure, type PhaseDiagramFigureOptions } from './phase-diagram.js';
export { saturationFigure } from './saturation.js';
export { matchedBudgetFigure } from './matched-budget.js';
export { warmUpFigure, type WarmUpFigureOptions } from './warm-up.js';
export { transitionFigure, type TransitionFigureOptions } from './transition.js';
export { windowDesignFigure, type WindowDesignFigureOptions } from './window-design.js';
