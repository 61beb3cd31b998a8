import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { Fault } from '../../catalog/index.js';
import type { ChangePage, ChangeView, RegionCode } from '../../catalog/index.js';
import type { GraphContext } from '../context.js';
import { JsonScalar, RegionCodeScalar } from '../scalar/index.js';

@ObjectType('Change', { description: 'One change of the catalogue. 目录的一次变更。' })
export class ChangeType implements ChangeView {
  @Field(() => String, {
    description: 'Position in the feed; grows in commit order. 变更序号，按提交顺序递增。',
  })
  readonly position!: string;
  @Field(() => String, { description: 'Gateway where it began. 变更来源网关。' })
  readonly origin!: string;
  @Field(() => String, { description: 'Kind, such as MATTER. 变更类别。' })
  readonly kind!: string;
  @Field(() => String, { description: 'Key of the thing that changed. 变更对象的键。' })
  readonly key!: string;
  @Field(() => Int, { description: 'Its version. 版本号。' })
  readonly version!: number;
  @Field(() => String, { description: 'Digest of the document. 内容摘要。' })
  readonly digest!: string;
  @Field(() => Boolean, { description: 'True when it is gone. 是否已删除。' })
  readonly deleted!: boolean;
  @Field(() => JsonScalar, { nullable: true, description: 'The document. 内容。' })
  readonly document!: unknown;
}

@ObjectType('ChangePage', { description: 'A page of the change feed. 变更分页。' })
export class ChangePageType implements ChangePage {
  @Field(() => [ChangeType], { description: 'The changes, oldest first. 变更，按序号升序。' })
  readonly changes!: readonly ChangeView[];
  @Field(() => String, { description: 'Where the next page begins. 下一页的起点。' })
  readonly endCursor!: string;
  @Field(() => Boolean, { description: 'Whether there is more now. 是否还有更多。' })
  readonly more!: boolean;
  @Field(() => String, { description: 'The newest position. 最新序号。' })
  readonly head!: string;
}

@Resolver()
export class ChangeResolver {
  @Query(() => ChangePageType, {
    description:
      'What changed since a position, for peers; 1 to 2,000 a page. 自某序号以来的变更，供同步使用。',
  })
  async changes(
    @Ctx() { call, services, loaders }: GraphContext,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Position after which to continue. 起始序号。',
    })
    after: string | null,
    @Arg('region', () => RegionCodeScalar, {
      nullable: true,
      description: 'Only this region, what is below it, and what is above it. 仅限该区划及其上下级。',
    })
    region: RegionCode | null,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 500,
      description: 'How many, 1 to 2,000. 数量，1至2000。',
    })
    first: number | null,
  ): Promise<ChangePage> {
    services.access.demand(call, 'sync:read');
    const regionPath = region ? await pathOf(loaders, region) : null;
    return services.changes.page({ after: after ?? null, regionPath, first: first ?? 500 });
  }
}

async function pathOf(loaders: GraphContext['loaders'], code: RegionCode): Promise<string> {
  const view = await loaders.region.load(code);
  if (!view) throw new Fault('REGION_UNKNOWN', { region: code });
  return view.lineage.join('/');
}
