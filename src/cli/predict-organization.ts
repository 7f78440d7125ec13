import { Command } from 'commander';
import { InvalidInputError } from '../foundation/index.js';
import type { Dependence, Ties } from '../organization/index.js';
import { dependenceOption, given, jsonOption, numberOption, tiesOption } from './options.js';
import { formatNumber, formatPairs, formatPercent, formatTable, printJson, printReport } from './print.js';

interface PredictOptions {
  readonly ties?: Ties;
  readonly dependence?: Dependence;
  readonly fanIn: number;
  readonly fidelity: number;
  readonly correlation: number;
  readonly depth: number;
  readonly leafBias: number;
  readonly scale?: number;
  readonly beta?: number;
  readonly overhead?: number;
  readonly budget?: number;
  readonly json?: boolean;
}

export function predictOrganizationCommand(): Command {
  return new Command('organization')
    .description('does a tree of agents amplify a weak signal, how far, and is it worth its budget?')
    .addOption(numberOption('--fan-in <b>', 'inputs of an aggregator, odd').makeOptionMandatory())
    .addOption(numberOption('--fidelity <γ>', 'share of a bias that survives a message, 0 to 1').makeOptionMandatory())
    .addOption(numberOption('--correlation <ρ>', 'correlation of the inputs’ errors, 0 to 1').makeOptionMandatory())
    .addOption(numberOption('--depth <L>', 'layers of votes above the leaves').default(10))
    .addOption(numberOption('--leaf-bias <μ>', 'mean signed correctness of a leaf, 2·accuracy − 1').default(0.05))
    .addOption(numberOption('--scale <k>', 'bias of one agent at one token'))
    .addOption(numberOption('--beta <β>', 'exponent of one agent: its bias is k·tokens^β'))
    .addOption(numberOption('--overhead <c>', 'tokens that a leaf costs beyond its own compute'))
    .addOption(numberOption('--budget <B>', 'tokens for everything'))
    .addOption(tiesOption())
    .addOption(dependenceOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  polity predict organization --fan-in 5 --fidelity 0.6 --correlation 0.1 --depth 10
  polity predict organization --fan-in 5 --fidelity 0.95 --correlation 0.05 --scale 0.01 --beta 0.2 --overhead 50 --budget 2e4 --json`,
    )
    .action(async (options: PredictOptions) => {
      const prediction = await predict(given(options));
      if (options.json) printJson(prediction);
      else print(prediction);
    });
}

type Prediction = Awaited<ReturnType<typeof predict>>;

async function predict({
  fanIn,
  fidelity,
  correlation,
  depth,
  leafBias,
  scale,
  beta,
  overhead,
  budget,
  ties,
  dependence,
}: PredictOptions) {
  const theory = await import('../organization/index.js');
  const layer = given({ fanIn, fidelity, correlation, ties, dependence });
  const { bias } = theory.iterateTree({ ...layer, leafBias, depth });
  const exponent = theory.organizationExponent(layer);
  const fixedPoint = theory.fixedPoint(layer);
  return {
    ...layer,
    leafBias,
    depth,
    phase: theory.phase(layer),
    amplification: theory.amplification(layer),
    exponent,
    fixedPoint,
    contractionRate: theory.contractionRate(layer),
    criticalFidelity: theory.criticalFidelity(layer),
    criticalCorrelation: theory.criticalCorrelation(layer),
    criticalFanIn: theory.criticalFanIn(layer),
    mixingDepth: theory.mixingDepth({ ...layer, leafBias }),
    layers: Array.from(bias, (value, level) => ({
      depth: level,
      leaves: fanIn ** level,
      bias: value,
      accuracy: (1 + value) / 2,
      lower: theory.conservativeClippedPredictor({ ...layer, leafBias, depth: level }),
      upper: theory.clippedPredictor({ ...layer, leafBias, depth: level }),
    })),
    law: lawOf(),
    economics: economicsOf(),
  };

  function lawOf() {
    if (beta === undefined || overhead === undefined) return null;
    const law = { exponent, beta, overhead };
    return { beta, overhead, synergyExists: theory.synergyExists(law), threshold: theory.budgetThreshold(law) };
  }

  function economicsOf() {
    if (budget === undefined) return null;
    for (const [name, value] of Object.entries({ scale, beta, overhead })) {
      if (value === undefined) throw new InvalidInputError(`--${name}`, value, 'be given with --budget');
    }
    const agents = { ...layer, scale: scale!, beta: beta!, overhead: overhead! };
    return {
      budget,
      window: theory.synergyWindow(agents),
      optimum: theory.optimalOrganization({ ...agents, budget }),
    };
  }
}

function print(prediction: Prediction): void {
  const { fanIn, fidelity, correlation, leafBias } = prediction;
  const { depth: mixing, leaves } = prediction.mixingDepth;
  printReport(
    `A tree of agents: fan-in ${fanIn}, fidelity ${fidelity}, correlation ${correlation}, leaf bias ${leafBias}`,
    formatPairs([
      ['phase', prediction.phase],
      ['amplification α', formatNumber(prediction.amplification, 6)],
      ['organization exponent s', formatNumber(prediction.exponent)],
      [
        'fixed point u*',
        `${formatNumber(prediction.fixedPoint)} (accuracy ${formatPercent((1 + prediction.fixedPoint) / 2)})`,
      ],
      ['contraction at u*', formatNumber(prediction.contractionRate)],
      [
        'mixing depth',
        Number.isFinite(mixing) ? `${formatNumber(mixing, 3)} (${formatNumber(leaves, 3)} leaves)` : '∞',
      ],
      ['amplifies from fidelity', formatNumber(prediction.criticalFidelity)],
      ['amplifies below correlation', formatNumber(prediction.criticalCorrelation)],
      ['amplifies from fan-in', formatNumber(prediction.criticalFanIn)],
    ]),
    formatTable(
      ['depth', 'leaves', 'bias', 'accuracy', 'at least', 'at most'],
      prediction.layers.map((layer) => [
        String(layer.depth),
        formatNumber(layer.leaves),
        formatNumber(layer.bias),
        formatPercent(layer.accuracy),
        formatNumber(layer.lower),
        formatNumber(layer.upper),
      ]),
    ),
    describeLaw(prediction),
    describeEconomics(prediction),
  );
}

function describeLaw({ law, exponent }: Prediction): string {
  if (!law) return '';
  if (!law.synergyExists) {
    return `Scale up: s = ${formatNumber(exponent)} does not exceed β = ${formatNumber(law.beta)}, so one agent makes more of any budget.`;
  }
  return `Scale out from a budget of ${formatNumber(law.threshold)} tokens on: s = ${formatNumber(exponent)} exceeds β = ${formatNumber(law.beta)}.`;
}

function describeEconomics({ economics }: Prediction): string {
  if (!economics) return '';
  const { budget, window, optimum } = economics;
  const { singleAgent: one } = optimum;
  const best = optimum.synergy
    ? `${formatNumber(optimum.leaves)} leaves in ${optimum.depth} ${optimum.depth === 1 ? 'layer' : 'layers'}, ${formatNumber(optimum.computePerLeaf)} tokens each, accuracy ${formatPercent((1 + optimum.bias) / 2)}`
    : 'one agent with everything';
  return formatPairs([
    [
      'budgets that a tree can win',
      window.empty ? 'none' : `${formatNumber(window.lower)} to ${formatNumber(window.upper)} tokens`,
    ],
    [`best for ${formatNumber(budget)} tokens`, best],
    ['one agent for the same', `accuracy ${formatPercent((1 + one.bias) / 2)}`],
  ]);
}
