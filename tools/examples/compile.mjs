import ts from 'typescript';
import { inRoot } from '../setup/place.mjs';

/** @typedef {import('./extract.mjs').Example} Example */

/**
 * An example as a program: an expression with a value in the comment behind it becomes a call that compares the two.
 *
 *     amplification({ … }); // 1.0725     →     __check(3, "1.0725", amplification({ … }));
 * @param {string} code
 * @returns {{ program: string, checks: number }}
 */
export function asProgram(code) {
  const file = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ESNext, true);
  let program = code;
  let checks = 0;
  for (const statement of [...file.statements].reverse()) {
    if (!ts.isExpressionStatement(statement)) continue;
    const [comment] = ts.getTrailingCommentRanges(code, statement.end) ?? [];
    if (comment?.kind !== ts.SyntaxKind.SingleLineCommentTrivia) continue;
    const shown = code.slice(comment.pos + 2, comment.end).trim();
    const line = file.getLineAndCharacterOfPosition(comment.pos).line;
    const [start, end] = [statement.getStart(file), statement.end];
    const expression = printed(statement.expression).getText(file);
    program = `${program.slice(0, start)}__check(${line}, ${JSON.stringify(shown)}, ${expression});${program.slice(end)}`;
    checks++;
  }
  return { program, checks };
}

/**
 * `console.log(x)` shows x.
 * @param {ts.Expression} expression
 */
function printed(expression) {
  const [argument, ...others] = ts.isCallExpression(expression) ? expression.arguments : [];
  const isLog = ts.isCallExpression(expression) && expression.expression.getText() === 'console.log';
  return isLog && argument !== undefined && others.length === 0 ? argument : expression;
}

/**
 * JavaScript that Node can run, with `__check` in reach.
 * @param {string} code
 */
export function compile(code) {
  const { program, checks } = asProgram(code);
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  });
  return { script: outputText, checks };
}

/**
 * Type errors in examples, found as a user's own strict project would find them.
 * @param {ReadonlyMap<string, Example>} examples by the path of the module that each becomes
 * @returns {Map<string, string[]>} by the same paths
 */
export function typeErrors(examples) {
  const { config } = ts.readConfigFile(inRoot('tsconfig.json'), ts.sys.readFile);
  const parsed = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, inRoot());
  const options = {
    ...parsed.options,
    noUnusedLocals: false,
    noUnusedParameters: false,
    allowJs: false,
    checkJs: false,
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => examples.has(name) || fileExists(name);
  host.readFile = (name) => examples.get(name)?.code ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => {
    const code = examples.get(name)?.code;
    return code === undefined
      ? getSourceFile(name, version, ...rest)
      : ts.createSourceFile(name, `${code}\nexport {};`, version);
  };
  const program = ts.createProgram([...examples.keys()], options, host);
  return new Map(
    [...examples].map(([path, example]) => {
      const file = program.getSourceFile(path);
      const errors = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      return [path, errors.map((error) => describe(error, example))];
    }),
  );
}

/**
 * @param {ts.Diagnostic} error
 * @param {Example} example
 */
function describe(error, example) {
  const line = error.file ? error.file.getLineAndCharacterOfPosition(error.start ?? 0).line : 0;
  return `${example.file}:${example.line + line} ${ts.flattenDiagnosticMessageText(error.messageText, '\n  ')}`;
}
