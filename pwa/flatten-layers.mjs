// Cascade layers are unknown to Chrome before 99, Safari before 15.4 and Firefox before 97: they would skip every rule.
// So the built sheet has the same rules in the order of the layers, without @layer. It relies on rules of low, equal weight.

function skipString(css, start) {
  let at = start + 1;
  while (at < css.length && css[at] !== css[start]) at += css[at] === "\\" ? 2 : 1;
  return at;
}

// Where the top-level statement that starts at `start` stops: after its semicolon or its closing brace.
function endOfStatement(css, start) {
  let depth = 0;
  for (let at = start; at < css.length; at += 1) {
    const sign = css[at];
    if (sign === '"' || sign === "'") at = skipString(css, at);
    else if (sign === "/" && css[at + 1] === "*") at = css.indexOf("*/", at) + 1;
    else if (sign === "{") depth += 1;
    else if (sign === "}" && (depth -= 1) === 0) return at + 1;
    else if (sign === ";" && depth === 0) return at + 1;
  }
  return css.length;
}

function statements(css) {
  const found = [];
  for (let at = 0; at < css.length; ) {
    const end = endOfStatement(css, at);
    found.push(css.slice(at, end).trim());
    at = end;
  }
  return found.filter(Boolean);
}

function withoutComments(statement) {
  return statement.replace(/^(\/\*[^]*?\*\/\s*)+/, "");
}

export function flattenLayers(css) {
  const layers = new Map();
  const loose = [];
  const layer = (name) => layers.get(name) ?? layers.set(name, []).get(name);
  for (const statement of statements(css).map(withoutComments)) {
    const list = /^@layer\s+([\w\s,.-]+);$/.exec(statement);
    const block = /^@layer\s+([\w.-]+)\s*\{([^]*)\}$/.exec(statement);
    if (list) list[1].split(",").forEach((name) => layer(name.trim()));
    else if (block) layer(block[1]).push(block[2]);
    else loose.push(statement);
  }
  const charset = loose.filter((statement) => statement.startsWith("@charset"));
  const rest = loose.filter((statement) => !statement.startsWith("@charset"));
  const flat = [...charset, ...[...layers.values()].flat(), ...rest].join("\n");
  if (/@layer\b/.test(flat.replace(/\/\*[^]*?\*\//g, ""))) throw new Error("nested @layer: not supported by the build");
  return flat;
}
