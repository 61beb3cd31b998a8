/**
 * What the query of a guide link carries, as written. A parameter that is missing or blank is null; of one that stands
 * twice the first counts.
 */
export interface GuideLink {
  readonly areaCode: string | null;
  readonly itemCode: string | null;
  readonly taskType: string | null;
  readonly deptCode: string | null;
}

/** null when the text is no http(s) address. */
export function readGuideLink(text: string): GuideLink | null {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const parameter = (name: string) => {
    const value = url.searchParams.get(name) ?? '';
    return value.trim() === '' ? null : value;
  };
  return {
    areaCode: parameter('areaCode'),
    itemCode: parameter('itemCode'),
    taskType: parameter('taskType'),
    deptCode: parameter('deptCode'),
  };
}
