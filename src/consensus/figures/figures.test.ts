import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { renderSvg, type Figure } from '../../figures/index.js';
import { randomSignedGraph, signedGraphFromArrays } from '../index.js';
import { chordalFigure, conflictFigure, negativeEdgesFigure, secularFigure, signedGraphFigure } from './index.js';

const path = signedGraphFromArrays({ nodes: 6, sources: [0, 1, 2, 3, 4], targets: [1, 2, 3, 4, 5] });

/** Every figure with ordinary options, and with options that turn its finding around. */
const figures: Record<string, { readonly make: () => Figure; readonly title: RegExp }> = {
  'a graph with frustrated edges': {
    make: () => signedGraphFigure(randomSignedGraph({ nodes: 18, edges: 40, negative: 0.1, secondCamp: 0.5, seed: 3 })),
    title: /^No two camps fit: 1 edge of 40 is frustrated at best$/,
  },
  'two camps': {
    make: () => signedGraphFigure(randomSignedGraph({ nodes: 12, edges: 30, negative: 0, secondCamp: 0.5 })),
    title: /^Balanced: two camps of \d+ and \d+ agents$/,
  },
  'one camp, many nodes': { make: () => signedGraphFigure(randomSignedGraph({ nodes: 60, edges: 200, negative: 0 })), title: /all 60 agents can agree/ }, // prettier-ignore
  'spectra with negative edges': {
    make: () => negativeEdgesFigure(randomSignedGraph({ nodes: 10, edges: 20, negative: 0 })),
    title: /^The repelling Laplacian turns unstable at \d+ negative edges?; the opposing one never does$/,
  },
  conflict: { make: () => conflictFigure({ graphs: 20 }), title: /reaches \d+ % of its bound/ },
  'secular equation': { make: () => secularFigure(path, { source: '0', target: '4', weight: 1 }), title: /moves 4 eigenvalues of 6, the slowest from 0.268 to 0.697/ }, // prettier-ignore
  'not chordal': { make: () => chordalFigure(randomSignedGraph({ nodes: 10, edges: 14, seed: 2 })), title: /^A cycle of 4 has no chord; 1 edge makes/ }, // prettier-ignore
  chordal: { make: () => chordalFigure(path), title: /^The graph is chordal/ },
};

const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
);

describe.each(Object.entries(figures))('%s', (_name, { make, title }) => {
  it('states its finding and draws all of itself, inside its card', async () => {
    expect(make().title).toMatch(title);
    const svg = await renderSvg(make(), { theme: 'light' });
    expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
    const [, width, height] = /width="(\d+)" height="([\d.]+)"/.exec(svg) ?? [];
    const box = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox();
    expect(box).toMatchObject({ x: 0, y: 0, width: Number(width), height: Number(height) });
  });
});

it('refuses graphs too large to be drawn', () => {
  expect(() => signedGraphFigure(randomSignedGraph({ nodes: 300, edges: 300 }))).toThrow('at most 200 nodes');
  expect(() => chordalFigure(randomSignedGraph({ nodes: 70, edges: 70 }))).toThrow('at most 60 nodes');
});
