import { Field, Int, ObjectType } from 'type-graphql';
import type { BaseCode, BaseMatterView } from '../../catalog/index.js';
import { connectionType } from '../page.type.js';
import { BaseCodeScalar } from '../scalar/index.js';
import { ElementFields, elementFields } from './elements.type.js';

@ObjectType('BaseMatter', {
  description: 'A matter of the base catalogue: what it is, the same everywhere. 基本目录事项。',
})
export class BaseMatterType extends ElementFields {
  @Field(() => BaseCodeScalar, { description: 'Base code. 基本编码。' })
  readonly code!: BaseCode;
  @Field(() => String, {
    description: 'Matter type, such as 01 行政许可 (GB/T 39046—2020 annex A). 事项类型。',
  })
  readonly type!: string;
  @Field(() => String, { description: 'Name of the main item. 主项名称。' })
  readonly mainName!: string;
  @Field(() => String, { nullable: true, description: 'Name of the sub item. 子项名称。' })
  readonly subName!: string | null;
  @Field(() => Int, { description: 'Version, counted from 1. 版本号。' })
  readonly version!: number;
}

export const BaseMatterConnection = connectionType(
  'BaseMatter',
  () => BaseMatterType,
  'the base matters',
  '基本目录事项',
);

export function baseMatterOf(view: BaseMatterView): BaseMatterType {
  const { code, type, mainName, subName, version, elements } = view;
  return { code, type, mainName, subName, version, ...elementFields(elements) };
}
