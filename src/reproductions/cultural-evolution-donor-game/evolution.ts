import { evolveDonors, scriptedDonor, type Selection } from '../../games/index.js';
import type { Claim } from '../reproduction.js';
import { anyJudgeOfThree, anyReciprocator, lastGiving, lastResponse, over, scriptedRuns } from './scripted.js';

const claim = (options: Omit<Claim, 'topic' | 'kind'>): Claim => ({
  topic: 'Selection and drift in scripted societies',
  kind: 'simulation',
  ...options,
});
const runsOf = (full: boolean) => (full ? 2000 : 200);
/** Newcomers that are more generous than whom they imitate, as the paper finds for Claude. */
const upward = { bias: 0.05 };

export const evolutionClaims: readonly Claim[] = [
  claim({
    id: 'selection-against-giving',
    where: 'null model: no reputations, no drift',
    statement: 'Selection alone drives giving down where nobody is seen',
    published: null,
    compute: ({ full }) => over(scriptedRuns(runsOf(full), { rules: { traceLength: 0 } }), lastGiving),
    holds: (giving) => giving < 0.1,
    why: 'Mean share given in generation 10, from founders that give half on average.',
  }),
  claim({
    id: 'reputation-evolves',
    where: 'reputation-based giving evolves',
    statement: 'Selection makes donors answer to reputations',
    published: null,
    compute: ({ full }) => over(scriptedRuns(runsOf(full)), lastResponse),
    holds: (response) => response > 0.1,
    why: 'Mean of high − low in generation 10, founders drawn evenly (0 on average). This part of the finding survives: it needs selection and a trace, and no drift.',
  }),
  claim({
    id: 'reputation-needs-trace',
    where: 'null model: no reputations',
    statement: 'Without a trace no such answer evolves',
    published: 0,
    compute: ({ full }) => over(scriptedRuns(runsOf(full), { rules: { traceLength: 0 } }), lastResponse),
    why: 'Four standard errors of the mean over runs.',
  }),
  claim({
    id: 'reputation-needs-selection',
    where: 'null model: random survivors',
    statement: 'Without selection no such answer evolves, however newcomers drift',
    published: 0,
    compute: ({ full }) =>
      over(scriptedRuns(runsOf(full), { selection: { by: 'random' }, transmission: upward }), lastResponse),
    why: 'Four standard errors of the mean over runs; drift moves all shares alike.',
  }),
  claim({
    id: 'generosity-evolves',
    where: 'generous giving evolves',
    statement: 'With reputations, selection alone leads to generous societies',
    published: null,
    compute: ({ full }) => {
      const runs = scriptedRuns(runsOf(full));
      return runs.filter((run) => lastGiving(run) > 0.5).length / runs.length;
    },
    holds: (share) => share > 0.5,
    why: 'Share of runs that give more than half in generation 10. Donors learn to answer to reputations but undercut each other: each gains by giving a little less than is asked for. This part of the finding does not follow from selection.',
    expected: 'fails',
  }),
  claim({
    id: 'drift-makes-generous',
    where: 'newcomers of Claude are more generous than survivors',
    statement: 'Upward drift without any selection leads to generous societies',
    published: null,
    compute: ({ full }) =>
      over(scriptedRuns(runsOf(full), { selection: { by: 'random' }, transmission: upward }), lastGiving),
    holds: (giving) => giving > 0.5,
    why: 'Mean share given in generation 10 with random survivors and newcomers 5 points more generous. Generosity, unlike reputation, is what drift alone can explain.',
  }),
  claim({
    id: 'drift-down',
    where: 'newcomers of GPT-4o are less generous than survivors',
    statement: 'Downward drift ends giving, with or without selection',
    published: null,
    compute: ({ full }) => {
      const options = { transmission: { bias: -0.05 }, generations: 20 };
      return Math.max(
        over(scriptedRuns(runsOf(full), options), lastGiving).value,
        over(scriptedRuns(runsOf(full), { ...options, selection: { by: 'random' } }), lastGiving).value,
      );
    },
    holds: (giving) => giving < 0.2,
    why: 'The larger of both means of the share given in generation 20.',
  }),
  claim({
    id: 'ranking-by-drift',
    where: 'Claude above Gemini above GPT-4o, at multipliers 1.5, 2 and 3',
    statement: 'Societies that differ in drift alone keep their ranking by wealth at every multiplier',
    published: null,
    compute: ({ full }) => {
      const gaps = [1.5, 2, 3].flatMap((multiplier) => {
        const wealth = [-0.05, 0, 0.05].map((bias) =>
          over(scriptedRuns(runsOf(full), { rules: { multiplier }, transmission: { bias } }), ({ wealth: w }) =>
            Math.log(w[w.length - 1]),
          ),
        );
        return [0, 1].map(
          (i) =>
            (wealth[i + 1].value - wealth[i].value) / Math.hypot(wealth[i].standardError, wealth[i + 1].standardError),
        );
      });
      return Math.min(...gaps);
    },
    holds: (z) => z > 4,
    why: 'The smallest of six gaps of mean log units, in standard errors. The ranking of models that the paper finds robust needs no more than three numbers.',
  }),
  claim({
    id: 'trace-one-or-none',
    where: 'Traces of length 1',
    statement: 'Seeing one deed raises giving against seeing none',
    published: null,
    compute: ({ full }) => difference(full, 1, 0),
    holds: (z) => z > 4,
    why: 'Difference in standard errors, in societies with upward drift.',
  }),
  claim({
    id: 'trace-three-or-one',
    where: 'Traces of length 1 instead of 3: weaker cooperation',
    statement: 'Seeing three deeds raises giving against seeing one',
    published: null,
    compute: ({ full }) => difference(full, 3, 1),
    holds: (z) => z > 4,
    why: 'Difference in standard errors. Strategies that weigh three lines alike gain nothing from them, since lines two and three tell of others; what language models gain from them is not explained by selection among such strategies.',
    expected: 'fails',
  }),
  claim({
    id: 'scoring-by-seat',
    where: 'released code: total score',
    statement: 'Survival does not hang on who receives in the last round, as published',
    published: 0.5,
    compute: () => lastRecipients({ games: 'second' }),
    why: 'The code adds the units of the second game to themselves; the first does not count. Who is recipient in the last round of the second game survives far more often: the seat selects. (Share of survivors that are.)',
    expected: 'fails',
  }),
  claim({
    id: 'scoring-by-both-games',
    where: 'two games with roles reversed',
    statement: 'Survival does not hang on who receives in the last round, where both games count',
    published: 0.5,
    compute: () => lastRecipients({}),
    why: 'Each agent is once last recipient. Four standard errors of a share of 1,080 places.',
  }),
  claim({
    id: 'scoring-weakens-selection',
    where: 'released code: total score',
    statement:
      'The scoring of the code leaves societies more generous and less discerning than the scoring of the paper',
    published: null,
    compute: ({ full }) => {
      const [paper, code] = [{}, { games: 'second' } as const].map((selection) =>
        scriptedRuns(runsOf(full), { selection }),
      );
      const [giving, response] = [lastGiving, lastResponse].map((of) => {
        const [one, two] = [over(paper, of), over(code, of)];
        return (two.value - one.value) / Math.hypot(one.standardError, two.standardError);
      });
      return {
        value: Math.min(giving, -response),
        detail: `giving ${over(paper, lastGiving).value.toFixed(3)} → ${over(code, lastGiving).value.toFixed(3)}, high − low ${over(paper, lastResponse).value.toFixed(3)} → ${over(code, lastResponse).value.toFixed(3)}`,
      };
    },
    holds: (z) => z > 4,
    why: 'The smaller of both differences, in standard errors. Selection by seat is close to none, so that drift decides more in the published runs than it would have with the scoring that the paper describes.',
  }),
];

function difference(full: boolean, longer: number, shorter: number): number {
  const [one, two] = [longer, shorter].map((traceLength) =>
    over(
      scriptedRuns(runsOf(full), { founders: anyJudgeOfThree, rules: { traceLength }, transmission: upward }),
      lastGiving,
    ),
  );
  return (one.value - two.value) / Math.hypot(one.standardError, two.standardError);
}

/** Share of survivors that are recipients in the last round of the last game; 20 runs of ten generations. */
async function lastRecipients(selection: Selection) {
  let [recipients, survivors] = [0, 0];
  for (let run = 0; run < 20; run++) {
    const { generations } = await evolveDonors({
      run,
      selection,
      newcomer: ({ number, random }) => scriptedDonor(anyReciprocator(number, random), { transmission: {} }),
    });
    for (const { games, survivors: seats } of generations) {
      const { donors } = games[games.length - 1];
      const lastDonors = donors.subarray(-seats.length || donors.length);
      recipients += seats.filter((seat) => !lastDonors.includes(seat)).length;
      survivors += seats.length;
    }
  }
  const value = recipients / survivors;
  return { value, standardError: Math.sqrt((value * (1 - value)) / survivors), detail: `${survivors} survivors` };
}
