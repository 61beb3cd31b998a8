import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { RegionCode, RegionView } from '../../catalog/index.js';
import type { GraphContext } from '../context.js';
import { RegionLevel } from '../enums.js';
import { connectionOf, PageArgs, pageOf, type ConnectionShape } from '../page.type.js';
import { RegionCodeScalar } from '../scalar/index.js';
import { RegionConnection, RegionType } from './region.type.js';

@Resolver(() => RegionType)
export class RegionResolver {
  @Query(() => RegionType, { nullable: true, description: 'One region by its code. 按代码查询区划。' })
  region(
    @Ctx() { loaders }: GraphContext,
    @Arg('code', () => RegionCodeScalar, { description: 'Region code. 区划代码。' }) code: RegionCode,
  ): Promise<RegionView | null> {
    return loaders.region.load(code);
  }

  @Query(() => RegionConnection, {
    description: 'Regions below a region, or of a level, by code. 下级区划或某一层级的区划。',
  })
  regions(
    @Ctx() context: GraphContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('parent', () => RegionCodeScalar, {
      nullable: true,
      description:
        'Below this region: directly, or with a level given, anywhere below. 上级区划；给出层级时含各级下级。',
    })
    parent: RegionCode | null,
    @Arg('level', () => RegionLevel, { nullable: true, description: 'Only of this level. 层级。' })
    level: RegionView['level'] | null,
  ): Promise<ConnectionShape<RegionView>> {
    return pageOfRegions(context, { parent: parent ?? null, level: level ?? null }, args);
  }

  @FieldResolver(() => RegionType, { nullable: true, description: 'The region above it. 上级区划。' })
  parent(@Ctx() { loaders }: GraphContext, @Root() region: RegionView): Promise<RegionView | null> | null {
    return region.parent === null ? null : loaders.region.load(region.parent);
  }

  @FieldResolver(() => [RegionType], {
    description: 'From the nation down to the region itself. 由国家到本级的各级区划。',
  })
  async lineage(
    @Ctx() { loaders }: GraphContext,
    @Root() region: RegionView,
  ): Promise<readonly RegionView[]> {
    const views = await Promise.all(region.lineage.map((code) => loaders.region.load(code)));
    return views.filter((view) => view !== null);
  }

  @FieldResolver(() => RegionConnection, { description: 'The regions directly below it. 直接下级区划。' })
  async children(
    @Ctx() { loaders }: GraphContext,
    @Root() { code }: RegionView,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<ConnectionShape<RegionView>> {
    const request = pageOf(args);
    const page = await loaders.children.load({ of: code, page: request });
    return connectionOf(
      page,
      request,
      (view) => view,
      () => loaders.childCount.load(code),
    );
  }
}

async function pageOfRegions(
  { services }: GraphContext,
  filter: { parent: RegionCode | null; level: RegionView['level'] | null },
  args: PageArgs,
): Promise<ConnectionShape<RegionView>> {
  const request = pageOf(args);
  const page = await services.regions.page(filter, request);
  return connectionOf(
    page,
    request,
    (view) => view,
    () => services.regions.count(filter),
  );
}
