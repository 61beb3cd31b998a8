import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { BaseCode, ElementName, Guide, MatterCode, RegionCode } from '../../catalog/index.js';
import type { GraphContext } from '../context.js';
import { GuideType } from '../guide/guide.type.js';
import { connectionOf, PageArgs, pageOf, type ConnectionShape } from '../page.type.js';
import { BaseCodeScalar, DateTimeScalar, MatterCodeScalar, RegionCodeScalar } from '../scalar/index.js';
import { BaseMatterType, baseMatterOf } from './base-matter.type.js';
import { MatterFilterInput, matterFilterOf } from './matter.input.js';
import { ElementType, MatterConnection, MatterType, matterOf } from './matter.type.js';

@Resolver(() => MatterType)
export class MatterResolver {
  @Query(() => MatterType, {
    nullable: true,
    description: 'One published matter by its code. 按实施编码查询已发布事项。',
  })
  async matter(
    @Ctx() { services, loaders }: GraphContext,
    @Arg('code', () => MatterCodeScalar, { description: 'Matter code. 实施编码。' }) code: MatterCode,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'What was in force then. 查询当时有效的版本。',
    })
    asOf: Date | null,
  ): Promise<MatterType | null> {
    const publication = asOf
      ? ((await services.publications.asOf([code], asOf))[0] ?? null)
      : await loaders.publication.load(code);
    return publication && matterOf(loaders, publication);
  }

  @Query(() => MatterConnection, { description: 'Published matters. 已发布事项列表。' })
  async matters(
    @Ctx() { services, loaders }: GraphContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => MatterFilterInput, { nullable: true, description: 'Which ones. 筛选条件。' })
    input: MatterFilterInput | null,
  ): Promise<ConnectionShape<MatterType>> {
    const [filter, request] = [matterFilterOf(input), pageOf(args)];
    const page = await services.publications.page(filter, request);
    return connectionOf(
      page,
      request,
      (publication) => matterOf(loaders, publication),
      () => services.publications.count(filter),
    );
  }

  @Query(() => MatterType, {
    nullable: true,
    description:
      'Who handles a base matter for a region: the nearest level that implements it. 某区划办理某事项的最近一级实施事项。',
  })
  async nearestMatter(
    @Ctx() { loaders }: GraphContext,
    @Arg('baseMatter', () => BaseCodeScalar, { description: 'Base code. 基本编码。' }) baseMatter: BaseCode,
    @Arg('region', () => RegionCodeScalar, { description: 'Region, down to the village. 区划，可到村。' })
    region: RegionCode,
  ): Promise<MatterType | null> {
    const publication = await loaders.nearest.load({ baseMatter, region });
    return publication && matterOf(loaders, publication);
  }

  @FieldResolver(() => BaseMatterType, {
    nullable: true,
    description: 'The base matter it implements. 对应的基本目录事项。',
  })
  async baseMatter(
    @Ctx() { loaders }: GraphContext,
    @Root() { publication }: MatterType,
  ): Promise<BaseMatterType | null> {
    const code = publication.document.baseMatter?.code;
    const view = code ? await loaders.baseMatter.load(code) : null;
    return view && baseMatterOf(view);
  }

  @FieldResolver(() => [ElementType], {
    description: 'Elements by name, each with where its value comes from. 各要素及其来源。',
  })
  elements(
    @Root() { publication: { document } }: MatterType,
    @Arg('names', () => [String], { nullable: true, description: 'Only these. 要素名。' })
    names: readonly string[] | null,
  ): readonly ElementType[] {
    const all = Object.keys(document.elements) as ElementName[];
    const wanted = names ? all.filter((name) => names.includes(name)) : all;
    return wanted.map((name) => ({
      name,
      value: document.elements[name],
      origin: document.origins[name] ?? 'OWN',
    }));
  }

  @FieldResolver(() => GuideType, {
    description: 'Its guide, before any situation is chosen. 办事指南（未选择情形）。',
  })
  guide(@Ctx() { services }: GraphContext, @Root() { publication }: MatterType): Guide {
    return services.guides.of(publication, []);
  }
}
