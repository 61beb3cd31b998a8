import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printLine } from '../command-line/output.js';
import { compose } from '../compose.js';
import { readConfig } from '../config.js';
import { openLog } from '../log.js';
import { Checks } from './checks.js';
import { openTourClient } from './client.js';
import { departmentJourney } from './department-journey.js';
import { portalJourney } from './portal-journey.js';
import { syncJourney } from './sync-journey.js';

/** Starts a house on a free port with fresh data, walks the three users' journeys over real HTTP, stops. True when all went right. */
export async function tour(): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'tongban-tour-'));
  const config = readConfig({ PORT: '0', DATA_DIR: folder, DEMO: 'on', LOG_LEVEL: 'warn' });
  const checks = new Checks();
  printLine('Starting a gateway with fresh demonstration data … 正在启动');
  try {
    const house = await compose(config, openLog(config));
    try {
      const tokenOf = (consumer: string) => {
        const scopes = ['licence:read', 'exemption:resolve', 'sync:read', 'audit:read'];
        return house.tokens.sign(consumer, scopes, 300);
      };
      printLine(`Ready at ${house.url}\n`);
      const ask = openTourClient(house.url);
      printLine('━━ 1. A department system 部门系统 ━━');
      await departmentJourney(ask, tokenOf, checks);
      printLine('\n━━ 2. A portal developer 门户开发者 ━━');
      await portalJourney(ask, checks);
      printLine('\n━━ 3. A sync job 同步作业 ━━');
      await syncJourney(house.url, tokenOf('sync-demo'), checks);
    } finally {
      await house.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const { done, failed } = checks.summary;
  printLine(`\n${done - failed.length} of ${done} checks right 项正确`);
  for (const what of failed) printLine(`   ✘ ${what}`);
  return failed.length === 0;
}
