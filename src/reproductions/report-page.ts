/** Style of the report: system font, one column, tables that scroll by themselves on narrow screens. */
export const reportStyle = `
:root{--ink:#1b1f24;--muted:#5c6570;--line:#dfe3e8;--paper:#fff;--card:#f6f8fa;--link:#3551c9;--good:#17694e;--bad:#a5182f;--odd:#7a5200;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#e8ebee;--muted:#9aa4af;--line:#2b323a;--paper:#0d1014;--card:#14181d;--link:#8fb2ff;--good:#80e59e;--bad:#ff8f8f;--odd:#e2b743}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2rem 1.25rem 4rem;max-width:80rem;color:var(--ink);background:var(--paper);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
h1,h2{line-height:1.2;text-wrap:balance}
h2{margin-top:3rem}
h2 a{color:inherit;text-decoration:none}
a{color:var(--link)}
.cite,.minor,figcaption{color:var(--muted)}
.minor{font-size:.8125rem}
.minor a{color:inherit}
.summary{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;margin:1rem 0}
.summary div{display:flex;gap:.5rem;align-items:baseline}
.summary dd{margin:0;font-weight:700;font-variant-numeric:tabular-nums}
form{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:center;position:sticky;top:0;padding:.75rem 0;background:var(--paper);border-bottom:1px solid var(--line);z-index:1}
form[hidden]{display:none}
input,select{font:inherit;color:inherit;background:var(--card);border:1px solid var(--muted);border-radius:4px;padding:.2rem .5rem}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;table-layout:fixed;width:100%;min-width:52rem;font-size:.9375rem}
col.claim{width:26%}col.published{width:9.5%}col.computed{width:20%}col.verdicts{width:11.5%}
caption{text-align:left;color:var(--muted);padding-bottom:.5rem}
th,td{text-align:left;vertical-align:top;padding:.6rem .75rem .6rem 0;border-top:1px solid var(--line)}
thead th{border-top:0;border-bottom:2px solid var(--line);white-space:nowrap}
tbody th{font-weight:400}
tr.topic th{font-weight:700;padding-top:1.75rem;border-top:0;border-bottom:2px solid var(--line)}
td:last-child{padding-right:0}
td .minor,th .minor{display:block}
.number{text-align:right;font-variant-numeric:tabular-nums;padding-right:1.25rem}
sub,sup{line-height:0;font-size:.75em}
.verdict{font-weight:600}
.holds{color:var(--good)}.known{color:var(--odd)}.differs{color:var(--bad)}
tr:target{background:var(--card)}
tr{scroll-margin-top:4rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,36rem),1fr));gap:2rem 1.5rem;margin-top:2rem;align-items:start}
figure{margin:0}
pre{overflow-x:auto;padding:.75rem;background:var(--card);font-size:.8125rem}
ul:has(.verdict){list-style:none;padding:0}
figure svg{display:block}
figcaption{font-size:.8125rem;margin-top:.35rem}
@media (max-width:50rem){
table{min-width:0;table-layout:auto}
thead,col{display:none}
table,tbody,tr:not([hidden]),th,td{display:block;width:auto}
tr[id]{padding:.75rem 0;border-top:1px solid var(--line)}
tr[id]>*{border:0;padding:.15rem 0}
td.number{text-align:left}
td.number .minor{display:inline}
td.number .minor+.minor{display:block}
td.number::before{content:attr(data-label) " ";color:var(--muted)}
tr.topic th{padding-bottom:.4rem}
figure{overflow-x:auto}
figure svg{min-width:34rem;height:auto}
figcaption{position:sticky;left:0}
}
@media print{form{display:none}.scroll{overflow:visible}}
`;

/** The filter: hides rows that do not match; keeps nothing and asks for nothing. */
export const reportScript = `
const form = document.querySelector('form');
const rows = [...document.querySelectorAll('tr[id]')];
const apply = () => {
  const { words, verdict, kind } = Object.fromEntries(new FormData(form));
  const wanted = words.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden =
      (verdict && row.dataset.verdict !== verdict) || (kind && row.dataset.kind !== kind) || !wanted.every((word) => text.includes(word));
    if (!row.hidden) shown++;
  }
  for (const topic of document.querySelectorAll('tr.topic')) {
    topic.hidden = rows.every((row) => row.hidden || row.parentElement !== topic.parentElement);
  }
  form.querySelector('output').textContent = shown === rows.length ? '' : shown + ' of ' + rows.length + ' claims';
};
form.hidden = false;
form.addEventListener('input', apply);
form.addEventListener('submit', (event) => event.preventDefault());
`;
