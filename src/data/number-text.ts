const NUMBER = String.raw`[+-]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?`;
const NOT_FINITE = String.raw`(?:[nN][aA][nN]|[+-]?[iI][nN][fF](?:[iI][nN][iI][tT][yY])?)`;
const INTEGER = '[+-]?[0-9]+';

const isDecimal = new RegExp(`^${NUMBER}$`);
const isNotFinite = new RegExp(`^${NOT_FINITE}$`);
const isInteger = new RegExp(`^${INTEGER}$`);

/**
 * The number that a text stands for, or `undefined` if reading it as one would lose something: text that is no decimal
 * number, a leading zero (`007` is an identifier), an integer that no double equals, a number too large for a double.
 * `nan` and `inf` are numbers, in any case.
 */
export function losslessNumber(text: string): number | undefined {
  if (isNotFinite.test(text)) {
    if (text.length === 3 && text.toLowerCase() === 'nan') return NaN;
    return text.startsWith('-') ? -Infinity : Infinity;
  }
  if (!isDecimal.test(text)) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  if (Number.isSafeInteger(value) || !isInteger.test(text)) return value;
  return BigInt(text.replace('+', '')) === BigInt(value) ? value : undefined;
}

/** {@link losslessNumber} as a predicate in SQL on an expression that yields text. */
export function losslessNumberSql(text: string): string {
  // Doubles skip integers from 2⁵³ on, which has 16 digits; without an exponent it takes more than 300 to exceed all doubles.
  return `CASE WHEN NOT regexp_full_match(${text}, '${NUMBER}') THEN regexp_full_match(${text}, '${NOT_FINITE}')
    WHEN length(${text}) >= 16 AND regexp_full_match(${text}, '${INTEGER}')
      THEN coalesce(TRY_CAST(TRY_CAST(${text} AS DOUBLE) AS HUGEINT) = TRY_CAST(${text} AS HUGEINT), false)
    WHEN contains(${text}, 'e') OR contains(${text}, 'E') OR length(${text}) > 300
      THEN isfinite(TRY_CAST(${text} AS DOUBLE))
    ELSE ${text} IS NOT NULL END`;
}
