import { Arg, Field, ID, ObjectType } from 'type-graphql';
import type { Standard, StandardElement, StandardView, Wording } from '../../catalog/index.js';
import { Comparison, RegionLevel, Variation } from '../enums.js';
import { Language } from '../reason.type.js';

export function inLanguage(wording: Wording, language: Language): string {
  return language === Language.EN ? wording.en : wording.zh;
}

@ObjectType('StandardElement', {
  description: 'An element that a standard wants the same. 标准要求统一的要素。',
})
export class StandardElementType {
  readonly wording!: Wording;

  @Field(() => String, {
    description: 'Which element of a matter it looks at, such as materials. 对应的事项要素名。',
  })
  readonly element!: StandardElement['reads'];

  @Field(() => String, { description: 'Its name in the standard. 要素名称。' })
  title(
    @Arg('language', () => Language, { defaultValue: Language.ZH, description: 'Language. 语言。' })
    language: Language,
  ): string {
    return inLanguage(this.wording, language);
  }

  @Field(() => Comparison, { description: 'How it is compared. 比较方式。' })
  readonly compares!: StandardElement['compares'];

  @Field(() => Variation, { description: 'How a lower level may differ. 下级可否不同。' })
  readonly lower!: StandardElement['lower'];
}

@ObjectType('Standard', { description: 'A standard of sameness, such as ten-unified. 统一标准，如十统一。' })
export class StandardType {
  readonly titleWording!: Wording;
  readonly noteWording!: Wording | null;

  @Field(() => ID, { description: 'Its id, such as ten-unified. 标识。' })
  readonly id!: string;

  @Field(() => String, { description: 'Its title. 名称。' })
  title(
    @Arg('language', () => Language, { defaultValue: Language.ZH, description: 'Language. 语言。' })
    language: Language,
  ): string {
    return inLanguage(this.titleWording, language);
  }

  @Field(() => String, { nullable: true, description: 'The document that it stands in. 依据文件。' })
  readonly document!: string | null;

  @Field(() => Boolean, {
    description: 'False: the list of elements is a default, not the official one. 要素清单是否已确认。',
  })
  readonly confirmed!: boolean;

  @Field(() => Boolean, { description: 'Comes with the program. 是否内置。' })
  readonly builtIn!: boolean;

  @Field(() => String, { nullable: true, description: 'What is to be known about it. 说明。' })
  note(
    @Arg('language', () => Language, { defaultValue: Language.ZH, description: 'Language. 语言。' })
    language: Language,
  ): string | null {
    return this.noteWording && inLanguage(this.noteWording, language);
  }

  @Field(() => [RegionLevel], { description: 'Levels at which it holds. 适用层级。' })
  readonly levels!: Standard['levels'];

  @Field(() => [StandardElementType], { description: 'Its elements. 要素。' })
  readonly elements!: readonly StandardElementType[];
}

export function standardOf({ title, note, elements, ...standard }: StandardView): StandardType {
  return Object.assign(new StandardType(), {
    ...standard,
    titleWording: title,
    noteWording: note,
    elements: elements.map(({ reads, title, compares, lower }) =>
      Object.assign(new StandardElementType(), { element: reads, wording: title, compares, lower }),
    ),
  });
}
