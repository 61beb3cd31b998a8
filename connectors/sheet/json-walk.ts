import { found, type FindingDraft, type JsonLayout, type SourceItem } from '../../catalog/ports.js';
import { malformed } from './file-fault.js';
import type { Token } from './json-tokens.js';
import { buildValue, deepest, type ValueBuilder } from './json-value.js';

type Carried = Readonly<Record<string, unknown>>;

type Frame =
  | {
      readonly is: 'LIST';
      readonly layout: JsonLayout & { is: 'LIST' };
      index: number;
      readonly carried: Carried;
    }
  | {
      readonly is: 'RECORD';
      readonly layout: JsonLayout & { is: 'RECORD' };
      key: string;
      carried: Carried;
      readonly keys: Set<string>;
      readonly rowsBefore: number;
    };

/** Follows the tokens of a document along its layout and hands out rows as they are complete. */
export interface JsonWalk {
  take(token: Token): void;
  /** Rows and strays since the last call. */
  drain(): SourceItem[];
  /** Where in the document the walk stands. */
  place(): string;
  readonly complete: boolean;
  /** Whether a value is under construction: its size is bounded by the reader. */
  readonly building: boolean;
}

export function walkJson(root: JsonLayout, file: string): JsonWalk {
  const frames: Frame[] = [];
  let items: SourceItem[] = [];
  let rows = 0;
  let complete = false;
  let building: { readonly builder: ValueBuilder; readonly deliver: (value: unknown) => void } | null = null;

  function place(): string {
    return frames.reduce(
      (path, frame) => path + (frame.is === 'LIST' ? `[${frame.index}]` : step(frame.key)),
      '$',
    );
  }

  function refuse(en: string, zh: string, where = place()): never {
    throw malformed(file, where, { en, zh });
  }

  function stray(path: string, finding: FindingDraft): void {
    items.push({ is: 'STRAY', path, finding });
  }

  function takeRow(kind: string, path: string, carried: Carried, builder: ValueBuilder): void {
    const value = builder.value();
    rows += 1;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    items.push({
      is: 'ROW',
      number: rows,
      path,
      kind,
      carried,
      value: isObject ? (value as Record<string, unknown>) : {},
      size: builder.size,
      damage: [
        ...(isObject ? [] : [found('ROW_NOT_AN_OBJECT', null, value)]),
        ...builder.twice.map((field) => found('FIELD_TWICE', field, null)),
      ],
    });
  }

  /** The value that begins here is wanted as a whole. */
  function build(token: Token, deliver: (value: unknown, builder: ValueBuilder) => void): void {
    const builder = buildValue();
    building = { builder, deliver: (value) => deliver(value, builder) };
    feed(token);
  }

  function feed(token: Token): void {
    if (!building) return;
    const { builder, deliver } = building;
    if (builder.depth + frames.length > deepest) {
      refuse(`it is nested deeper than ${deepest} levels`, `嵌套超过${deepest}层`);
    }
    if (!builder.take(token)) return;
    building = null;
    deliver(builder.value());
    leave();
  }

  /** A value is complete: the frame around it moves on. */
  function leave(): void {
    const frame = frames.at(-1);
    if (!frame) complete = true;
    else if (frame.is === 'LIST') frame.index += 1;
  }

  function begin(token: Token): void {
    const frame = frames.at(-1);
    const carried = frame?.carried ?? {};
    if (!frame) enter(token, root, carried);
    else if (frame.is === 'LIST') enter(token, frame.layout.of, carried);
    else beginField(token, frame);
  }

  function beginField(token: Token, frame: Frame & { is: 'RECORD' }): void {
    const { layout, key, keys } = frame;
    const path = place();
    if (keys.has(key)) refuse(`the field "${key}" stands twice`, `字段“${key}”重复`);
    keys.add(key);
    const below = Object.hasOwn(layout.lists, key) ? layout.lists[key] : undefined;
    if (below) return enter(token, below, frame.carried);
    if (!layout.carries.includes(key) && layout.others === 'REFUSE') {
      const known = [...layout.carries, ...Object.keys(layout.lists)];
      refuse(
        `there is no field "${key}" here; known: ${known.join(', ')}`,
        `此处没有字段“${key}”，可用：${known.join('、')}`,
      );
    }
    build(token, (value) => {
      if (!layout.carries.includes(key)) return stray(path, found('FIELD_NOT_KEPT', key, value));
      if (rows > frame.rowsBefore) {
        refuse(`"${key}" must stand before the list it belongs to`, `字段“${key}”须写在所属列表之前`);
      }
      frame.carried = { ...frame.carried, [key]: value };
    });
  }

  function enter(token: Token, layout: JsonLayout, carried: Carried): void {
    if (layout.is === 'ROW') {
      const path = place();
      return build(token, (_, builder) => takeRow(layout.kind, path, carried, builder));
    }
    if (token.name === 'nullValue' && frames.length > 0) return leave();
    if (layout.is === 'LIST') {
      if (token.name !== 'startArray')
        refuse(`a list belongs here, not ${nameOf(token)}`, '此处应为列表（数组）');
      frames.push({ is: 'LIST', layout, index: 0, carried });
    } else {
      if (token.name !== 'startObject') {
        refuse(`an object belongs here, not ${nameOf(token)}`, '此处应为对象');
      }
      frames.push({ is: 'RECORD', layout, key: '', carried, keys: new Set(), rowsBefore: rows });
    }
  }

  function end(): void {
    const frame = frames.pop();
    if (frame?.is === 'RECORD' && frame.layout.carries.length > 0 && rows === frame.rowsBefore) {
      const [name = ''] = frame.layout.carries;
      stray(place(), found('GROUP_EMPTY', name, frame.carried[name]));
    }
    leave();
  }

  return {
    place,
    get complete() {
      return complete;
    },
    get building() {
      return building !== null;
    },
    drain() {
      const drained = items;
      items = [];
      return drained;
    },
    take(token) {
      if (building) return feed(token);
      if (token.name === 'endArray' || token.name === 'endObject') return end();
      if (token.name !== 'keyValue') return begin(token);
      const frame = frames.at(-1);
      if (frame?.is === 'RECORD') frame.key = token.value;
    },
  };
}

function step(key: string): string {
  if (key === '') return '';
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function nameOf({ name }: Token): string {
  switch (name) {
    case 'startObject':
      return 'an object';
    case 'startArray':
      return 'a list';
    case 'stringValue':
      return 'a text';
    case 'numberValue':
      return 'a number';
    default:
      return 'true, false or null';
  }
}
