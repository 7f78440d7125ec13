import { describe, expect, it } from 'vitest';
import { layeredContacts, networkEpidemic, networkEpidemicInThreads, randomContacts } from '../index.js';

describe('an epidemic on threads', () => {
  const options = { infection: 0.06, recovery: 0.2, initial: [3, 700], steps: 30, seed: 5 };

  it('is the same to the byte on one, two and three threads', async () => {
    for (const [graph, model] of [
      [randomContacts(2000, { meanDegree: 7, seed: 1 }), 'SIR'],
      [layeredContacts(2000, { seed: 1 }).graph, 'SIS'],
    ] as const) {
      const alone = networkEpidemic(graph, { ...options, model });
      for (const threads of [1, 2, 3]) {
        expect(await networkEpidemicInThreads(graph, { ...options, model, threads })).toEqual(alone);
      }
    }
  });

  it('can be watched and stopped', async () => {
    const graph = randomContacts(2000, { meanDegree: 7, seed: 1 });
    const stop = new AbortController();
    let last = 0;
    await expect(
      networkEpidemicInThreads(graph, {
        ...options,
        steps: 100_000,
        signal: stop.signal,
        onProgress: ({ done }) => {
          last = done;
          if (done === 5) stop.abort(new Error('enough'));
        },
      }),
    ).rejects.toThrow('enough');
    expect(last).toBeGreaterThanOrEqual(5);
    await expect(networkEpidemicInThreads(graph, { ...options, threads: 0 })).rejects.toThrow('threads');
  });
});
