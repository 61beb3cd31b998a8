import { Field, Int, ObjectType } from 'type-graphql';
import type {
  Elements,
  Fee,
  Form,
  LegalBasis,
  Material,
  MatterResult,
  OwnElements,
  ProcessStep,
  Question,
  Situation,
  TimeLimit,
} from '../../catalog/index.js';
import { ExerciseLevel, HandlingKind } from '../enums.js';
import {
  FeeType,
  FormType,
  FrequentQuestionType,
  LegalBasisType,
  MatterResultType,
  OnlineServiceType,
  ProcessStepType,
  ServicePlaceType,
  SituationType,
  TimeLimitType,
} from './element.type.js';
import { MaterialType } from './material.type.js';

/** The elements that base matters, matters and handling items show alike; lists are empty and values null where nothing is stated. */
@ObjectType('ElementFields', { description: 'Elements of a matter. 事项要素。' })
export abstract class ElementFields {
  @Field(() => [ExerciseLevel], { description: 'Levels at which it is exercised. 行使层级。' })
  readonly exerciseLevels!: Elements['exerciseLevels'];
  @Field(() => String, { nullable: true, description: 'Guiding department. 业务指导部门。' })
  readonly guidingDepartment!: string | null;
  @Field(() => [String], { description: 'Service objects, 1 to 6 (GB/T 39046—2020 annex A). 服务对象。' })
  readonly serviceObjects!: readonly string[];
  @Field(() => [LegalBasisType], { description: 'Legal bases. 设定依据。' })
  readonly legalBases!: readonly LegalBasis[];
  @Field(() => [String], { description: 'Acceptance conditions. 受理条件。' })
  readonly acceptanceConditions!: readonly string[];
  @Field(() => [MaterialType], { description: 'Materials. 申请材料。' })
  readonly materials!: readonly Material[];
  @Field(() => [ProcessStepType], { description: 'Process. 办理流程。' })
  readonly process!: readonly ProcessStep[];
  @Field(() => TimeLimitType, { nullable: true, description: 'Statutory time limit. 法定办结时限。' })
  readonly statutoryTimeLimit!: TimeLimit | null;
  @Field(() => TimeLimitType, { nullable: true, description: 'Committed time limit. 承诺办结时限。' })
  readonly committedTimeLimit!: TimeLimit | null;
  @Field(() => HandlingKind, { nullable: true, description: 'Handling kind. 办件类型。' })
  readonly handlingKind!: Elements['handlingKind'] | null;
  @Field(() => [String], { description: 'Handling forms, 1 to 9 (GB/T 39046—2020 annex A). 办理形式。' })
  readonly handlingForms!: readonly string[];
  @Field(() => Int, { nullable: true, description: 'On-site visits. 到现场次数。' })
  readonly onSiteVisits!: number | null;
  @Field(() => String, { nullable: true, description: 'Why a visit is needed. 必须到现场的原因。' })
  readonly onSiteReason!: string | null;
  @Field(() => [FeeType], { description: 'Fees; empty means none. 收费项目；空表示不收费。' })
  readonly fees!: readonly Fee[];
  @Field(() => [MatterResultType], { description: 'Results. 办理结果。' })
  readonly results!: readonly MatterResult[];
  @Field(() => [FormType], { description: 'Forms. 表单。' })
  readonly forms!: readonly Form[];
  @Field(() => ServicePlaceType, { nullable: true, description: 'Where and when. 办理地点与时间。' })
  readonly place!: Elements['place'] | null;
  @Field(() => OnlineServiceType, { nullable: true, description: 'Handling online. 网上办理。' })
  readonly online!: Elements['online'] | null;
  @Field(() => [String], { description: 'Topics. 主题分类。' })
  readonly topics!: readonly string[];
  @Field(() => [FrequentQuestionType], { description: 'Frequent questions. 常见问题。' })
  readonly questions!: readonly Question[];
  @Field(() => [SituationType], { description: 'Situations. 办理情形。' })
  readonly situations!: readonly Situation[];
  @Field(() => String, {
    nullable: true,
    description: 'Where the source publishes its own guide. 来源办事指南地址。',
  })
  readonly sourceUrl!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What the source calls the main item, as written. 来源中的主项名称。',
  })
  readonly sourceMainItem!: string | null;
}

/** Every field present, so that a plain object passes for the GraphQL type without being copied per request. */
export function elementFields(elements: OwnElements): ElementFields {
  return {
    exerciseLevels: elements.exerciseLevels ?? [],
    guidingDepartment: elements.guidingDepartment ?? null,
    serviceObjects: elements.serviceObjects ?? [],
    legalBases: elements.legalBases ?? [],
    acceptanceConditions: elements.acceptanceConditions ?? [],
    materials: elements.materials ?? [],
    process: elements.process ?? [],
    statutoryTimeLimit: elements.statutoryTimeLimit ?? null,
    committedTimeLimit: elements.committedTimeLimit ?? null,
    handlingKind: elements.handlingKind ?? null,
    handlingForms: elements.handlingForms ?? [],
    onSiteVisits: elements.onSiteVisits ?? null,
    onSiteReason: elements.onSiteReason ?? null,
    fees: elements.fees ?? [],
    results: elements.results ?? [],
    forms: elements.forms ?? [],
    place: elements.place ?? null,
    online: elements.online ?? null,
    topics: elements.topics ?? [],
    questions: elements.questions ?? [],
    situations: elements.situations ?? [],
    sourceUrl: elements.sourceUrl ?? null,
    sourceMainItem: elements.sourceMainItem ?? null,
  };
}
