// node tools/build-kernels.mjs [--check]: compiles every src/**/*-kernel.as.ts (AssemblyScript) to WebAssembly and
// writes it, as text, into the module *-kernel.wasm.ts beside it. The modules are committed, so that a fresh clone
// type-checks, tests and builds without this step; with --check nothing is written and a stale module is an error.
import asc from 'assemblyscript/asc';
import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const source = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'src');
const check = process.argv.includes('--check');
const pages = '4'; // of 64 KiB: fixed, so that memory never moves under a running kernel

const kernels = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('-kernel.as.ts')).sort();
for (const kernel of kernels) {
  const module = kernel.replace('.as.ts', '.wasm.ts');
  const fresh = text(path.basename(kernel), await compile(kernel));
  const committed = await readFile(path.join(source, module), 'utf8').catch(() => '');
  if (fresh === committed) continue;
  if (check) fail(`src/${module} does not come from src/${kernel}: run node tools/build-kernels.mjs`);
  await writeFile(path.join(source, module), fresh);
  console.error(`src/${module}`);
}

/** @param {string} kernel path of the source within src/ */
async function compile(kernel) {
  /** @type {Uint8Array} */
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main(
    [
      kernel,
      '--outFile=kernel.wasm',
      '-O3',
      '--converge',
      '--noAssert',
      '--enable=simd',
      '--runtime=stub',
      `--initialMemory=${pages}`,
      `--maximumMemory=${pages}`,
    ],
    {
      readFile: (name) => {
        try {
          return readFileSync(path.resolve(source, name), 'utf8');
        } catch {
          return null; // the compiler tries several names for an import
        }
      },
      writeFile: (name, contents) => {
        if (name === 'kernel.wasm') binary = /** @type {Uint8Array} */ (contents);
      },
      listFiles: () => [],
    },
  );
  if (error) fail(stderr.toString());
  return binary;
}

/** @param {string} name @param {Uint8Array} binary */
function text(name, binary) {
  return `/** ${name} compiled to WebAssembly by tools/build-kernels.mjs, in base64. */
export const wasm =
  '${Buffer.from(binary).toString('base64')}';
`;
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}
