/** What the query of a guide link carries. A parameter that is not there is null; one that is there twice counts once. */
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
    const value = url.searchParams.get(name)?.trim() ?? '';
    return value === '' ? null : value;
  };
  return {
    areaCode: parameter('areaCode'),
    itemCode: parameter('itemCode'),
    taskType: parameter('taskType'),
    deptCode: parameter('deptCode'),
  };
}
