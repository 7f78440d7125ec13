import type { Strategy } from '../strategy.js';
import { memoryOneFamily } from './memory-one-family.js';

/** The library of strategies by the names of the Axelrod library. */
export const strategies = { ...memoryOneFamily } as const;
export type StrategyName = keyof typeof strategies;
const checked: Readonly<Record<string, Strategy>> = strategies;
void checked;
