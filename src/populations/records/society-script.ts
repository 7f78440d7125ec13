import { checkInteger, checkNumber, checkPositive, randomStream, type RandomStream } from '../../foundation/index.js';
import { proportionalTo } from './alias-table.js';

export interface MoltbookOptions {
  readonly agents?: number;
  /** Posts and comments together; default 20 an agent. */
  readonly records?: number;
  /** How long the archive covers, default 14. */
  readonly days?: number;
  /** Activities have density ∝ a^(−activityTail), above 1; default 2.5. `Infinity`: all agents are equally active. */
  readonly activityTail?: number;
  /** Whether agents have one of three planted roles; default all behave alike but for their activity. */
  readonly roles?: boolean;
  /** Chance that an agent answers the latest reply it got, if any, rather than something recent; default 0. */
  readonly memory?: number;
  /** Log hazard ratio of taking a meme up, for each agent that replies to one and had it before; default 0. */
  readonly influence?: number;
  /** Phrases that can spread, default 20. */
  readonly memes?: number;
  /** Hazard of an agent that nobody exposes, a record in which it considers a meme; default 0.1. */
  readonly uptake?: number;
  readonly submolts?: number;
  readonly seed?: number;
}

/** What a scripted agent of a role does. */
interface Role {
  readonly name: string;
  /** Share of posts among its records. */
  readonly posts: number;
  /** How much its records draw replies, at most 1. */
  readonly attraction: number;
  /** Submolts that it posts in. */
  readonly breadth: number;
}

const ALIKE: readonly Role[] = [{ name: 'agent', posts: 0.2, attraction: 1, breadth: 5 }];
const PLANTED: readonly Role[] = [
  { name: 'initiator', posts: 0.8, attraction: 1, breadth: 3 },
  { name: 'discussant', posts: 0.2, attraction: 0.3, breadth: 8 },
  { name: 'responder', posts: 0.01, attraction: 0.05, breadth: 1 },
];

/** Records among which an agent looks for something to answer. */
const RECENT = 200;

/** Streams of random numbers, one a part of the script. */
const [PEOPLE, TIMES, REPLIES, MEMES] = [0, 1, 2, 3];

/** Everything that happened but the words: record i is a post where `parent[i]` is −1. Times ascend. */
export interface SocietyScript {
  readonly agents: number;
  readonly records: number;
  readonly roleNames: readonly string[];
  readonly role: Uint8Array;
  readonly activity: Float64Array;
  readonly agent: Uint32Array;
  /** The post that a record is, or stands under. */
  readonly post: Uint32Array;
  /** The record answered. */
  readonly parent: Int32Array;
  readonly submolt: Uint16Array;
  /** Hours. */
  readonly time: Float64Array;
  /** The meme a record carries, or −1. */
  readonly meme: Int16Array;
}

/** Plays the script: first who answers whom and when, then which memes spread on the network that this makes. */
export function societyScript({
  agents = 500,
  records = 20 * agents,
  days = 14,
  activityTail = 2.5,
  roles = false,
  memory = 0,
  influence = 0,
  memes = 20,
  uptake = 0.1,
  submolts = 20,
  seed = 0,
}: MoltbookOptions = {}): SocietyScript {
  checkInteger('agents', agents, { min: 2, max: 2 ** 24 });
  checkInteger('records', records, { min: 1, max: 2 ** 28 });
  checkPositive('days', days);
  if (activityTail !== Infinity) checkNumber('activityTail', activityTail, { min: 1, aboveMin: true });
  checkNumber('memory', memory, { min: 0, max: 1 });
  checkNumber('influence', influence);
  checkInteger('memes', memes, { min: 0, max: 2 ** 12 });
  checkPositive('uptake', uptake);
  checkInteger('submolts', submolts, { min: 1, max: 2 ** 16 });
  const kinds = roles ? PLANTED : ALIKE;
  const people = randomStream(seed, PEOPLE);
  const role = Uint8Array.from({ length: agents }, () => people.below(kinds.length));
  const activity = Float64Array.from({ length: agents }, () => (1 - people.uniform()) ** (-1 / (activityTail - 1)));
  const structure = replies(randomStream(seed, REPLIES), { records, role, kinds, activity, memory, submolts });
  return {
    agents,
    records,
    roleNames: kinds.map(({ name }) => name),
    role,
    activity,
    ...structure,
    time: timesOf(records, 24 * days, randomStream(seed, TIMES)),
    meme: spread(structure, { agents, memes, uptake, influence, random: randomStream(seed, MEMES) }),
  };
}

