import { benchmark } from '../../../tools/benchmark.js';
import {
  meetingEpidemic,
  mixingEpidemic,
  networkEpidemic,
  networkEpidemicInThreads,
  Population,
  randomContacts,
} from '../index.js';

const million = 1_000_000;

await benchmark('ten million agents in a struct of arrays, 20 days of mixing', {
  run: () => {
    const people = new Population(10 * million, ['susceptible', 'infectious', 'recovered']);
    return [people, mixingEpidemic(10 * million, { transmission: 0.3, recovery: 0.1, initial: 10_000, steps: 20 })];
  },
  amount: 200 * million,
  unit: 'agent days',
  repeats: 1,
  warmups: 0,
  target: { mebibytes: 1024 },
});

const meetings = { contacts: 5, infection: 0.06, recovery: 0.1, initial: 1000, steps: 60, seed: 3 };
await benchmark('a million agents, 5 meetings a day, 60 days', {
  run: () => meetingEpidemic(million, meetings),
  amount: 60 * million,
  unit: 'agent days',
  target: { seconds: 0.55 },
});

await benchmark('a million agents who mix, 100 days', {
  run: () => mixingEpidemic(million, { transmission: 0.3, recovery: 0.1, initial: 1000, steps: 100 }),
  amount: 100 * million,
  unit: 'agent days',
  target: { seconds: 10 },
  repeats: 3,
  baseline: {
    name: 'binomial draws',
    run: () =>
      mixingEpidemic(million, { transmission: 0.3, recovery: 0.1, initial: 1000, steps: 100, method: 'binomial' }),
  },
});

const graph = randomContacts(million, { meanDegree: 10, seed: 1 });
const onGraph = {
  infection: 0.05,
  recovery: 0.1,
  initial: Array.from({ length: 1000 }, (_, i) => i),
  steps: 60,
  seed: 1,
};
await benchmark('SIR on a million agents and ten million directed contacts, a step', {
  run: () => networkEpidemic(graph, onGraph),
  amount: 60,
  unit: 'steps',
  repeats: 3,
  warmups: 1,
  target: { seconds: 60 },
  baseline: { name: 'always pushing', run: () => networkEpidemic(graph, { ...onGraph, method: 'push' }) },
});

await benchmark('the same on two threads', {
  run: () => networkEpidemicInThreads(graph, { ...onGraph, threads: 2 }),
  amount: 60,
  unit: 'steps',
  repeats: 3,
  warmups: 1,
  baseline: { name: 'one thread', run: () => networkEpidemic(graph, onGraph) },
  target: { ratio: 1.6 },
});
