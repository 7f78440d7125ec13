import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { figure } from './figure.js';
import { renderPng } from './render-png.js';
import { renderSvg } from './render-svg.js';
import { saveFigure } from './save-figure.js';
import { liveDisplay } from './live-display.js';
import type { DisplayData } from './display.js';
import { show } from './show.js';

const curve = figure({
  title: 'The clipped curve μ_{L} stays under its bound & under 1',
  subtitle: 'A test of everything that a figure may hold',
  source: 'Nobody, 2026',
  description: 'A rising curve <with> a legend.',
  width: 500,
  height: 200,
  legend: [
    { label: 'curve', color: (theme) => theme.series[0] ?? '' },
    { label: 'ρ_{c}', color: (theme) => theme.accent, mark: 'dash' },
    { label: 'band', color: (theme) => theme.grid, mark: 'area' },
    { label: 'run', color: (theme) => theme.ink, mark: 'dot' },
    { label: 'bound', color: (theme) => theme.muted, mark: 'dots' },
  ],
  ramp: { label: 'u*', colors: (theme) => theme.sequential.slice(0, 3), thresholds: [0.25, 0.5] },
  plot: (Plot, theme) => ({
    x: { label: 'depth L →' },
    y: { label: '↑ bias μ_{L}' },
    marks: [
      Plot.line([0, 1, 2, 3], {
        x: (d: number) => d,
        y: (d: number) => Math.sqrt(d) / 3,
        stroke: theme.series[0],
        clip: true,
      }),
      Plot.text([[1, 0.2]], { text: ['α^{L}μ_{0}'], fill: theme.accent }),
    ],
  }),
});

const parse = (svg: string) => {
  const { document } = new JSDOM(svg, { contentType: 'image/svg+xml' }).window;
  return document;
};

