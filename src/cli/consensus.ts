import { Command, Option } from 'commander';
import type { DebateDiagnosis, InfluenceEstimate } from '../consensus/index.js';
import { InvalidInputError } from '../foundation/index.js';
import { given, jsonOption, numberOption } from './options.js';
import { formatNumber, formatPairs, formatPercent, formatTable, formatText, printJson, printReport } from './print.js';

interface ConsensusOptions {
  readonly scale: 'logit' | 'identity';
  readonly agent?: string;
  readonly round?: string;
  readonly belief?: string;
  readonly debate?: string;
  readonly of?: string;
  readonly penalty?: 'lasso' | 'ridge';
  readonly stability?: number;
  readonly replicates?: number;
  readonly seed?: number;
  readonly figure?: string;
  readonly json?: boolean;
}

/** `polity consensus stances.csv`: who moves whom, and where the debate is going. */
export function consensusCommand(): Command {
  return new Command('consensus')
    .description('who moves whom in a debate, will they agree, who blocks, and which edge to change')
    .argument('<stances>', 'table of stated beliefs: a row for each agent and round, and debate if there are several')
    .addOption(
      new Option('--scale <scale>', 'beliefs are probabilities (logit) or numbers as they are (identity)')
        .choices(['logit', 'identity'])
        .makeOptionMandatory(),
    )
    .option('--agent <column>', 'column of the agents (default: agent)')
    .option('--round <column>', 'column of the rounds (default: round)')
    .option('--belief <column>', 'column of the beliefs (default: belief)')
    .option('--debate <column>', 'column of the debates (default: debate, if there is one)')
    .option('--of <debate>', 'the debate to diagnose (default: the last one)')
    .addOption(new Option('--penalty <kind>', 'few edges, or all shrunk').choices(['lasso', 'ridge']))
    .addOption(numberOption('--stability <share>', 'share of half samples that must find an edge (default: 0.8)'))
    .addOption(numberOption('--replicates <n>', 'bootstrap samples for the intervals (default: 200)'))
    .addOption(numberOption('--seed <n>', 'seed of the resampling (default: 0)'))
    .option('--figure <file>', 'draw the influences with their intervals: .svg, .png or .html')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  polity consensus stances.csv --scale logit
  polity consensus stances.csv --scale logit --belief probability --figure influence.svg --json`,
    )
    .action(async (path: string, options: ConsensusOptions) => {
      const result = await analyse(path, options);
      if (options.json) printJson(forPrograms(result));
      else print(result);
    });
}

interface Analysis {
  readonly path: string;
  readonly debate: string;
  readonly influence: InfluenceEstimate;
  readonly diagnosis: DebateDiagnosis;
  /** Final beliefs as they are stated. */
  readonly final: readonly { readonly agent: string; readonly now: number; readonly final: number }[];
}

async function analyse(
  path: string,
  { scale, agent, round, belief, debate, of, penalty, stability, replicates, seed, figure }: ConsensusOptions,
): Promise<Analysis> {
  const { diagnoseDebate, estimateInfluence, influenceFigure, statedBelief } = await import('../consensus/index.js');
  const { readTable } = await import('../data/index.js');
  const columns = given({ agent, round, belief, debate });
  const table = await readTable(path);
  const influence = estimateInfluence(table, { scale, columns, ...given({ penalty, stability, replicates, seed }) });
  const { stances, agents } = influence;
  const chosen =
    of === undefined ? stances.debates[stances.debates.length - 1] : stances.debates.find(({ name }) => name === of);
  if (!chosen) {
    const known = stances.debates.map(({ name }) => `'${name}'`).join(', ');
    throw new InvalidInputError('--of', of, `be one of ${known}`);
  }
  const beliefs = chosen.beliefs.slice((chosen.rounds - 1) * agents.length);
  const diagnosis = diagnoseDebate(influence.network, {
    beliefs,
    stubbornness: influence.stubbornness,
    anchors: chosen.beliefs.slice(0, agents.length),
    agreement: 0.05,
  });
  if (figure !== undefined) {
    const { saveFigure } = await import('../figures/index.js');
    await saveFigure(influenceFigure(influence), figure);
  }
  const final = agents.map((name, i) => ({
    agent: name,
    now: statedBelief(beliefs[i], scale),
    final: statedBelief(diagnosis.limit[i], scale),
  }));
  return { path, debate: chosen.name, influence, diagnosis, final };
}

function forPrograms({ debate, influence, diagnosis, final }: Analysis) {
  const { agents, edges, stubbornness, lambda, noise, steps, stances } = influence;
  return {
    scale: stances.scale,
    debates: stances.debates.length,
    steps,
    agents: agents.map((name, i) => ({ name, stubbornness: stubbornness[i], noise: noise[i], lambda: lambda[i] })),
    edges,
    diagnosis: { debate, ...diagnosis, final },
  };
}

function print({ path, debate, influence, diagnosis, final }: Analysis): void {
  const { agents, edges, stubbornness, steps, stances } = influence;
  const stubborn = agents.flatMap((name, i) =>
    stubbornness[i] > 0 ? [`${name} (${formatPercent(stubbornness[i])} a round)`] : [],
  );
  printReport(
    `${path}: ${agents.length} agents, ${stances.debates.length} ${stances.debates.length === 1 ? 'debate' : 'debates'}, ${steps} steps`,
    edges.length === 0
      ? 'No influence is stable enough to report: nobody is seen to move anybody.'
      : formatTable(
          ['listener', 'speaker', 'does', 'a round', '95 % interval', 'stability'],
          edges.map(({ listener, speaker, estimate, interval, stability }) => [
            listener,
            speaker,
            estimate > 0 ? 'endorses' : 'opposes',
            formatNumber(estimate, 3),
            `${formatNumber(interval.lower, 3)} to ${formatNumber(interval.upper, 3)}`,
            formatPercent(stability, 0),
          ]),
        ),
    `Outlook of ${debate}:`,
    formatPairs([
      ['will they agree?', diagnosis.agrees ? 'yes' : 'no'],
      ['they end in', diagnosis.kind],
      [
        'settled in',
        Number.isFinite(diagnosis.rounds) ? `${formatNumber(diagnosis.rounds, 3)} rounds` : 'never: rounds swing',
      ],
      ['holding on to first beliefs', stubborn.join(', ') || 'nobody'],
      ['who blocks', diagnosis.blockers.map(({ agent }) => agent).join(', ') || 'nobody alone'],
      ['edge to change', remedy(diagnosis)],
    ]),
    formatTable(
      ['agent', 'now', 'in the end'],
      final.map(({ agent, now, final: end }) => [agent, formatNumber(now, 3), formatNumber(end, 3)]),
    ),
    formatText('Weights are shares of a (negated) belief taken in a round; see --help for the scale.'),
  );
}

function remedy({ flips }: DebateDiagnosis): string {
  if (flips.length === 0) return 'none alone';
  const [{ listener, speaker, kind, agrees }] = flips;
  return `turn the sign of ${listener} on ${speaker}: ${agrees ? 'they agree' : kind}`;
}
