import { z } from 'zod';
import type { OperationName } from '../ask.js';
import { restDefinition } from '../rest/rest-definition.js';
import { customIssue } from './fields.js';

/** One entry for each kind of system; a new kind stands here and in `open-wire.ts`, nowhere else. */
export const definitionSchema = z
  .discriminatedUnion('kind', [restDefinition])
  .superRefine((definition, context) => {
    const { operations, offers } = definition;
    const refuse = (path: string[], en: string, zh: string) => {
      context.addIssue({ ...customIssue(en, zh), path });
    };
    const licences = Object.keys(offers.licenceTypes).length > 0;
    const checks = Object.keys(offers.checks).length > 0;
    if (!licences && !checks) {
      refuse(['offers'], 'it offers neither licence types nor data checks', '未提供任何证照类型或数据核验');
    }
    if (licences && !operations.byHolder && !operations.byIdentifier) {
      refuse(
        ['operations'],
        'licence types need byHolder or byIdentifier',
        '提供证照类型须有byHolder或byIdentifier操作',
      );
    }
    if (!licences && (operations.byHolder ?? operations.byIdentifier)) {
      refuse(
        ['offers', 'licenceTypes'],
        'byHolder and byIdentifier need licence types',
        'byHolder、byIdentifier操作须列出证照类型',
      );
    }
    if (checks !== (operations.check !== undefined)) {
      refuse(
        ['offers', 'checks'],
        'data checks and the operation check go together',
        '数据核验与check操作须同时给出',
      );
    }
    const asked = [
      ...(operations.byHolder?.sample.asks.map((ask) =>
        Object.hasOwn(offers.licenceTypes, ask.licenceType),
      ) ?? []),
      ...(operations.check?.sample.asks.map((ask) => Object.hasOwn(offers.checks, ask.check)) ?? []),
    ];
    if (asked.includes(false)) {
      refuse(['operations'], 'a sample asks for something that is not offered', '示例查询了未提供的内容');
    }
    for (const [name, operation] of Object.entries(operations)) {
      if (operation && operation.sample.gives.length !== operation.sample.asks.length) {
        refuse(['operations', name, 'sample', 'gives'], 'one entry for each question', '每个查询对应一项');
      }
      if (operation && !operation.sample.gives.includes('FOUND')) {
        refuse(
          ['operations', name, 'sample', 'gives'],
          'at least one question of the sample must be FOUND, or the mapping is not tried',
          '示例中至少一项应为FOUND，否则无法检验映射',
        );
      }
    }
  });

export type Definition = z.output<typeof definitionSchema>;
export type Operation<Name extends OperationName = OperationName> = NonNullable<
  Definition['operations'][Name]
>;
