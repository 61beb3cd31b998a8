import { Field, InputType, ObjectType } from 'type-graphql';
import type {
  Guide,
  GuideMaterial,
  Material,
  OwnElements,
  Publication,
  Reason,
} from '../../catalog/index.js';
import { MaterialType } from '../matter/material.type.js';
import { ReasonType } from '../reason.type.js';

@ObjectType('GuideMaterial', { description: 'A material as the guide shows it. 指南中的材料。' })
export class GuideMaterialType implements GuideMaterial {
  @Field(() => MaterialType, { description: 'The material. 材料。' })
  readonly material!: Material;
  @Field(() => Boolean, { description: 'Whether it may be left at home. 是否可能免交。' })
  readonly mayBeExempt!: boolean;
  @Field(() => [ReasonType], { description: 'How. 免交途径。' })
  readonly ways!: readonly Reason[];
}

@ObjectType('Guide', { description: 'A guide for the public. 办事指南。' })
export class GuideType implements Guide {
  @Field(() => [GuideMaterialType], {
    description: 'Materials that the situation asks for. 该情形所需材料。',
  })
  readonly materials!: readonly GuideMaterial[];
  @Field(() => String, {
    nullable: true,
    description: 'Handling item that the situation selects. 该情形对应的业务办理项。',
  })
  readonly handlingItem!: string | null;
  @Field(() => [String], {
    description:
      'Codes of the questions that were not answered; an answer may add materials. 尚未回答的情形问题，回答后可能增加材料。',
  })
  readonly openQuestions!: readonly string[];

  readonly elements!: OwnElements;
  readonly publication!: Publication;
}

@InputType('SituationAnswer', {
  description: 'An answer to a situation question of the matter. 情形问题的回答。',
})
export class SituationAnswerInput {
  @Field(() => String, { description: 'Code of the question. 情形代码。' })
  question!: string;
  @Field(() => String, { description: 'The chosen answer. 选项值。' })
  answer!: string;
}
