import { forEachEdge, type SignedGraph } from './signed-graph.js';

/** GraphML of a signed graph with the edge attribute `weight`; graphology's own package reads GraphML but does not write it. */
export function writeGraphml(graph: SignedGraph): string {
  const lines = graph.nodes.map((node) => `    <node id="${escape(node)}"/>`);
  forEachEdge(graph, (i, j, weight) => {
    const ends = `source="${escape(graph.nodes[i])}" target="${escape(graph.nodes[j])}"`;
    lines.push(`    <edge ${ends}><data key="weight">${weight}</data></edge>`);
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    '  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>',
    `  <graph edgedefault="${graph.directed ? 'directed' : 'undirected'}">`,
    ...lines,
    '  </graph>',
    '</graphml>',
    '',
  ].join('\n');
}

function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  // Attribute values lose line breaks and tabs unless they are written as references.
  return text.replace(/[&<>"\n\r\t]/g, (character) => entities[character] ?? `&#${character.charCodeAt(0)};`);
}
