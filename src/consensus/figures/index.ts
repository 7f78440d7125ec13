export { beliefPathsFigure } from './belief-paths.js';
export { criticCycleFigure } from './critic-cycle.js';
export { influenceFigure } from './influence.js';
export { plannerFigure } from './planner-phases.js';
export { societyWelfareFigure, type SocietyWelfareOptions } from './society-welfare.js';
export { trajectoriesFigure, type TrajectoriesFigureOptions } from './trajectories.js';
export { trojanFigure } from './trojan.js';
