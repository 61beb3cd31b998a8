import { Arg, Field, ObjectType } from 'type-graphql';
import type { Reason } from '../catalog/index.js';
import { enumOf } from './enums.js';

export const Language = enumOf('Language', 'Language of a text. 文本语言。', {
  ZH: 'Chinese. 中文。',
  EN: 'English. 英文。',
});
export type Language = keyof typeof Language;

@ObjectType('Reason', { description: 'Why a verdict is as it is. 结论的理由。' })
export class ReasonType implements Reason {
  @Field(() => String, { description: 'Stable code for programs. 供程序使用的稳定代码。' })
  readonly code!: string;

  readonly en!: string;
  readonly zh!: string;

  @Field(() => String, { description: 'The sentence for people. 供人阅读的说明。' })
  text(
    @Arg('language', () => Language, {
      defaultValue: Language.ZH,
      description: 'Language of the sentence. 说明的语言。',
    })
    language: Language,
  ): string {
    return language === Language.EN ? this.en : this.zh;
  }
}
