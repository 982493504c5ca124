"""The style of the HTML page: light and dark, wide, narrow and printed; fonts of the machine."""

STYLE = """\
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #ffffff; --ink: #1c1d20; --soft: #5d6068; --line: #dedbd3;
  --cue: #6d28a8; --official: #d9e6fb; --side: #d5f0ee; --place: #dff1d6; --date: #fcefc4;
  --word: #b3261e; --dateline: #e6e3da; --doubt: #8a5a00; --none: #9c3324; --link: #1a4f9c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181c; --card: #1e2126; --ink: #e6e4df; --soft: #a2a5ad; --line: #353941;
    --cue: #8e4fd0; --official: #23406b; --side: #17494a; --place: #2d4a22; --date: #57470f;
    --word: #ff8a7d; --dateline: #34373d; --doubt: #e3b45c; --none: #f0a091; --link: #8db8f5;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body {
  margin: 0 auto; max-width: 76rem; padding: 2.5rem 1.5rem 4rem; background: var(--paper);
  color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", "Liberation Sans", sans-serif;
}
a { color: var(--link); }
header { border-bottom: 1px solid var(--line); padding-bottom: 1.2rem; }
.kicker { margin: 0; color: var(--soft); font-size: .87rem; letter-spacing: .02em; }
h1, .text, blockquote {
  font-family: "Source Serif 4", Charter, Georgia, "Liberation Serif", serif;
}
h1 {
  margin: .3rem 0 .5rem; max-width: 50rem; font-size: 2rem; line-height: 1.2; text-wrap: balance;
}
h2 { margin: 2.4rem 0 .9rem; font-size: 1.05rem; }
.address { margin: 0; font-size: .87rem; overflow-wrap: anywhere; }
.summary { margin: .9rem 0 0; font-weight: 600; }
.note { margin: .3rem 0 0; color: var(--soft); font-size: .87rem; }
.aside { color: var(--soft); font-size: .87rem; }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(21rem, 1fr)); }
.card {
  padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 6px; scroll-margin-top: 1rem;
}
.card:target, mark:target { outline: 2px solid var(--link); outline-offset: 2px; }
.card.out { border-style: dashed; }
.card h3 { display: flex; align-items: center; gap: .6rem; margin: 0; font-size: 1.08rem; }
.verdict::first-letter, .summary::first-letter, .note::first-letter, dd::first-letter {
  text-transform: uppercase;
}
.number {
  display: inline-block; min-width: 1.5em; padding: 0 .4em; border-radius: 1em;
  background: var(--cue); color: #fff; font-size: .82rem; font-weight: 600; line-height: 1.5em;
  text-align: center; text-decoration: none;
}
.claim .number, .number.of-claim { background: var(--soft); color: var(--paper); }
.facts { margin: .45rem 0 .8rem; }
.left-out, .left-out b { color: var(--none); }
.who { margin: 0 0 .9rem; padding: 0; list-style: none; }
.who li { display: flex; gap: .7rem; margin-bottom: .45rem; }
.who abbr {
  align-self: flex-start; min-width: 3.1em; padding: .05em .35em; border-radius: 3px;
  background: var(--official); font-size: .82rem; font-weight: 600; text-align: center;
  text-decoration: none;
}
.who small { display: block; color: var(--soft); font-size: .82rem; }
.who small.inferred { color: var(--doubt); }
dl {
  display: grid; grid-template-columns: auto 1fr; gap: .25rem .8rem; margin: 0;
  padding-top: .7rem; border-top: 1px solid var(--line); font-size: .87rem;
}
dt { color: var(--soft); }
dd { margin: 0; }
code, summary { font: 600 .82rem ui-monospace, "Liberation Mono", monospace; }
blockquote {
  display: -webkit-box; margin: 0 0 .9rem; padding-left: .9rem; overflow: hidden;
  border-left: 3px solid var(--line); -webkit-box-orient: vertical; -webkit-line-clamp: 5;
}
.refusals { margin: 0; padding-left: 1.1rem; }
.refusals li { margin-bottom: .5rem; }
.legend { display: flex; flex-wrap: wrap; gap: .5rem .7rem; margin: 0 0 1rem; padding: 0; }
.legend li { list-style: none; font-size: .87rem; }
.row { display: grid; grid-template-columns: minmax(0, 40rem) minmax(16rem, 1fr); gap: 0 2.5rem; }
.row + .row { margin-top: 1rem; }
.row + .row.goes-on { margin-top: .35rem; }
.text p {
  margin: 0; font-size: 1.12rem; line-height: 1.75; white-space: pre-line;
  overflow-wrap: anywhere;
}
.text p.title { font-size: 1.3rem; font-weight: 700; line-height: 1.55; }
mark { padding: .06em .18em; border-radius: 3px; color: inherit; }
mark small {
  margin-left: .35em; opacity: .72; font: 600 .62em/1 system-ui, sans-serif;
  letter-spacing: .03em; white-space: nowrap;
}
mark.official { background: var(--official); }
mark.side { background: var(--side); }
mark.place { background: var(--place); }
mark.date { background: var(--date); }
mark.dateline { background: var(--dateline); }
mark.cue { background: var(--cue); color: #fff; }
mark.cue small { opacity: 1; }
mark.cue.mute { background: none; box-shadow: inset 0 0 0 1.5px var(--cue); color: inherit; }
mark.word { background: none; border-bottom: 2px solid var(--word); border-radius: 0; }
.readings { padding-top: .3rem; font: .87rem/1.45 system-ui, "Liberation Sans", sans-serif; }
.readings ul { margin: 0; padding: 0 0 0 .9rem; border-left: 3px solid var(--line); }
.readings ul + ul { margin-top: .7rem; }
.readings li { margin-bottom: .35rem; list-style: none; }
.quoted { color: inherit; font-weight: 600; text-decoration: none; }
.quoted:hover { text-decoration: underline; }
.none .verdict { display: block; }
details { color: var(--soft); }
details p { font: inherit; line-height: inherit; }
summary { cursor: pointer; }
footer {
  margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--soft);
  font-size: .82rem; overflow-wrap: anywhere;
}
@media (max-width: 56rem) {
  body { padding: 1.2rem 1rem 3rem; }
  h1 { font-size: 1.55rem; }
  .cards { grid-template-columns: 1fr; }
  .row { grid-template-columns: 1fr; }
  .readings { padding: .5rem 0; }
}
@media print {
  body { padding: 0; max-width: none; }
  mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .card, .row { break-inside: avoid; }
}"""
