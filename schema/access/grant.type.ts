import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { CalendarDate, GrantView, LicenceTypeCode, RegionCode } from '../../catalog/index.js';
import { enumOf } from '../enums.js';
import { DateScalar, DateTimeScalar, LicenceTypeCodeScalar, RegionCodeScalar } from '../scalar/index.js';

export const ShareClass = enumOf('ShareClass', 'Share class. 共享类型。', {
  UNCONDITIONAL: 'Shared with every department. 无条件共享。',
  CONDITIONAL: 'Shared on conditions. 有条件共享。',
  NOT_SHARED: 'Not shared. 不予共享。',
});

@ObjectType('Grant', {
  description: 'What a consumer may see, for which matters, where and until when. 数据授权。',
})
export class GrantType {
  @Field(() => ID, { description: 'Its id. 授权编号。' })
  readonly id!: string;
  @Field(() => String, { description: 'Whom it is given to. 使用方。' })
  readonly consumer!: string;
  @Field(() => LicenceTypeCodeScalar, {
    nullable: true,
    description: 'Licence type, when it is about licences. 证照类型。',
  })
  readonly licenceType!: LicenceTypeCode | null;
  @Field(() => String, { nullable: true, description: 'Data check, when it is about one. 数据核验名称。' })
  readonly check!: string | null;
  @Field(() => [String], { description: 'Fields that may be given. 可提供的字段。' })
  readonly fields!: readonly string[];
  @Field(() => [String], {
    nullable: true,
    description: 'Base codes or matter codes; null means every matter. 事项范围；空为全部。',
  })
  readonly matters!: readonly string[] | null;
  @Field(() => [RegionCodeScalar], {
    nullable: true,
    description: 'Regions with what is below them; null means everywhere. 区划范围；空为全部。',
  })
  readonly regions!: readonly RegionCode[] | null;
  @Field(() => ShareClass, { description: 'Share class. 共享类型。' })
  readonly shareClass!: GrantView['shareClass'];
  @Field(() => DateScalar, { description: 'First day. 起始日期。' })
  readonly validFrom!: CalendarDate;
  @Field(() => DateScalar, { nullable: true, description: 'Last day. 截止日期。' })
  readonly validUntil!: CalendarDate | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked. 撤销时间。' })
  readonly revokedAt!: Date | null;
}

export function grantOf(view: GrantView): GrantType {
  const { subject, ...rest } = view;
  return {
    ...rest,
    licenceType: subject.kind === 'LICENCE' ? subject.licenceType : null,
    check: subject.kind === 'DATA' ? subject.check : null,
  };
}

@InputType('GrantGiveInput', {
  description: 'A grant to give; name a licence type or a data check. 新增授权；证照类型与数据核验二选一。',
})
export class GrantGiveInput {
  @Field(() => String, { description: 'Whom to. 使用方。' })
  consumer!: string;
  @Field(() => LicenceTypeCodeScalar, { nullable: true, description: 'Licence type. 证照类型。' })
  licenceType?: LicenceTypeCode | null;
  @Field(() => String, { nullable: true, description: 'Data check. 数据核验名称。' })
  check?: string | null;
  @Field(() => [String], { nullable: true, description: 'Licence fields that may be given. 可提供的字段。' })
  fields?: string[] | null;
  @Field(() => [String], {
    nullable: true,
    description: 'Base codes or matter codes; left out: every matter. 事项范围。',
  })
  matters?: string[] | null;
  @Field(() => [RegionCodeScalar], {
    nullable: true,
    description: 'Regions with what is below them; left out: everywhere. 区划范围。',
  })
  regions?: RegionCode[] | null;
  @Field(() => DateScalar, { nullable: true, description: 'First day; left out: today. 起始日期。' })
  validFrom?: CalendarDate | null;
  @Field(() => DateScalar, { nullable: true, description: 'Last day; left out: without end. 截止日期。' })
  validUntil?: CalendarDate | null;
  @Field(() => String, { nullable: true, description: 'Why. 事由。' })
  reason?: string | null;
}

@InputType('GrantRevokeInput', { description: 'A grant to revoke. 撤销授权。' })
export class GrantRevokeInput {
  @Field(() => ID, { description: 'Id of the grant. 授权编号。' })
  id!: string;
  @Field(() => String, { description: 'Why. 事由。' })
  reason!: string;
}

@ObjectType('GrantGivePayload', { description: 'Result of grantGive. 新增授权结果。' })
export class GrantGivePayload {
  @Field(() => GrantType, { description: 'The grant. 授权。' })
  readonly grant!: GrantType;
}

@ObjectType('GrantRevokePayload', { description: 'Result of grantRevoke. 撤销授权结果。' })
export class GrantRevokePayload {
  @Field(() => GrantType, { description: 'The grant. 授权。' })
  readonly grant!: GrantType;
}
