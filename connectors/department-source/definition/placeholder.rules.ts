import type { Wording } from '../../../catalog/ports.js';

/** What stands for `{{NAME}}` and `{{secret:REFERENCE}}`. */
export interface Fillings {
  readonly values: Readonly<Record<string, string>>;
  /** null: secrets may not stand here. */
  readonly secrets: ((reference: string) => string) | null;
}

export type Filled = { readonly text: string } | { readonly problem: Wording };

/** A secret is named by where it is kept, never written down; the message names the reference, never the secret. */
export function fillPlaceholders(template: string, { values, secrets }: Fillings): Filled {
  let problem: Wording | null = null;
  const text = template.replace(/\{\{([^{}]*)\}\}/g, (_, inner: string) => {
    const name = inner.trim();
    const value = name.startsWith('secret:')
      ? secretOf(name.slice('secret:'.length), secrets)
      : valueOf(name, values);
    if (typeof value === 'string') return value;
    problem ??= value;
    return '';
  });
  return problem === null ? { text } : { problem };
}

function valueOf(name: string, values: Fillings['values']): string | Wording {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  return value ?? { en: `nothing is set for {{${name}}}`, zh: `未设置{{${name}}}的值` };
}

function secretOf(reference: string, secrets: Fillings['secrets']): string | Wording {
  if (secrets === null) return { en: 'a secret may stand in headers only', zh: '密钥引用只能出现在请求头中' };
  try {
    const secret = secrets(reference);
    if (secret !== '') return secret;
  } catch {
    // The reason may repeat what was found where the secret should be; the reference says enough.
  }
  return { en: `the secret ${reference} cannot be had`, zh: `无法取得密钥${reference}` };
}
