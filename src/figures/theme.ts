/** Colours of a figure, as CSS colours; under `auto` they are CSS variables that follow the reader's light or dark setting. */
export interface Theme {
  readonly mode: ThemeMode;
  /** Text and axes. */
  readonly ink: string;
  /** Secondary text. */
  readonly muted: string;
  /** Hairlines. */
  readonly grid: string;
  /** The card behind everything. */
  readonly paper: string;
  /** Six categorical colours, told apart on the paper by every kind of colour vision. */
  readonly series: readonly string[];
  /** For the one thing the figure is about: a threshold, an optimum. */
  readonly accent: string;
  /** Twelve steps from "nothing" (close to the paper) to "much". */
  readonly sequential: readonly string[];
  /** Twelve steps from negative through the paper to positive; the sign changes between the sixth and the seventh. */
  readonly diverging: readonly string[];
}

export type ThemeMode = 'light' | 'dark' | 'auto';

/*
 * The series and the accent were searched in OKLab for the largest smallest distance between any two of them, as seen
 * with normal vision and with each kind of dichromacy (Machado et al. 2009), at a contrast of 3:1 or more with the paper.
 */
const light: Theme = {
  mode: 'light',
  ink: '#1b1f24',
  muted: '#5c6570',
  grid: '#e3e6ea',
  paper: '#ffffff',
  series: ['#516de7', '#9d3807', '#2ea47e', '#8d30b5', '#c0841a', '#484c4f'],
  accent: '#c13080',
  sequential: words('e8fbfd c4ecf4 a0dbed 7fc9e7 62b6e1 49a2d9 388dd0 3078c4 2f62b4 304da2 2f398d 2c2675'),
  diverging: words('7b3700 a0501a b7744d ce987a e2bca8 f3e2da dee7f5 b1c7e7 87a7d6 6088c3 3969af 0b499a'),
};

const dark: Theme = {
  mode: 'dark',
  ink: '#e8ebee',
  muted: '#9aa4af',
  grid: '#2b323a',
  paper: '#14181d',
  series: ['#6dbdf6', '#f0683f', '#80e59e', '#bf76fa', '#e2b743', '#848d8f'],
  accent: '#ff86c2',
  sequential: words('161731 1e264f 20376c 1b4a88 0760a2 0776b1 038dc1 0ca5d1 1fbcdf 54d2e7 82e5ee aff7f7'),
  diverging: words('fea668 d38b58 aa7149 82583c 5b4130 362b25 262f37 324a5f 406788 4f86b3 5fa5df 80c5ff'),
};

const auto: Theme = {
  mode: 'auto',
  ...mapColours(light, (name) => `var(--${name})`),
};

export const themes: Readonly<Record<ThemeMode, Theme>> = { light, dark, auto };

/** The style sheet behind the `auto` theme for the element with this id: the variables that its drawing uses. */
export function themeStyle(id: string, drawing: string): string {
  const used = new Set([...drawing.matchAll(/var\(--([\w-]+)\)/g)].map((match) => match[1]));
  const declare = (theme: Theme) => {
    const list: string[] = [];
    mapColours(theme, (name, colour) => {
      if (used.has(name)) list.push(`--${name}:${colour}`);
      return colour;
    });
    return `#${id}{${list.join(';')}}`;
  };
  return `${declare(light)}@media (prefers-color-scheme:dark){${declare(dark)}}`;
}

function mapColours(theme: Theme, map: (name: string, colour: string) => string): Omit<Theme, 'mode'> {
  const single = (key: 'ink' | 'muted' | 'grid' | 'paper' | 'accent') => map(key, theme[key]);
  const list = (key: 'series' | 'sequential' | 'diverging') => theme[key].map((c, i) => map(`${key}-${i}`, c));
  return {
    ink: single('ink'),
    muted: single('muted'),
    grid: single('grid'),
    paper: single('paper'),
    series: list('series'),
    accent: single('accent'),
    sequential: list('sequential'),
    diverging: list('diverging'),
  };
}

function words(list: string): readonly string[] {
  return list.split(' ').map((hex) => `#${hex}`);
}
