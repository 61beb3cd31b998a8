import { Field, ObjectType } from 'type-graphql';
import type { RegionCode, RegionView } from '../../catalog/index.js';
import { RegionLevel } from '../enums.js';
import { connectionType } from '../page.type.js';
import { RegionCodeScalar } from '../scalar/index.js';

@ObjectType('Region', {
  description: 'A region of the five-level tree, or a local functional zone. 行政区划（含功能区）。',
})
export class RegionType implements RegionView {
  @Field(() => RegionCodeScalar, { description: 'Its code. 区划代码。' })
  readonly code!: RegionCode;

  @Field(() => String, { description: 'Its name. 名称。' })
  readonly name!: string;

  @Field(() => RegionLevel, { description: 'Its level. 层级。' })
  readonly level!: RegionView['level'];

  @Field(() => Boolean, {
    description: 'True for a functional zone that stands in no national table. 是否为地方功能区。',
  })
  readonly local!: boolean;

  readonly parent!: RegionCode | null;
  readonly lineage!: readonly RegionCode[];
}

export const RegionConnection = connectionType('Region', () => RegionType, 'the regions', '区划');
