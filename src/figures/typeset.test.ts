import { describe, expect, it } from 'vitest';
import { textWidth } from './font-metrics.js';
import { escapeXml, htmlText, markedWidth, plainText, textContent, wrapText } from './typeset.js';

describe('textWidth', () => {
  it('sums the advances of DejaVu Sans, 2048 units to the em', () => {
    expect(textWidth('i', 2048)).toBe(569);
    expect(textWidth('W', 2048)).toBe(2025);
    expect(textWidth('μ', 2048)).toBe(1303);
    expect(textWidth('iW', 12)).toBeCloseTo(((569 + 2025) / 2048) * 12, 12);
  });

  it('knows the bold face', () => {
    expect(textWidth('Synergy', 16, 'bold')).toBeGreaterThan(textWidth('Synergy', 16));
  });

  it('measures what the font does not have as its box for missing characters', () => {
    expect(textWidth('\u{1f600}', 2048)).toBe(textWidth('\uffff', 2048));
  });
});

describe('marked text', () => {
  it('sets scripts as spans that return to the line', () => {
    expect(textContent('μ_{L} at T^{10}', 10)).toBe(
      'μ<tspan dy="2.4" font-size="7.2">L</tspan><tspan dy="-2.4"> at T</tspan><tspan dy="-3.6" font-size="7.2">10</tspan>',
    );
  });

  it('reads plainly without them', () => {
    expect(plainText('μ_{L} at T^{10}')).toBe('μ_L at T^10');
  });

  it('becomes HTML', () => {
    expect(htmlText('μ_{L} < T^{10}')).toBe('μ<sub>L</sub> &lt; T<sup>10</sup>');
  });

  it('is measured with smaller scripts', () => {
    expect(markedWidth('T^{10}', 10)).toBeCloseTo(textWidth('T', 10) + textWidth('10', 7.2), 12);
  });

  it('escapes what XML reserves', () => {
    expect(textContent('s<β & "x"', 10)).toBe('s&lt;β &amp; &quot;x&quot;');
    expect(escapeXml('<>')).toBe('&lt;&gt;');
  });
});

describe('wrapText', () => {
  const text = 'Correlation beyond ρ_{c} = 0.238 washes a deep tree out to chance';

  it('keeps every line within the width, every word, and equations in one piece', () => {
    const lines = wrapText(text, 180, 12);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(markedWidth(line, 12)).toBeLessThanOrEqual(180);
    expect(lines.join(' ')).toBe(text);
    expect(lines.some((line) => line.includes('ρ_{c} = 0.238'))).toBe(true);
  });

  it('lets a word that is wider than the line stand alone', () => {
    expect(wrapText('a incomprehensibilities b', 20, 12)).toEqual(['a', 'incomprehensibilities', 'b']);
  });
});
