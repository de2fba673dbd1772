// SPDX-License-Identifier: Apache-2.0
// Shows /status.json. Whatever comes from there is set as text, never as markup.
"use strict";

const EVERY_MS = 2000;
const KEPT_MS = 15 * 60 * 1000;
const SVG = "http://www.w3.org/2000/svg";
const LOOKS = {
  streaming: ["good", "M2 8.5 6.5 13 14 3.5 12.3 2 6.3 9.7 3.6 7z", "streaming"],
  snapshotting: ["busy", "M8 1v9l3.2-3.2L12.6 8 8 13 3.4 8l1.4-1.2L8 10V1zM2 14h12v2H2z", "snapshot"],
  starting: ["busy", "M4 2l9 6-9 6z", "starting"],
  standby: ["busy", "M3 7h10v2H3z", "standby"],
  paused: ["warn", "M3 2h4v12H3zM9 2h4v12H9z", "paused"],
  waiting: ["warn", "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm1 3v4l3 2-1 1.5L7 9V4z", "waiting"],
  stopped: ["bad", "M5 1h6l4 4v6l-4 4H5l-4-4V5zM4.5 7v2h7V7z", "stopped"],
  unknown: ["bad", "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 11h2v2H7zm0-7h2v5H7z", "unknown"],
};
const history = new Map();
let told = "";

const byId = (id) => document.getElementById(id);

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function number(value) {
  return Math.round(value).toLocaleString("en");
}

function rate(value) {
  return value > 0 && value < 10 ? value.toFixed(1) : number(value);
}

function duration(seconds) {
  if (seconds < 10) return seconds.toFixed(1) + " s";
  if (seconds < 120) return Math.round(seconds) + " s";
  if (seconds < 7200) return Math.floor(seconds / 60) + " min";
  if (seconds < 259200) return Math.floor(seconds / 3600) + " h";
  return Math.floor(seconds / 86400) + " d";
}

function millis(value) {
  return value === null ? "–" : value < 1000 ? number(value) + " ms" : duration(value / 1000);
}

function state(name, detail) {
  const look = LOOKS[name] || LOOKS.unknown;
  const shown = element("span", undefined, "state " + look[0]);
  const icon = document.createElementNS(SVG, "svg");
  icon.setAttribute("viewBox", "0 0 16 16");
  icon.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", look[1]);
  icon.append(path);
  shown.append(icon, look[2]);
  if (detail) shown.append(" ", element("span", detail, "detail"));
  return shown;
}

function snapshot(progress) {
  if (!progress) return "";
  if (progress.percent === null) return number(progress.rows) + " rows";
  return progress.percent + "%" + (progress.etaSeconds === null ? "" : ", " + duration(progress.etaSeconds) + " left");
}

/** A line over time, scaled to its own largest value; its words say what it shows. */
function chart(points, words) {
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("class", "chart");
  drawn.setAttribute("viewBox", "0 0 100 24");
  drawn.setAttribute("preserveAspectRatio", "none");
  drawn.setAttribute("role", "img");
  const most = Math.max(...points.map((point) => point[1]), 0);
  drawn.setAttribute("aria-label", words + ", at most " + number(most));
  if (points.length < 2) return drawn;
  const first = points[0][0];
  const span = Math.max(60000, points[points.length - 1][0] - first);
  const line = points
    .map((point) => {
      const x = (100 * (point[0] - first)) / span;
      const y = most === 0 ? 22 : 22 - (20 * point[1]) / most;
      return x.toFixed(1) + " " + y.toFixed(1);
    })
    .join("L");
  const last = (100 * (points[points.length - 1][0] - first)) / span;
  for (const [className, shape] of [["area", "M0 24L" + line + "L" + last.toFixed(1) + " 24Z"], ["", "M" + line]]) {
    const path = document.createElementNS(SVG, "path");
    if (className) path.setAttribute("class", className);
    path.setAttribute("d", shape);
    drawn.append(path);
  }
  return drawn;
}

