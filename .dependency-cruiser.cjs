/**
 * The floors of the house (docs/architecture.md): an import only ever goes down, never in a circle,
 * and from another room only its face, index.ts, may be seen.
 */
const floors = [
  ['foundation'],
  ['numerics', 'environments', 'data', 'figures'],
  ['statistics'],
  [
    'organization',
    'consensus',
    'attribution',
    'entropy',
    'games',
    'commons',
    'economies',
    'learning',
    'populations',
    'evaluation',
    'worlds',
  ],
  ['studies', 'agents'],
  ['reproductions'],
  ['cli'],
];

/** The only imports between rooms of one floor: those that the theory itself makes. */
const sideways = [
  ['environments', 'data', 'figures'].map((from) => [from, ['numerics']]),
  [
    ['economies', ['games']],
    ['worlds', ['games']],
    ['commons', ['games']],
    ['learning', ['games']],
  ],
].flat();

const rooms = (names) => `^src/(${names.join('|')})/`;
const beside = '\\.(test|bench)\\.ts$';

module.exports = {
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'room-faces-only',
      comment: 'Import another room through its index.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    ...floors.slice(0, -1).map((floor, i) => ({
      name: `upward-from-${floor[0]}`,
      severity: 'error',
      from: { path: rooms(floor), pathNot: beside },
      to: { path: rooms(floors.slice(i + 1).flat()) },
    })),
    ...floors.flatMap((floor) =>
      floor.map((room) => ({
        name: `sideways-from-${room}`,
        severity: 'error',
        from: { path: rooms([room]) },
        to: {
          path: rooms(floor),
          pathNot: rooms([room, ...sideways.filter(([from]) => from === room).flatMap(([, to]) => to)]),
        },
      })),
    ),
    {
      name: 'known-rooms-only',
      comment: 'A new room gets its floor here first.',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: rooms(floors.flat()) },
    },
    {
      name: 'tests-are-leaves',
      severity: 'error',
      from: {},
      to: { path: beside },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.as\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
};
