import ts from 'typescript';

/** What a comment behind an expression promises is not written as a value. */
export class NotAValue extends Error {}

/**
 * Compares what an example computed with the value that its comment shows: a JavaScript literal, of which a number
 * holds to the digits shown (`1.0725` promises four decimals; a whole number promises itself) and a list may stand
 * for a typed array.
 * @param {unknown} actual
 * @param {string} shown
 * @returns {string | undefined} what differs
 */
export function difference(actual, shown) {
  const file = ts.createSourceFile('value.ts', `(${shown});`, ts.ScriptTarget.ESNext);
  const [statement, ...others] = file.statements;
  const broken = /** @type {{ parseDiagnostics?: unknown[] }} */ (/** @type {unknown} */ (file)).parseDiagnostics;
  if (!statement || others.length > 0 || broken?.length || !ts.isExpressionStatement(statement))
    throw new NotAValue(shown);
  return compare(actual, statement.expression, file, '');
}

/**
 * @param {unknown} actual
 * @param {ts.Expression} node
 * @param {ts.SourceFile} file
 * @param {string} path where in the value we are, such as `.regime` or `[2]`
 * @returns {string | undefined}
 */
function compare(actual, node, file, path) {
  const text = node.getText(file);
  const differs = () => `${path === '' ? 'got' : `${path} is`} ${inspect(actual)}, not ${text}`;
  if (ts.isParenthesizedExpression(node)) return compare(actual, node.expression, file, path);
  if (ts.isArrayLiteralExpression(node)) {
    const list = ArrayBuffer.isView(actual) ? Array.from(/** @type {Float64Array} */ (actual)) : actual;
    if (!Array.isArray(list) || list.length !== node.elements.length) return differs();
    return first(node.elements.map((element, i) => compare(list[i], element, file, `${path}[${i}]`)));
  }
  if (ts.isObjectLiteralExpression(node)) {
    if (typeof actual !== 'object' || actual === null) return differs();
    const record = /** @type {Record<string, unknown>} */ (actual);
    const wanted = new Map(node.properties.map((property) => [keyOf(property, file), property]));
    const [unwanted] = Object.keys(record).filter((key) => !wanted.has(key) && record[key] !== undefined);
    if (unwanted !== undefined) return `${path}.${unwanted} is ${inspect(record[unwanted])}, and is not shown`;
    return first(
      [...wanted].map(([key, property]) => {
        if (!ts.isPropertyAssignment(property)) throw new NotAValue(property.getText(file));
        return compare(record[key], property.initializer, file, `${path}.${key}`);
      }),
    );
  }
  return isSame(actual, node, file) ? undefined : differs();
}

/**
 * @param {ts.ObjectLiteralElementLike} property
 * @param {ts.SourceFile} file
 */
function keyOf(property, file) {
  const { name } = property;
  if (name === undefined) throw new NotAValue(property.getText(file));
  return ts.isIdentifier(name)
    ? name.text
    : ts.isStringLiteral(name) || ts.isNumericLiteral(name)
      ? name.text
      : name.getText(file);
}

/**
 * @param {unknown} actual
 * @param {ts.Expression} node
 * @param {ts.SourceFile} file
 */
function isSame(actual, node, file) {
  const text = node.getText(file);
  if (ts.isStringLiteralLike(node)) return actual === node.text;
  if (text === 'true' || text === 'false') return actual === (text === 'true');
  if (text === 'null') return actual === null;
  if (text === 'undefined') return actual === undefined;
  if (/^-?(NaN|Infinity)$/.test(text)) return Object.is(actual, Number(text));
  if (/^-?\d+n$/.test(text)) return actual === BigInt(text.slice(0, -1));
  const number = /^-?[\d_]*(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text);
  if (!number || text === '') throw new NotAValue(text);
  if (typeof actual !== 'number') return false;
  const [, decimals, exponent = '0'] = number;
  const value = Number(text.replaceAll('_', ''));
  const lastDigit = 10 ** (Number(exponent) - (decimals?.length ?? 0));
  const asShown = decimals === undefined && exponent === '0' ? 0 : 0.5 * lastDigit;
  return Math.abs(actual - value) <= asShown + 1e-12 * Math.abs(value);
}

/** @param {readonly (string | undefined)[]} differences */
const first = (differences) => differences.find((found) => found !== undefined);

/** @param {unknown} value */
function inspect(value) {
  const list = ArrayBuffer.isView(value) ? Array.from(/** @type {Float64Array} */ (value)) : value;
  if (typeof list === 'string') return `'${list}'`;
  const text = typeof list === 'object' && list !== null ? (JSON.stringify(list) ?? '') : String(list);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
