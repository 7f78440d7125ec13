import { describe, expect, it } from 'vitest';
import type * as Plot from '@observablehq/plot';
import { renderSvg, type Figure, type Theme } from '../../figures/index.js';
import { fixedPoint } from '../fixed-point.js';
import { amplification, organizationExponent } from '../amplification.js';
import { exponentFigure } from './exponent.js';
import { phaseDiagramFigure } from './phase-diagram.js';

interface PlanePoint {
  readonly correlation: number;
  readonly fidelity: number;
}

/** The data that a figure hands to one kind of mark, in order. */
async function dataOf(figure: Figure, mark: 'areaY' | 'line'): Promise<PlanePoint[][]> {
  const given: PlanePoint[][] = [];
  const spied: Figure = {
    ...figure,
    plot: (plot: typeof Plot, theme: Theme) =>
      figure.plot(
        {
          ...plot,
          [mark]: (data: PlanePoint[], options: Plot.AreaYOptions) => {
            given.push([...data]);
            return plot[mark](data, options);
          },
        },
        theme,
      ),
  };
  await renderSvg(spied);
  return given;
}

const inside = ({ correlation, fidelity }: PlanePoint) => correlation < 0.999 && fidelity < 0.999;

describe('phaseDiagramFigure', () => {
  it('colours up to where the fixed point has the value the legend says', async () => {
    const [critical, ...levels] = await dataOf(phaseDiagramFigure({ fanIn: 5, fidelity: 0.6 }), 'areaY');
    for (const point of critical?.filter(inside) ?? [])
      expect(amplification({ fanIn: 5, ...point })).toBeCloseTo(1, 12);
    expect(levels).toHaveLength(9);
    levels.forEach((points, i) => {
      expect(points[0]?.correlation).toBeCloseTo(0, 9);
      for (const point of points.filter(inside))
        expect(fixedPoint({ fanIn: 5, ...point })).toBeCloseTo((i + 1) / 10, 6);
    });
  });
});

describe('exponentFigure', () => {
  it('colours up to where the exponent has the value the legend says, and draws s = 0 and s = β', async () => {
    const figure = exponentFigure({ fanIn: 7, beta: 0.25 });
    (await dataOf(figure, 'areaY')).forEach((points, i) => {
      for (const point of points.filter(inside)) {
        expect(organizationExponent({ fanIn: 7, ...point })).toBeCloseTo((i - 4) / 10, 12);
      }
    });
    const lines = await dataOf(figure, 'line');
    const middle = lines.map((points) => organizationExponent({ fanIn: 7, ...points[50] }));
    expect(middle[0]).toBeCloseTo(0, 12);
    expect(middle[1]).toBeCloseTo(0.25, 12);
  });

  it('states the share of channels and correlations that a count of points finds', () => {
    const [beta, cells] = [0.1, 400];
    let above = 0;
    for (let i = 0; i < cells; i++) {
      for (let j = 0; j < cells; j++) {
        const point = { correlation: (i + 0.5) / cells, fidelity: (j + 0.5) / cells };
        if (organizationExponent({ fanIn: 5, ...point }) > beta) above++;
      }
    }
    expect(exponentFigure({ fanIn: 5, beta }).title).toContain(`in ${Math.round((100 * above) / cells ** 2)} %`);
  });
});
