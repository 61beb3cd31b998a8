import { Field, Float, ObjectType } from 'type-graphql';
import type {
  Fee,
  Form,
  FormField,
  LegalBasis,
  MatterResult,
  OnlineService,
  ProcessStep,
  Question,
  ServicePlace,
  Situation,
  TimeLimit,
} from '../../catalog/index.js';
import { FormFieldKind, TimeUnit } from '../enums.js';
import { LicenceTypeCodeScalar } from '../scalar/index.js';

@ObjectType('LegalBasis', { description: 'A legal basis. 设定依据。' })
export class LegalBasisType implements LegalBasis {
  @Field(() => String, { description: 'Title of the law or document. 法律法规或文件名称。' })
  readonly title!: string;
  @Field(() => String, { nullable: true, description: 'Clause, such as 第十二条. 条款号。' })
  readonly clause!: string | null;
  @Field(() => String, { nullable: true, description: 'Text of the clause. 条款内容。' })
  readonly text!: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the document. 文号。' })
  readonly documentNumber!: string | null;
  @Field(() => String, { nullable: true, description: 'Who issued it. 颁布机关。' })
  readonly issuer!: string | null;
}

@ObjectType('TimeLimit', { description: 'A time limit. 时限。' })
export class TimeLimitType implements TimeLimit {
  @Field(() => Float, { description: 'How long; 0 means at once. 时长；0表示即办。' })
  readonly value!: number;
  @Field(() => TimeUnit, { description: 'Its unit. 单位。' })
  readonly unit!: TimeLimit['unit'];
  @Field(() => String, { nullable: true, description: 'Note. 说明。' })
  readonly note!: string | null;
}

@ObjectType('ProcessStep', { description: 'A step of the process. 办理环节。' })
export class ProcessStepType implements ProcessStep {
  @Field(() => String, { description: 'Name, such as 受理. 环节名称。' })
  readonly name!: string;
  @Field(() => String, { nullable: true, description: 'Who acts. 办理人员。' })
  readonly actor!: string | null;
  @Field(() => TimeLimitType, { nullable: true, description: 'Time limit of the step. 环节时限。' })
  readonly limit!: TimeLimit | null;
  @Field(() => String, { nullable: true, description: 'Note. 说明。' })
  readonly note!: string | null;
}

@ObjectType('Fee', { description: 'A fee. 收费项目。' })
export class FeeType implements Fee {
  @Field(() => String, { description: 'Name. 收费项目名称。' })
  readonly name!: string;
  @Field(() => String, { description: 'Standard. 收费标准。' })
  readonly standard!: string;
  @Field(() => String, { description: 'Basis. 收费依据。' })
  readonly basis!: string;
  @Field(() => Boolean, { description: 'Whether it can be reduced. 是否允许减免。' })
  readonly reducible!: boolean;
  @Field(() => String, { nullable: true, description: 'Basis of the reduction. 减免依据。' })
  readonly reductionBasis!: string | null;
}

@ObjectType('MatterResult', { description: 'What the applicant gets. 办理结果。' })
export class MatterResultType implements MatterResult {
  @Field(() => String, { description: 'Name. 结果名称。' })
  readonly name!: string;
  @Field(() => String, { nullable: true, description: 'Type as written, such as 出证. 结果类型。' })
  readonly type!: string | null;
  @Field(() => LicenceTypeCodeScalar, {
    nullable: true,
    description: 'Licence type, when it is one. 对应证照类型。',
  })
  readonly licenceType!: MatterResult['licenceType'];
  @Field(() => String, { nullable: true, description: 'Address of a sample. 结果样本。' })
  readonly sample!: string | null;
}

@ObjectType('FilledFrom', { description: 'Which licence field fills a form field. 表单字段的证照来源。' })
export class FilledFromType {
  @Field(() => LicenceTypeCodeScalar, { description: 'Licence type. 证照类型。' })
  readonly licenceType!: NonNullable<FormField['filledFrom']>['licenceType'];
  @Field(() => String, { description: 'Field of the licence. 证照字段。' })
  readonly field!: string;
}

