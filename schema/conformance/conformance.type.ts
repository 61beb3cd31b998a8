import { Arg, Field, InputType, Int, ObjectType } from 'type-graphql';
import type {
  Deviation,
  DeviationFilter,
  ElementConformance,
  RegionCode,
  RegionConformance,
  Wording,
} from '../../catalog/index.js';
import { DeviationSeverity, RegionLevel } from '../enums.js';
import { connectionType } from '../page.type.js';
import { Language } from '../reason.type.js';
import { CreditCodeScalar, RegionCodeScalar } from '../scalar/index.js';
import { inLanguage, StandardType } from './standard.type.js';

@ObjectType('ElementConformance', { description: 'How one element conforms. 单个要素的统一情况。' })
export class ElementConformanceType {
  readonly wording!: Wording;

  @Field(() => String, { description: 'The element. 要素名。' })
  readonly element!: ElementConformance['element'];

  @Field(() => String, { description: 'Its name in the standard. 要素名称。' })
  title(
    @Arg('language', () => Language, { defaultValue: Language.ZH, description: 'Language. 语言。' })
    language: Language,
  ): string {
    return inLanguage(this.wording, language);
  }

  @Field(() => Int, { description: 'Matters checked. 检查事项数。' })
  readonly checked!: number;

  @Field(() => Int, { description: 'Matters in which it is as it should be. 该要素一致的事项数。' })
  readonly conforming!: number;
}

@ObjectType('RegionConformance', {
  description: 'How the matters of a region and below it conform. 某区划（含下级）的统一情况。',
})
export class RegionConformanceType {
  readonly code!: RegionConformance['region'];

  @Field(() => Int, { description: 'Matters checked. 检查事项数。' })
  readonly checked!: number;

  @Field(() => Int, { description: 'Matters without any deviation. 完全一致的事项数。' })
  readonly conforming!: number;
}

@ObjectType('ConformanceReport', {
  description: 'How published matters stand against a standard. 已发布事项与统一标准的比对结果。',
})
export class ConformanceReportType {
  readonly code!: RegionCode;

  @Field(() => StandardType, { description: 'The standard. 标准。' })
  readonly standard!: StandardType;

  @Field(() => Int, { description: 'Matters checked. 检查事项数。' })
  readonly checked!: number;

  @Field(() => Int, { description: 'Matters without any deviation. 完全一致的事项数。' })
  readonly conforming!: number;

  @Field(() => [ElementConformanceType], { description: 'By element. 按要素统计。' })
  readonly byElement!: readonly ElementConformanceType[];

  @Field(() => [RegionConformanceType], {
    description:
      'The region’s own matters, and each region directly below it with all that is below. 本级及各直接下级（含其下级）统计。',
  })
  readonly byRegion!: readonly RegionConformanceType[];
}

@ObjectType('Deviation', {
  description: 'One element of one matter that is not as the standard wants it. 一处不一致。',
})
export class DeviationType {
  readonly code!: RegionCode | null;
  readonly proposed!: Wording;
  readonly explained!: Wording;

  @Field(() => String, {
    description: 'Matter code, or the key of a matter that has only a local code. 实施编码或事项键。',
  })
  readonly matter!: string;

  @Field(() => String, { description: 'Name of the matter. 事项名称。' })
  readonly name!: string;

  @Field(() => String, {
    description: 'Credit code of the organisation, or its local key. 实施主体代码。',
  })
  readonly organisation!: string;

  @Field(() => RegionLevel, { nullable: true, description: 'Level of the matter. 层级。' })
  readonly level!: Deviation['level'];

  @Field(() => String, { description: 'The element. 要素名。' })
  readonly element!: Deviation['element'];

  @Field(() => String, { description: 'The rule that is broken; stable, for programs. 规则代码。' })
  readonly rule!: Deviation['rule'];

  @Field(() => DeviationSeverity, { description: 'How serious it is. 严重程度。' })
  readonly severity!: Deviation['severity'];

  @Field(() => String, { nullable: true, description: 'What should stand there. 应为。' })
  readonly expected!: string | null;

  @Field(() => String, { nullable: true, description: 'What stands there. 实为。' })
  readonly found!: string | null;

  @Field(() => String, { description: 'The rule as a sentence. 规则说明。' })
  explanation(
    @Arg('language', () => Language, { defaultValue: Language.ZH, description: 'Language. 语言。' })
    language: Language,
  ): string {
    return inLanguage(this.explained, language);
  }

  @Field(() => String, { description: 'How to correct it. 修改建议。' })
  proposal(
    @Arg('language', () => Language, { defaultValue: Language.ZH, description: 'Language. 语言。' })
    language: Language,
  ): string {
    return inLanguage(this.proposed, language);
  }
}

export const DeviationConnection = connectionType(
  'Deviation',
  () => DeviationType,
  'the deviations',
  '不一致之处',
);

@InputType('DeviationFilter', { description: 'Which deviations; all conditions must hold. 筛选条件。' })
export class DeviationFilterInput {
  @Field(() => RegionCodeScalar, {
    nullable: true,
    description: 'In this region and everything below it. 该区划及其下级。',
  })
  region?: RegionCode | null;
  @Field(() => CreditCodeScalar, { nullable: true, description: 'Of this organisation. 实施主体。' })
  organisation?: string | null;
  @Field(() => String, { nullable: true, description: 'Of this matter, by code or key. 事项。' })
  matter?: string | null;
  @Field(() => [String], { nullable: true, description: 'Of these elements. 要素名。' })
  elements?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'By these rules. 规则代码。' })
  rules?: string[] | null;
  @Field(() => [DeviationSeverity], { nullable: true, description: 'Of this severity. 严重程度。' })
  severities?: Deviation['severity'][] | null;
}

/** A condition left out and a condition that is null mean the same: no condition. */
export function deviationFilterOf(input: DeviationFilterInput | null | undefined): DeviationFilter {
  const stated = Object.entries(input ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(stated);
}
