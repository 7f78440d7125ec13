/** How far long work is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly label: string;
  /** Worth a line of its own in a log. */
  readonly milestone?: boolean;
}

/** Where progress is shown: standard error, so that what a command prints stays clean. */
type Screen = Pick<NodeJS.WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number };

const BAR = 24;

/**
 * Shows progress: on a terminal as a bar that grows in place; elsewhere, in a log, as a line for every tenth of the
 * work and for milestones. `end` clears the bar, so that nothing of it is left above what the command prints.
 */
export function progressDisplay(screen: Screen = process.stderr) {
  let tenths = -1;
  return {
    show({ done, total, label, milestone = false }: Progress): void {
      const share = total === 0 ? 1 : done / total;
      if (screen.isTTY) {
        const full = Math.round(share * BAR);
        const line = `  ${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${done} of ${total}  ${label}`;
        // A line that wraps could not be overwritten.
        screen.write(`\r${line.slice(0, (screen.columns ?? 80) - 1)}\u001b[K`);
      } else if (milestone || Math.floor(10 * share) > tenths) {
        tenths = Math.floor(10 * share);
        screen.write(`  ${done} of ${total}: ${label}\n`);
      }
    },
    end(): void {
      if (screen.isTTY) screen.write('\r\u001b[K');
    },
  };
}
