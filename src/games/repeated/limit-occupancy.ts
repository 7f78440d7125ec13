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
 * @param transitions - n × n with n ≤ 31, row-major, rows summing to 1
 */
export function limitOccupancy(
  start: Float64Array,
  transitions: Float64Array,
): { occupancy: Float64Array; classes: ClosedClass[] } {
  const n = start.length;
  const reach = reachability(transitions, n);
  const closed: number[][] = [];
  const transient: number[] = [];
  for (let i = 0, placed = 0; i < n; i++) {
    if ((placed >> i) & 1) continue;
    const states = Array.from({ length: n }, (_, j) => j).filter((j) => (reach[i] >> j) & 1);
    if (states.some((j) => !((reach[j] >> i) & 1))) transient.push(i);
    else {
      closed.push(states);
      placed |= reach[i];
    }
  }
  const arrived = transient.length === 0 ? start : absorb(start, transitions, transient);
  const occupancy = new Float64Array(n);
  const classes = closed.map((states) => {
    const probability = states.reduce((sum, state) => sum + arrived[state], 0);
    stationary(transitions, n, states).forEach((share, k) => (occupancy[states[k]] = share * probability));
    return { states, probability };
  });
  return { occupancy, classes: classes.filter(({ probability }) => probability > 0) };
}

/** Which states can be reached from each, itself included, as bits. */
function reachability(transitions: Float64Array, n: number): Int32Array {
  const reach = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    reach[i] = 1 << i;
    for (let j = 0; j < n; j++) if (transitions[n * i + j] > 0) reach[i] |= 1 << j;
  }
  for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) if ((reach[i] >> k) & 1) reach[i] |= reach[k];
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
