import type { RegistryAnswer, RegistryHolder, RegistryLicence } from './words.js';

/** The registry's interface document says 50; more is refused as a whole. */
const MOST_IN_A_CALL = 50;

/** Counts for whoever tests a connector against this registry. */
export interface Counts {
  calls: Record<'plcx' | 'zzbs' | 'plhc', number>;
  questions: number;
  largest: number;
}

export interface Registry {
  /** 批量查询: which licences of a type a holder has. */
  byHolder(body: unknown): RegistryAnswer;
  /** 按证照标识查询 */
  byIdentifier(identifier: string): RegistryAnswer;
  /** 批量核验 */
  check(body: unknown): RegistryAnswer;
  readonly counts: Counts;
}

export function openRegistry(holders: readonly RegistryHolder[]): Registry {
  const byNumber = new Map(holders.map((holder) => [`${holder.zjlx}/${holder.zjhm}`, holder]));
  const byIdentifier = new Map(
    holders.flatMap((holder) =>
      holder.zz.flatMap((licence) => (licence.zzbs ? [[licence.zzbs, { holder, licence }] as const] : [])),
    ),
  );
  const counts: Counts = { calls: { plcx: 0, zzbs: 0, plhc: 0 }, questions: 0, largest: 0 };

  function items(body: unknown, list: string): Readonly<Record<string, unknown>>[] | null {
    const found: unknown = isRecord(body) ? body[list] : null;
    if (!Array.isArray(found) || found.length === 0 || found.length > MOST_IN_A_CALL) return null;
    counts.questions += found.length;
    counts.largest = Math.max(counts.largest, found.length);
    return found.every(isRecord) ? found : null;
  }

  return {
    counts,
    byHolder(body) {
      counts.calls.plcx += 1;
      const asked = items(body, 'cxlb');
      if (!asked) return refused('4002', '查询列表为空、格式不对或超过50条');
      return done({
        jglb: asked.map(({ xh, zjlx, zjhm, zzlx }) => {
          if (zjlx !== '001' && zjlx !== '111') return { xh, cxjg: '09', cxms: '证件类型不支持' };
          const holder = byNumber.get(`${zjlx}/${text(zjhm)}`);
          const licences = holder?.zz.filter((licence) => licence.zzlx === zzlx) ?? [];
          if (!holder || licences.length === 0) return { xh, cxjg: '02', zzlb: [] };
          return { xh, cxjg: '01', zzlb: licences.map((licence) => told(holder, licence)) };
        }),
      });
    },
    byIdentifier(identifier) {
      counts.calls.zzbs += 1;
      counts.questions += 1;
      const found = byIdentifier.get(identifier);
      if (!found) return { status: 404, body: { code: '4004', msg: '无此证照' } };
      return done(told(found.holder, found.licence));
    },
    check(body) {
      counts.calls.plhc += 1;
      const asked = items(body, 'hclb');
      if (!asked) return refused('4002', '核验列表为空、格式不对或超过50条');
      return done({
        jglb: asked.map(({ xh, hcsx, zjlx, zjhm }) => {
          const known = byNumber.get(`${text(zjlx)}/${text(zjhm)}`)?.hc ?? {};
          const result = Object.hasOwn(known, text(hcsx)) ? known[text(hcsx)] : undefined;
          return result ? { xh, hcjg: result.hcjg, ms: result.ms } : { xh, hcjg: '9' };
        }),
      });
    },
  };
}

function told(holder: RegistryHolder, licence: RegistryLicence): unknown {
  const { zjlx, zjhm, mc } = holder;
  return { ...licence, czrlx: zjlx, czrhm: zjhm, czrmc: mc };
}

function done(data: unknown): RegistryAnswer {
  return { status: 200, body: { code: '0', msg: '成功', data } };
}

/** As many such systems do: HTTP says 200, the envelope says no. */
export function refused(code: string, msg: string): RegistryAnswer {
  return { status: 200, body: { code, msg } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
