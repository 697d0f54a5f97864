/* Leadloop: a hosted form in a frame asks the page around it who the visitor is, who agreed to be recognised there. */
(function (w, d) {
  var ours = d.currentScript.dataset.pages.split(' '), visitor = d.querySelector('input[name=v]'), on = d.querySelector('input[name=on]');
  var query = new URLSearchParams(location.search), stood = on && on.value;
  if (query.has('v')) {
    // Whoever copies the address does not hand the visitor on.
    query.delete('v');
    var rest = query.toString();
    history.replaceState(history.state, '', location.pathname + (rest ? '?' + rest : '') + location.hash);
  }
  if (w.parent == w || !visitor) return;
  w.addEventListener('message', function (e) {
    var told = e.data && e.data.leadloopVisitor;
    if (e.source != w.parent || ours.indexOf(e.origin) < 0 || typeof told != 'string' || !/^([0-9a-f]{32})?$/.test(told)) return;
    visitor.value = told;
    on.value = told ? e.origin + e.data.page : stood;
  });
  // Nothing of the visitor is in this; who may have this page in a frame is settled by its headers.
  function ask() {
    w.parent.postMessage({ leadloop: 'form' }, '*');
  }
  d.addEventListener('focusin', ask);
  ask();
})(window, document);