function remember(key, at, lag, out) {
  const kept = history.get(key) || [];
  kept.push([at, lag, out]);
  while (kept.length && kept[0][0] < at - KEPT_MS) kept.shift();
  history.set(key, kept);
  return kept;
}

function cell(label, content, className) {
  const made = element("td", undefined, className);
  made.dataset.label = label;
  made.append(content);
  return made;
}

function row(entity, at) {
  const kept = remember(entity.entity + "\n" + entity.target, at, entity.lagRecords, entity.outPerSecond);
  const made = element("tr");
  const name = element("th", entity.entity);
  name.scope = "row";
  name.title = entity.entity;
  const shown = cell("State", state(entity.state, snapshot(entity.snapshot)));
  if (entity.reason) shown.title = entity.reason.sentence;
  const letters = element("span", number(entity.deadLetters), entity.deadLetters ? "state warn" : "");
  made.append(
    name,
    cell("Target", entity.target),
    shown,
    cell("Lag", number(entity.lagRecords), "number"),
    cell("Oldest waiting", duration(entity.oldestWaitingSeconds), "number"),
    cell("In / out per s", rate(entity.inPerSecond) + " / " + rate(entity.outPerSecond), "number"),
    cell("Latency p50 / p99", millis(entity.p50Millis) + " / " + millis(entity.p99Millis), "number"),
    cell("Dead letters", letters, "number"),
    cell("Verified", verified(entity.verified), "number"),
    cell("Lag over time", chart(kept.map((one) => [one[0], one[1]]), "lag")),
    cell("Out over time", chart(kept.map((one) => [one[0], one[2]]), "changes a second at the target")));
  return made;
}

/** What the last comparison of both sides came to. */
function verified(last) {
  if (last === null) return "–";
  const ago = duration(last.secondsAgo) + " ago";
  if (last.agrees) return ago;
  const shown = element("span", last.differences ? number(last.differences) + " differ" : "undecided", "state warn");
  shown.title = ago;
  return shown;
}

function problem(one) {
  const bad = one.severity === "STOPPED";
  const made = element("li", undefined, bad ? "bad" : "warn");
  made.append(element("strong", one.where), " ");
  if (one.code) made.append(element("code", one.code));
  made.append(element("p", one.what));
  return made;
}

function process(one) {
  const made = element("li");
  made.append(element("strong", one.process), " ", state(one.state, ""));
  const heard = one.heardSecondsAgo === null ? "never heard of" : "heard " + duration(one.heardSecondsAgo) + " ago";
  made.append(element("span", (one.instance ? one.instance.split(":").slice(0, 2).join(":") + ", " : "") + heard, "quiet"));
  return made;
}

/** What a process keeps of tables, and how far it is read back. */
function stored(one) {
  const made = element("li");
  const whole = one.restoredPercent === 100;
  made.append(element("strong", one.name), " ");
  if (!whole) made.append(element("span", one.restoredPercent + "% restored", "state warn"));
  made.append(element("span", number(one.rows) + " rows, " + (one.bytes / 1e6).toFixed(1) + " MB"));
  made.append(element("span", (whole ? "restored within " : "for ") + duration(one.restoreSeconds) + ", in " + one.process, "quiet"));
  return made;
}

/** How old that is what a target shows; a heartbeat that goes the whole way proves it. */
function age(one, at) {
  const made = element("li");
  made.append(element("strong", one.target), " ");
  if (one.freshnessSeconds === null) {
    made.append(element("span", one.reason ? "unknown: " + one.reason.sentence : "not measured: the file has no heartbeat", "quiet"));
    return made;
  }
  const kept = remember("\n" + one.target, at, one.freshnessSeconds, 0);
  made.append(element("span", "what it shows is " + duration(one.freshnessSeconds) + " old"));
  made.append(chart(kept.map((point) => [point[0], point[1]]), "age of what " + one.target + " shows in seconds"));
  if (one.reason) made.append(element("span", "by what was read last: " + one.reason.sentence, "quiet"));
  return made;
}

