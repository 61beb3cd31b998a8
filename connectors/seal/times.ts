import { tags, type DerElement } from './der.js';

const beijing = 8 * 60;

/**
 * UTCTime or GeneralizedTime. DER wants UTC with a "Z"; seal makers are known to write local time without any zone, and
 * local time in China is Beijing time.
 */
export function asn1Time({ tag, content }: DerElement): Date | null {
  const text = Buffer.from(content).toString('latin1');
  if (tag === tags.utcTime) {
    const match =
      /^(\d{2})(\d{10}(?:Z|[+-]\d{4})?)$/.exec(text) ?? /^(\d{2})(\d{8}(?:Z|[+-]\d{4}))$/.exec(text);
    // RFC 5280: two-digit years turn at 50.
    return match === null ? null : compactTime(`${Number(match[1]) < 50 ? '20' : '19'}${text}`);
  }
  return tag === tags.generalizedTime ? compactTime(text) : null;
}

/** `20200723130907.763Z`, `20200723130907+0800`, `20200723130907`. */
export function compactTime(text: string): Date | null {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:\.\d{1,9})?(Z|[+-]\d{4})?$/.exec(text);
  return match === null ? null : instant(match.slice(1, 7), match[7]);
}

/** The SignatureDateTime of an OFD signature: makers write compact, ISO and plain local forms. */
export function ofdTime(text: string): Date | null {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  return match === null ? compactTime(text) : instant(match.slice(1, 7), match[7]?.replace(':', ''));
}

function instant(parts: readonly (string | undefined)[], zone: string | undefined): Date | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) =>
    Number(part ?? 0),
  );
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const read = new Date(utc);
  // Date.UTC rolls 31 June over to 1 July; such a time was never written by a clock.
  const onCalendar =
    read.getUTCFullYear() === year && read.getUTCMonth() === month - 1 && read.getUTCDate() === day;
  const exists = onCalendar && hour < 24 && minute < 60 && second < 60;
  return exists ? new Date(utc - zoneMinutes(zone) * 60_000) : null;
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined) return beijing;
  if (zone === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5)));
}
