// What who sees and touches needs, measured on one sketch: faults in words, and the least of each kind.
const TEXT = 4.5, SIGN = 3, LARGE = 24, TARGET = 44;
const faults = [], least = { text: Infinity, sign: Infinity, target: Infinity };
const body = document.body.getBoundingClientRect();
const isLarge = /-ax\d/.test(location.pathname);

const numbers = (colour) => (colour.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
const parents = (node) => (node === document.body ? [node] : [node, ...parents(node.parentElement)]);
const isOff = (node) => parents(node).some((one) => one.classList.contains("off"));
const name = (node) => `${node.className.split(" ")[0]} “${(node.getAttribute("aria-label") || node.textContent).slice(0, 40)}”`;
const fault = (node, what) => faults.push(`${name(node)} ${what}`);

function luminance(colour) {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

// The nearest ground that is not seen through.
function ground(node) {
  const found = parents(node).map((one) => numbers(getComputedStyle(one).backgroundColor)).find((colour) => colour.length < 4 || colour[3] > 0.99);
  return found.slice(0, 3);
}

function contrast(node, colour, kind, wanted) {
  const found = ratio(numbers(colour).slice(0, 3), ground(node));
  least[kind] = Math.min(least[kind], found);
  if (found < wanted) fault(node, `has a contrast of ${found.toFixed(2)}`);
}

// What is switched off may be pale (WCAG 1.4.3). Initials are a sign: the name stands beside them.
for (const text of document.querySelectorAll(".text")) {
  if (!text.textContent || isOff(text)) continue;
  const style = getComputedStyle(text), isSign = text.closest("[aria-hidden]") && text.textContent.length < 3;
  contrast(text, style.color, isSign ? "sign" : "text", isSign || parseFloat(style.fontSize) >= LARGE ? SIGN : TEXT);
}
for (const sign of document.querySelectorAll(".symbol")) if (!isOff(sign)) contrast(sign, getComputedStyle(sign).color, "sign", SIGN);
for (const arc of document.querySelectorAll(".shape path")) contrast(arc.closest(".shape"), getComputedStyle(arc.closest("svg")).stroke, "sign", SIGN);
for (const field of document.querySelectorAll(".over")) {
  const edge = field.querySelector(":scope > .above > .border");
  if (edge && field.querySelector(":scope > * .field")) contrast(field, getComputedStyle(edge).borderTopColor, "sign", SIGN);
}

// A field is as large as the box that a touch on it brings to life.
for (const control of document.querySelectorAll(".button, .switch, .field")) {
  const box = (control.classList.contains("field") && control.closest(".over")) || control;
  const { width, height } = box.getBoundingClientRect();
  least.target = Math.min(least.target, width, height);
  if (Math.min(width, height) < TARGET - 0.5) fault(control, `is ${Math.round(width)} × ${Math.round(height)} small`);
}

// Titles in the bar above are the system's, which cuts them.
for (const node of document.querySelectorAll(".text, .symbol, .button, .switch, .field, .wrap, .row")) {
  const box = node.getBoundingClientRect();
  if (!box.width || node.dataset.title) continue;
  if (box.left < body.left - 1 || box.right > body.right + 1) fault(node, "goes over the edge");
  const around = parents(node).slice(1).find((one) => getComputedStyle(one).overflow !== "visible");
  const room = around && around.getBoundingClientRect();
  if (room && (box.left < room.left - 1 || box.right > room.right + 1 || box.bottom > room.bottom + 1)) fault(node, "is cut by what is around it");
}

// Dots in place of words: meant where lines are counted, but not in large letters.
for (const text of document.querySelectorAll(".text")) {
  const words = document.createRange();
  words.selectNodeContents(text);
  const isCut = words.getBoundingClientRect().width > text.getBoundingClientRect().width + 0.1 || text.scrollHeight > text.clientHeight + 6;
  if (isCut && !text.dataset.title && (isLarge || !text.dataset.lines || text.dataset.least)) fault(text, "is cut by dots");
}

// What is pinned below leaves room for what is read.
const fixed = [...document.querySelectorAll(".scroll")].map((scroll) => scroll.parentElement)
  .flatMap((column) => [...column.children].filter((child) => !child.classList.contains("scroll")));
const pinned = fixed.reduce((sum, node) => sum + node.getBoundingClientRect().height, 0) / document.body.dataset.height;
if (isLarge && pinned > 0.5) faults.push(`${Math.round(pinned * 100)} % of the screen is pinned`);

return { faults: [...new Set(faults)], least };