describe('renderSvg', () => {
  it('is well-formed, complete and named for readers who do not see it', async () => {
    const svg = parse(await renderSvg(curve)).documentElement;
    const named = svg
      .getAttribute('aria-labelledby')
      ?.split(' ')
      .map((id) => svg.querySelector(`#${id}`)?.textContent);
    expect(svg.getAttribute('role')).toBe('img');
    expect(named).toEqual(['The clipped curve μ_L stays under its bound & under 1', 'A rising curve <with> a legend.']);
    for (const part of ['curve', 'band', 'run', 'bound', '0.25', 'Nobody, 2026'])
      expect(svg.textContent).toContain(part);
    expect(svg.querySelectorAll('script, foreignObject, image, link')).toHaveLength(0);
    expect(svg.outerHTML).not.toMatch(/[_^]\{|href=/);
  });

  it('gives the same bytes whatever was drawn before', async () => {
    const first = await renderSvg(curve);
    await renderSvg(figure({ ...curve, title: 'Another' }));
    expect(await renderSvg(curve)).toBe(first);
  });

  it('gives every figure its own ids, and refers to no others', async () => {
    const [a, b] = await Promise.all([renderSvg(curve), renderSvg(figure({ ...curve, height: 201 }))]);
    const ids = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(ids(a).length).toBeGreaterThan(3);
    expect(new Set([...ids(a), ...ids(b)]).size).toBe(ids(a).length + ids(b).length);
    for (const [, id] of a.matchAll(/(?:url\(|\{|<style>)#([\w-]+)/g)) expect(ids(a)).toContain(id);
  });

  it('follows the reader’s setting under auto and holds plain colours otherwise', async () => {
    const [auto, dark] = await Promise.all([renderSvg(curve), renderSvg(curve, { theme: 'dark' })]);
    expect(auto).toContain('@media (prefers-color-scheme:dark)');
    expect(dark).not.toMatch(/var\(|@media/);
    const declared = new Set([...auto.matchAll(/--([\w-]+):/g)].map((match) => match[1]));
    for (const [, used] of auto.matchAll(/var\(--([\w-]+)\)/g)) expect(declared).toContain(used);
  });

  it('refuses a plot that brings its own title or legend', async () => {
    const titled = figure({ ...curve, plot: () => ({ title: 'mine', marks: [] }) });
    await expect(renderSvg(titled)).rejects.toThrow('give them to the figure');
  });

  it('refuses an unknown theme', async () => {
    await expect(renderSvg(curve, { theme: 'sepia' as 'dark' })).rejects.toThrow('theme');
  });
});

describe('renderPng', () => {
  it('has the size of the SVG times the scale, and the same bytes every time', async () => {
    const svg = parse(await renderSvg(curve, { theme: 'dark' })).documentElement;
    const png = Buffer.from(await renderPng(curve, { theme: 'dark', scale: 1.5 }));
    expect(png.readUInt32BE(16)).toBe(Number(svg.getAttribute('width')) * 1.5);
    expect(png.readUInt32BE(20)).toBeCloseTo(Number(svg.getAttribute('height')) * 1.5, -0.5);
    expect(png.equals(await renderPng(curve, { theme: 'dark', scale: 1.5 }))).toBe(true);
  });

  it('draws its text', async () => {
    const wordless = figure({ ...curve, title: '\u00a0.', source: '\u00a0.', subtitle: '\u00a0.' });
    const [words, none] = await Promise.all([renderPng(curve), renderPng(wordless)]);
    expect(words.length).toBeGreaterThan(none.length * 1.15);
  });

  it('refuses a scale out of range', async () => {
    await expect(renderPng(curve, { scale: 0 })).rejects.toThrow('scale');
  });
});

describe('saveFigure', () => {
  it('writes what the extension says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'polity-'));
    try {
      for (const name of ['a.svg', 'a.png', 'a.html']) await saveFigure(curve, join(folder, name));
      expect(await readFile(join(folder, 'a.svg'), 'utf8')).toBe((await renderSvg(curve)) + '\n');
      expect((await readFile(join(folder, 'a.png'))).equals(await renderPng(curve))).toBe(true);
      const page = new JSDOM(await readFile(join(folder, 'a.html'), 'utf8')).window.document;
      expect(page.title).toContain('μ_L stays under its bound & under 1');
      expect(page.querySelectorAll('body > svg')).toHaveLength(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('names the extensions it knows', async () => {
    await expect(saveFigure(curve, 'a.gif')).rejects.toThrow("path must end in '.svg', '.png' or '.html'");
  });
});

describe('show', () => {
  it('sends one bundle: SVG, PNG of the same size, words', async () => {
    const sent: DisplayData[] = [];
    await show(curve, (data) => sent.push(data));
    expect(sent).toHaveLength(1);
    const { data, metadata } = sent[0];
    expect(data['image/svg+xml']).toBe(await renderSvg(curve));
    expect(Buffer.from(data['image/png'] ?? '', 'base64').equals(await renderPng(curve))).toBe(true);
    expect(data['text/plain']).toContain('The clipped curve μ_L');
    const svg = parse(await renderSvg(curve)).documentElement;
    expect(metadata['image/png']).toEqual({
      width: Number(svg.getAttribute('width')),
      height: Number(svg.getAttribute('height')),
    });
  });

  it('draws into one place again and again, the latest figure last and none after it', async () => {
    const sent: { id: unknown; update: boolean | undefined; text: string }[] = [];
    const place = liveDisplay(({ data, transient }, update) =>
      sent.push({ id: transient.display_id, update, text: data['text/plain'] }),
    );
    place.say('begun');
    for (const title of ['first', 'second', 'third']) place.draw({ ...curve, title });
    await place.settled();
    expect(sent.map(({ text }) => text.split('.')[0])).toEqual(['begun', 'first', 'third']);
    expect(sent.map(({ update }) => update)).toEqual([false, true, true]);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  });

  it('says what is missing outside a notebook', async () => {
    await expect(show(curve)).rejects.toThrow('needs a running tslab notebook');
  });
});