/** Arrivals at a constant rate. */
function timesOf(records: number, hours: number, random: RandomStream): Float64Array {
  const time = new Float64Array(records);
  let sum = 0;
  for (let i = 0; i < records; i++) time[i] = sum -= Math.log1p(-random.uniform());
  sum -= Math.log1p(-random.uniform());
  for (let i = 0; i < records; i++) time[i] *= hours / sum;
  return time;
}

interface People {
  readonly records: number;
  readonly role: Uint8Array;
  readonly kinds: readonly Role[];
  readonly activity: Float64Array;
  readonly memory: number;
  readonly submolts: number;
}

function replies(random: RandomStream, { records, role, kinds, activity, memory, submolts }: People) {
  const draw = proportionalTo(activity);
  const agent = new Uint32Array(records);
  const post = new Uint32Array(records);
  const parent = new Int32Array(records).fill(-1);
  const submolt = new Uint16Array(records);
  const home = Uint16Array.from(role, () => random.below(submolts));
  const latestReply = new Int32Array(activity.length).fill(-1);
  for (let i = 0; i < records; i++) {
    const author = draw(random);
    const { posts, breadth } = kinds[role[author]];
    agent[i] = author;
    const starts = random.bernoulli(posts);
    const answered = starts || i === 0 ? -1 : choose(author, i);
    if (answered < 0) {
      post[i] = i;
      submolt[i] = (home[author] + random.below(breadth)) % submolts;
    } else {
      parent[i] = answered;
      post[i] = post[answered];
      submolt[i] = submolt[answered];
      latestReply[agent[answered]] = i;
    }
  }
  return { agent, post, parent, submolt };

  /** Something to answer: never one's own. After many candidates that do not attract, nothing (the agent posts). */
  function choose(author: number, i: number): number {
    const remembered = latestReply[author];
    if (remembered >= 0 && random.bernoulli(memory) && agent[remembered] !== author) return remembered;
    const recent = Math.min(i, RECENT);
    for (let attempt = 0; attempt < 100; attempt++) {
      const candidate = i - 1 - random.below(recent);
      if (agent[candidate] === author) continue;
      if (random.bernoulli(kinds[role[agent[candidate]]].attraction)) return candidate;
    }
    return -1;
  }
}

interface Spreading {
  readonly agents: number;
  readonly memes: number;
  readonly uptake: number;
  readonly influence: number;
  readonly random: RandomStream;
}

/**
 * In each record its agent considers one meme, and takes it up with the chance 1 − exp(−uptake · e^(influence · exposure)):
 * a proportional hazard that runs while an agent is active. Exposure counts agents that reply to it at any time and have the
 * meme already.
 */
function spread(
  { agent, parent }: { readonly agent: Uint32Array; readonly parent: Int32Array },
  { agents, memes, uptake, influence, random }: Spreading,
): Int16Array {
  const records = agent.length;
  const meme = new Int16Array(records).fill(-1);
  if (memes === 0) return meme;
  const answers = Array.from({ length: agents }, () => new Set<number>());
  for (let i = 0; i < records; i++) if (parent[i] >= 0) answers[agent[i]].add(agent[parent[i]]);
  const exposure = new Uint16Array(agents * memes);
  const has = new Uint8Array(agents * memes);
  for (let i = 0; i < records; i++) {
    const candidate = random.below(memes);
    const at = agent[i] * memes + candidate;
    if (has[at] === 1 || random.uniform() >= -Math.expm1(-uptake * Math.exp(influence * exposure[at]))) continue;
    has[at] = 1;
    meme[i] = candidate;
    for (const answered of answers[agent[i]]) exposure[answered * memes + candidate]++;
  }
  return meme;
}
