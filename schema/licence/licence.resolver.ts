import { Arg, Args, Ctx, Int, Query, Resolver } from 'type-graphql';
import type {
  LicenceAnswer,
  LicenceIdentifier,
  LicenceTypeCode,
  LicenceTypeView,
} from '../../catalog/index.js';
import { HolderInput, holderOf, PurposeInput, purposeOf } from '../access/purpose.input.js';
import type { GraphContext } from '../context.js';
import { OUTSIDE_COST } from '../cost.js';
import { connectionOf, PageArgs, pageOf, type ConnectionShape } from '../page.type.js';
import { LicenceIdentifierScalar, LicenceTypeCodeScalar } from '../scalar/index.js';
import { LicenceAnswerType } from './licence-answer.type.js';
import { LicenceTypeConnection } from './licence-type.type.js';

@Resolver()
export class LicenceResolver {
  @Query(() => LicenceTypeConnection, { description: 'Registered licence types. 已登记的证照类型。' })
  async licenceTypes(
    @Ctx() { services }: GraphContext,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('search', () => String, { nullable: true, description: 'Words in names. 名称中的词语。' })
    search: string | null,
  ): Promise<ConnectionShape<LicenceTypeView>> {
    const request = pageOf(args);
    const page = await services.licenceTypes.page(search ?? null, request);
    return connectionOf(
      page,
      request,
      (type) => type,
      () => services.licenceTypes.count(search ?? null),
    );
  }

  @Query(() => [LicenceAnswerType], {
    complexity: OUTSIDE_COST,
    description:
      'What licences a holder has, of the given types, for a purpose. One answer per licence found, and one for each type of which none can be shown. 按持证主体查询证照：查到的每个证照一条，未查到或不可见的类型各一条。',
  })
  licences(
    @Ctx() { call, services }: GraphContext,
    @Arg('holder', () => HolderInput, { description: 'Whose. 持证主体。' }) holder: HolderInput,
    @Arg('types', () => [LicenceTypeCodeScalar], {
      description: 'Licence types, at most 20. 证照类型，至多20个。',
    })
    types: readonly LicenceTypeCode[],
    @Arg('purpose', () => PurposeInput, { description: 'What for. 查询目的。' }) purpose: PurposeInput,
    @Arg('maxAge', () => Int, {
      nullable: true,
      description:
        'Seconds that an answer may be old; left out: ask the source. 可接受的时效（秒）；不填则实时查询。',
    })
    maxAge: number | null,
  ): Promise<readonly LicenceAnswer[]> {
    const request = { holder: holderOf(holder), types, purpose: purposeOf(purpose), maxAge: maxAge ?? null };
    return services.licences.licences(call, request);
  }

  @Query(() => LicenceAnswerType, {
    complexity: OUTSIDE_COST,
    description: 'One licence by its identifier, for a purpose. 按电子证照标识查询。',
  })
  licence(
    @Ctx() { call, services }: GraphContext,
    @Arg('identifier', () => LicenceIdentifierScalar, { description: 'Licence identifier. 电子证照标识。' })
    identifier: LicenceIdentifier,
    @Arg('purpose', () => PurposeInput, { description: 'What for. 查询目的。' }) purpose: PurposeInput,
    @Arg('maxAge', () => Int, {
      nullable: true,
      description:
        'Seconds that an answer may be old; left out: ask the source. 可接受的时效（秒）；不填则实时查询。',
    })
    maxAge: number | null,
  ): Promise<LicenceAnswer> {
    return services.licences.licence(call, {
      identifier,
      purpose: purposeOf(purpose),
      maxAge: maxAge ?? null,
    });
  }
}
