/** The page at GET /: what this is, and in development a small explorer that needs nothing from outside. */
export function consolePage(production: boolean): string {
  return `<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>通办 Tongban</title>
<style>
  body { font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1d2733; }
  h1 { font-size: 1.4rem; margin: 0 0 .3rem } p { margin: .2rem 0 }
  .two { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; margin-top: 1rem }
  textarea, pre, input, select { width: 100%; box-sizing: border-box; font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; border: 1px solid #b8c2cc; border-radius: 4px; padding: .5rem; background: #fff }
  textarea { min-height: 20rem } textarea.small { min-height: 5rem } pre { min-height: 28rem; overflow: auto; white-space: pre-wrap; background: #f6f8fa; margin: 0 }
  button { font: inherit; padding: .4rem 1.2rem; border: 0; border-radius: 4px; background: #0b5cad; color: #fff; cursor: pointer }
  label { display: block; margin: .5rem 0 .2rem } a { color: #0b5cad }
  @media (max-width: 52rem) { .two { grid-template-columns: 1fr } }
</style>
<h1>通办 Tongban</h1>
<p>政务服务事项统一目录与数据共享网关。A data-sharing gateway over one catalogue of government-service matters.</p>
<p><a href="/schema.graphql">schema.graphql</a> · <a href="/ready">ready</a> · <a href="/metrics">metrics</a> · <a href="/.well-known/jwks.json">jwks.json</a></p>
${production ? '' : explorer}
</html>
`;
}

const examples = [
  [
    '搜索事项 Search matters',
    `{
  matters(first: 5, filter: { search: "经营", within: "440900000000" }) {
    totalCount
    edges { node { code name level organisation { name } region { name } } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  ],
  [
    '区划 Regions',
    `{
  region(code: "440900000000") {
    name level
    lineage { name }
    children { edges { node { code name } } }
  }
}`,
  ],
  [
    '办事指南 A guide',
    `{
  matters(first: 1, filter: { within: "440900000000" }) {
    edges { node {
      name statutoryTimeLimit { value unit } committedTimeLimit { value unit }
      guide { materials { material { name } mayBeExempt ways { text } } }
    } }
  }
}`,
  ],
] as const;

const explorer = `
<div class="two">
  <div>
    <label for="example">示例 Examples</label>
    <select id="example">${examples.map(([title], index) => `<option value="${index}">${title}</option>`).join('')}</select>
    <label for="query">查询 Query</label>
    <textarea id="query" spellcheck="false"></textarea>
    <label for="variables">变量 Variables (JSON)</label>
    <textarea id="variables" class="small" spellcheck="false">{}</textarea>
    <label for="token">令牌 Token</label>
    <input id="token" type="password" autocomplete="off" placeholder="npm run -s tongban -- token --consumer dept-demo">
    <p><button id="run">运行 Run (Ctrl+Enter)</button></p>
  </div>
  <div><label for="result">结果 Result</label><pre id="result" aria-live="polite"></pre></div>
</div>
<script>
  const examples = ${JSON.stringify(examples.map(([, text]) => text)).replaceAll('<', '\\u003c')};
  const at = (id) => document.getElementById(id);
  const show = () => { at('query').value = examples[at('example').value]; };
  const run = async () => {
    const result = at('result');
    try {
      const token = at('token').value.trim();
      const headers = { 'content-type': 'application/json', ...(token ? { authorization: 'Bearer ' + token } : {}) };
      const body = JSON.stringify({ query: at('query').value, variables: JSON.parse(at('variables').value || '{}') });
      const response = await fetch('/graphql', { method: 'POST', headers, body });
      result.textContent = JSON.stringify(await response.json(), null, 2);
    } catch (error) { result.textContent = String(error); }
  };
  at('example').addEventListener('change', show);
  at('run').addEventListener('click', run);
  document.addEventListener('keydown', (event) => { if (event.ctrlKey && event.key === 'Enter') run(); });
  show();
</script>`;
