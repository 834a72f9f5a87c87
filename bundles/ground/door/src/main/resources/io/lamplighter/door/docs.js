// Shows openapi.json. Everything is put in as text, never as markup.
'use strict';

function element(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function row(...cells) {
  return element('tr', '', ...cells.map((cell) => element('td', cell)));
}

function section(title, ...children) {
  return [element('h4', title), ...children];
}

function json(value) {
  return element('pre', JSON.stringify(value, null, 2));
}

function operation(api, method, path, op) {
  const resolve = (thing) =>
    thing.$ref ? thing.$ref.slice(2).split('/').reduce((at, key) => at[key], api) : thing;
  const shown = element('details', '',
    element('summary', '', element('b', method.toUpperCase()), element('code', path), ' ' + (op.summary || '')));
  if (op.description) shown.append(element('pre', op.description));

  const parameters = (op.parameters || []).map(resolve);
  if (parameters.length) {
    shown.append(...section('Parameters', element('table', '', ...parameters.map((p) =>
      row(p.name + (p.required ? ' *' : ''), p.in, p.description || '', JSON.stringify(p.schema || {}))))));
  }
  for (const [type, body] of Object.entries((op.requestBody || {}).content || {})) {
    shown.append(...section('Body: ' + type, json(body.example || body.examples || body.schema)));
  }
  shown.append(...section('Answers', element('table', '', ...Object.entries(op.responses).map(([status, answer]) => {
    const found = resolve(answer);
    return row(status, Object.keys(found.content || {}).join(', '), found.description || '');
  }))));
  return shown;
}

async function show() {
  const api = await (await fetch('openapi.json')).json();
  const page = document.getElementById('api');
  page.append(element('pre', api.info.description));
  for (const tag of api.tags) {
    page.append(element('h2', tag.name), element('p', tag.description));
    for (const [path, methods] of Object.entries(api.paths)) {
      for (const [method, op] of Object.entries(methods)) {
        if ((op.tags || []).includes(tag.name)) page.append(operation(api, method, path, op));
      }
    }
  }
  page.append(element('h2', 'Shapes'));
  for (const [name, schema] of Object.entries(api.components.schemas)) {
    page.append(element('details', '', element('summary', name), json(schema)));
  }
}

show().catch((broken) => document.getElementById('api').append(element('pre', String(broken))));
