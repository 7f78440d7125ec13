import type { JSDOM } from 'jsdom';
import type { Figure } from './figure.js';
import type { Theme } from './theme.js';
import { hasScripts, round, textContent } from './typeset.js';

const textSize = 12;

/** Stands in a drawing where the figure's id will, which is a digest of the finished drawing. */
export const idPlace = 'polity-figure-id';

/**
 * The plot of a figure as a nested `svg` element, for a figure that starts at the origin.
 * What Plot numbers by the order of drawing is renumbered, and coordinates are rounded, so the bytes depend on the figure alone.
 */
export async function drawPlot(figure: Figure, theme: Theme, width: number, height: number): Promise<string> {
  const [Plot, { window }] = await Promise.all([import('@observablehq/plot'), dom()]);
  const options = figure.plot(Plot, theme);
  const drawn = Plot.plot({
    marginTop: 28,
    marginBottom: 44,
    marginLeft: 52,
    ...options,
    width,
    height,
    document: window.document,
  });
  if (drawn.tagName.toLowerCase() !== 'svg') {
    throw new TypeError('a figure’s plot must not ask Plot for a title, caption or legend: give them to the figure');
  }
  const root = drawn as SVGSVGElement;
  for (const style of [...root.querySelectorAll('style')]) style.remove();
  renumberIds(root);
  for (const element of [...root.querySelectorAll('*')]) tidyAttributes(element);
  for (const element of [...root.querySelectorAll('text, tspan')]) setScripts(element);
  for (const name of ['class', 'style', 'viewBox']) root.removeAttribute(name);
  root.setAttribute('overflow', 'visible');
  root.setAttribute('font-size', String(textSize));
  root.setAttribute('font-family', 'inherit');
  return new window.XMLSerializer().serializeToString(root).replaceAll(' xmlns="http://www.w3.org/2000/svg"', '');
}

let shared: Promise<JSDOM> | undefined;

/** One document for all drawings: Plot leaves nothing in it. */
async function dom(): Promise<JSDOM> {
  shared ??= import('jsdom').then(({ JSDOM }) => new JSDOM(''));
  return shared;
}

function renumberIds(root: Element): void {
  const names = new Map<string, string>();
  for (const element of [...root.querySelectorAll('[id]')]) {
    const name = `${idPlace}-${names.size}`;
    names.set(element.id, name);
    element.id = name;
  }
  for (const element of [...root.querySelectorAll('*')]) {
    for (const { name, value } of [...element.attributes]) {
      const reference = /^url\(#(.*)\)$/.exec(value)?.[1];
      const renamed = reference === undefined ? undefined : names.get(reference);
      if (renamed !== undefined) element.setAttribute(name, `url(#${renamed})`);
    }
  }
}

const geometry = new Set([
  'd',
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'cx',
  'cy',
  'r',
  'dx',
  'dy',
  'width',
  'height',
  'transform',
  'points',
]);

function tidyAttributes(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    if (name === 'class') element.removeAttribute(name);
    else if (geometry.has(name)) {
      element.setAttribute(
        name,
        value.replace(/-?\d+\.\d+(e-?\d+)?/g, (number) => String(round(Number(number)))),
      );
    }
  }
}

function setScripts(element: Element): void {
  const marked = element.textContent ?? '';
  if (element.childElementCount > 0 || !hasScripts(marked)) return;
  const size = Number(element.closest('[font-size]')?.getAttribute('font-size') ?? textSize);
  element.innerHTML = textContent(marked, size);
}
