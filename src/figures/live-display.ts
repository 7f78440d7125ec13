import type { Display } from './display.js';
import type { Figure } from './figure.js';
import { show } from './show.js';
import { kernelDisplay } from './kernel-display.js';

/** A place under a notebook cell whose content is replaced as work goes on. */
export interface LiveDisplay {
  /** Draws a figure in place of what was there; one that comes while another is being drawn waits, and only the latest of those is drawn. */
  draw(figure: Figure): void;
  /** Shows a line of words in place of what was there. */
  say(words: string): void;
  /** Resolves when all that was asked for is shown. */
  settled(): Promise<void>;
}

let places = 0;

/** Most of the time that drawing may take while work goes on. */
const SHARE = 0.2;

/**
 * A place under the running notebook cell that can be drawn again and again, to watch long work.
 *
 * @param display - where to; default the running tslab kernel
 * @throws Error outside a notebook, if no `display` is given
 *
 * @example
 * ```ts
 * import { liveDisplay } from 'polity/figures';
 * const said: string[] = [];
 * const place = liveDisplay(({ data }) => said.push(data['text/plain']));
 * place.say('1 of 2');
 * place.say('2 of 2');
 * said; // ['1 of 2', '2 of 2']
 * ```
 */
export function liveDisplay(display: Display = kernelDisplay()): LiveDisplay {
  const id = `polity-live-${places++}`;
  let begun = false;
  const put: Display = (bundle) => {
    display({ ...bundle, transient: { display_id: id } }, begun);
    begun = true;
  };
  let waiting: Figure | undefined;
  let drawing: Promise<void> | undefined;
  let hurried = false;
  let hurry: (() => void) | undefined;
  const drawAll = async () => {
    for (let next = waiting; next; next = waiting) {
      waiting = undefined;
      const start = performance.now();
      await show(next, put);
      // Drawing keeps the work that is being watched waiting: it may take a fifth of the time, unless somebody asks for the end.
      const pause = (1 / SHARE - 1) * (performance.now() - start);
      await new Promise<void>((resolve) => {
        hurry = resolve;
        setTimeout(resolve, hurried ? 0 : pause);
      });
    }
    drawing = undefined;
  };
  return {
    draw(figure) {
      waiting = figure;
      drawing ??= drawAll();
    },
    say: (words) => put({ data: { 'text/plain': words }, metadata: {}, transient: {} }),
    async settled() {
      hurried = true;
      hurry?.();
      await drawing;
      hurried = false;
    },
  };
}