@ObjectType('FormField', { description: 'A field of a form. 表单字段。' })
export class FormFieldType implements FormField {
  @Field(() => String, { description: 'Name for programs. 字段名。' })
  readonly name!: string;
  @Field(() => String, { description: 'Label for people. 字段标题。' })
  readonly label!: string;
  @Field(() => FormFieldKind, { description: 'Kind. 字段类型。' })
  readonly kind!: FormField['kind'];
  @Field(() => Boolean, { description: 'Whether it must be filled. 是否必填。' })
  readonly required!: boolean;
  @Field(() => [String], { description: 'Choices of a CHOICE field. 可选值。' })
  readonly choices!: readonly string[];
  @Field(() => FilledFromType, {
    nullable: true,
    description: 'What can fill it, so that nobody types it again. 可自动填写的来源。',
  })
  readonly filledFrom!: FormField['filledFrom'];
}

@ObjectType('Form', { description: 'A form. 表单。' })
export class FormType implements Form {
  @Field(() => String, { description: 'Code within the matter. 表单代码。' })
  readonly code!: string;
  @Field(() => String, { description: 'Name. 表单名称。' })
  readonly name!: string;
  @Field(() => [FormFieldType], { description: 'Its fields. 字段。' })
  readonly fields!: readonly FormField[];
}

@ObjectType('ServicePlace', {
  description: 'Where and when the matter is handled, and whom to ask. 办理地点、时间与电话。',
})
export class ServicePlaceType implements ServicePlace {
  @Field(() => String, { nullable: true, description: 'Service hall. 进驻大厅。' })
  readonly hall!: string | null;
  @Field(() => String, { nullable: true, description: 'Window. 窗口。' })
  readonly window!: string | null;
  @Field(() => String, { nullable: true, description: 'Address. 地址。' })
  readonly address!: string | null;
  @Field(() => String, { nullable: true, description: 'Hours. 办理时间。' })
  readonly hours!: string | null;
  @Field(() => String, { nullable: true, description: 'Consultation telephone. 咨询电话。' })
  readonly consultation!: string | null;
  @Field(() => String, { nullable: true, description: 'Complaint telephone. 投诉电话。' })
  readonly complaint!: string | null;
}

@ObjectType('OnlineService', { description: 'Handling online. 网上办理。' })
export class OnlineServiceType implements OnlineService {
  @Field(() => Boolean, { description: 'Whether it can be handled online. 是否网办。' })
  readonly available!: boolean;
  @Field(() => String, { nullable: true, description: 'Online depth as written. 网上办理深度。' })
  readonly depth!: string | null;
  @Field(() => String, { nullable: true, description: 'Address. 网办地址。' })
  readonly url!: string | null;
  @Field(() => String, { nullable: true, description: 'Address for mobile use. 移动端地址。' })
  readonly mobileUrl!: string | null;
}

@ObjectType('FrequentQuestion', { description: 'A frequent question. 常见问题。' })
export class FrequentQuestionType implements Question {
  @Field(() => String, { description: 'The question. 问题。' })
  readonly question!: string;
  @Field(() => String, { description: 'The answer. 解答。' })
  readonly answer!: string;
}

@ObjectType('SituationOption', { description: 'An answer to a situation question. 情形选项。' })
export class SituationOptionType {
  @Field(() => String, { description: 'Value to hand back. 选项值。' })
  readonly answer!: string;
  @Field(() => String, { description: 'Label for people. 选项标题。' })
  readonly label!: string;
  @Field(() => [String], {
    description: 'Codes of the materials needed only with this answer. 该选项所需材料代码。',
  })
  readonly materials!: readonly string[];
  @Field(() => String, { nullable: true, description: 'Handling item that it selects. 对应的业务办理项。' })
  readonly handlingItem!: string | null;
}

@ObjectType('Situation', {
  description: 'A question whose answer selects materials and handling items. 办理情形。',
})
export class SituationType implements Situation {
  @Field(() => String, { description: 'Code to hand back. 情形代码。' })
  readonly code!: string;
  @Field(() => String, { description: 'The question. 问题。' })
  readonly question!: string;
  @Field(() => [SituationOptionType], { description: 'Its answers. 选项。' })
  readonly options!: Situation['options'];
}
