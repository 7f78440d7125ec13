import { resolve } from 'node:path';
import ts from 'typescript';
import { inRoot } from '../setup/place.mjs';
import { codeCells, readNotebook } from './notebook-file.mjs';

/**
 * Type-checks the code of notebooks as strictly as src/ (the kernel itself is lenient), against the built package.
 *
 * In the kernel a cell sees the names of the cells before it and may declare them anew. One module a notebook says the
 * same when each cell opens a block inside the last cell's: `cell 1 { cell 2 { cell 3 }}`. Imports cannot stand in a
 * block, so they are lifted to the top and blanked where they stood.
 * @param {readonly string[]} paths
 * @returns {string[]} the errors
 */
export function notebookTypeErrors(paths) {
  const modules = new Map(paths.map((path) => [moduleName(path), asModule(path)]));
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => modules.has(name) || fileExists(name);
  host.readFile = (name) => modules.get(name)?.text ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = modules.get(name)?.text;
    return text === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return [...modules].flatMap(([name, module]) => {
    const file = program.getSourceFile(name);
    const errors = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
    return errors.map((error) => {
      const message = ts.flattenDiagnosticMessageText(error.messageText, '\n    ');
      const line = ts.getLineAndCharacterOfPosition(/** @type {ts.SourceFile} */ (file), error.start ?? 0).line;
      return `${module.path}, ${module.places[line] ?? 'end'}: ${message}`;
    });
  });
}

/**
 * The name under which a notebook's code is compiled: beside it, so that imports resolve as they do there.
 * @param {string} path */
const moduleName = (path) =>
  resolve(path)
    .replaceAll('\\', '/')
    .replace(/\.ipynb$/, '.cells.ts');

/** @returns {ts.CompilerOptions} those of tsconfig.json */
function compilerOptions() {
  const { config } = ts.readConfigFile(inRoot('tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, inRoot());
  return {
    ...options,
    noUnusedLocals: false,
    allowJs: false,
    checkJs: false,
    types: ['node'],
    typeRoots: [inRoot('node_modules', '@types')],
  };
}

/** @param {string} path @returns {{ path: string, text: string, places: string[] }} `places[line]` names cell and line */
function asModule(path) {
  const cells = codeCells(readNotebook(path));
  /** @type {string[]} */ const imports = [];
  /** @type {string[]} */ const importPlaces = [];
  /** @type {string[]} */ const body = [];
  /** @type {string[]} */ const places = [];
  for (const { index, source } of cells) {
    const parsed = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ESNext);
    let rest = source;
    for (const statement of parsed.statements.filter(ts.isImportDeclaration)) {
      const [start, end] = [statement.getStart(parsed), statement.end];
      const oneLine = source.slice(start, end).replaceAll('\n', ' ');
      if (!imports.includes(oneLine)) {
        imports.push(oneLine);
        importPlaces.push(`cell ${index + 1}, line ${parsed.getLineAndCharacterOfPosition(start).line + 1}`);
      }
      rest = rest.slice(0, start) + rest.slice(start, end).replace(/[^\n]/g, ' ') + rest.slice(end);
    }
    const lines = `{\n${rest}`.split('\n');
    body.push(...lines);
    places.push(...lines.map((_, line) => `cell ${index + 1}, line ${line}`));
  }
  const text = [...imports, 'export {};', ...body, '}'.repeat(cells.length)].join('\n');
  return { path, text, places: [...importPlaces, '', ...places] };
}
