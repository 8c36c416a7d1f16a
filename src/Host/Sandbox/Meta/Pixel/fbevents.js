// Stands in for Meta's pixel script: takes over the page's fbq queue and reports events to /tr beside this file.
(function () {
  'use strict';
  var fbq = window.fbq;
  if (!fbq || fbq.callMethod) return;

  var DAY = 86400;
  var collector = new URL('/tr', document.currentScript.src).href;
  var pixels = [];
  var revoked = false;
  var held = [];

  function cookie(name) {
    var found = document.cookie.match(new RegExp('(?:^|; )' + name + '=([^;]*)'));
    return found ? found[1] : '';
  }

  function keep(name, value) {
    document.cookie = name + '=' + value + '; path=/; max-age=' + 90 * DAY + '; samesite=lax';
  }

  // First-party cookies of the page, as the real script keeps them: who the browser is, which click brought it.
  function identify() {
    if (!cookie('_fbp')) keep('_fbp', 'fb.1.' + Date.now() + '.' + Math.floor(Math.random() * 1e10));
    var click = new URLSearchParams(location.search).get('fbclid');
    if (click && cookie('_fbc').split('.').slice(3).join('.') !== click) keep('_fbc', 'fb.1.' + Date.now() + '.' + click);
  }

  function send(pixel, name, data, options) {
    if (revoked) { held.push([pixel, name, data, options]); return; }
    identify();
    var query = new URLSearchParams({ id: pixel, ev: name, dl: location.href, rl: document.referrer, ts: Date.now() });
    if (options && options.eventID) query.set('eid', options.eventID);
    if (cookie('_fbp')) query.set('fbp', cookie('_fbp'));
    if (cookie('_fbc')) query.set('fbc', cookie('_fbc'));
    Object.keys(data || {}).forEach(function (key) { query.set('cd[' + key + ']', data[key]); });
    new Image().src = collector + '?' + query;
  }

  function consent(answer) {
    revoked = answer === 'revoke';
    if (!revoked) held.splice(0).forEach(function (event) { send.apply(null, event); });
  }

  function toAll(name, data, options) {
    pixels.forEach(function (pixel) { send(pixel, name, data, options); });
  }

  var methods = {
    init: function (pixel) { if (pixels.indexOf(String(pixel)) < 0) pixels.push(String(pixel)); },
    set: function () { /* autoConfig and the like: this stand-in never looks around by itself */ },
    consent: consent,
    track: toAll,
    trackCustom: toAll,
    trackSingle: send,
    trackSingleCustom: send
  };

  fbq.callMethod = function (method) {
    if (methods[method]) methods[method].apply(null, Array.prototype.slice.call(arguments, 1));
  };
  (fbq.queue || []).splice(0).forEach(function (call) { fbq.callMethod.apply(fbq, call); });
})();
