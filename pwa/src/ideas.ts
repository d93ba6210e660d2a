// Ideas are words in a list; a script makes them buttons, so that without one nothing looks as if it could be pressed.

/** Put a button around the words of each item, once, and return the buttons. */
export function asButtons(items: Iterable<HTMLElement>): HTMLButtonElement[] {
  return Array.from(items, (item) => item.querySelector("button") ?? wrap(item));
}

function wrap(item: HTMLElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--soft";
  button.append(...item.childNodes);
  item.append(button);
  return button;
}
