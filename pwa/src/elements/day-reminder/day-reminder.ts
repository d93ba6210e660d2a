// A reminder made on the phone: a calendar file, or a slip of paper. The page itself keeps and sends nothing of it.
import { ConnectedElement, say, setText, show } from "../../connected.ts";
import { calendar, DAYS } from "../../ics.ts";
import type { Day, Reminder } from "../../ics.ts";
import { base64url, random } from "../../store/crypto.ts";

type Say = "" | "words" | "time" | "days" | "done";

export class DayReminderElement extends ConnectedElement {
  protected override connected(): void {
    show(this.child("file"), true);
    this.listen(this.querySelector("form"), "submit", (event) => {
      event.preventDefault();
      this.#save();
    });
    this.onDo("share", () => void this.#share());
    this.onDo("print", () => window.print());
    this.listen(this, "input", () => this.#slip());
    this.listen(this, "change", () => this.#slip());
    this.#slip();
    show(this.doing("share"), navigator.canShare?.({ files: [new File([""], "a.ics", { type: "text/calendar" })] }) === true);
  }

  #field(name: string): HTMLInputElement | null {
    return this.querySelector(`input[name="${name}"]`);
  }

  #days(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[name="day"]:checked')];
  }

  /** What is filled in, or the name of what is missing. */
  #reminder(): Reminder | Say {
    const words = this.#field("words")?.value.trim() ?? "";
    const time = this.#field("time")?.value.slice(0, 5) ?? "";
    const days = this.#days().map(({ value }) => value as Day).filter((day) => DAYS.includes(day));
    const weeks = Number(this.querySelector<HTMLInputElement>('input[name="weeks"]:checked')?.value ?? 0);
    if (!words) return "words";
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return "time";
    if (days.length === 0) return "days";
    return { words, time, days, weeks: weeks || null, uid: base64url(random(18).buffer) };
  }

  #file(): File | null {
    const reminder = this.#reminder();
    say(this, typeof reminder === "string" ? reminder : "");
    if (typeof reminder === "string") {
      this.querySelector<HTMLInputElement>(`[name="${reminder === "days" ? "day" : reminder}"]`)?.focus();
      return null;
    }
    return new File([calendar(reminder, new Date())], "calendar.ics", { type: "text/calendar" });
  }

  #save(): void {
    const file = this.#file();
    if (!file) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say(this, "done");
    this.tell("made");
  }

  async #share(): Promise<void> {
    const file = this.#file();
    if (file) await navigator.share({ files: [file] }).catch(() => undefined); // closed again: nothing to say
  }

  // The slip says what the form says; what is empty stays a line to write on.
  #slip(): void {
    const days = this.#days().map((day) => day.closest("label")?.textContent?.trim() ?? "");
    setText(this.child("words"), this.#field("words")?.value ?? "");
    setText(this.child("time"), this.#field("time")?.value ?? "");
    setText(this.child("days"), days.join(" · "));
  }
}
