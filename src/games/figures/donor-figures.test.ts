import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { renderSvg, type Figure } from '../../figures/index.js';
import {
  constantDonor,
  donorDonationsFigure,
  donorDriftFigure,
  donorFatesFigure,
  donorInvasionFigure,
  donorPunishmentFigure,
  donorResourcesFigure,
  donorSchedulesFigure,
  donorTraceLengthFigure,
  driftMap,
  evolveDonors,
  evolveScripted,
  imageScorer,
  scriptedDonor,
  traceDonor,
} from '../index.js';

const runs = (fraction: number) => [
  evolveScripted({ founders: () => constantDonor(fraction), transmission: { deviation: 0 }, generations: 3 }),
];
const donations = async (low: number, high: number) =>
  donorDonationsFigure([
    await evolveDonors({
      generations: 2,
      newcomer: ({ random }) => scriptedDonor(traceDonor({ first: random.uniform(), low, high, weights: [1] })),
    }),
  ]);
const drift = (biases: number[]) =>
  donorDriftFigure([
    {
      label: 'blind',
      map: driftMap({ founders: () => constantDonor(0.4), biases, intensities: [0, 1], replicates: 3 }),
    },
  ]);
const residents = [{ label: 'givers of half', strategy: { ...constantDonor(0.5), threshold: 0.25 } }];

/** Every figure with ordinary options, and with options that turn its finding around. */
const figures: Record<string, { readonly make: () => Figure | Promise<Figure>; readonly title: RegExp }> = {
  'one society': {
    make: () => donorResourcesFigure([{ label: 'givers', runs: runs(1) }]),
    title: /^Givers end with 30 720 units after 3/,
  },
  'ruined society': {
    make: () =>
      donorResourcesFigure([
        { label: 'a', runs: runs(0) },
        { label: 'b', runs: runs(0.5) },
      ]),
    title: /^B end with 394 units after 3 generations, a with 10,/,
  },
  reciprocators: { make: () => donations(0.2, 0.7), title: /answer to reputation: .* is 0\.5 more/ },
  contrarians: { make: () => donations(0.7, 0.2), title: /give less to the generous: .* is 0\.5 less/ },
  invaders: {
    make: () => donorInvasionFigure({ strategies: [{ label: 'image scorers', strategy: imageScorer() }] }),
    title: /spread from 3 of 12 on$/,
  },
  'no invaders': {
    make: () => donorInvasionFigure({ strategies: [{ label: 'givers', strategy: constantDonor(0.5) }] }),
    title: /givers at no number$/,
  },
  punishment: {
    make: () => donorPunishmentFigure({ residents, spending: [0, 0.1] }),
    title: /better than givers of half; with it, than none$/,
  },
  'punishment as published': {
    make: () => donorPunishmentFigure({ residents, spending: [0, 0.1], rules: { emptyHands: 'full' } }),
    title: /with it, than givers of half at 1 of 1 levels$/,
  },
  'drift enough': { make: () => drift([0, 0.1, 0.2, 0.3]), title: /give half with a drift of/ },
  'drift too little': { make: () => drift([-0.2, -0.1]), title: /drift of over −0\.1 \(blind\)/ },
  'trace lengths': {
    make: () =>
      donorTraceLengthFigure({
        founders: (_, random) => traceDonor({ first: random.uniform() }),
        lengths: [0, 1],
        replicates: 6,
      }),
    title: /with traces of 0, 1 lines/,
  },
  schedules: { make: () => donorSchedulesFigure(), title: /keeps 50 %/ },
  'schedules of ten': { make: () => donorSchedulesFigure({ agents: 10 }), title: /keeps 100 %/ },
  fates: {
    make: () =>
      donorFatesFigure([0.1, 0.2, 0.45, 0.5, 0.6].map((giving) => ({ giving: [giving, Number(giving > 0.4)] }))),
    title: /begin above/,
  },
  'fates reversed': {
    make: () =>
      donorFatesFigure([0.1, 0.2, 0.45, 0.5, 0.6].map((giving) => ({ giving: [giving, Number(giving < 0.4)] }))),
    title: /begin below/,
  },
};

const fontFiles = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((file) =>
  createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${file}`),
);

describe.each(Object.entries(figures))('%s', (_name, { make, title }) => {
  it('states its finding and draws all of itself, inside its card', async () => {
    const made = await make();
    expect(made.title).toMatch(title);
    const svg = await renderSvg(made, { theme: 'light' });
    expect(svg).not.toMatch(/NaN|undefined|Infinity|⚠/);
    const [, width, height] = /width="(\d+)" height="([\d.]+)"/.exec(svg) ?? [];
    const box = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles } }).getBBox();
    expect(box).toMatchObject({ x: 0, y: 0, width: Number(width), height: Number(height) });
  });
});

it('refuses societies without a run', () => {
  expect(() => donorResourcesFigure([{ label: 'none', runs: [] }])).toThrow('hold a run each');
});
