import { significant } from '../figures/index.js';
import type { StudyProgress } from './study-progress.js';

const BAR = 24;

/**
 * Progress in words, with a bar. A study that is complete says how many runs it made and nothing of time, so that a
 * notebook's output does not depend on the machine.
 *
 * @example
 * ```ts
 * import { describeProgress } from 'polity/studies';
 * describeProgress({ done: 120, total: 400, quarantined: 0, rate: 61.2, secondsLeft: 4.6 });
 * // '███████░░░░░░░░░░░░░░░░░ 120 of 400 runs, 61 runs/s, 5 s left'
 * ```
 */
export function describeProgress(progress: StudyProgress): string {
  const { done, total, quarantined } = progress;
  const full = Math.round((total === 0 ? 1 : done / total) * BAR);
  const bar = `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${done} of ${total} runs`;
  if (done < total) return `${bar}, ${describePace(progress)}`;
  return quarantined > 0 ? `${bar}, ${quarantined} quarantined` : bar;
}

/** `61 runs/s, 5 s left, 2 quarantined`. */
export function describePace({ rate, secondsLeft, quarantined }: StudyProgress): string {
  const pace = Number.isNaN(rate) ? ['starting'] : [`${significant(rate)} runs/s`, `${duration(secondsLeft)} left`];
  return [...pace, ...(quarantined > 0 ? [`${quarantined} quarantined`] : [])].join(', ');
}

/** Seconds as `5 s`, `12 min`, `3 h` or `2 days`. */
function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
