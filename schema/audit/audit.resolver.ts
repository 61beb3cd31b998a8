import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import {
  parseHolder,
  type AuditEntryView,
  type AuditFilter,
  type AuditOutcome,
  type MatterCode,
  type Reason,
} from '../../catalog/index.js';
import { HolderInput } from '../access/purpose.input.js';
import type { GraphContext } from '../context.js';
import { AuditOutcome as AuditOutcomeEnum } from '../enums.js';
import { connectionOf, connectionType, PageArgs, pageOf, type ConnectionShape } from '../page.type.js';
import { ReasonType } from '../reason.type.js';
import { DateTimeScalar, JsonScalar, MatterCodeScalar } from '../scalar/index.js';

@ObjectType('AuditEntry', { description: 'One access to data, allowed or refused. 一次数据访问记录。' })
export class AuditEntryType {
  @Field(() => String, { description: 'Position in the record. 序号。' })
  readonly position!: string;
  @Field(() => DateTimeScalar, { description: 'When. 时间。' })
  readonly at!: Date;
  @Field(() => String, { description: 'Who asked. 使用方。' })
  readonly consumer!: string;
  @Field(() => String, { description: 'What was asked. 操作。' })
  readonly operation!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Keyed digest of the holder; never a number. 持证主体的密钥摘要。',
  })
  readonly subject!: string | null;
  @Field(() => String, { nullable: true, description: 'Case number. 办件编号。' })
  readonly caseNumber!: string | null;
  @Field(() => String, { nullable: true, description: 'On what footing. 授权方式。' })
  readonly mode!: string | null;
  @Field(() => String, { nullable: true, description: 'The clerk, ex officio. 经办人。' })
  readonly clerk!: string | null;
  @Field(() => AuditOutcomeEnum, { description: 'What came of it. 结果。' })
  readonly outcome!: AuditOutcome;
  @Field(() => [ReasonType], { description: 'Why. 理由。' })
  readonly reasons!: readonly Reason[];
  @Field(() => JsonScalar, { description: 'What was given, by name only. 所提供内容的名称（不含值）。' })
  readonly detail!: unknown;
  @Field(() => String, { description: 'Trace of the request. 请求编号。' })
  readonly traceId!: string;
  @Field(() => String, { description: 'Leaf hash of the entry (RFC 9162). 记录的叶哈希。' })
  readonly leaf!: string;
}

export const AuditEntryConnection = connectionType(
  'AuditEntry',
  () => AuditEntryType,
  'the audit entries',
  '审计记录',
);

@InputType('AuditFilter', { description: 'Which entries. 审计筛选条件。' })
export class AuditFilterInput {
  @Field(() => String, { nullable: true, description: 'Who asked. 使用方。' })
  consumer?: string | null;
  @Field(() => String, { nullable: true, description: 'What was asked. 操作。' })
  operation?: string | null;
  @Field(() => String, { nullable: true, description: 'Case number. 办件编号。' })
  caseNumber?: string | null;
  @Field(() => MatterCodeScalar, { nullable: true, description: 'Matter. 事项。' })
  matter?: MatterCode | null;
  @Field(() => AuditOutcomeEnum, { nullable: true, description: 'What came of it. 结果。' })
  outcome?: AuditOutcome | null;
  @Field(() => HolderInput, { nullable: true, description: 'Whose data. 持证主体。' })
  holder?: HolderInput | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'From this moment. 起始时间。' })
  since?: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Before this moment. 截止时间。' })
  until?: Date | null;
}

function filterOf(input: AuditFilterInput | null): AuditFilter {
  const { holder, ...rest } = input ?? {};
  const stated = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined);
  return {
    ...Object.fromEntries(stated),
    ...(holder ? { holder: parseHolder(holder.type, holder.code) } : {}),
  };
}

@Resolver(() => AuditEntryType)
export class AuditResolver {
  @Query(() => AuditEntryConnection, {
    description: 'The record of accesses, newest first. 数据访问记录，最新在前。',
  })
  async auditEntries(
    @Ctx() { call, services }: GraphContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => AuditFilterInput, { nullable: true, description: 'Which ones. 筛选条件。' })
    input: AuditFilterInput | null,
  ): Promise<ConnectionShape<AuditEntryView>> {
    services.access.demand(call, 'audit:read');
    const [filter, request] = [filterOf(input), pageOf(args)];
    const page = await services.audit.page(filter, request);
    return connectionOf(
      page,
      request,
      (entry) => entry,
      () => services.audit.count(filter),
    );
  }

  @FieldResolver(() => MatterCodeScalar, { nullable: true, description: 'For which matter. 所办事项。' })
  matter(@Root() entry: AuditEntryView): string | null {
    return entry.matter;
  }
}
