// How much of what one submission may bring is spent: in words and as a bar.
const MB = 1024 * 1024;
const FORMS = { ru: ["one", "few", "many"], en: ["one", "other"] };

export default class Budget {
  // `most` files and bytes; `kept` of them wait with the form already, and so does what the form marks data-kept="bytes".
  constructor(box) {
    this.box = box;
    this.words = JSON.parse(box.dataset.words);
    this.lang = document.documentElement.lang;
    for (const name of ["most", "mostBytes", "kept", "keptBytes"]) this[name] = Number(box.dataset[name]);
  }

  size(bytes) {
    const [kilo, mega] = this.words.units.split(" ");
    if (bytes < MB) return `${bytes && Math.max(1, Math.round(bytes / 1024))} ${kilo}`;
    return `${(bytes / MB).toLocaleString(this.lang, { maximumFractionDigits: 1 })} ${mega}`;
  }

  draw(files) {
    const find = (name) => this.box.querySelector(`[data-${name}]`);
    const sizes = [...this.marked(), ...files.map((file) => file.size)];
    const count = this.kept + sizes.length;
    const total = sizes.reduce((sum, bytes) => sum + bytes, this.keptBytes);
    find("budget").hidden = !count;
    find("budget").classList.toggle("full", total > this.mostBytes || count > this.most);
    find("spent").textContent = `${say(this.words.count, { n: count })}, ${say(this.words.size, { size: this.size(total) })}`;
    find("left").textContent = this.rest(count, total);
    find("parts").replaceChildren(...this.parts([this.keptBytes, ...sizes].filter(Boolean), total));
  }

  // A box that is not ticked stays behind.
  marked() {
    const marks = [...(this.box.closest("form") ?? this.box).querySelectorAll("[data-kept]")];
    return marks.filter((mark) => mark !== this.box && (mark.checked ?? true)).map((mark) => Number(mark.dataset.kept));
  }

  rest(count, total) {
    const { words, most, mostBytes } = this;
    if (count > most) return say(words.many, { n: count - most });
    if (total > mostBytes) return say(words.large, { size: this.size(total - mostBytes) });
    if (count === most) return words.none;
    return say(words.left, { files: this.counted(most - count), size: this.size(mostBytes - total) });
  }

  counted(number) {
    const form = (FORMS[this.lang] ?? FORMS.en).indexOf(new Intl.PluralRules(this.lang).select(number));
    return `${number} ${this.words.files.split("|")[form]}`;
  }

  parts(sizes, total) {
    const scale = Math.max(total, this.mostBytes) / 100;
    for (const end of ["x1", "x2"]) this.box.querySelector(".due").setAttribute(end, `${this.mostBytes / scale}%`);
    let at = 0;
    return sizes.map((bytes) => rect((at += bytes) > this.mostBytes ? "over" : "run", (at - bytes) / scale, bytes / scale));
  }
}

const say = (words, values) => words.replace(/{(\w+)}/g, (_whole, name) => values[name]);

function rect(kind, x, width) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const shape = { class: kind, x: `${x}%`, y: 1, width: `${Math.max(0.3, width - 0.3)}%`, height: 10 };
  for (const [name, value] of Object.entries(shape)) drawn.setAttribute(name, value);
  return drawn;
}
