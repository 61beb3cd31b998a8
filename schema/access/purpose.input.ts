import { Field, InputType } from 'type-graphql';
import { parseHolder, type Holder, type MatterCode, type Purpose } from '../../catalog/index.js';
import { ConsentMode } from '../enums.js';
import { MatterCodeScalar } from '../scalar/index.js';

@InputType('HolderInput', { description: 'A holder: identity type and number. 持证主体：证件类型与号码。' })
export class HolderInput {
  @Field(() => String, {
    description:
      'Holder identity type, such as 001 credit code, 111 citizen number. 证件类型，例如001、111。',
  })
  type!: string;
  @Field(() => String, { description: 'Number of that document. 证件号码。' })
  code!: string;
}

export function holderOf(input: HolderInput): Holder {
  return parseHolder(input.type, input.code);
}

@InputType('PurposeInput', { description: 'Why personal data are read. 查询目的。' })
export class PurposeInput {
  @Field(() => MatterCodeScalar, { description: 'The matter being handled. 所办事项。' })
  matter!: MatterCode;
  @Field(() => String, { description: 'Case number. 办件编号。' })
  caseNumber!: string;
  @Field(() => ConsentMode, { description: 'On what footing. 授权方式。' })
  mode!: Purpose['mode'];
  @Field(() => String, {
    nullable: true,
    description: 'The clerk; needed ex officio. 经办人；依职权时必填。',
  })
  clerk?: string | null;
  @Field(() => String, { nullable: true, description: 'Cause in words. 事由。' })
  cause?: string | null;
}

export function purposeOf(input: PurposeInput): Purpose {
  const { matter, caseNumber, mode, clerk, cause } = input;
  return { matter, caseNumber, mode, clerk: clerk ?? null, cause: cause ?? null };
}
