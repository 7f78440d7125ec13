export type { AgentTask, Environment, StepResult } from './environment.js';
export { runHarness, type HarnessOptions, type HarnessResult, type ModularHarness } from './modular-harness.js';
export type { Episode, EpisodeOutcome, Workflow } from './workflow.js';
export { wholeLines, type EpisodeFailure, type EpisodeRecord } from './journal.js';
export { ModuleFailure, type ModuleFailureKind } from './module-failure.js';
export {
  planActReflect,
  type AgentModule,
  type AgentModules,
  type ModuleContext,
  type PlanActReflectOptions,
  type Turn,
} from './plan-act-reflect.js';
export type { Skills } from './skills.js';
export type { AgendaTurn, GoalThought, Repair } from './agenda.js';
export {
  mazeTasks,
  shortestRoute,
  type Direction,
  type Maze,
  type MazeObservation,
  type MazeOptions,
} from './grid-maze.js';
export { mazeModules, type MazeModules, type Route } from './grid-modules.js';
export {
  algebraTasks,
  applyMove,
  formatEquation,
  type AlgebraAction,
  type AlgebraObservation,
  type AlgebraOptions,
  type Equation,
  type AlgebraMove,
} from './linear-equations.js';
export { algebraModules, type AlgebraGoal, type AlgebraModules, type AlgebraThought } from './algebra-modules.js';
export { shellTasks, type FileGoal, type FileTree, type ShellObservation, type ShellOptions } from './file-tree.js';
export { shellModules, type ShellGoal, type ShellModules, type ShellThought } from './shell-modules.js';
export {
  purchaseReward,
  shopTasks,
  type Product,
  type ShopAction,
  type ShopObservation,
  type ShopOptions,
  type ShoppingGoal,
} from './web-shop.js';
export { shopModules, type ShoppingPlan, type ShoppingReflection, type ShopModules } from './shop-modules.js';
export { runScriptedDomain, scriptedDomains, type ScriptedDomain, type ScriptedRunOptions } from './scripted-domain.js';
