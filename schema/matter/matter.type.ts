import { Field, Int, ObjectType } from 'type-graphql';
import type {
  HandlingItemCode,
  MatterCode,
  MatterDocument,
  MatterStatus,
  OrganisationView,
  Publication,
  RegionView,
} from '../../catalog/index.js';
import { note, type Loaders } from '../loaders.js';
import { ElementOrigin, MatterStatus as MatterStatusEnum, RegionLevel } from '../enums.js';
import { OrganisationType } from '../organisation/organisation.type.js';
import { connectionType } from '../page.type.js';
import { RegionType } from '../region/region.type.js';
import { DateTimeScalar, HandlingItemCodeScalar, JsonScalar, MatterCodeScalar } from '../scalar/index.js';
import { ElementFields, elementFields } from './elements.type.js';

@ObjectType('Element', {
  description: 'One element of a matter, with where its value comes from. 事项要素及其来源。',
})
export class ElementType {
  @Field(() => String, { description: 'Name of the element, such as materials. 要素名。' })
  readonly name!: string;
  @Field(() => JsonScalar, { nullable: true, description: 'Its value. 要素值。' })
  readonly value!: unknown;
  @Field(() => ElementOrigin, { description: 'Where the value comes from. 来源。' })
  readonly origin!: 'BASE' | 'OWN';
}

@ObjectType('HandlingItem', { description: 'A handling item of a matter. 业务办理项。' })
export class HandlingItemType extends ElementFields {
  @Field(() => HandlingItemCodeScalar, {
    nullable: true,
    description: 'Its code; null where the matter has no national code. 业务办理项编码。',
  })
  readonly code!: HandlingItemCode | null;
  @Field(() => String, { description: 'Number within the matter, 01 and up. 序号。' })
  readonly item!: string;
  @Field(() => String, { description: 'Name. 名称。' })
  readonly name!: string;
}

@ObjectType('Matter', {
  description: 'A matter as one organisation implements it, as published. 实施事项（已发布）。',
})
export class MatterType extends ElementFields {
  @Field(() => MatterCodeScalar, {
    nullable: true,
    description: 'Matter code; null where only a local code is known. 实施编码；仅有地方编码时为空。',
  })
  readonly code!: MatterCode | null;
  @Field(() => String, {
    nullable: true,
    description: 'Local code, as its source writes it. 地方编码，按来源原样保留。',
  })
  readonly localCode!: string | null;
  @Field(() => String, { description: 'Name. 事项名称。' })
  readonly name!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Matter type, such as 01 行政许可 (GB/T 39046—2020 annex A). 事项类型。',
  })
  readonly type!: string | null;
  @Field(() => RegionLevel, {
    nullable: true,
    description: 'Level of the implementing organisation. 实施层级。',
  })
  readonly level!: MatterDocument['level'];
  @Field(() => Int, { description: 'Published version, counted from 1. 发布版本号。' })
  readonly version!: number;
  @Field(() => MatterStatusEnum, { description: 'State. 状态。' })
  readonly status!: MatterStatus;
  @Field(() => DateTimeScalar, { description: 'In force since. 生效时间。' })
  readonly effectiveFrom!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'In force until. 失效时间。' })
  readonly effectiveUntil!: Date | null;
  @Field(() => String, {
    description:
      'Digest of the published document (SHA-256 over RFC 8785): a stale copy is recognised by it. 发布内容摘要，可用于识别过期副本。',
  })
  readonly digest!: string;
  @Field(() => OrganisationType, { description: 'Who implements it. 实施主体。' })
  readonly organisation!: OrganisationView;
  @Field(() => RegionType, { nullable: true, description: 'Where. 所属区划。' })
  readonly region!: RegionView | null;
  @Field(() => [HandlingItemType], { description: 'Handling items. 业务办理项。' })
  readonly handlingItems!: readonly HandlingItemType[];
  @Field(() => String, { description: 'Where the record comes from. 数据来源。' })
  readonly source!: string;

  readonly publication!: Publication;
}

export const MatterConnection = connectionType('Matter', () => MatterType, 'the matters', '事项');

/** One published document is asked for again and again: its GraphQL shape is made once and kept as long as the document. */
const shapes = new WeakMap<Publication, MatterType>();

export function matterOf(loaders: Loaders, publication: Publication): MatterType {
  note(loaders, publication);
  const known = shapes.get(publication);
  if (known) return known;
  const { document } = publication;
  const shape: MatterType = {
    code: document.code,
    localCode: document.localCode,
    name: document.name,
    type: document.type,
    level: document.level,
    version: document.version,
    status: publication.effectiveUntil === null ? 'PUBLISHED' : 'WITHDRAWN',
    effectiveFrom: publication.effectiveFrom,
    effectiveUntil: publication.effectiveUntil,
    digest: publication.digest,
    organisation: document.organisation,
    region: document.region,
    handlingItems: document.handlingItems.map(({ item, code, name, elements }) => ({
      item,
      code: code as HandlingItemCode | null,
      name,
      ...elementFields(elements),
    })),
    source: document.source,
    publication,
    ...elementFields(document.elements),
  };
  shapes.set(publication, shape);
  return shape;
}
