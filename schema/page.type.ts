import { ArgsType, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Page, PageRequest } from '../catalog/index.js';

@ArgsType()
export class PageArgs implements PageRequest {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: 'How many, 1 to 200. 数量，1至200。' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'Continue after this cursor. 从此游标之后继续。' })
  after!: string | null;
}

/** `first: null` and `after` left out mean the same as their defaults. */
export function pageOf(args: PageArgs): PageRequest {
  return { first: args.first ?? 20, after: args.after ?? null };
}

@ObjectType('PageInfo', { description: 'Where a page begins and ends. 分页信息。' })
export class PageInfoType {
  @Field(() => Boolean, { description: 'True when there is more after this page. 后面是否还有。' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'True when something stands before this page. 前面是否还有。' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item. 第一项的游标。' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item. 最后一项的游标。' })
  endCursor!: string | null;
}

/** What a connection resolver returns; `total` is asked only when the query wants `totalCount`. */
export interface ConnectionShape<Item> {
  readonly edges: readonly { readonly cursor: string; readonly node: Item }[];
  readonly pageInfo: PageInfoType;
  readonly total: () => Promise<number>;
}

export function connectionOf<View, Item>(
  page: Page<View>,
  request: PageRequest,
  shape: (view: View) => Item,
  total: () => Promise<number>,
): ConnectionShape<Item> {
  const edges = page.items.map(({ cursor, node }) => ({ cursor, node: shape(node) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    total,
  };
}

/** Declares `<name>Edge` and `<name>Connection` (Relay cursor connections). */
export function connectionType(name: string, item: () => ClassType, en: string, zh: string) {
  @ObjectType(`${name}Edge`, { description: `One of ${en} with its cursor. ${zh}及其游标。` })
  class Edge {
    @Field(() => String, { description: 'Where it stands in the list. 在列表中的位置。' })
    cursor!: string;

    @Field(item, { description: `One of ${en}. ${zh}。` })
    node!: object;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${en}. ${zh}分页。` })
  class Connection {
    @Field(() => [Edge], { description: 'The items of this page. 本页各项。' })
    edges!: readonly Edge[];

    @Field(() => PageInfoType, { description: 'Where the page begins and ends. 分页信息。' })
    pageInfo!: PageInfoType;

    readonly total!: () => Promise<number>;

    @Field(() => Int, {
      description:
        'How many there are in all; counting costs, ask only when needed. 总数；计数有代价，按需查询。',
    })
    totalCount(): Promise<number> {
      return this.total();
    }
  }
  return Connection;
}
