// Every text on the page that stands out from its ground by less than 4.5 to 1 (WCAG AA), with its contrast.
(() => {
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = color;
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = (top, below) => [...[0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])), 1];
  const light = (color) => {
    const [red, green, blue] = color
      .slice(0, 3)
      .map((value) => value / 255)
      .map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent.trim();
    const isSeen = element.offsetParent && !element.closest(".unseen, .heard, .flash");
    // An emoji has colours of its own.
    if (!isSeen || !/[\p{L}\p{N}]/u.test(text)) continue;
    const grounds = [];
    let opacity = 1;
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      grounds.unshift(rgba(style.backgroundColor));
      opacity *= parseFloat(style.opacity);
    }
    const ground = grounds.reduce((below, top) => over(top, below), [255, 255, 255, 1]);
    const [red, green, blue, alpha] = rgba(getComputedStyle(element).color);
    const ink = over([red, green, blue, alpha * opacity], ground);
    const [darker, lighter] = [light(ink), light(ground)].sort((one, other) => one - other);
    const contrast = (lighter + 0.05) / (darker + 0.05);
    if (contrast < 4.5) found.push(`${text.slice(0, 30)} (${element.className}): ${contrast.toFixed(2)}`);
  }
  return found;
})();
