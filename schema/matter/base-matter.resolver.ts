import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { BaseCode } from '../../catalog/index.js';
import type { GraphContext } from '../context.js';
import { connectionOf, PageArgs, pageOf, type ConnectionShape } from '../page.type.js';
import { BaseCodeScalar } from '../scalar/index.js';
import { BaseMatterConnection, BaseMatterType, baseMatterOf } from './base-matter.type.js';
import { BaseMatterFilterInput } from './matter.input.js';
import type { MatterType } from './matter.type.js';
import { MatterConnection, matterOf } from './matter.type.js';

@Resolver(() => BaseMatterType)
export class BaseMatterResolver {
  @Query(() => BaseMatterType, {
    nullable: true,
    description: 'One base matter by its code. 按基本编码查询基本目录事项。',
  })
  async baseMatter(
    @Ctx() { loaders }: GraphContext,
    @Arg('code', () => BaseCodeScalar, { description: 'Base code. 基本编码。' }) code: BaseCode,
  ): Promise<BaseMatterType | null> {
    const view = await loaders.baseMatter.load(code);
    return view && baseMatterOf(view);
  }

  @Query(() => BaseMatterConnection, { description: 'The base catalogue. 基本目录。' })
  async baseMatters(
    @Ctx() { services }: GraphContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => BaseMatterFilterInput, { nullable: true, description: 'Which ones. 筛选条件。' })
    input: BaseMatterFilterInput | null,
  ): Promise<ConnectionShape<BaseMatterType>> {
    const filter = { search: input?.search ?? null, types: input?.types ?? [] };
    const request = pageOf(args);
    const page = await services.matters.baseMatterPage(filter, request);
    return connectionOf(page, request, baseMatterOf, () => services.matters.baseMatterCount(filter));
  }

  @FieldResolver(() => MatterConnection, { description: 'Who implements it. 各级实施事项。' })
  async implementations(
    @Ctx() { loaders }: GraphContext,
    @Root() { code }: BaseMatterType,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<ConnectionShape<MatterType>> {
    const request = pageOf(args);
    const page = await loaders.implementations.load({ of: code, page: request });
    return connectionOf(
      page,
      request,
      (publication) => matterOf(loaders, publication),
      () => loaders.implementationCount.load(code),
    );
  }
}
