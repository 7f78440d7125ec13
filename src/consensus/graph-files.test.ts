import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Table } from '../data/index.js';
import {
  randomSignedGraph,
  readSignedGraph,
  signedGraphFromArrays,
  signedGraphFromTable,
  writeSignedGraph,
  type SignedGraph,
} from './index.js';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'polity-'))));
afterAll(() => rm(folder, { recursive: true }));

const plain = ({ nodes, directed, size, offsets, targets, weights }: SignedGraph) => ({
  nodes,
  directed,
  size,
  offsets: Array.from(offsets),
  targets: Array.from(targets),
  weights: Array.from(weights),
});

describe('graph files', () => {
  it.each(['graphml', 'gexf'])('keep everything in %s, odd names too', async (ending) => {
    for (const directed of [false, true]) {
      const random = randomSignedGraph({ nodes: 9, edges: 12, directed, seed: 5 });
      const names = [...random.nodes];
      [names[0], names[1], names[2]] = ['Ö & <co>', 'a "b"', "it's"];
      const graph = { ...random, nodes: names, weights: random.weights.map((sign) => sign / 3) };
      const path = join(folder, `graph-${directed}.${ending}`);
      await writeSignedGraph(graph, path);
      expect(plain(await readSignedGraph(path))).toEqual(plain(graph));
    }
  });

  it.each(['csv', 'parquet', 'jsonl'])('keep edges in %s', async (ending) => {
    const graph = randomSignedGraph({ nodes: 6, edges: 12, directed: true, seed: 2 });
    const path = join(folder, `edges.${ending}`);
    await writeSignedGraph(graph, path);
    const read = await readSignedGraph(path, { directed: true, nodes: graph.nodes });
    expect(plain(read)).toEqual(plain(graph));
  });

  it('refuse what they would lose or cannot read', async () => {
    const lonely = signedGraphFromArrays({ nodes: 3, sources: [0], targets: [1] });
    await expect(writeSignedGraph(lonely, join(folder, 'x.csv'))).rejects.toThrow('graph.isolated must be empty');
    await expect(readSignedGraph(join(folder, 'none.gexf'))).rejects.toThrow('name a file that can be read');
    const broken = join(folder, 'broken.graphml');
    const edge = '<edge source="a" target="b"><data key="weight">1</data></edge>';
    await writeFile(broken, `<graphml><graph edgedefault="undirected"><node id="a"/>${edge}</graph></graphml>`);
    await expect(readSignedGraph(broken)).rejects.toThrow('be a GraphML file');
    const key = '<key id="weight" for="edge" attr.name="weight" attr.type="double"/>';
    const twice = `<graphml>${key}<graph edgedefault="undirected"><node id="a"/><node id="b"/>${edge}${edge}</graph></graphml>`;
    await writeFile(broken, twice);
    await expect(readSignedGraph(broken)).rejects.toThrow('edges must differ from one another');
  });
});

describe('edge tables', () => {
  const edges = (source: (string | null)[], target: string[], weight: (number | null)[], options = {}) =>
    signedGraphFromTable(Table.fromColumns({ source, target, weight }, 'edges.csv'), options);

  it('name the row at fault', () => {
    expect(() => edges(['a', 'b'], ['b', 'b'], [1, 1])).toThrow('edges.csv, row 2, column target: target must differ');
    expect(() => edges(['a', null], ['b', 'b'], [1, 1])).toThrow('edges.csv, row 2, column source: source must name');
    expect(() => edges(['a', 'b'], ['b', 'c'], [1, null])).toThrow('row 2, column weight: weight must be a finite');
    expect(() => edges(['a', 'c', 'b'], ['b', 'a', 'a'], [1, 1, 1])).toThrow('row 3, column target: edge must differ from row 1'); // prettier-ignore
    expect(() => edges(['a'], ['b'], [1], { nodes: ['a', 'c'] })).toThrow('target must be one of the nodes; got "b"');
    expect(edges(['a', 'b'], ['b', 'a'], [1, -1], { directed: true }).size).toBe(2);
  });
});
