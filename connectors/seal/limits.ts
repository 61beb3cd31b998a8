/** Generous for any real document, tight for an attack. */
export interface SealLimits {
  readonly fileBytes: number;
  /** What a package may unpack to, in all, and how many times its own size. */
  readonly unpackedBytes: number;
  readonly unpackedRatio: number;
  readonly entries: number;
  /** Of one XML file of the signature, and of all together; pages are not parsed. */
  readonly xmlFileBytes: number;
  readonly xmlBytes: number;
  readonly xmlTags: number;
  readonly xmlDepth: number;
  readonly signatures: number;
  readonly references: number;
  readonly derDepth: number;
  readonly derElements: number;
  /** Certificates that SignedData bring along. */
  readonly certificates: number;
  /** A reading that takes longer is stopped together with its worker. */
  readonly readingMs: number;
  /** Files that wait for a worker; beyond that the caller is told to come back. */
  readonly waiting: number;
}

export const sealLimits: SealLimits = {
  fileBytes: 20 * 1024 * 1024,
  unpackedBytes: 128 * 1024 * 1024,
  unpackedRatio: 200,
  entries: 5_000,
  xmlFileBytes: 1024 * 1024,
  xmlBytes: 4 * 1024 * 1024,
  xmlTags: 40_000,
  xmlDepth: 48,
  signatures: 64,
  references: 5_000,
  derDepth: 32,
  derElements: 20_000,
  certificates: 16,
  readingMs: 15_000,
  waiting: 2_000,
};
