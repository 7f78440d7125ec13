import { wasm } from './majority-tree-kernel.wasm.js';

/** What majority-tree-kernel.as.ts exports. */
export interface MajorityTreeKernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Addresses in the memory: the generator's state, the votes of 128 roots, the counts of right votes by level. */
  readonly STATE: { readonly value: number };
  readonly ROOT: { readonly value: number };
  readonly RIGHT: { readonly value: number };
  defineStream(stream: number, digits: bigint, certain: boolean): void;
  take(stream: number, count: number): number;
  plantTrees(fanIn: number, depth: number, streams: number): number;
  layChannel(level: number, stream: number): void;
  beginTrees(lowTrials: bigint, highTrials: bigint): void;
  growTrees(batches: number): number;
}

/** Streams that every kernel has; those of channels follow. */
export const streams = { coin: 0, leaf: 1, shared: 2, channels: 3 } as const;

/** 32-bit words of the generator's state. */
export const STATE_WORDS = 32;

/** The little of WebAssembly that is needed here; its types come with browsers' only. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
};

let module: object | undefined;

/** A kernel of one's own. The first one compiles the module, a few milliseconds; its memory is 256 KiB. */
export function majorityTreeKernel(): MajorityTreeKernel {
  module ??= new WebAssembly.Module(Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)));
  return new WebAssembly.Instance(module).exports as MajorityTreeKernel;
}

/** Gives a stream the chance p of a 1, to 2⁻⁶⁴. */
export function defineChance(kernel: MajorityTreeKernel, stream: number, chance: number): void {
  // A double below 1 has no more than 53 digits, so scaling by 2⁶⁴ loses those of chances below 2⁻¹¹ only past 2⁻⁶⁴.
  if (chance < 1) kernel.defineStream(stream, BigInt(Math.floor(chance * 2 ** 64)), chance === 0);
  else kernel.defineStream(stream, 1n, true);
}
