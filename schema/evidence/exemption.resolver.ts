import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { holderOf, purposeOf } from '../access/purpose.input.js';
import type { GraphContext } from '../context.js';
import { OUTSIDE_COST } from '../cost.js';
import { ExemptionInput, ExemptionResolvePayload } from './exemption.type.js';

@Resolver()
export class ExemptionResolver {
  @Mutation(() => ExemptionResolvePayload, {
    complexity: OUTSIDE_COST,
    description:
      'For this matter, this holder, now: what must still be handed in? 判定本次办件还需提交哪些材料。',
  })
  async exemptionResolve(
    @Ctx() { call, services }: GraphContext,
    @Arg('input', () => ExemptionInput, { description: 'The case. 办件。' }) input: ExemptionInput,
  ): Promise<ExemptionResolvePayload> {
    const purpose = purposeOf(input.purpose);
    const exemption = await services.evidence.resolve(call, {
      matter: input.matter ?? purpose.matter,
      handlingItem: input.handlingItem ?? null,
      holder: holderOf(input.holder),
      purpose,
      situation: input.situation ?? [],
    });
    return { exemption };
  }
}
