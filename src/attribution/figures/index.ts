export { attributionFigure, boundsFigure, comparisonFigure, type ValuesFigureOptions } from './attribution.js';
export { stackedValuesFigure, valueMatrixFigure, type DomainValues, type SlotFigureOptions } from './slot-values.js';
export { interactionsFigure, type InteractionsFigureOptions } from './interactions.js';
export { efficiencyGapFigure, type NamedGame } from './efficiency-gap.js';
export { bestCombinationFigure, type DomainGap } from './best-combination.js';