/** Said once for each change, so that a screen reader is not talked over every two seconds. */
function tell(sentence, look) {
  if (sentence === told) return;
  told = sentence;
  const verdict = byId("verdict");
  verdict.textContent = sentence;
  verdict.className = "verdict " + look;
}

function verdict(status) {
  const stopped = status.problems.filter((one) => one.severity === "STOPPED").length;
  if (stopped) return ["A person must decide", "bad"];
  if (status.problems.some((one) => one.severity === "AWAY")) return ["Something is away", "bad"];
  if (status.problems.length) return ["Goes on, with something to look at", "warn"];
  const busy = status.entities.some((one) => one.state === "snapshotting");
  return busy ? ["Takes a snapshot", "busy"] : ["In step", "good"];
}

function show(status) {
  document.title = status.pipeline + " – Tandem";
  byId("pipeline").textContent = status.pipeline;
  byId("moment").textContent = "as of " + new Date(status.atMillis).toLocaleTimeString();
  byId("problems-section").hidden = status.problems.length === 0;
  byId("problems").replaceChildren(...status.problems.map(problem));
  byId("processes").replaceChildren(...status.processes.map(process));
  byId("headroom").textContent =
    status.sourceHeadroomSeconds === null ? "" : "Capture may stay down for " + duration(status.sourceHeadroomSeconds) + ".";
  byId("states-section").hidden = status.states.length === 0;
  byId("states").replaceChildren(...status.states.map(stored));
  byId("targets-section").hidden = status.targets.length === 0;
  byId("targets").replaceChildren(...status.targets.map((target) => age(target, status.atMillis)));
  choose(byId("entity-names"), [...new Set(status.entities.map((entity) => entity.entity))]);
  byId("rows").replaceChildren(...status.entities.map((entity) => row(entity, status.atMillis)));
  tell(...verdict(status));
}

/** Choices are renewed only when they changed: a list that is open would close. */
function choose(select, names) {
  if ([...select.options].map((one) => one.value).join("\n") === names.join("\n")) return;
  const chosen = select.value;
  select.replaceChildren(...names.map((name) => element("option", name)));
  if (names.includes(chosen)) select.value = chosen;
}

async function order(event) {
  event.preventDefault();
  const form = event.target;
  const sent = Object.fromEntries(new FormData(form));
  const token = sent.token;
  delete sent.token;
  const button = form.querySelector("button");
  button.disabled = true;
  byId("told").textContent = "Ordered; waiting for the sinks…";
  try {
    const answer = await fetch("/acts", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: "Bearer " + token },
      body: JSON.stringify(sent),
    });
    byId("told").textContent = outcome(sent.entity, answer, await answer.text());
  } catch (failure) {
    byId("told").textContent = "No answer: " + failure.message;
  } finally {
    button.disabled = false;
  }
}

function outcome(entity, answer, text) {
  if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) return text;
  const told = JSON.parse(text);
  if (!answer.ok) return told.error;
  return told
    .map((one) => entity + " at " + one.target + ": " + one.state + (one.remark ? ", but " + one.remark : ""))
    .join("\n");
}

/** Orders are offered only where there is a token for them. */
async function offer() {
  const answer = await fetch("/acts", { cache: "no-store" });
  const acts = answer.ok ? (await answer.json()).acts : [];
  if (!acts.length) return;
  choose(byId("acts"), acts);
  byId("order").addEventListener("submit", order);
  byId("orders").hidden = false;
}

async function turn() {
  try {
    const answer = await fetch("/status.json", { cache: "no-store", signal: AbortSignal.timeout(8000) });
    const status = await answer.json();
    if (!answer.ok) throw new Error(status.error);
    document.body.classList.remove("stale");
    show(status);
  } catch (failure) {
    document.body.classList.add("stale");
    tell("No status: " + failure.message, "bad");
  } finally {
    setTimeout(turn, EVERY_MS);
  }
}

turn();
offer().catch(() => {}); // without an answer nothing is offered, and the status says why
