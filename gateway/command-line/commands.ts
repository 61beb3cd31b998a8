import type { Command } from 'commander';
import { registerCheck } from './check.command.js';
import { registerAudit } from './audit.command.js';
import { registerGrant } from './grant.command.js';
import { registerImport } from './import.command.js';
import { registerMigrate } from './migrate.command.js';
import { registerPublish } from './publish.command.js';
import { registerRegion } from './region.command.js';
import { registerSeal } from './seal.command.js';
import { registerSource } from './source.command.js';
import { registerStandard } from './standard.command.js';
import { registerStart } from './start.command.js';
import { registerSync } from './sync.command.js';
import { registerToken } from './token.command.js';
import { registerTour } from './tour.command.js';

/** Every command, in the order that `--help` shows them. */
export const commands: readonly ((program: Command) => void)[] = [
  registerStart,
  registerMigrate,
  registerToken,
  registerImport,
  registerPublish,
  registerCheck,
  registerStandard,
  registerRegion,
  registerSource,
  registerSync,
  registerGrant,
  registerAudit,
  registerSeal,
  registerTour,
];
