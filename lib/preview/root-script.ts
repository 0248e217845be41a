/**
 * An app names its assets with or without a slash in front: `pictures/a.png`, `/pictures/a.png`. On a phone both lie in its
 * folder; in a browser the second would begin at the root of the server, before the token. This script, which runs before
 * Flutter, makes it begin at the page's base.
 */
export const ROOT_SCRIPT = `(() => {
  'use strict';

  const base = new URL(document.baseURI);

  function belowBase(address) {
    if (!URL.canParse(address, base)) return address;
    const url = new URL(address, base);
    const isOwn = url.protocol === base.protocol && url.host === base.host;
    if (!isOwn || url.pathname.startsWith(base.pathname)) return address;
    return base.href + url.pathname.slice(1) + url.search + url.hash;
  }

  const { fetch } = window;
  window.fetch = (resource, init) => fetch(resource instanceof Request ? resource : belowBase(resource), init);

  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    return open.call(this, method, belowBase(address), ...rest);
  };

  for (const { prototype } of [HTMLImageElement, HTMLMediaElement, HTMLSourceElement, HTMLIFrameElement]) {
    const property = Object.getOwnPropertyDescriptor(prototype, 'src');
    const set = function (address) {
      property.set.call(this, belowBase(address));
    };
    Object.defineProperty(prototype, 'src', { ...property, set });
  }
})();
`;
