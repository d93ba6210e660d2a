// Two things a phone may do to what is kept, said where they matter.
import { show } from "./connected.ts";
import { clearMark } from "./store/mark.ts";
import { store } from "./store/store.ts";
import { isAppleTab, isWiped } from "./upkeep.ts";

const WRITING = "private-note, plan-form, value-cards, distress-rating, check-in, work-log, work-sheet";

function copyOf(name: string): DocumentFragment | null {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-notice="${name}"]`);
  return (template?.content.cloneNode(true) as DocumentFragment | undefined) ?? null;
}

// Before anything is saved; afterwards the page of what is kept offers a copy instead.
async function adviseHomeScreen(): Promise<void> {
  const present = await store.reach(() => Promise.resolve(true), false).catch(() => true);
  if (present) return show(document.querySelector("[data-part=apple]"), true);
  document.querySelectorAll(WRITING).forEach((element) => {
    const notice = copyOf("home-screen");
    if (notice) element.parentNode?.insertBefore(notice, element);
  });
}

async function sayWiped(): Promise<void> {
  const notice = (await isWiped()) && copyOf("wiped");
  if (!notice) return;
  const shown = notice.firstElementChild;
  shown?.querySelector('[data-do="understood"]')?.addEventListener("click", () => {
    shown.remove();
    void clearMark();
  });
  document.getElementById("main")?.prepend(notice);
}

export async function startNotices(): Promise<void> {
  await sayWiped();
  if (isAppleTab()) await adviseHomeScreen();
}
