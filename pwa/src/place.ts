// Where an element stands: the unit of the page and the step around it.

export function unitOfPage(): string {
  return document.documentElement.dataset.unit ?? "";
}

/** "unit.step": the name given in the page, or the step the element stands in. */
export function placeOf(element: Element): { unit: string; step: string; name: string } {
  const given = element.getAttribute("name")?.split(".") ?? [];
  const unit = given[0] || unitOfPage();
  const step = given[1] ?? element.closest<HTMLElement>("section[id]")?.id ?? "";
  return { unit, step, name: `${unit}.${step}` };
}

/** "/pl/1b/" gives "/pl/n/": a page of the same language. */
export function pageOf(code: string, path: string = location.pathname): string {
  const language = path.split("/")[1] || document.documentElement.lang;
  return `/${language}/${code}/`;
}
