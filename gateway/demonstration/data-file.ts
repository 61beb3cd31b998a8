import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { projectRoot } from '../project-root.js';

/**
 * A file of `gateway/demonstration/data`. The files are part of the program, so one that does not fit is a defect of the
 * program, told with its name and place.
 */
export function readData<Content>(file: string, schema: z.ZodType<Content>): Content {
  const path = join(projectRoot, 'gateway', 'demonstration', 'data', file);
  const reading = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (reading.success) return reading.data;
  const [issue] = reading.error.issues;
  throw new Error(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
