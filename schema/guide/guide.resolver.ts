import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Guide, MatterCode } from '../../catalog/index.js';
import type { GraphContext } from '../context.js';
import { MatterType, matterOf } from '../matter/matter.type.js';
import { DateTimeScalar, MatterCodeScalar } from '../scalar/index.js';
import { GuideType, SituationAnswerInput } from './guide.type.js';

@Resolver(() => GuideType)
export class GuideResolver {
  @Query(() => GuideType, {
    nullable: true,
    description: 'The guide of a matter, for a situation and a date. 办事指南，可指定情形与日期。',
  })
  async guide(
    @Ctx() { services }: GraphContext,
    @Arg('code', () => MatterCodeScalar, { description: 'Matter code. 实施编码。' }) code: MatterCode,
    @Arg('situation', () => [SituationAnswerInput], {
      nullable: true,
      description: 'Answers to its questions. 情形回答。',
    })
    situation: readonly SituationAnswerInput[] | null,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'What was in force then. 查询当时有效的版本。',
    })
    asOf: Date | null,
  ): Promise<Guide | null> {
    const [guide] = await services.guides.guides([code], situation ?? [], asOf ?? null);
    return guide ?? null;
  }

  @FieldResolver(() => MatterType, { description: 'The matter. 事项。' })
  matter(@Ctx() { loaders }: GraphContext, @Root() guide: Guide): MatterType {
    return matterOf(loaders, guide.publication);
  }
}
