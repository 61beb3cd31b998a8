import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type {
  Evidence,
  Exemption,
  HandlingItemCode,
  LegalBasis,
  Material,
  MaterialDecision,
  MatterCode,
  Provenance,
  Reason,
} from '../../catalog/index.js';
import { HolderInput, PurposeInput } from '../access/purpose.input.js';
import { Disposition } from '../enums.js';
import { SituationAnswerInput } from '../guide/guide.type.js';
import { ProvenanceType } from '../licence/licence-answer.type.js';
import { LegalBasisType } from '../matter/element.type.js';
import { MaterialType } from '../matter/material.type.js';
import { ReasonType } from '../reason.type.js';
import { DateTimeScalar, HandlingItemCodeScalar, MatterCodeScalar } from '../scalar/index.js';

@ObjectType('Evidence', { description: 'What stands behind a decision. 判断依据。' })
export class EvidenceType implements Evidence {
  @Field(() => String, { description: 'LICENCE, DATA or MATERIAL. 类别。' })
  readonly kind!: Evidence['kind'];
  @Field(() => String, { description: 'Licence type code, name of the data check, or material code. 对象。' })
  readonly target!: string;
  @Field(() => String, { description: 'What was found, such as VALID or PASSED. 结论。' })
  readonly status!: Evidence['status'];
  @Field(() => ProvenanceType, { nullable: true, description: 'Where it comes from. 信息来源。' })
  readonly provenance!: Provenance | null;
}

@ObjectType('MaterialDecision', { description: 'How one material is dealt with. 单项材料的处理结论。' })
export class MaterialDecisionType implements MaterialDecision {
  @Field(() => MaterialType, { description: 'The material. 材料。' })
  readonly material!: Material;
  @Field(() => Disposition, { description: 'How it is dealt with. 处理方式。' })
  readonly disposition!: MaterialDecision['disposition'];
  @Field(() => ReasonType, { description: 'Why. 理由。' })
  readonly reason!: Reason;
  @Field(() => [LegalBasisType], { description: 'On what law. 法律依据。' })
  readonly legalBasis!: readonly LegalBasis[];
  @Field(() => [EvidenceType], { description: 'What stands behind it. 判断依据。' })
  readonly evidence!: readonly Evidence[];
  @Field(() => Disposition, {
    nullable: true,
    description: 'What applies at the window if the preferred way fails. 备选方式。',
  })
  readonly fallback!: MaterialDecision['fallback'];
}

@ObjectType('Exemption', {
  description: 'What must still be handed in, for this matter and this holder, now. 免证办结论。',
})
export class ExemptionType implements Exemption {
  @Field(() => MatterCodeScalar, { description: 'The matter. 事项。' })
  readonly matter!: MatterCode;
  @Field(() => Int, { description: 'Published version that was judged. 所依据的发布版本。' })
  readonly matterVersion!: number;
  @Field(() => DateTimeScalar, { description: 'When it was decided. 判定时间。' })
  readonly decidedAt!: Date;
  @Field(() => [MaterialDecisionType], { description: 'One row per material. 逐项材料结论。' })
  readonly materials!: readonly MaterialDecision[];
  @Field(() => [MaterialType], { description: 'What to hand in. 需提交的材料。' })
  readonly toSubmit!: readonly Material[];
  @Field(() => [String], {
    description: 'Questions left open: an answer may add materials. 未回答的情形问题，回答后可能增加材料。',
  })
  readonly openQuestions!: readonly string[];
}

@InputType('ExemptionInput', { description: 'A case at the window. 一次办件。' })
export class ExemptionInput {
  @Field(() => MatterCodeScalar, {
    nullable: true,
    description: 'The matter; left out: that of the purpose. 事项；不填则取查询目的中的事项。',
  })
  matter?: MatterCode | null;
  @Field(() => HandlingItemCodeScalar, { nullable: true, description: 'Handling item. 业务办理项。' })
  handlingItem?: HandlingItemCode | null;
  @Field(() => HolderInput, { description: 'The applicant. 申请人。' })
  holder!: HolderInput;
  @Field(() => PurposeInput, { description: 'What for. 查询目的。' })
  purpose!: PurposeInput;
  @Field(() => [SituationAnswerInput], {
    nullable: true,
    description: 'Answers to the situation questions. 情形回答。',
  })
  situation?: SituationAnswerInput[] | null;
}

@ObjectType('ExemptionResolvePayload', { description: 'Result of exemptionResolve. 免证办判定结果。' })
export class ExemptionResolvePayload {
  @Field(() => ExemptionType, { description: 'The decision. 结论。' })
  readonly exemption!: Exemption;
}
