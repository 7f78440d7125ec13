import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { MultiGraph } from 'graphology';
import type { AbstractGraph } from 'graphology-types';
import { readTable, writeTable } from '../data/index.js';
import { InvalidInputError } from '../foundation/index.js';
import { edgeTable, signedGraphFromTable, type EdgeTableOptions } from './edge-table.js';
import { writeGraphml } from './graphml.js';
import { signedGraph, toGraphology, type SignedGraph, type SignedNetwork } from './signed-graph.js';

/**
 * Reads a signed graph from a file, by its ending: GraphML (`.graphml`) and GEXF (`.gexf`) with an edge attribute for the
 * signed weight, which say themselves what is directed; or an edge list in any format of {@link readTable} (CSV, Parquet,
 * JSON), where `directed` says it. Source listens to target.
 *
 * @throws InvalidInputError when the file cannot be read or understood, and as {@link signedGraphFromTable} or
 * {@link signedGraph}
 *
 * @example
 * ```ts
 * import { readSignedGraph, signedGraphFromArrays, writeSignedGraph } from 'polity/consensus';
 * import { mkdtemp } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * const path = (await mkdtemp(tmpdir() + '/')) + '/debate.graphml';
 * await writeSignedGraph(signedGraphFromArrays({ nodes: ['a', 'b'], sources: [0], targets: [1], weights: [-0.5] }), path);
 * (await readSignedGraph(path)).weights; // [-0.5, -0.5]
 * ```
 */
export async function readSignedGraph(path: string, options: EdgeTableOptions = {}): Promise<SignedGraph> {
  const { source = 'source', target = 'target', weight = 'weight' } = options;
  const format = markup(path);
  if (!format) {
    const types = { [source]: 'string', [target]: 'string' } as const;
    return signedGraphFromTable(await readTable(path, { columns: [source, target, weight], types }), options);
  }
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InvalidInputError('path', path, `name a file that can be read (${complaint(error)})`);
  });
  const { parse } = format === 'gexf' ? await import('graphology-gexf') : await import('graphology-graphml');
  let graph: AbstractGraph;
  try {
    graph = parse(MultiGraph, text);
  } catch (error) {
    const requirement = `be a ${format === 'gexf' ? 'GEXF' : 'GraphML'} file (${complaint(error)})`;
    throw new InvalidInputError('path', path, requirement, { file: basename(path) });
  }
  return signedGraph(graph, { weight });
}

/**
 * Writes a signed graph to a file that {@link readSignedGraph} reads back: GraphML, GEXF or an edge list, by the ending.
 *
 * @throws InvalidInputError when an edge list would lose isolated nodes, or the file cannot be written
 */
export async function writeSignedGraph(network: SignedNetwork, path: string): Promise<void> {
  const graph = signedGraph(network);
  const format = markup(path);
  if (!format) {
    if (graph.isolated.length > 0) {
      const names = Array.from(graph.isolated, (i) => graph.nodes[i]);
      throw new InvalidInputError('graph.isolated', names, 'be empty: an edge list cannot hold nodes without edges');
    }
    return writeTable(edgeTable(graph), path);
  }
  const text = format === 'gexf' ? (await import('graphology-gexf')).write(toGraphology(graph)) : writeGraphml(graph);
  await writeFile(path, text).catch((error: unknown) => {
    throw new InvalidInputError('path', path, `name a file that can be written (${complaint(error)})`);
  });
}

function markup(path: string): 'graphml' | 'gexf' | null {
  const name = path.toLowerCase();
  return name.endsWith('.graphml') ? 'graphml' : name.endsWith('.gexf') ? 'gexf' : null;
}

function complaint(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0] : String(error);
}
