import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { CreditCode, OrganisationView, RegionView } from '../../catalog/index.js';
import type { GraphContext } from '../context.js';
import { RegionType } from '../region/region.type.js';
import { CreditCodeScalar } from '../scalar/index.js';
import { OrganisationType } from './organisation.type.js';

@Resolver(() => OrganisationType)
export class OrganisationResolver {
  @Query(() => OrganisationType, {
    nullable: true,
    description: 'One organisation by its credit code. 按统一社会信用代码查询机构。',
  })
  organisation(
    @Ctx() { loaders }: GraphContext,
    @Arg('creditCode', () => CreditCodeScalar, {
      description: 'Unified social credit code. 统一社会信用代码。',
    })
    creditCode: CreditCode,
  ): Promise<OrganisationView | null> {
    return loaders.organisation.load(creditCode);
  }

  @FieldResolver(() => RegionType, { nullable: true, description: 'Its region. 所属区划。' })
  region(
    @Ctx() { loaders }: GraphContext,
    @Root() organisation: OrganisationView,
  ): Promise<RegionView | null> | null {
    return organisation.region === null ? null : loaders.region.load(organisation.region);
  }
}
