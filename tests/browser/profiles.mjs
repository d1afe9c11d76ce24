// Writes two profiles: one whose texts want to be markup, and one large enough for more than 5,000 findings.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);

// What people try: markup, scripts, attributes, entities, a template's own braces, characters that turn the text.
export const hostile = [
  "<script>document.title = 'owned'</script>",
  "<img src=x onerror=\"document.title = 'owned'\">",
  "</style></script></title><h1>owned</h1>",
  "\" onmouseover=\"document.title = 'owned'",
  "{{{script}}} {{#findings}}{{title}}{{/findings}} {{>reasoning}}",
  "&lt;b&gt; &amp; &#60;i&#62; ]]> <!-- parts -->",
  "<!--parts-->",
  "javascript:alert(1)",
  "\u202Ereversed\u2066",
];

function quoted(text) {
  return JSON.stringify(text);
}

if (folder) {
  const systems = hostile.map((text, i) =>
    `    - id: s${i}\n      name: ${quoted(text)}\n      intended_purpose: ${quoted(text)}\n      supplier: ${quoted(text)}\n`);
  writeFileSync(join(folder, "hostile.yaml"),
    `jurat: 1\ncompany:\n  name: ${quoted(hostile.join(" "))}\n  established_in: [DE]\n  ai_systems:\n${systems.join("")}`);

  // The first system of the example, many times.
  const lines = readFileSync("examples/acme-robotics.yaml", "utf8").split("\n");
  const list = lines.findIndex((line) => /^ {2}ai_systems:/.test(line));
  const first = lines.findIndex((line, i) => i > list && /^ {4}- id:/.test(line));
  const second = lines.findIndex((line, i) => i > first && /^ {4}- id:/.test(line));
  const end = lines.findIndex((line, i) => i > list && /^ {2}[a-z_]+:/.test(line));
  const system = lines.slice(first, second);
  const copies = Array.from({ length: 60 }, (_, i) => {
    const named = system[0].replace(/- id: (.*)/, `- id: $1-${i}`);
    return [named, ...system.slice(1)];
  }).flat();
  const rest = end === -1 ? [] : lines.slice(end);
  writeFileSync(join(folder, "many.yaml"),
    [...lines.slice(0, end === -1 ? lines.length : end), ...copies, ...rest].join("\n"));
}
