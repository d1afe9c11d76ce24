// The style of the page: one column on a phone, contents beside the text on a desk, plain black on paper.
#include "engine/manual/book/page.h"

namespace jurat::manual {

std::string_view pageStyle() {
  return R"css(:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --raised: #f4f2ec; --ink: #22262b; --soft: #5d646d; --rule: #dedad0;
  --link: #1f4e79; --mark: #8a5a00; --alert: #9c2f25;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "Noto Serif CJK SC", "Songti SC", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --raised: #1d2126; --ink: #dadde1; --soft: #9aa2ac; --rule: #333941;
    --link: #92bde6; --mark: #d9b26a; --alert: #eb8f84;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 var(--serif); overflow-wrap: break-word; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .75rem; z-index: 1; }
code, pre { font-family: var(--mono); font-size: .84em; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5; }
pre code { font-size: inherit; }
pre a, code a, .code a { text-decoration-style: dotted; text-underline-offset: .34em; }
.row { display: block; padding-left: var(--in); text-indent: calc(-1 * var(--in)); }
.value { white-space: nowrap; font-weight: 600; }
p { margin: 0 0 .4rem; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: clamp(1.7rem, 1.2rem + 2vw, 2.5rem); font-weight: 600; margin: 0 0 1.25rem; }
h2 { font-size: 1.45rem; font-weight: 600; margin: 3.5rem 0 .5rem; padding-bottom: .35rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.17rem; font-weight: 600; margin: 0 0 .2rem; }
h4, dt, .about, .aside, .cite, .contents, .examples, .law, .asks, .facts, th, footer, summary, .packid { font-family: var(--sans); }
.aside, .soft { color: var(--soft); font-size: .82rem; }

.masthead, .contents, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
.masthead { padding-top: 2.5rem; }
.packid { color: var(--soft); font-size: .85rem; letter-spacing: .04em; margin-bottom: .3rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .75rem 1.5rem; margin: 0; font-size: .9rem; }
.facts dt { color: var(--soft); font-size: .78rem; }
.facts dd { margin: 0; }
.facts div:has(.code) { grid-column: 1 / -1; }
.facts .code { font: .8rem/1.5 var(--mono); white-space: pre-wrap; }

.contents { margin-top: 2.5rem; font-size: .86rem; line-height: 1.4; }
.contents h2 { font: 600 .8rem/1.3 var(--sans); border: 0; margin: 0 0 .6rem; padding: 0; color: var(--soft); }
.contents ol { list-style: none; margin: 0; padding: 0; }
.contents > ol > li { margin-bottom: .8rem; }
.contents > ol > li > a { font-weight: 600; }
.contents ol ol { margin: .3rem 0 0; }
.contents ol ol li { margin: .28rem 0; }
.contents a { text-decoration: none; }
.contents a:hover { text-decoration: underline; }
.contents .cite { color: var(--soft); }
.cite { color: var(--soft); font-size: .9em; }

.sources { list-style: none; padding: 0; margin: 1rem 0; }
.sources li { margin: .4rem 0; }
.work { font-style: italic; }

.entry { display: grid; grid-template-columns: minmax(0, 1fr); gap: .25rem 2.25rem; padding: 1.7rem 0; border-bottom: 1px solid var(--rule); }
.entry:target, .questions > div:target, .test:target { background: var(--raised); box-shadow: 0 0 0 .9rem var(--raised); }
.law { color: var(--mark); font-weight: 600; font-size: .92rem; }
.law p { margin: 0 0 .3rem; }
.asks { font-size: .82rem; line-height: 1.45; color: var(--soft); margin-top: .9rem; }
.asks h4 { margin: 0 0 .3rem; font-size: .78rem; font-weight: 600; }
.asks ul { list-style: none; margin: 0; padding: 0; }
.asks li { margin-bottom: .5rem; }
.asks a { text-decoration: none; overflow-wrap: anywhere; }
.about { color: var(--soft); font-size: .82rem; margin-bottom: .9rem; }
.about .id { color: inherit; text-decoration: none; }
.about .id:hover { text-decoration: underline; }
.clauses { margin: 0; }
.clauses > div { display: grid; grid-template-columns: minmax(0, 1fr); padding: .17rem 0; }
.clauses dt { color: var(--soft); font-size: .82rem; padding-top: .1rem; }
.clauses dd { margin: 0; min-width: 0; }
.clauses dd > p { margin: 0; font-size: .98em; }
.clauses .clauses { font-size: .92rem; }
.clauses dd .clauses { border-left: 1px solid var(--rule); padding-left: .8rem; margin: .15rem 0 .3rem; }
.requires > dt, .met_when > dt, .forbids > dt, .done_on > dt, .due > dt { color: var(--ink); font-weight: 600; }
.confidence > dd { color: var(--mark); }
.exception { border-left: 3px solid var(--rule); margin: .7rem 0 .7rem .1rem; padding: .1rem 0 .1rem 1rem; }
.exception > h4 { font-size: .88rem; font-weight: 600; margin: 0 0 .25rem; }
h4.days { font-size: .88rem; margin: .9rem 0 .25rem; }
.exception .days { font-weight: 400; color: var(--soft); }
.examples { font-size: .82rem; color: var(--soft); margin: .9rem 0 0; }

.scroll { overflow-x: auto; margin: .5rem 0; }
table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; font-size: .8rem; color: var(--soft); }
th, td { padding: .3rem 1.2rem .3rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
td.short { white-space: nowrap; }

.choice { margin: 1.6rem 0; }
.options { list-style: none; padding: 0; margin: .5rem 0; font-size: .95rem; }
.options li { padding: .16rem 0; break-inside: avoid; }
.options.long { columns: 16rem; column-gap: 2rem; font-size: .88rem; }
.options code { color: var(--soft); margin-right: .4em; }
.depth1 { margin-left: 1.4rem; } .depth2 { margin-left: 2.8rem; } .depth3, .depth4 { margin-left: 4.2rem; }

.entity { margin-top: 2rem; }
.questions { margin: .5rem 0; }
.questions > div { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 1.5rem; padding: .55rem 0; border-bottom: 1px solid var(--rule); }
.questions dt { overflow-wrap: anywhere; }
.questions dd { margin: 0; }
.questions p { margin: 0; }

.test { border-bottom: 1px solid var(--rule); padding: .5rem 0; }
.test summary { cursor: pointer; font-size: .95rem; }
.test pre { margin: .6rem 0 .6rem; padding: .9rem 1rem; background: var(--raised); white-space: pre; overflow-x: auto; font-size: .8rem; }
footer { color: var(--soft); font-size: .82rem; padding-top: 3rem; padding-bottom: 3rem; }

@media (min-width: 44rem) {
  .entry { grid-template-columns: 14rem minmax(0, 1fr); grid-template-rows: auto 1fr; }
  .body { grid-column: 2; grid-row: 1 / span 2; }
  .asks { grid-column: 1; margin-top: .4rem; }
  .clauses > div { grid-template-columns: 7.5rem minmax(0, 1fr); gap: 0 .8rem; }
  .clauses .clauses > div { grid-template-columns: 5rem minmax(0, 1fr); }
  .questions > div { grid-template-columns: 17rem minmax(0, 1fr); }
}
@media (min-width: 78rem) {
  body { display: grid; grid-template-columns: 19rem minmax(0, 64rem); grid-template-rows: auto 1fr auto; column-gap: 3rem; max-width: 92rem; margin: 0 auto; padding: 0 1.5rem; }
  .masthead, main, footer { grid-column: 2; margin: 0; padding-left: 0; padding-right: 0; width: 100%; }
  .contents { grid-column: 1; grid-row: 1 / span 3; position: sticky; top: 0; max-height: 100vh; overflow-y: auto; margin: 0; padding: 2.6rem .75rem 2rem 0; scrollbar-width: thin; }
  .masthead { padding-top: 2.5rem; }
}
@media print {
  :root { --paper: #fff; --raised: #fff; --ink: #000; --soft: #444; --rule: #bbb; --link: #000; --mark: #000; }
  body { display: block; font-size: 10pt; }
  .skip { display: none; }
  .contents { position: static; max-height: none; break-after: page; }
  a { text-decoration: none; }
  h2, h3, h4 { break-after: avoid; }
  .entry { break-inside: auto; }
  .clauses > div, .questions > div, tr { break-inside: avoid; }
  .test pre { white-space: pre-wrap; }
  details::details-content { content-visibility: visible; block-size: auto; }
}
)css";
}

}  // namespace jurat::manual
