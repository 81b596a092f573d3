// Makes elements. Text from outside becomes text nodes, never markup.

/** Makes an element with attributes and children: nodes, or texts; null and undefined are left out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

/** Sets the text of an element, and touches nothing when it is that already. */
export function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

export const byId = (id) => document.getElementById(id);
