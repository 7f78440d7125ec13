import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { renderSvg } from '../src/figures/index.js';
import { phaseDiagramFigure } from '../src/organization/index.js';

it('shows in the README what the figure draws today', async () => {
  // To draw it anew: saveFigure(phaseDiagramFigure({ fanIn: 5, fidelity: 0.6 }), 'docs/phase-diagram.svg')
  const committed = readFileSync(new URL('../docs/phase-diagram.svg', import.meta.url), 'utf8');
  expect(committed).toBe(`${await renderSvg(phaseDiagramFigure({ fanIn: 5, fidelity: 0.6 }))}\n`);
});
