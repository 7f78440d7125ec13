#!/usr/bin/env node
// In a checkout, set up what is missing first; an installed package has no tools/ and comes built.
import { existsSync } from 'node:fs';

const setup = new URL('../tools/setup.mjs', import.meta.url);
if (existsSync(setup)) await (await import(setup.href)).setup();

const { main } = await import('../dist/cli/main.js');
process.exitCode = await main(process.argv.slice(2));
