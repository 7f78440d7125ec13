/** States that are never left together, and the probability of ending there. */
export interface ClosedClass {
  readonly states: readonly number[];
  readonly probability: number;
}

/**
 * The long-run shares of states of a finite Markov chain from its true start, by state reduction (Grassmann, Taksar & Heyman
 * 1985): no subtraction, hence accurate for chains that nearly fall apart. Transient states have share 0; each closed class
 * has its stationary distribution times the probability of ending in it. This is the limit of time averages for periodic
 * chains too.
 *
 * @param start - distribution of the first state
 * @param transitions - n × n, row-major, rows summing to 1
 */
export function limitOccupancy(
  start: Float64Array,
  transitions: Float64Array,
): { occupancy: Float64Array; classes: ClosedClass[] } {
  const n = start.length;
  const reach = reachability(transitions, n);
  const isClosed = (i: number) => reach[i].every((reached, j) => !reached || reach[j][i]);
  const closed: number[][] = [];
  const placed = new Set<number>();
  for (let i = 0; i < n; i++) {
    if (placed.has(i) || !isClosed(i)) continue;
    const states = reach[i].flatMap((reached, j) => (reached ? [j] : []));
    states.forEach((state) => placed.add(state));
    closed.push(states);
  }
  const transient = Array.from({ length: n }, (_, i) => i).filter((i) => !placed.has(i));
  const arrived = absorb(start, transitions, transient);
  const occupancy = new Float64Array(n);
  const classes = closed.map((states) => {
    const probability = states.reduce((sum, state) => sum + arrived[state], 0);
    stationary(transitions, n, states).forEach((share, k) => (occupancy[states[k]] = share * probability));
    return { states, probability };
  });
  return { occupancy, classes: classes.filter(({ probability }) => probability > 0) };
}

/** Which states can be reached, each itself included. */
function reachability(transitions: Float64Array, n: number): boolean[][] {
  const reach = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => i === j || transitions[n * i + j] > 0),
  );
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      if (reach[i][k]) for (let j = 0; j < n; j++) reach[i][j] ||= reach[k][j];
    }
  }
  return reach;
}

/** Moves all probability out of the transient states, one state after the other. */
function absorb(start: Float64Array, transitions: Float64Array, transient: readonly number[]): Float64Array {
  const n = start.length;
  const p = transitions.slice();
  const mass = start.slice();
  const gone = new Set<number>();
  for (const k of transient) {
    gone.add(k);
    let leaving = 0;
    for (let j = 0; j < n; j++) if (!gone.has(j)) leaving += p[n * k + j];
    for (let i = 0; i < n; i++) {
      if (gone.has(i)) continue;
      for (let j = 0; j < n; j++) if (!gone.has(j)) p[n * i + j] += (p[n * i + k] * p[n * k + j]) / leaving;
    }
    for (let j = 0; j < n; j++) if (!gone.has(j)) mass[j] += (mass[k] * p[n * k + j]) / leaving;
    mass[k] = 0;
  }
  return mass;
}

/** The stationary distribution of a closed class. */
function stationary(transitions: Float64Array, n: number, states: readonly number[]): Float64Array {
  const m = states.length;
  const p = Float64Array.from({ length: m * m }, (_, k) => transitions[n * states[Math.floor(k / m)] + states[k % m]]);
  const leaving = new Float64Array(m);
  for (let k = m - 1; k > 0; k--) {
    for (let j = 0; j < k; j++) leaving[k] += p[m * k + j];
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) p[m * i + j] += (p[m * i + k] * p[m * k + j]) / leaving[k];
    }
  }
  const share = new Float64Array(m);
  share[0] = 1;
  let sum = 1;
  for (let k = 1; k < m; k++) {
    for (let i = 0; i < k; i++) share[k] += (share[i] * p[m * i + k]) / leaving[k];
    sum += share[k];
  }
  return share.map((x) => x / sum);
}
