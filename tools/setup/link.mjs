import { lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { inRoot, root } from './place.mjs';

/**
 * notebooks/node_modules/polity → the package. At run time Node would find `polity` without it (a package may import
 * itself by name), but the kernel's TypeScript resolves the node10 way and only looks into node_modules.
 */
export function linkPackage() {
  const folder = inRoot('notebooks', 'node_modules');
  const link = inRoot('notebooks', 'node_modules', 'polity');
  const target = process.platform === 'win32' ? root : '../..';
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() && readlinkSync(link).startsWith(target)) return;
  if (found) rmSync(link, { recursive: true });
  mkdirSync(folder, { recursive: true });
  symlinkSync(target, link, 'junction');
}
