import { ContactGraph, randomContacts, type SeirmOptions } from '../../populations/index.js';

/** As many agents as the public example has. */
export const AGENTS = 37_518;

/** Three adult contacts each on average, four percent infectious at the start, three weeks of R = 4.75. */
export function publicExample(): { graph: ContactGraph; options: SeirmOptions } {
  const age = Uint8Array.from({ length: AGENTS }, (_, i) => i % 9);
  const infectious = Array.from({ length: Math.round(0.04 * AGENTS) }, (_, k) => 25 * k);
  const options = { age, reproduction: [4.75, 4.75, 4.75], steps: 21, infectious, mortality: 0.01, seed: 1 };
  return { graph: randomContacts(AGENTS, { meanDegree: 3.2, seed: 1 }), options };
}
