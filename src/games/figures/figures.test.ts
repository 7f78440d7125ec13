import { describe, expect, it } from 'vitest';
import { renderSvg } from '../../figures/index.js';
import {
  centipede,
  counterfactualRegret,
  entryDeterrence,
  exploitabilityFigure,
  extensiveGame,
  gameTreeFigure,
  kuhnPoker,
  leducPoker,
  randomTree,
  seltensHorse,
  sequenceEquilibrium,
  subgamePerfect,
  uniformBehavior,
} from '../index.js';
import { treeLayout } from './tree-layout.js';

describe('a drawn tree', () => {
  it('shows every action and payoff, and probabilities where a profile is given', async () => {
    const game = entryDeterrence();
    const svg = await renderSvg(gameTreeFigure(game, { profile: subgamePerfect(game).profile }));
    for (const text of ['out 0', 'enter 1', 'fight 0', 'share 1', '1, 1', '−1, −1', '0, 2'])
      expect(svg).toContain(text);
    const plain = await renderSvg(gameTreeFigure(game));
    expect(plain).toContain('>share<');
    expect(plain).not.toContain('played');
  });

  it('says whether a profile is stable', () => {
    const kuhn = kuhnPoker();
    expect(gameTreeFigure(kuhn, { profile: sequenceEquilibrium(kuhn).profile }).title).toBe(
      'Expected payoffs: −0.056 for player 1, 0.056 for player 2; nobody gains by deviating',
    );
    expect(gameTreeFigure(kuhn, { profile: uniformBehavior(kuhn) }).title).toMatch(/; player \d would gain 0\.\d+ by/);
    expect(gameTreeFigure(seltensHorse()).title).toBe('3 players and 5 ends: 1 information set hides moves');
    const end = { payoffs: [1] };
    const road = { player: 'driver', information: 'road', actions: { exit: end, on: end } };
    const absent = extensiveGame({ players: ['driver'], root: { ...road, actions: { exit: end, on: road } } });
    expect(gameTreeFigure(absent, { profile: [[0.5, 0.5]] }).title).toBe('Expected payoffs: 1 for driver');
  });

  it('is refused where it would not be readable', () => {
    expect(() => gameTreeFigure(leducPoker())).toThrow('have at most 64 to be drawn');
  });

  it('keeps ends in order, nodes between their children and bands apart', () => {
    for (const game of [kuhnPoker(), centipede(5), randomTree(8, { depth: 5, actions: 2 })]) {
      const { x, y } = treeLayout(game);
      const { nodes, informationSets, terminals } = game;
      terminals.forEach((v, z) => expect(y[v]).toBe(z));
      for (let v = 1; v < nodes.count; v++) {
        expect(x[v]).toBeGreaterThan(x[nodes.parent[v]]);
        const children = [...nodes.children.subarray(nodes.firstChild[v], nodes.firstChild[v + 1])];
        if (children.length === 0) continue;
        expect(y[v]).toBeGreaterThanOrEqual(y[children[0]]);
        expect(y[v]).toBeLessThanOrEqual(y[children[children.length - 1]]);
      }
      // A node between two of one set, above one another, belongs to the set or stands to the side.
      informationSets.forEach(({ nodes: members }, h) => {
        const heights = Array.from(members, (v) => y[v]);
        for (let v = 0; v < nodes.count; v++) {
          const between = y[v] > Math.min(...heights) && y[v] < Math.max(...heights);
          if (nodes.player[v] < 0 || nodes.set[v] === h || !between) continue;
          expect(members.every((member) => x[member] === x[v])).toBe(false);
        }
      });
    }
  });
});

describe('curves of exploitability', () => {
  const run = (variant: 'cfr' | 'cfr+', iterations: number) => ({
    label: variant,
    curve: counterfactualRegret(kuhnPoker(), { variant, iterations }).curve,
  });

  it('say which method is closer, and how far one came', () => {
    const runs = [run('cfr', 256), run('cfr+', 256)];
    const [plain, plus] = runs.map(({ curve }) => curve[curve.length - 1].exploitability);
    const ratio = Number((plain / plus).toPrecision(2));
    expect(exploitabilityFigure(runs).title).toBe(
      `After 256 iterations cfr+ is ${ratio} times closer to equilibrium than cfr`,
    );
    expect(exploitabilityFigure([runs[0]]).title).toMatch(
      /^Exploitability falls from 0\.\d+ to 0\.\d+ in 256 iterations$/,
    );
    expect(exploitabilityFigure([runs[0], run('cfr+', 64)]).title).toMatch(
      /^Exploitability comes down to cfr .* after 64/,
    );
  });

  it('are drawn', async () => {
    const svg = await renderSvg(exploitabilityFigure([run('cfr+', 64)], { label: 'Kuhn’s poker' }));
    expect(svg).toContain('exploitability (payoff units)');
    expect(() => exploitabilityFigure([])).toThrow('runs.length must lie in [1, 6]');
    expect(() => exploitabilityFigure([{ label: 'x', curve: [] }])).toThrow('runs[0].curve');
  });
});
