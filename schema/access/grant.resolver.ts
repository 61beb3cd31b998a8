import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { chinaDay, Fault, type GrantDraft } from '../../catalog/index.js';
import type { GraphContext } from '../context.js';
import {
  GrantGiveInput,
  GrantGivePayload,
  GrantRevokeInput,
  GrantRevokePayload,
  grantOf,
} from './grant.type.js';

@Resolver()
export class GrantResolver {
  @Mutation(() => GrantGivePayload, {
    description: 'Gives a consumer a right to see something. 新增数据授权。',
  })
  async grantGive(
    @Ctx() { call, services }: GraphContext,
    @Arg('input', () => GrantGiveInput, { description: 'The grant. 授权内容。' }) input: GrantGiveInput,
  ): Promise<GrantGivePayload> {
    return { grant: grantOf(await services.access.give(call, draftOf(input, call.now))) };
  }

  @Mutation(() => GrantRevokePayload, { description: 'Takes a right back. 撤销数据授权。' })
  async grantRevoke(
    @Ctx() { call, services }: GraphContext,
    @Arg('input', () => GrantRevokeInput, { description: 'Which one. 撤销内容。' }) input: GrantRevokeInput,
  ): Promise<GrantRevokePayload> {
    return { grant: grantOf(await services.access.revoke(call, input.id, input.reason)) };
  }
}

function draftOf(input: GrantGiveInput, now: Date): GrantDraft {
  const { licenceType, check } = input;
  const problem = 'name either licenceType or check / 请填写 licenceType 或 check 之一';
  if (Boolean(licenceType) === Boolean(check)) throw new Fault('GRANT_INVALID', { problem });
  return {
    consumer: input.consumer,
    subject: licenceType ? { kind: 'LICENCE', licenceType } : { kind: 'DATA', check: check ?? '' },
    fields: input.fields ?? [],
    matters: input.matters ?? null,
    regions: input.regions ?? null,
    validFrom: input.validFrom ?? chinaDay(now),
    validUntil: input.validUntil ?? null,
    reason: input.reason ?? null,
  };
}
