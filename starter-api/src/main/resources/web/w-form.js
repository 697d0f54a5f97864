/* Leadloop: a hosted form in a frame asks the page around it who the visitor is, who agreed to be recognised there. */
(function (w, d) {
  var ours = (d.currentScript.dataset.pages || '').split(' '), visitor = d.querySelector('input[name=v]'), on = d.querySelector('input[name=on]');
  var query = new URLSearchParams(location.search), stood = on && on.value;
  if (query.has('v')) {
    // Whoever copies the address does not hand the visitor on.
    query.delete('v');
    var rest = query.toString();
    history.replaceState(history.state, '', location.pathname + (rest ? '?' + rest : '') + location.hash);
  }
  follow(d.getElementById('more'));
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
  // The question more goes by what is filled in so far: of a name nothing is told, and of an address where it is from.
  function follow(more) {
    if (!more || !w.fetch) return;
    var times = 0, form = more.closest('form');
    form.addEventListener('change', function (e) {
      if (more.contains(e.target)) return;
      var told = new URLSearchParams(), time = ++times;
      form.querySelectorAll('input[type=text], input[type=email], input[type=number], input[name=token], select, textarea').forEach(function (field) {
        if (more.contains(field) || /^(firstName|lastName|website)$/.test(field.name)) return;
        var at = field.value.lastIndexOf('@');
        told.append(field.name, field.name != 'email' ? field.value : at < 0 ? '' : 'x' + field.value.slice(at));
      });
      w.fetch(more.dataset.ask, { method: 'POST', body: told, credentials: 'omit' }).then(function (said) {
        return said.ok ? said.text() : null;
      }).then(function (field) {
        var own = more.querySelector('input:not([type=hidden]), select, textarea');
        if (field == null || time != times || own && (own.value || own == d.activeElement)) return;
        var asked = new DOMParser().parseFromString(field, 'text/html').body, now = asked.querySelector('input[name=more]');
        var before = more.querySelector('input[name=more]');
        if ((now && now.value) != (before && before.value)) more.replaceChildren.apply(more, asked.childNodes);
      }).catch(function () {});
    });
  }
})(window, document);
