import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Table } from '../../data/index.js';
import { readSociety, syntheticMoltbook, writeSyntheticMoltbook } from './index.js';

describe('smoke', () => {
  it('works', async () => {
    const { posts, comments, truth } = syntheticMoltbook({ agents: 100, influence: 0.3, seed: 1 });
    console.log(posts.toRows().slice(0, 3), comments.toRows().slice(0, 3), truth.memes, truth.adopters);
    const s = await readSociety(posts, comments);
    console.log(s.agents.length, s.replies.from.length, s.cascades.length, s.records, s.cascades.slice(0, 3));
  });
});
