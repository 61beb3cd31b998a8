import type { Command } from 'commander';
import { tour } from '../tour/tour.js';

export function registerTour(program: Command): void {
  program
    .command('tour')
    .description('walk the journeys of the three users end to end, with fresh data 演示三类用户的完整流程')
    .action(async () => {
      if (!(await tour())) process.exitCode = 1;
    });
}
