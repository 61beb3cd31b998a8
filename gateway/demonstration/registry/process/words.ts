// The demonstration's department system speaks as such systems do: its own short pinyin names, its own codes.
// This process stands for somebody else's program and imports nothing of the house.

/** 证照 as the registry keeps it. */
export interface RegistryLicence {
  /** 证照标识; null where the licence never got one. */
  readonly zzbs: string | null;
  /** 证照类型, the registry's own short name. */
  readonly zzlx: string;
  readonly zzhm: string;
  readonly bfjgdm: string;
  readonly bfjgmc: string;
  /** 颁发日期 YYYYMMDD */
  readonly bfrq: string;
  readonly yxqq: string;
  /** YYYYMMDD or 长期 */
  readonly yxqz: string;
  /** ZC 正常, TH 已换证, GQ 过期, ZX 注销, CH 撤回, DX 吊销, WX 其他无效 */
  readonly zt: string;
  /** 扩展信息 */
  readonly kzxx: Readonly<Record<string, string>>;
}

/** 核验事项 → result: 1 一致, 0 不一致; a holder without the entry is not in that register. */
export interface RegistryCheck {
  readonly hcjg: '1' | '0';
  readonly ms: Readonly<Record<string, string>>;
}

/** 持证主体; every one of them is invented. */
export interface RegistryHolder {
  readonly zjlx: string;
  readonly zjhm: string;
  readonly mc: string;
  readonly zz: readonly RegistryLicence[];
  readonly hc: Readonly<Record<string, RegistryCheck>>;
}

export interface RegistryAnswer {
  readonly status: number;
  readonly body: unknown;
}
