import { decimal } from '../../figures/index.js';

/** "1 edge", "2 edges". */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count === 0 ? 'no' : decimal(count)} ${count === 1 ? singular : plural}`;
}
