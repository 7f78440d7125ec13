import { Command, Option } from 'commander';
import { InvalidInputError } from '../foundation/index.js';
import type { AdoptionDiagnosis, CascadeSizes, RecordColumn, Society, SocietyDiagnosis } from '../populations/index.js';
import type { Interval } from '../statistics/index.js';
import { given, jsonOption, numberOption } from './options.js';
import { formatNumber, formatPairs, formatPercent, formatTable, formatText, printJson, printReport } from './print.js';
import { progressDisplay } from './progress.js';

interface SocietyOptions {
  readonly columns?: string;
  readonly exposedBy?: 'in' | 'out';
  readonly minAdopters?: number;
  readonly replicates?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

/** `polity society posts.parquet comments.parquet`: roles, cascades and adoption, each next to a society without them. */
export function societyCommand(): Command {
  return new Command('society')
    .description('roles, cascades and adoption in an archive of agents’ posts and comments, each against a null model')
    .argument('<posts>', 'table of posts, or of posts and comments (then rows with a post_id are comments)')
    .argument('[comments]', 'table of comments')
    .option('--columns <names>', 'names of columns that differ, as author=user,time=date,body=text (see below)')
    .addOption(
      new Option(
        '--exposed-by <side>',
        'who exposes an agent: those who reply to it (in), or those it answers (out); default: in',
      ).choices(['in', 'out']),
    )
    .addOption(numberOption('--min-adopters <n>', 'agents that must use a phrase (default: 10)'))
    .addOption(numberOption('--replicates <n>', 'societies without roles or influence (default: 39)'))
    .addOption(numberOption('--seed <n>', 'seed of the null models (default: 0)'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Columns: ${Object.entries(COLUMNS)
        .map(([name, column]) => (name === column ? name : `${name} (${column})`))
        .join(', ')}.
Times are timestamps, ISO texts or milliseconds since 1970. Parquet is streamed, other formats are read whole.

Examples:
  polity society posts.parquet comments.parquet
  polity society records.parquet --columns author=user,time=date --json`,
    )
    .action(async (posts: string, comments: string | undefined, options: SocietyOptions) => {
      const { society, diagnosis } = await analyse(posts, comments, options);
      if (options.json) printJson(forPrograms(society, diagnosis));
      else print(comments === undefined ? posts : `${posts}, ${comments}`, society, diagnosis);
    });
}

/** What columns are called, and what they are in most archives. */
const COLUMNS: Readonly<Record<RecordColumn, string>> = {
  id: 'id',
  author: 'agent_id',
  time: 'created_at',
  title: 'title',
  body: 'content',
  post: 'post_id',
  parent: 'parent_id',
};

async function analyse(
  posts: string,
  comments: string | undefined,
  { columns, exposedBy, minAdopters, replicates, seed }: SocietyOptions,
): Promise<{ society: Society; diagnosis: SocietyDiagnosis }> {
  const { diagnoseSociety, readSociety } = await import('../populations/index.js');
  const display = progressDisplay();
  const onProgress = (progress: { done: number; total: number; label: string }) => display.show(progress);
  try {
    const society = await readSociety(posts, comments, {
      ...given({ minAdopters }),
      ...(columns !== undefined && { columns: columnNames(columns) }),
      onProgress,
    });
    return { society, diagnosis: diagnoseSociety(society, { ...given({ exposedBy, replicates, seed }), onProgress }) };
  } finally {
    display.end();
  }
}

function columnNames(text: string): Partial<Record<RecordColumn, string>> {
  const names: Partial<Record<RecordColumn, string>> = {};
  for (const pair of text.split(',')) {
    const [, name, column] = /^(\w+)=(.+)$/.exec(pair) ?? [];
    if (!Object.hasOwn(COLUMNS, name ?? '')) {
      throw new InvalidInputError(
        '--columns',
        pair,
        `be name=column with a name of ${Object.keys(COLUMNS).join(', ')}`,
      );
    }
    names[name as RecordColumn] = column;
  }
  return names;
}

/** The results without fits and lists as long as the society. */
function forPrograms({ agents, records, replies, cascades }: Society, { roles, sizes, adoption }: SocietyDiagnosis) {
  const hazard = ({ exposure, activity, concordance, rows, adoptions, converged }: AdoptionDiagnosis['hazard']) => ({
    exposure,
    activity,
    concordance,
    rows,
    adoptions,
    converged,
  });
  const evidence = ({
    best,
    counts,
    clearest,
    pValue,
    replicates,
  }: Omit<Extract<typeof roles, { pValue: number }>, 'published' | 'verdict'>) => ({
    best,
    counts,
    clearest,
    pValue,
    replicates,
  });
  return {
    agents: agents.length,
    records,
    pairs: replies.edges,
    roles:
      'reason' in roles ? roles : { verdict: roles.verdict, ...evidence(roles), published: evidence(roles.published) },
    sizes: 'reason' in sizes ? sizes : { ...sizes, fit: { ...sizes.fit, values: undefined, counts: undefined } },
    adoption:
      'reason' in adoption
        ? adoption
        : { ...adoption, hazard: hazard(adoption.hazard), published: hazard(adoption.published) },
    cascades: cascades.slice(0, 100).map(({ name, adopters, times }) => ({
      name,
      adopters: adopters.length,
      first: agents[adopters[0]],
      hours: times[times.length - 1] - times[0],
    })),
  };
}

function print(files: string, society: Society, { roles, sizes, adoption }: SocietyDiagnosis): void {
  const { agents, records, cascades } = society;
  printReport(
    `${files}: ${count(agents.length, 'agent')}, ${count(records.posts, 'post')}, ${count(records.comments, 'comment')}${leftOut(society)}`,
    'Roles: do agents differ in what they do, beyond how much?',
    'reason' in roles
      ? `  Cannot tell: ${roles.reason}.`
      : formatPairs([
          [
            'verdict',
            roles.verdict === 'roles'
              ? 'yes: alike agents would not cluster like this'
              : 'no: alike agents cluster like this',
          ],
          [
            'clearest',
            `${roles.clearest.roles} roles, ${formatNumber(roles.clearest.excess, 2)} standard deviations above alike agents (p = ${formatNumber(roles.pValue, 2)})`,
          ],
          ['silhouette', silhouetteOf(roles.best)],
          ['as published', silhouetteOf(roles.published.best)],
        ]),
    'Cascades: how large do they get?',
    'reason' in sizes ? `  Cannot tell: ${sizes.reason}.` : formatPairs(sizePairs(sizes)),
    largest(society),
    'Adoption: does exposure matter, beyond activity?',
    'reason' in adoption ? `  Cannot tell: ${adoption.reason}.` : formatPairs(adoptionPairs(adoption)),
    cascades.length === 0
      ? ''
      : formatText(
          'Bands hold 95 % of societies without the effect. The published construction mixes exposures of different times; it is printed for comparison.',
        ),
  );
}

function silhouetteOf({
  silhouette,
  roles,
  largestShare,
  withoutRoles,
}: {
  silhouette: number;
  roles: number;
  largestShare: number;
  withoutRoles: Interval;
}) {
  return `${formatNumber(silhouette, 3)} with ${roles} clusters, ${formatPercent(largestShare)} in the largest; without roles ${band(withoutRoles)}`;
}

function sizePairs({ count: cascades, largest: most, fit, rivals, verdict }: CascadeSizes): [string, string][] {
  return [
    ['verdict', verdict],
    ['cascades', `${formatNumber(cascades)}, the largest of ${count(most, 'agent')}`],
    [
      'exponent',
      `${formatNumber(fit.estimate, 3)} ± ${formatNumber(fit.standardError, 2)} from ${formatNumber(fit.xmin)} on (${formatNumber(fit.n)} cascades)`,
    ],
    ...rivals.map(({ rival, normalized, logLikelihoodRatio, pValue, nested }): [string, string] => [
      `against ${rival}`,
      `${pValue >= 0.1 ? 'no difference' : logLikelihoodRatio > 0 ? 'the power law is nearer' : `the ${rival} is nearer`} (${nested ? `2R = ${formatNumber(2 * logLikelihoodRatio, 3)}` : `z = ${formatNumber(normalized, 3)}`}, p = ${formatNumber(pValue, 2)})`,
    ]),
  ];
}

function adoptionPairs({
  hazard,
  withoutInfluence,
  verdict,
  published,
  publishedWithoutInfluence,
}: AdoptionDiagnosis): [string, string][] {
  const { exposure, activity } = hazard;
  return [
    ['verdict', verdict],
    [
      'hazard ratio',
      `${formatNumber(exposure.ratio, 3)} (95 % ${band(exposure.ratioInterval)}); without influence ${band(withoutInfluence)}`,
    ],
    ...(activity
      ? [['of activity', `${formatNumber(activity.ratio, 3)} for e times as many records`] as [string, string]]
      : []),
    [
      'as published',
      `hazard ratio ${formatNumber(published.exposure.ratio, 3)}, without influence ${band(publishedWithoutInfluence.ratio)}; concordance ${formatNumber(published.concordance, 3)}, without influence ${band(publishedWithoutInfluence.concordance)}`,
    ],
  ];
}

function largest({ agents, cascades }: Society): string {
  if (cascades.length === 0) return '';
  return formatTable(
    ['adopters', 'first by', 'hours', 'phrase'],
    cascades
      .slice(0, 5)
      .map(({ name, adopters, times }) => [
        formatNumber(adopters.length),
        agents[adopters[0]],
        formatNumber(times[times.length - 1] - times[0], 3),
        name,
      ]),
  );
}

function leftOut({ records: { orphaned, toOneself } }: Society): string {
  const parts = [
    ...(orphaned > 0 ? [`${formatNumber(orphaned)} on records that are not there`] : []),
    ...(toOneself > 0 ? [`${formatNumber(toOneself)} on one’s own`] : []),
  ];
  return parts.length === 0 ? '' : ` (no replies: ${parts.join(', ')})`;
}

function count(n: number, word: string): string {
  return `${formatNumber(n)} ${word}${n === 1 ? '' : 's'}`;
}

function band({ lower, upper }: Interval): string {
  return `${formatNumber(lower, 3)} to ${formatNumber(upper, 3)}`;
}
