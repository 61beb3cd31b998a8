import { Field, Int, ObjectType } from 'type-graphql';
import type { CreditCode, OrganisationKey, OrganisationView, RegionCode } from '../../catalog/index.js';
import { RegionLevel } from '../enums.js';
import { CreditCodeScalar } from '../scalar/index.js';

@ObjectType('Organisation', {
  description: 'A body that implements matters or issues licences. 实施主体、发证机关。',
})
export class OrganisationType implements OrganisationView {
  @Field(() => CreditCodeScalar, {
    nullable: true,
    description: 'Its unified social credit code; null where none is known. 统一社会信用代码；未知时为空。',
  })
  readonly creditCode!: CreditCode | null;

  @Field(() => String, {
    nullable: true,
    description: 'What its source calls it where that is no credit code, as written. 来源中的原始代码。',
  })
  readonly localCode!: string | null;

  @Field(() => String, { description: 'Its name. 名称。' })
  readonly name!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      '1 statutory body, 2 authorised, 3 entrusted, 9 other (GB/T 39046—2020 annex A). 1法定机关、2授权组织、3受委托组织、9其他。',
  })
  readonly kind!: OrganisationView['kind'];

  @Field(() => RegionLevel, { nullable: true, description: 'Level of its region. 层级。' })
  readonly level!: OrganisationView['level'];

  readonly key!: OrganisationKey;
  readonly region!: RegionCode | null;
}
