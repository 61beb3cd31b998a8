import { Ctx, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { LicenceTypeView, SourceView } from '../../catalog/index.js';
import type { GraphContext } from '../context.js';
import { licenceTypesOf } from '../loaders.js';
import { LicenceTypeType } from '../licence/licence-type.type.js';

@ObjectType('Source', { description: 'A connected department system. 已接入的部门系统。' })
export class SourceType implements Omit<SourceView, 'licenceTypes'> {
  @Field(() => String, { description: 'Its name. 名称。' })
  readonly name!: string;
  @Field(() => String, { description: 'Its title. 标题。' })
  readonly title!: string;
  @Field(() => String, { description: 'How it is called, such as rest. 接入方式。' })
  readonly kind!: string;
  @Field(() => [String], { description: 'Data checks that it answers. 可提供的数据核验。' })
  readonly checks!: readonly string[];
  @Field(() => String, { nullable: true, description: 'Who to call when it is silent. 故障联系人。' })
  readonly contact!: string | null;
}

@Resolver(() => SourceType)
export class SourceResolver {
  @Query(() => [SourceType], { description: 'Connected department systems. 已接入的部门系统列表。' })
  sources(@Ctx() { call, services }: GraphContext): readonly SourceView[] {
    services.access.demandConsumer(call);
    return services.sources.list();
  }

  @FieldResolver(() => [LicenceTypeType], { description: 'Licence types that it knows. 可提供的证照类型。' })
  licenceTypes(
    @Ctx() { loaders }: GraphContext,
    @Root() source: SourceView,
  ): readonly LicenceTypeView[] | Promise<readonly LicenceTypeView[]> {
    return licenceTypesOf(loaders, source.licenceTypes);
  }
}
