export { chordalFigure } from './chordal.js';
export { conflictFigure, type ConflictFigureOptions } from './conflict.js';
export { negativeEdgesFigure, type NegativeEdgesFigureOptions } from './negative-edges.js';
export { secularFigure } from './secular.js';
export { signedGraphFigure } from './signed-graph.js';
