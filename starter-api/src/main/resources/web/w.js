/* Leadloop: tells of page views once the page says leadloop('consent', true). Nothing is kept or sent before. */
(function (w, d, n) {
  var base = d.currentScript.src.replace(/\/w\.js.*/, ''), key = 'leadloop', id = '', since = 0, looked = 0;
  var origin = new URL(base).origin, forms = new Set(), waiting = (w.leadloop && w.leadloop.q) || [];
  if (n.globalPrivacyControl || n.doNotTrack == '1' || w.doNotTrack == '1') {
    w.leadloop = function () {};
    return;
  }
  function kept(value) {
    try {
      if (value === undefined) return localStorage.getItem(key);
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch (blocked) {}
  }
  function made() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), function (b) {
      return (b + 256).toString(16).slice(1);
    }).join('');
  }
  function tell(event, who) {
    var body = JSON.stringify({ v: id, e: [event], k: who });
    if (!n.sendBeacon || !n.sendBeacon(base + '/w', body)) {
      fetch(base + '/w', { method: 'POST', body: body, keepalive: true, credentials: 'omit' }).catch(function () {});
    }
  }
  function page() {
    var query = new URLSearchParams(location.search), who = query.get('ll') || undefined;
    if (who) {
      query.delete('ll');
      var rest = query.toString();
      history.replaceState(history.state, '', location.pathname + (rest ? '?' + rest : '') + location.hash);
    }
    looked = 0;
    since = d.hidden ? 0 : Date.now();
    tell({ p: location.pathname }, who);
  }
  function look() {
    if (since) looked += Date.now() - since;
    since = d.hidden ? 0 : Date.now();
    if (id && d.hidden && looked >= 5000) {
      tell({ p: location.pathname, s: Math.round(looked / 1000) });
      looked = 0;
    }
  }
  d.addEventListener('visibilitychange', look);
  d.addEventListener('click', function (e) {
    var a = e.target.closest && e.target.closest('a[href]');
    if (id && a && a.href.indexOf(base + '/f/') == 0 && !/[?&]v=/.test(a.href)) {
      a.href += (a.href.indexOf('?') < 0 ? '?' : '&') + 'v=' + id;
      // The form asks which site it comes from.
      a.relList.remove('noreferrer');
      a.referrerPolicy = 'strict-origin';
    }
  }, true);
  function answer(form) {
    form.postMessage({ leadloopVisitor: id, page: location.pathname }, origin);
  }
  w.addEventListener('message', function (e) {
    if (e.origin != origin || !e.data || e.data.leadloop != 'form') return;
    forms.add(e.source);
    answer(e.source);
  });
  w.leadloop = function (what, value) {
    if (what == 'consent' && !value) {
      id = '';
      kept('');
      forms.forEach(answer);
    } else if (what == 'consent' && !id) {
      id = kept() || made();
      kept(id);
      forms.forEach(answer);
      page();
    } else if (what == 'page' && id) page();
    return what == 'visitor' ? id : undefined;
  };
  waiting.forEach(function (call) { w.leadloop.apply(w, call); });
})(window, document, navigator);
