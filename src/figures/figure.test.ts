import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../foundation/index.js';
import { figure, type Figure } from './figure.js';

const spec: Figure = { title: 'A finding', description: 'A line.', plot: () => ({}) };

describe('figure', () => {
  it('returns the description, frozen', () => {
    const made = figure(spec);
    expect(made).toEqual(spec);
    expect(Object.isFrozen(made)).toBe(true);
  });

  it.each<[string, object]>([
    ['title', { title: ' ' }],
    ['description', { description: '' }],
    ['subtitle', { subtitle: '' }],
    ['width', { width: NaN }],
    ['height', { height: 10 }],
    ['plot', { plot: 'line' }],
    ['legend[0].label', { legend: [{ label: '', color: () => 'red' }] }],
    ['legend[0].mark', { legend: [{ label: 'a', color: () => 'red', mark: 'star' }] }],
    ['legend[0].color', { legend: [{ label: 'a', color: 'red' }] }],
    ['ramp.thresholds', { ramp: { label: 'u', colors: () => [], thresholds: [] } }],
    ['ramp.thresholds[1]', { ramp: { label: 'u', colors: () => [], thresholds: [1, 1] } }],
  ])('rejects a bad %s by name', (argument, fault) => {
    const make = () => figure({ ...spec, ...fault });
    expect(make).toThrow(InvalidInputError);
    expect(make).toThrow(expect.objectContaining({ argument }) as Error);
  });
});
