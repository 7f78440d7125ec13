import { expect, it } from 'vitest';
import { formatComputed, formatPublished } from './format-number.js';

it.each<[number, number | null, string]>([
  [0.15896412, null, '0.1589641'],
  [0.15896412, 1e-6, '0.1589641'],
  [0.157312, 0.0016, '0.1573'],
  [-0.0039, 5e-6, '−0.0039000'],
  [675, 1e-9, '675'],
  [1.1e-8, null, '1.1e−8'],
  [1.12345e-8, 0.001, '1.123e−8'],
  [0, null, '0'],
])('writes %d with uncertainty %d as %s', (value, uncertainty, written) => {
  expect(formatComputed(value, uncertainty)).toBe(written);
});

it('writes a published number as it was given', () => {
  expect(formatPublished(-0.0735)).toBe('−0.0735');
});
