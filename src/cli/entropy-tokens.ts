import type { MethodAudit, TokenAudit } from '../entropy/index.js';
import { formatNumber, formatPairs, formatPercent, formatTable, printReport } from './print.js';

/** The report on a token log. */
export function printAudit(audit: TokenAudit): void {
  const { tokens, covariance, clipCov, klCov, entropyChange } = audit;
  const { lower, upper } = entropyChange.interval;
  printReport(
    `${formatNumber(tokens)} tokens`,
    formatPairs([
      ['mean covariance', formatNumber(covariance.mean)],
      [
        'predicted entropy change',
        `${formatNumber(entropyChange.estimate)} nats [${formatNumber(lower)}, ${formatNumber(upper)}], from the old to the new policy`,
      ],
      ['divergence old to new', formatNumber(audit.approximateKl)],
      ['bound by the PPO clip', formatPercent(audit.clippedFraction, 2)],
      ['Clip-Cov', `touches ${count(clipCov)}, drawn from ${formatNumber(clipCov.candidates)} within its bounds`],
      ['KL-Cov', `touches ${count(klCov)}`],
    ]),
    formatTable(
      ['top tokens', 'count', 'mean covariance', 'from'],
      covariance.table.map((row) => [
        row.share === 1 ? 'all' : `${formatNumber(100 * row.share)} %`,
        formatNumber(row.tokens),
        formatNumber(row.mean),
        formatNumber(row.threshold),
      ]),
    ),
    describe('KL-Cov penalises', klCov),
    describe('Clip-Cov takes the gradient from', clipCov),
  );
}

function count({ touched, fraction }: MethodAudit): string {
  return `${formatNumber(touched.length)} (${formatPercent(fraction, 3)})`;
}

function describe(title: string, { largest }: MethodAudit): string {
  if (largest.length === 0) return `${title}: no token`;
  const rows = largest.map(({ token, covariance, logp, advantage }) => [
    formatNumber(token + 1),
    formatNumber(covariance),
    formatNumber(logp),
    formatNumber(advantage),
  ]);
  return `${title}, largest covariance first\n${formatTable(['row', 'covariance', 'log-probability', 'advantage'], rows)}`;
}
