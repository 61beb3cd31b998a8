import { Ctx, Field, FieldResolver, Float, ObjectType, Resolver, Root } from 'type-graphql';
import { organisationKeyOf, readCreditCode } from '../../catalog/index.js';
import type {
  OrganisationView,
  CalendarDate,
  LicenceAnswer,
  LicenceField,
  LicenceIdentifier,
  LicenceTypeView,
  Provenance,
  Reason,
} from '../../catalog/index.js';
import type { GraphContext } from '../context.js';
import { LicenceStatus, ProvenanceState } from '../enums.js';
import { OrganisationType } from '../organisation/organisation.type.js';
import { ReasonType } from '../reason.type.js';
import { DateScalar, DateTimeScalar, LicenceIdentifierScalar } from '../scalar/index.js';
import { LicenceTypeType } from './licence-type.type.js';

@ObjectType('Provenance', { description: 'Where an answer comes from and how fresh it is. 信息来源与时效。' })
export class ProvenanceType implements Provenance {
  @Field(() => String, { nullable: true, description: 'Name of the source. 数据源名称。' })
  readonly source!: string | null;
  @Field(() => ProvenanceState, { description: 'How we come to know it. 来源状态。' })
  readonly state!: Provenance['state'];
  @Field(() => DateTimeScalar, { description: 'When it was checked. 核验时间。' })
  readonly checkedAt!: Date;
  @Field(() => Float, { description: 'Age in seconds. 距核验的秒数。' })
  readonly ageSeconds!: number;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a source that is down is planned to be back. 计划恢复时间。',
  })
  readonly nextWindow!: Date | null;
}

@ObjectType('LicenceField', {
  description: 'A field of a licence that the purpose allows. 按目的可见的证照字段。',
})
export class LicenceFieldType implements LicenceField {
  @Field(() => String, { description: 'Name for programs. 字段名。' })
  readonly name!: string;
  @Field(() => String, { description: 'Label for people. 字段标题。' })
  readonly label!: string;
  @Field(() => String, { description: 'Value. 值。' })
  readonly value!: string;
}

@ObjectType('LicenceAnswer', {
  description:
    'A judged answer about one licence, or about a type of which none can be shown. 证照查询结论。',
})
export class LicenceAnswerType {
  @Field(() => LicenceStatus, { description: 'What the licence is worth now. 证照状态。' })
  readonly status!: LicenceAnswer['status'];
  @Field(() => [ReasonType], { description: 'Why. 理由。' })
  readonly reasons!: readonly Reason[];
  @Field(() => LicenceIdentifierScalar, { nullable: true, description: 'Licence identifier. 电子证照标识。' })
  readonly identifier!: LicenceIdentifier | null;
  @Field(() => String, { nullable: true, description: 'Name of the holder. 持证主体名称。' })
  readonly holderName!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'Valid from. 有效期起。' })
  readonly validFrom!: CalendarDate | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Valid until; null means without end. 有效期止；空为长期。',
  })
  readonly validUntil!: CalendarDate | null;
  @Field(() => [LicenceFieldType], {
    description: 'Fields that the grant and the matter allow. 授权与事项所需的字段。',
  })
  readonly fields!: readonly LicenceField[];
  @Field(() => ProvenanceType, { description: 'Where it comes from. 信息来源。' })
  readonly provenance!: Provenance;
}

@Resolver(() => LicenceAnswerType)
export class LicenceAnswerResolver {
  @FieldResolver(() => LicenceTypeType, { nullable: true, description: 'Licence type. 证照类型。' })
  type(@Ctx() { loaders }: GraphContext, @Root() answer: LicenceAnswer): Promise<LicenceTypeView | null> {
    return loaders.licenceType.load(answer.type);
  }

  /** The register's record where it has one; else what the source says, so that an unknown issuer is still shown. */
  @FieldResolver(() => OrganisationType, { nullable: true, description: 'Who issued it. 发证机关。' })
  async issuer(
    @Ctx() { loaders }: GraphContext,
    @Root() answer: LicenceAnswer,
  ): Promise<OrganisationView | null> {
    const { issuerCode, issuerName } = answer;
    const { code } = readCreditCode(issuerCode ?? '');
    const registered = code ? await loaders.organisation.load(code) : null;
    if (registered || issuerName === null) return registered;
    const key = organisationKeyOf(code, 'issuer', issuerName);
    return {
      key,
      creditCode: code,
      localCode: code ? null : issuerCode,
      name: issuerName,
      kind: null,
      region: null,
      level: null,
    };
  }
}
