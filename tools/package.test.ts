import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import ts from 'typescript';
import { beforeAll, expect, test } from 'vitest';
import { setup } from './setup.mjs';
import { inRoot } from './setup/place.mjs';

interface PackageJson {
  exports: Record<string, string | { types: string; default: string }>;
  typesVersions: Record<string, Record<string, string[]>>;
}

const { exports, typesVersions } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as PackageJson;

/** Every room with a face, but the command line: that is a program, not something to import. */
const rooms = readdirSync(inRoot('src')).filter(
  (name) => name !== 'cli' && existsSync(inRoot('src', name, 'index.ts')),
);

beforeAll(async () => void (await setup()), 300_000);

test('the entries of the package are its rooms', () => {
  const entry = (room: string) => ({ types: `./dist/${room}/index.d.ts`, default: `./dist/${room}/index.js` });
  expect(exports).toEqual({
    '.': { types: './dist/index.d.ts', default: './dist/index.js' },
    ...Object.fromEntries(rooms.map((room) => [`./${room}`, entry(room)])),
    './package.json': './package.json',
  });
  expect(typesVersions['*']).toEqual(Object.fromEntries(rooms.map((room) => [room, [`./dist/${room}/index.d.ts`]])));
});

/** The names that a module exports, as Node sees them from a notebook's folder. */
function exportsOf(name: string): string[] {
  const script = `console.log(JSON.stringify(Object.keys(await import('${name}'))))`;
  const options = { cwd: inRoot('notebooks'), encoding: 'utf8' } as const;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', script], options)) as string[];
}

test.each(rooms)('Node imports polity/%s', (room) => {
  expect(exportsOf(`polity/${room}`)).not.toEqual([]);
});

test('the root entry holds every room', () => {
  expect(exportsOf('polity').sort()).toEqual([...rooms].sort());
});

/** What a TypeScript has to say about importing every room, and about the declarations this reads. */
function complaints(compiler: typeof ts, options: ts.CompilerOptions): string[] {
  const name = inRoot('notebooks', 'imports-every-room.ts').replaceAll('\\', '/');
  const imports = ['polity', ...rooms.map((room) => `polity/${room}`)].map(
    (entry, i) => `import * as entry${i} from '${entry}'; export const names${i}: string[] = Object.keys(entry${i});`,
  );
  const host = compiler.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version, ...rest) =>
    file === name
      ? compiler.createSourceFile(name, imports.join('\n'), version)
      : getSourceFile(file, version, ...rest);
  const program = compiler.createProgram([name], options, host);
  const ours = program.getSourceFiles().filter((file) => file.fileName === name || isOurs(file.fileName));
  expect(ours.length).toBeGreaterThan(rooms.length);
  return [...program.getOptionsDiagnostics(), ...ours.flatMap((file) => [...diagnostics(program, file)])].map(
    (found) => `${found.file?.fileName}: ${compiler.flattenDiagnosticMessageText(found.messageText, '\n')}`,
  );
}

const isOurs = (file: string) => file.startsWith(inRoot('dist').replaceAll('\\', '/'));

const diagnostics = (program: ts.Program, file: ts.SourceFile) => [
  ...program.getSyntacticDiagnostics(file),
  ...program.getSemanticDiagnostics(file),
];

test('the types of every room resolve in a modern project', () => {
  const { NodeNext } = ts.ModuleKind;
  const target = ts.ScriptTarget.ES2022;
  const options = {
    module: NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target,
    lib: ['lib.es2023.d.ts'],
  };
  expect(complaints(ts, { ...options, strict: true, noEmit: true, types: ['node'] })).toEqual([]);
});

test("the types of every room resolve in the notebook kernel's TypeScript, which reads no exports", () => {
  const require = createRequire(import.meta.url);
  const kernels = createRequire(require.resolve('tslab'))('@tslab/typescript-for-tslab') as typeof ts;
  expect(kernels.version).toBe('5.0.4');
  const options = {
    module: kernels.ModuleKind.ESNext,
    moduleResolution: kernels.ModuleResolutionKind.Node10,
    esModuleInterop: true,
    target: kernels.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    typeRoots: [inRoot('node_modules', '@types')],
    noEmit: true,
  };
  expect(complaints(kernels, options)).toEqual([]);
});

test('the API pages are of all rooms', () => {
  const { entryPoints } = JSON.parse(readFileSync(inRoot('typedoc.json'), 'utf8')) as { entryPoints: string[] };
  expect(entryPoints.sort()).toEqual(rooms.map((room) => `src/${room}/index.ts`).sort());
});
