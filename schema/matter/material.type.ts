import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { LegalBasis, LicenceTypeView, Material, Satisfaction } from '../../catalog/index.js';
import type { GraphContext } from '../context.js';
import { licenceTypesOf } from '../loaders.js';
import { CancellationReason, MaterialForm, MaterialSource, Necessity, SatisfactionWay } from '../enums.js';
import { LicenceTypeType } from '../licence/licence-type.type.js';
import { CreditCodeScalar } from '../scalar/index.js';
import { LegalBasisType } from './element.type.js';

@ObjectType('Satisfaction', {
  description: 'One condition that lets a material be left at home. 免提交条件。',
})
export class SatisfactionType {
  @Field(() => SatisfactionWay, { description: 'The way. 方式。' })
  readonly way!: Satisfaction['way'];

  /** The record behind it; which members it has depends on the way. */
  readonly satisfaction!: Satisfaction;
}

@Resolver(() => SatisfactionType)
export class SatisfactionResolver {
  @FieldResolver(() => LicenceTypeType, {
    nullable: true,
    description: 'The licence type, for LICENCE. 证照类型。',
  })
  licenceType(
    @Ctx() { loaders }: GraphContext,
    @Root() { satisfaction }: SatisfactionType,
  ): Promise<LicenceTypeView | null> | null {
    return satisfaction.way === 'LICENCE' ? loaders.licenceType.load(satisfaction.licenceType) : null;
  }

  @FieldResolver(() => [String], { description: 'Licence fields that are read. 读取的证照字段。' })
  fields(@Root() { satisfaction }: SatisfactionType): readonly string[] {
    return satisfaction.way === 'LICENCE' ? satisfaction.fields : [];
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Name of the data check, for DATA. 数据核验名称。',
  })
  check(@Root() { satisfaction }: SatisfactionType): string | null {
    return satisfaction.way === 'DATA' ? satisfaction.check : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Code of the covering material, for COVERED. 涵盖它的材料代码。',
  })
  coveredBy(@Root() { satisfaction }: SatisfactionType): string | null {
    return satisfaction.way === 'COVERED' ? satisfaction.by : null;
  }

  @FieldResolver(() => CreditCodeScalar, {
    nullable: true,
    description: 'Who is asked, for INQUIRY. 协查机构。',
  })
  inquiryOf(@Root() { satisfaction }: SatisfactionType): string | null {
    return satisfaction.way === 'INQUIRY' ? satisfaction.organisation : null;
  }
}

@ObjectType('SatisfactionSet', { description: 'Conditions that must hold together. 须同时满足的条件。' })
export class SatisfactionSetType {
  @Field(() => [SatisfactionType], { description: 'The conditions. 条件。' })
  readonly all!: readonly SatisfactionType[];
}

@ObjectType('Material', { description: 'A material asked of the applicant. 申请材料。' })
export class MaterialType implements Omit<Material, 'alternatives'> {
  @Field(() => String, { description: 'Code within its matter. 材料代码。' })
  readonly code!: string;
  @Field(() => String, { description: 'Name. 材料名称。' })
  readonly name!: string;
  @Field(() => String, { nullable: true, description: 'Type as written. 材料类型。' })
  readonly type!: string | null;
  @Field(() => MaterialForm, { description: 'Paper or electronic. 材料形式。' })
  readonly form!: Material['form'];
  @Field(() => Necessity, { description: 'Whether it is needed. 材料必要性。' })
  readonly necessity!: Material['necessity'];
  @Field(() => String, { nullable: true, description: 'When it is not needed. 无需提交的情形。' })
  readonly whenNotNeeded!: string | null;
  @Field(() => MaterialSource, { description: 'Where it comes from. 来源渠道。' })
  readonly source!: Material['source'];
  @Field(() => String, { nullable: true, description: 'Who issues it. 出具单位。' })
  readonly issuer!: string | null;
  @Field(() => Int, { description: 'How many originals. 原件份数。' })
  readonly originals!: number;
  @Field(() => Int, { description: 'How many copies. 复印件份数。' })
  readonly copies!: number;
  @Field(() => String, { nullable: true, description: 'How to fill it in. 填报须知。' })
  readonly notes!: string | null;
  @Field(() => String, { nullable: true, description: 'Acceptance standard. 受理标准。' })
  readonly acceptance!: string | null;
  @Field(() => [LegalBasisType], { description: 'Why it may be asked for. 要求提供材料的依据。' })
  readonly legalBasis!: readonly LegalBasis[];
  @Field(() => CancellationReason, {
    nullable: true,
    description: 'Why it is no longer asked for. 取消的情形。',
  })
  readonly cancelled!: Material['cancelled'];

  readonly alternatives!: Material['alternatives'];
}

@Resolver(() => MaterialType)
export class MaterialResolver {
  @FieldResolver(() => [SatisfactionSetType], {
    description: 'What makes it unnecessary: any one set is enough. 免提交的各种途径，满足其一即可。',
  })
  alternatives(@Root() material: Material): readonly SatisfactionSetType[] {
    return material.alternatives.map((all) => ({
      all: all.map((satisfaction) => ({ way: satisfaction.way, satisfaction })),
    }));
  }

  @FieldResolver(() => [LicenceTypeType], {
    description: 'Licence types that can replace it. 可替代的证照类型。',
  })
  licenceTypes(
    @Ctx() { loaders }: GraphContext,
    @Root() material: Material,
  ): readonly LicenceTypeView[] | Promise<readonly LicenceTypeView[]> {
    const named = material.alternatives.flat();
    return licenceTypesOf(
      loaders,
      named.flatMap((one) => (one.way === 'LICENCE' ? one.licenceType : [])),
    );
  }
}
