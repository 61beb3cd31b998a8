import { Field, InputType } from 'type-graphql';
import type { BaseCode, Level, MatterFilter, RegionCode } from '../../catalog/index.js';
import { HandlingKind, RegionLevel } from '../enums.js';
import { BaseCodeScalar, CreditCodeScalar, RegionCodeScalar } from '../scalar/index.js';

@InputType('MatterFilter', {
  description: 'Which matters; all conditions must hold. 事项筛选，各条件同时满足。',
})
export class MatterFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'Words in names, one or two characters included. 名称中的词语，一两个字也可。',
  })
  search?: string | null;
  @Field(() => RegionCodeScalar, {
    nullable: true,
    description:
      'Who serves this region: for each base matter the nearest level that implements it. 服务该区划的事项：每个基本目录事项取最近一级。',
  })
  region?: RegionCode | null;
  @Field(() => RegionCodeScalar, {
    nullable: true,
    description: 'In this region and everything below it. 该区划及其下级。',
  })
  within?: RegionCode | null;
  @Field(() => CreditCodeScalar, {
    nullable: true,
    description: 'Implemented by this organisation. 实施主体。',
  })
  organisation?: string | null;
  @Field(() => BaseCodeScalar, {
    nullable: true,
    description: 'Implementations of this base matter. 基本编码。',
  })
  baseMatter?: BaseCode | null;
  @Field(() => [String], { nullable: true, description: 'Matter types, such as 01. 事项类型。' })
  types?: string[] | null;
  @Field(() => [RegionLevel], { nullable: true, description: 'Levels. 层级。' })
  levels?: Level[] | null;
  @Field(() => [HandlingKind], { nullable: true, description: 'Handling kinds. 办件类型。' })
  handlingKinds?: string[] | null;
  @Field(() => [String], { nullable: true, description: 'Service objects, 1 to 6. 服务对象。' })
  serviceObjects?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Can be handled online. 是否网办。' })
  online?: boolean | null;
  @Field(() => String, {
    nullable: true,
    description: 'Local code, exactly as its source writes it. 地方编码（原样）。',
  })
  localCode?: string | null;
}

/** A condition left out and a condition that is null mean the same: no condition. */
export function matterFilterOf(input: MatterFilterInput | null | undefined): MatterFilter {
  const stated = Object.entries(input ?? {}).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(stated);
}

@InputType('BaseMatterFilter', { description: 'Which base matters. 基本目录事项筛选。' })
export class BaseMatterFilterInput {
  @Field(() => String, { nullable: true, description: 'Words in names. 名称中的词语。' })
  search?: string | null;
  @Field(() => [String], { nullable: true, description: 'Matter types, such as 01. 事项类型。' })
  types?: string[] | null;
}
