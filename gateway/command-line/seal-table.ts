import { beijingTime, outcomeTitles, stepTitles } from '../../catalog/index.js';
import type { SealReport, SignatureReport, StepReport } from '../../catalog/index.js';

type Language = 'zh' | 'en';

/** `seal verify FILE` for a clerk: what it is, whether it holds, and each check with its reason, Chinese before English. */
export function sealTable({ file, signatures }: SealReport): string {
  const head = `${file}`;
  if (signatures.length === 0)
    return `${head}\n  未签章，无法证明真伪。 Not signed: nothing proves where it comes from.\n`;
  const blocks = signatures.map((signature, index) => block(signature, index + 1, signatures.length));
  return `${[head, ...blocks].join('\n\n')}\n`;
}

function block(signature: SignatureReport, number: number, count: number): string {
  const { kind, seal, signer, signedAt, conclusion, steps } = signature;
  const title = kind === 'SEAL' ? '电子签章 seal' : '数字签名 signature';
  const facts: [string, string | null][] = [
    ['印章 seal', seal === null ? null : `${seal.name} (${seal.id}, ${seal.standard})`],
    ['制章者 maker', seal?.maker ?? null],
    ['签章者 signer', signer],
    ['签署时间 signed', signedAt === null ? null : beijingTime(new Date(signedAt))],
    ['签署时有效 valid when sealed', answer(signature.validWhenSealed, steps)],
    ['现在有效 valid now', answer(signature.validNow, steps)],
  ];
  return [
    `[${number}/${count}] ${title}${signature.id === null ? '' : ` ${signature.id}`}`,
    `  ${signature.valid ? '✔' : '✘'} ${conclusion.zh}`,
    `    ${conclusion.en}`,
    ...facts.flatMap(([name, value]) => (value === null ? [] : [`  ${pad(name, 30)}${value}`])),
    '',
    ...rows(steps),
  ].join('\n');
}

/** Checks that do not apply are left out: a clerk asks what was checked. */
function rows(steps: readonly StepReport[]): readonly string[] {
  return steps
    .filter(({ outcome }) => outcome !== 'SKIPPED')
    .flatMap((step) => {
      const detail = step.detail === null ? '' : `  〔${step.detail}〕`;
      return [
        `  ${pad(outcomeTitles[step.outcome].zh, 10)}${pad(title(step, 'zh'), 26)}${step.reason.zh}${detail}`,
        `  ${pad(outcomeTitles[step.outcome].en, 10)}${pad(title(step, 'en'), 26)}${step.reason.en}`,
      ];
    });
}

function title({ name }: StepReport, language: Language): string {
  return stepTitles[name][language];
}

/** "No" is said only where something is wrong; where something is merely missing, nobody knows. */
function answer(value: boolean, steps: readonly StepReport[]): string {
  if (value) return '是 yes';
  const undecided =
    steps.some(({ outcome }) => outcome === 'UNKNOWN') && steps.every(({ outcome }) => outcome !== 'FAILED');
  return undecided ? '无法判断 unknown' : '否 no';
}

/** Chinese characters take two columns of a terminal. */
function pad(text: string, columns: number): string {
  const width = [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, columns - width));
}
