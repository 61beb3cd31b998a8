import { z } from 'zod';
import {
  levels,
  parseBaseCode,
  readElements,
  type BaseMatterDraft,
  type OwnElements,
} from '../../catalog/index.js';
import { readData } from './data-file.js';

/** How the demonstration's places implement a base matter. */
export interface ImplementationPlan {
  /** Key in departments.json for province, city and county; below them the town and the village act. */
  readonly department: string;
  /** FULL: online from end to end, no visit. PARTIAL: one visit, for the reason given. */
  readonly online: 'FULL' | 'PARTIAL';
  readonly onSiteReason: string | null;
  /** Levels that handle it at once although the law would give them days. */
  readonly immediate: readonly string[];
  /** False: the department receives in a hall of its own. */
  readonly hall: boolean;
  /** Only towns 镇, not subdistricts 街道: there is no village land there. */
  readonly townshipsOnly: boolean;
  /** Elements that every place gives of its own, such as fees. */
  readonly own: OwnElements;
  readonly items: readonly {
    readonly item: string;
    readonly name: string;
    readonly immediate: boolean;
  }[];
}

export interface DemonstrationBaseMatter {
  readonly draft: BaseMatterDraft;
  readonly plan: ImplementationPlan;
}

/** One file for each field of life. */
const files = [
  'business',
  'family',
  'livelihood',
  'insurance-and-work',
  'transport',
  'construction-and-land',
  'health-and-countryside',
];

const elements = z.unknown().transform((value, context): OwnElements => {
  const reading = readElements(value);
  for (const { path, problem } of reading.problems) {
    context.addIssue({ code: 'custom', message: `${path}: ${problem}` });
  }
  return reading.elements;
});

const plan = z
  .strictObject({
    department: z.string(),
    online: z.enum(['FULL', 'PARTIAL']),
    onSiteReason: z.string().nullable().default(null),
    immediate: z.array(z.enum(levels)).default([]),
    hall: z.boolean().default(true),
    townshipsOnly: z.boolean().default(false),
    own: elements.default({}),
    items: z
      .array(z.strictObject({ item: z.string(), name: z.string(), immediate: z.boolean().default(false) }))
      .default([]),
  })
  .refine((one) => (one.online === 'PARTIAL') === (one.onSiteReason !== null), {
    message: 'a visit has a reason, and only a visit has one',
  });

const file = z.strictObject({
  notice: z.string(),
  matters: z.array(
    z.strictObject({
      code: z.string().transform(parseBaseCode),
      type: z.string(),
      mainName: z.string(),
      subName: z.string().nullable(),
      elements,
      implementation: plan,
    }),
  ),
});

export function demonstrationBaseMatters(): readonly DemonstrationBaseMatter[] {
  return files.flatMap((name) =>
    readData(`base-matters/${name}.json`, file).matters.map(({ implementation, ...draft }) => {
      return { draft, plan: implementation };
    }),
  );
}
