/** The setting of the paper's synthetic validation: five messages into each vote, of which a fifth arrive flipped. */
export const setting = { fanIn: 5, fidelity: 0.6, leafBias: 0.05 } as const;

/** The two depths at which the paper shows the transition. */
export const depths = [10, 30] as const;

/** The correlations at which it is checked: both sides of the boundary, and the boundary. */
export const correlations = [0, 0.05, 0.1, 0.15, 0.2, 0.2380952, 0.25, 0.3, 0.5, 1] as const;
