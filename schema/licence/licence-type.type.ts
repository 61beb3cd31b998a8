import { Field, ObjectType } from 'type-graphql';
import type { LicenceFieldDefinition, LicenceTypeCode, LicenceTypeView } from '../../catalog/index.js';
import { enumOf } from '../enums.js';
import { connectionType } from '../page.type.js';
import { LicenceTypeCodeScalar } from '../scalar/index.js';

export const Classification = enumOf('Classification', 'Who may see a field. 字段的公开范围。', {
  PUBLIC: 'Anyone. 公开。',
  INTERNAL: 'Departments. 部门内部。',
  PERSONAL: 'Only for a purpose. 个人信息，按目的授权。',
});

@ObjectType('LicenceFieldDefinition', { description: 'A field that licences of a type have. 证照字段定义。' })
export class LicenceFieldDefinitionType implements LicenceFieldDefinition {
  @Field(() => String, { description: 'Name for programs. 字段名。' })
  readonly name!: string;
  @Field(() => String, { description: 'Label for people. 字段标题。' })
  readonly label!: string;
  @Field(() => Classification, { description: 'Who may see it. 公开范围。' })
  readonly classification!: LicenceFieldDefinition['classification'];
  @Field(() => Boolean, { description: 'Whether it may be shared at all. 是否可共享。' })
  readonly shareable!: boolean;
}

@ObjectType('LicenceType', { description: 'A licence type. 证照类型。' })
export class LicenceTypeType implements LicenceTypeView {
  @Field(() => LicenceTypeCodeScalar, { description: 'Its code. 证照类型代码。' })
  readonly code!: LicenceTypeCode;
  @Field(() => String, {
    nullable: true,
    description: 'Its name; null where it is not known. 名称；未知时为空。',
  })
  readonly name!: string | null;
  @Field(() => String, { description: 'Credit code of the defining authority. 定义机关代码。' })
  readonly authorityCode!: string;
  @Field(() => String, { nullable: true, description: 'Name of the defining authority. 定义机关名称。' })
  readonly authorityName!: string | null;
  @Field(() => [LicenceFieldDefinitionType], { description: 'Its fields. 字段。' })
  readonly fields!: readonly LicenceFieldDefinition[];
}

export const LicenceTypeConnection = connectionType(
  'LicenceType',
  () => LicenceTypeType,
  'the licence types',
  '证照类型',
);
