// One file on its way: its row with a bar, words, and a button that lets it rest.
const MB = 1024 * 1024;

export default class Passage {
  constructor(file, row, words) {
    this.file = file;
    this.words = words;
    this.line = row.cloneNode(true);
    this.come = 0;
    this.find("[data-name]").textContent = file.name;
    this.find("progress").setAttribute("aria-label", file.name);
    this.button.addEventListener("click", () => this.rest(!this.rests));
    this.say(words.waiting);
  }

  find(place) {
    return this.line.querySelector(place);
  }

  get button() {
    return this.find("[data-pause]");
  }

  say(sentence, come = this.come) {
    const { size } = this.file;
    this.come = come;
    this.find("progress").value = size ? come / size : 1;
    const percent = `${Math.floor((100 * come) / (size || 1))} %`;
    const values = { come: this.size(come), size: this.size(size), percent };
    this.find("[data-state]").textContent = sentence.replace(/{(\w+)}/g, (_whole, name) => values[name]);
  }

  rest(wanted) {
    this.rests = wanted;
    this.button.textContent = wanted ? this.words.resume : this.words.pause;
    if (!wanted) this.goOn?.();
  }

  // Waits between two pieces as long as the person wants it to.
  turn() {
    if (!this.rests) return null;
    this.say(this.words.paused);
    return new Promise((go) => (this.goOn = go));
  }

  end(sentence, come) {
    this.say(sentence, come);
    this.button.hidden = true;
  }

  size(bytes) {
    const [kilo, mega] = this.words.units.split(" ");
    if (bytes < MB) return `${bytes && Math.max(1, Math.round(bytes / 1024))} ${kilo}`;
    return `${(bytes / MB).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} ${mega}`;
  }
}
