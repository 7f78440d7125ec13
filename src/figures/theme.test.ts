import { describe, expect, it } from 'vitest';
import { themes, themeStyle } from './theme.js';

type Colour = readonly [number, number, number];

const linear = (hex: string): Colour => {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};

/** Linear RGB as seen without one kind of cone: Machado, Oliveira & Fernandes (2009), severity 1. */
const visions: Record<string, readonly Colour[]> = {
  trichromat: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanope: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranope: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanope: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (a: Colour, b: Colour) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const see = (vision: readonly Colour[], colour: Colour) =>
  vision.map((row) => Math.min(1, Math.max(0, dot(row, colour)))) as unknown as Colour;

/** Ottosson (2020): a colour space in which distance is close to perceived difference. */
const oklab = (rgb: Colour): Colour => {
  const l = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], rgb));
  const m = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], rgb));
  const s = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], rgb));
  const lms: Colour = [l, m, s];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], lms),
    dot([1.9779984951, -2.428592205, 0.4505937099], lms),
    dot([0.0259040371, 0.7827717662, -0.808675766], lms),
  ];
};

const distance = (a: Colour, b: Colour) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const luminance = (hex: string) => dot([0.2126, 0.7152, 0.0722], linear(hex));
const contrast = (a: string, b: string) => {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

describe.each(['light', 'dark'] as const)('%s theme', (mode) => {
  const theme = themes[mode];
  const categorical = [...theme.series, theme.accent];

  it('has marks at 3:1 and text at 4.5:1 or more against the paper (WCAG 2.2, 1.4.3 and 1.4.11)', () => {
    for (const colour of categorical) expect(contrast(colour, theme.paper)).toBeGreaterThanOrEqual(3);
    for (const colour of [theme.ink, theme.muted]) expect(contrast(colour, theme.paper)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.keys(visions))('keeps every two categorical colours apart for a %s', (name) => {
    const seen = categorical.map((colour) => oklab(see(visions[name] ?? [], linear(colour))));
    const smallest = name === 'trichromat' ? 0.12 : 0.08;
    seen.forEach((a, i) => {
      for (const b of seen.slice(i + 1)) expect(distance(a, b)).toBeGreaterThan(smallest);
    });
  });

  it('has a sequential ramp that moves away from the paper at every step, for every kind of vision', () => {
    for (const vision of Object.values(visions)) {
      const lightness = theme.sequential.map((colour) => oklab(see(vision, linear(colour)))[0]);
      const away = mode === 'light' ? lightness.map((l) => -l) : lightness;
      for (let i = 1; i < away.length; i++) expect(away[i]).toBeGreaterThan(away[i - 1] ?? NaN);
    }
  });

  it('has a diverging ramp that is symmetric in lightness and closest to the paper in the middle', () => {
    const lightness = theme.diverging.map((colour) => oklab(linear(colour))[0]);
    const mirrored = [...lightness].reverse();
    lightness.forEach((l, i) => expect(l).toBeCloseTo(mirrored[i] ?? NaN, 1));
    const paper = oklab(linear(theme.paper))[0];
    const away = lightness.slice(6).map((l) => Math.abs(l - paper));
    for (let i = 1; i < away.length; i++) expect(away[i]).toBeGreaterThan(away[i - 1] ?? NaN);
  });
});

it('declares the variables that a drawing uses, and no others, once for each setting', () => {
  const style = themeStyle('x', '<g fill="var(--ink)" stroke="var(--series-1)"/>');
  expect(style).toBe(
    `#x{--ink:${themes.light.ink};--series-1:${themes.light.series[1]}}` +
      `@media (prefers-color-scheme:dark){#x{--ink:${themes.dark.ink};--series-1:${themes.dark.series[1]}}}`,
  );
});
