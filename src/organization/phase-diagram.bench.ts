import { benchmark } from '../../tools/benchmark.js';
import { amplification, fixedPoint, organizationExponent, phaseDiagram } from './index.js';

const grid = (points: number) => Array.from({ length: points }, (_, i) => i / (points - 1));
const fanIns = Array.from({ length: 25 }, (_, i) => 2 * i + 3);
const [fine, coarse] = [grid(400), grid(40)];

await benchmark('phase diagram, 400 × 400, b = 3 … 51', {
  run: () => phaseDiagram({ fidelities: fine, correlations: fine, fanIns }),
  amount: fine.length ** 2 * fanIns.length,
  unit: 'cells',
  target: { seconds: 1 },
  baseline: {
    name: 'cell by cell',
    amount: coarse.length ** 2 * fanIns.length,
    run: () => {
      for (const fanIn of fanIns) {
        for (const fidelity of coarse) {
          for (const correlation of coarse) {
            const layer = { fanIn, fidelity, correlation };
            amplification(layer);
            fixedPoint(layer);
            organizationExponent(layer);
          }
        }
      }
    },
  },
});
